"""Who comes: [Hadir] and [Tidak bisa] under an announcement, the same in words, and an absence."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.tickets import office, tickets
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Button
from programme.sessions import Session
from services.classes import attending
from store import attendance as rows
from understanding import Weight

SOON = timedelta(days=2)
"""Who says without a day that he can't come means a class within this time."""


def note_attendance(turn: Turn, argument: str) -> None:
    """`argument`: "yes:SESSION", "no:SESSION" or "undo:SESSION"."""
    answer, _, session_id = argument.partition(":")
    if answer == "undo":
        rows.take_back(turn.tx, row_id(session_id), turn.contact.id)
        turn.reply(turn.say("Taken back: you are expected."), menu.back(turn))
    else:
        _keep(turn, row_id(session_id), coming=answer == "yes")


def _keep(turn: Turn, session_id: int, *, coming: bool) -> None:
    say = turn.say
    if not attending.attend(turn.tx, turn.contact, session_id, coming=coming, now=turn.now):
        turn.reply(say("That class is over, cancelled, or not yours."), menu.back(turn))
    elif coming:
        turn.reply(
            say("Noted: you will come. If that changes, press “I can’t come”."),
            Button(say("I can’t come"), f"attend:no:{session_id}"),
        )
    else:
        turn.reply(
            say("Noted: you can’t come. If that changes, press “I will come”."),
            Button(say("I will come"), f"attend:yes:{session_id}"),
        )


def take_answer(turn: Turn) -> bool:
    """An answer to the latest announcement, or an absence. False when the text is neither."""
    said = turn.reading.attendance
    if said is None:
        return False
    asked = attending.asked_about(turn.tx, turn.contact, turn.now)
    if (
        asked
        and (said.weight > Weight.NOD or asked.is_last)
        and said.day in (None, turn.say.local_day(asked.session.starts_at))
    ):
        access.ensure_open(turn)
        _keep(turn, asked.session.id, coming=said.is_coming)
        return True
    if said.weight is Weight.NEWS:
        access.ensure_open(turn)
        _absent(turn, said.day)
        return True
    return False


def _absent(turn: Turn, day: date | None) -> None:
    say = turn.say
    missed = _missed(turn, day)
    if not missed:
        turn.reply(
            say.paragraphs(
                say("I can’t note that here. Please tell the office:"), office.ways_to_reach(turn)
            ),
            *tickets.writing(turn),
            menu.back(turn),
        )
        return
    turn.reply(
        say.lines(
            say("Noted: you can’t come."),
            *(_named(turn, session) for session in missed),
        ),
        *(Button(say("Take it back"), f"attend:undo:{session.id}") for session in missed),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def _missed(turn: Turn, day: date | None) -> list[Session]:
    if day is None:
        return attending.miss_next(turn.tx, turn.contact, turn.now + SOON, turn.now)
    since, until = turn.midnight(day), turn.midnight(day + timedelta(days=1))
    return attending.miss(turn.tx, turn.contact, since, until, turn.now)


def _named(turn: Turn, session: Session) -> str:
    say = turn.say
    return say(
        "<b>{skill}</b>, {day} at {hours}",
        skill=skills.name(session.skill),
        day=say.near_day(say.local_day(session.starts_at), turn.today),
        hours=say.hours(session.starts_at, session.ends_at),
    )


FEATURE = (Press("attend", note_attendance),)
