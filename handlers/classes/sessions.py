"""A session in words."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.turns.turn import Turn
from locales import skills
from programme.discretion import find_forbidden
from programme.sessions import Session
from services.classes.schedule import Scope
from services.printing.places import neutral_place

MOST_SHOWN = 8
LONGEST = 80
"""Characters of a topic or a place; lists hold whole paragraphs in such a cell now and then."""


def described(
    turn: Turn, scope: Scope, found: Sequence[Session], *, with_day: bool = True, skip: int = 0
) -> list[str]:
    """Each session from place `skip` on, own ones in full; eight when there are many."""
    shown = [
        _session(turn, session, in_full=scope.is_own(session), with_day=with_day)
        for session in found[skip : skip + MOST_SHOWN]
    ]
    if rest := left_out(found, skip):
        shown.append(turn.say("… and {count} more.", count=rest))
    return shown


def left_out(found: Sequence[Session], skip: int = 0) -> int:
    """How many `described` does not reach."""
    return max(0, len(found) - skip - MOST_SHOWN)


def _session(turn: Turn, session: Session, *, in_full: bool, with_day: bool) -> str:
    """Skill, day, hour; in full also topic and place."""
    say = turn.say
    starts_on = say.local_day(session.starts_at)
    place = _short(neutral_place(say, session.place)) if in_full else ""
    topic = _short(session.topic) if in_full and not find_forbidden(session.topic) else ""
    return say.lines(
        say("<b>{skill}</b> ({year})", skill=skills.name(session.skill), year=session.year),
        say.capital(say.near_day(starts_on, turn.today)) if with_day else None,
        say("at {hours}", hours=say.hours(session.starts_at, session.ends_at)),
        _standing(turn, session),
        say("Place: {place}", place=place) if place else None,
        say("Topic: {topic}", topic=topic) if topic else None,
    )


def _standing(turn: Turn, session: Session) -> str | None:
    """What is to be known of it beside its hour."""
    say = turn.say
    is_over = session.ends_at is not None and session.ends_at <= turn.now
    if session.is_cancelled:
        return say("<b>Cancelled.</b>")
    if is_over and say.local_day(session.starts_at) == turn.today:
        return say("Over already.")
    if session.missing_since and not is_over:
        return say("Not certain yet: please ask the office.")
    return None


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
