"""A detail of a class, told before its schedule: who teaches, how many are left, the last day."""

from __future__ import annotations

from datetime import timedelta

from handlers.turns.turn import Turn
from locales import skills
from programme.names import shown_name
from programme.sessions import Session
from services.classes import schedule
from services.classes.schedule import Scope
from understanding import Detail

LOOKED_AHEAD = timedelta(days=730)


def told(turn: Turn, scope: Scope) -> str | None:
    """None where the question is about no such detail."""
    detail = turn.reading.detail
    if detail not in TELLS:
        return None
    classes: dict[tuple[str, int], list[Session]] = {}
    for session in schedule.between(turn.tx, scope, turn.now, turn.now + LOOKED_AHEAD):
        if session.is_on:
            classes.setdefault((session.skill, session.year), []).append(session)
    if not classes:
        return turn.say("No more classes are noted here. The office knows whether more will come.")
    if len(classes) == 1:
        return TELLS[detail](turn, scope, *classes.values())
    return turn.say.lines(
        *(
            turn.say(
                "{skill}: {told}", skill=skills.name(skill), told=TELLS[detail](turn, scope, each)
            )
            for (skill, _), each in classes.items()
        )
    )


def _teacher(turn: Turn, scope: Scope, coming: list[Session]) -> str:
    say = turn.say
    own = [each for each in coming if scope.is_own(each)]
    if not own:
        return say("Who teaches is told in linked chats only. The office can help.")
    names = dict.fromkeys(shown_name(each.instructor) for each in own if each.instructor)
    if not names:
        return say("Who teaches is not noted here. The office can help.")
    return say("Taught by: {names}", names=", ".join(names))


def _left(turn: Turn, _: Scope, coming: list[Session]) -> str:
    return turn.say(
        "{count} classes are still planned, the last one {day}.",
        count=len(coming),
        day=_last_day(turn, coming),
    )


def _until(turn: Turn, _: Scope, coming: list[Session]) -> str:
    return turn.say("The classes that are noted run until {day}.", day=_last_day(turn, coming))


def _last_day(turn: Turn, coming: list[Session]) -> str:
    last = max(each.starts_at for each in coming)
    return turn.say.near_day(turn.say.local_day(last), turn.today)


TELLS = {Detail.TEACHER: _teacher, Detail.CLASSES_LEFT: _left, Detail.UNTIL: _until}
