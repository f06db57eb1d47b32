"""The office decides which birth date of a linked participant holds: the stored or the listed."""

from __future__ import annotations

from datetime import date

from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.discretion import without_forbidden
from programme.messages import Button
from services.importing import birth_dates
from services.importing.birth_dates import NotWaiting, Waiting


def show(turn: Turn, _: str = "") -> None:
    """One after the other, the oldest first."""
    say = turn.say
    waiting = birth_dates.next_waiting(turn.tx, turn.contact, turn.now)
    if waiting is None:
        turn.reply(
            say("No date of birth is left to decide."),
            Button(say("Link requests"), "requests"),
            Button(say("For the office"), "office"),
        )
        return
    decision = f"{waiting.participant.id}:{waiting.listed}"
    turn.reply(
        _compared(turn, waiting),
        Button(say("Use the new one"), f"births:new:{decision}"),
        Button(say("Leave it"), f"births:leave:{decision}"),
        Button(say("For the office"), "office"),
    )


def _compared(turn: Turn, waiting: Waiting) -> str:
    say, participant = turn.say, waiting.participant
    stored = participant.birth_date
    return say.paragraphs(
        say("<b>A list has another date of birth</b>"),
        say.lines(
            say(
                "<b>{name}</b> ({number})",
                name=without_forbidden(participant.shown_name),
                number=participant.number,
            ),
            say("Stored: {day}", day=say.plain_day(stored)) if stored else None,
            say("In the list: {day}", day=say.plain_day(waiting.listed)),
        ),
        say(
            "This participant is linked, and proves who he is with the stored date. Please ask "
            "him before you take the new one."
        ),
    )


def decide_on_birth_date(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "new:PARTICIPANT:DATE" or "leave:PARTICIPANT:DATE"."""
    match argument.split(":"):
        case ["new" | "leave" as verb, ident, listed]:
            _decide(turn, verb, row_id(ident), listed)
        case _:
            pass
    show(turn)


def _decide(turn: Turn, verb: str, participant_id: int, listed: str) -> None:
    say = turn.say
    decide = birth_dates.use_listed if verb == "new" else birth_dates.leave
    try:
        decide(turn.tx, turn.contact, participant_id, _day(listed), turn.now)
    except NotWaiting:
        turn.reply(say("That has been decided already, or the list has changed."))
    else:
        turn.reply(
            say("The new date of birth holds now.")
            if verb == "new"
            else say("The stored date of birth stays.")
        )


def _day(written: str) -> date:
    """A date in a button, which anybody can forge. Raises `NotWaiting` for all else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotWaiting from None


FEATURE = (Press("births", decide_on_birth_date),)
