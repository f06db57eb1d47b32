"""The office writes to many: to whom ─► text ─► preview ─► now, or at a time that is written."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers import menu
from handlers.turn import Command, Press, Take, Turn
from locales import skills
from programme.discretion import find_forbidden
from programme.messages import Button
from programme.outbox import State
from services import broadcasting
from services.broadcast_words import broadcast
from services.broadcasting import Choice
from services.changing import NotAllowed
from services.progress_words import STATES as COUNTED
from understanding import Understood, find_date, parse_time_range

TEXT, WHEN = "broadcast.text", "broadcast.when"
LONGEST_TEXT = 3500


def show(turn: Turn, _: str = "") -> None:
    """Choose to whom."""
    say = turn.say
    broadcasting.ensure_may_broadcast(turn.tx, turn.contact)
    turn.reply(
        say("Write to whom?"),
        Button(say("Everyone"), "broadcast:to:all"),
        *(
            Button(name, f"broadcast:to:programme:{ident}")
            for ident, name in broadcasting.programmes(turn.tx)
        ),
        *(Button(skills.name(code), f"broadcast:to:skill:{code}") for code in skills.CODES),
        Button(say("Certificate is ready"), "broadcast:to:ready"),
        menu.cancel(turn),
    )


def _ask_text(turn: Turn, key: str) -> None:
    broadcasting.ensure_may_broadcast(turn.tx, turn.contact)
    count = len(Choice(key).audience(turn.tx, turn.now))
    turn.reply(
        turn.say("It will go to {count} chats. What shall I write to them?", count=count),
        menu.cancel(turn),
    )
    turn.expect(TEXT, to=key)


def take_text(turn: Turn, text: str, _: Understood) -> bool:
    say, draft = turn.say, turn.conversation.data
    if find_forbidden(text):
        turn.reply(say("Please write that in other words; as it is, it could give people away."))
        turn.expect(TEXT, **draft)
    elif len(text) > LONGEST_TEXT:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.", count=len(text), most=LONGEST_TEXT
            )
        )
        turn.expect(TEXT, **draft)
    else:
        count = len(Choice(draft["to"]).audience(turn.tx, turn.now))
        turn.reply(
            say.paragraphs(
                say("This will be sent:"),
                broadcast(say, turn.setup.office.name, text).text,
                say("It goes to {count} chats.", count=count),
                say("To send it later, write when: “besok jam 8”."),
            ),
            (Button(say("Send"), "broadcast:send"), Button(say("Change it"), "broadcast")),
            menu.cancel(turn),
        )
        turn.expect(WHEN, to=draft["to"], text=text)
    return True


def take_when(turn: Turn, text: str, _: Understood) -> bool:
    """A time was written in place of [Send]."""
    day, times = find_date(text, turn.today), parse_time_range(text)
    if times is None or (day is not None and day.start is None):
        turn.reply(turn.say("I could not read that time. For example: “besok jam 8”."))
        turn.expect(WHEN, **turn.conversation.data)
        return True
    on = day.start if day and day.start else turn.today
    moment = datetime.combine(on, times[0], turn.setup.zone).astimezone(UTC)
    if moment <= turn.now:
        turn.reply(turn.say("That time is over already."))
        turn.expect(WHEN, **turn.conversation.data)
    else:
        _send(turn, moment)
    return True


def _send(turn: Turn, not_before: datetime) -> None:
    say, draft = turn.say, turn.conversation.data
    if "text" not in draft:
        turn.reply(say("There is nothing to send any more."), menu.back(turn))
        return
    ident = broadcasting.send(
        turn.tx, turn.contact, Choice(draft["to"]), draft["text"], not_before, turn.now
    )
    _tell_counts(turn, str(ident))


def _tell_counts(turn: Turn, ident: str) -> None:
    say = turn.say
    counts = broadcasting.counts(turn.tx, turn.contact, _number(ident))
    stop = Button(say("Stop"), f"broadcast:stop:{ident}")
    again = Button(say("Send the uncertain ones again"), f"broadcast:again:{ident}")
    turn.reply(
        say.lines(
            say("<b>Your message</b>"),
            *(say(COUNTED[state], count=counts[state]) for state in COUNTED if counts[state]),
        ),
        Button(say("How far is it?"), f"broadcast:counts:{ident}"),
        *([stop] if counts[State.QUEUED] else []),
        *([again] if counts[State.UNCERTAIN] else []),
        menu.back(turn),
    )


def _number(ident: str) -> int:
    return int(ident) if ident.isdecimal() else 0


def pressed(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "to:CHOICE", "send", "counts:ID", "stop:ID" or "again:ID"."""
    verb, _, value = argument.partition(":")
    try:
        match verb:
            case "to":
                _ask_text(turn, value)
            case "send":
                _send(turn, turn.now)
            case "counts":
                _tell_counts(turn, value)
            case "stop":
                broadcasting.stop(turn.tx, turn.contact, _number(value), turn.now)
                _tell_counts(turn, value)
            case "again":
                broadcasting.resend_uncertain(turn.tx, turn.contact, _number(value), turn.now)
                _tell_counts(turn, value)
            case _:
                show(turn)
    except NotAllowed:
        menu.show(turn)


COMMANDS: dict[str, Command] = {"/siaran": pressed}
BUTTONS: dict[str, Press] = {"broadcast": pressed}
STATES: dict[str, Take] = {TEXT: take_text, WHEN: take_when}
