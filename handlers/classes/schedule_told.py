"""The classes of some days, or the next ones, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.classes.schedule_wish import Days, Wish
from handlers.classes.sessions import MOST_SHOWN, described, left_out
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Button
from programme.sessions import Session
from services.classes import schedule
from services.classes.schedule import Scope

LOOKED_FURTHER, MOST_LATER = timedelta(days=60), 3
LOOKED_AHEAD = timedelta(days=14)
"""Where nothing is planned, a class cancelled within these days is told all the same."""


def asked_for(turn: Turn, scope: Scope, wish: Wish) -> list[Session]:
    """The classes of the days, or the next ones."""
    if wish.days:
        return sessions_on(turn, scope, wish.days)
    return schedule.upcoming(turn.tx, scope, turn.now)


def told(turn: Turn, scope: Scope, wish: Wish, found: Sequence[Session]) -> str:
    if wish.days:
        return _on_days(turn, scope, wish.days, found, wish.skip)
    return _next_ones(turn, scope, found, wish.skip)


def _on_days(turn: Turn, scope: Scope, days: Days, found: Sequence[Session], skip: int) -> str:
    say, ahead = turn.say, _ahead(turn, found)
    return say.paragraphs(
        _heading(turn, days) if found else _nothing_on(turn, scope, days),
        *described(turn, scope, _shown(turn, found), with_day=not days.is_one, skip=skip),
        *([] if any(not each.is_cancelled for each in ahead) else _following(turn, scope)),
    )


def _ahead(turn: Turn, found: Sequence[Session]) -> list[Session]:
    return [each for each in found if (each.ends_at or each.starts_at) > turn.now]


def _shown(turn: Turn, found: Sequence[Session]) -> Sequence[Session]:
    """Of many those that are not over, if there are any."""
    return _ahead(turn, found) or found if len(found) > MOST_SHOWN else found


def rest_button(turn: Turn, wish: Wish, found: Sequence[Session]) -> list[Button]:
    """A button that shows what the answer leaves out."""
    rest = left_out(_shown(turn, found) if wish.days else found, wish.skip)
    label = turn.say("… and {count} more", count=rest)
    return [Button(label, wish.after(MOST_SHOWN).written())] if rest else []


def sessions_on(turn: Turn, scope: Scope, days: Days) -> list[Session]:
    first, after = days.bounds()
    return schedule.between(turn.tx, scope, turn.midnight(first), turn.midnight(after))


def _following(turn: Turn, scope: Scope) -> list[str]:
    say = turn.say
    following = schedule.upcoming(turn.tx, scope, turn.now)[:1]
    if not following:
        return [say("No class is planned for now.")]
    return [say("The next class:"), *described(turn, scope, following)]


def _next_ones(turn: Turn, scope: Scope, found: Sequence[Session], skip: int) -> str:
    """The next class; before it what was cancelled, for whoever didn't hear of it."""
    say = turn.say
    until = found[0].starts_at if found else turn.now + LOOKED_AHEAD
    off = [
        each
        for each in schedule.between(turn.tx, scope, turn.now, until)
        if each.is_cancelled and not scope.is_everything
    ]
    heading = {0: say("No class is planned for now."), 1: say("The next class:")}
    return say.paragraphs(
        *described(turn, scope, off),
        heading.get(len(found)) or say("The next classes:"),
        *described(turn, scope, found, skip=skip),
    )


def later(turn: Turn, scope: Scope, days: Days | None) -> str:
    """For whoever asks again: the classes after those that the answer tells."""
    say = turn.say
    told = {each.id for each in schedule.upcoming(turn.tx, scope, turn.now)}
    if days:
        told |= {each.id for each in sessions_on(turn, scope, days)}
    following = [
        each
        for each in schedule.between(turn.tx, scope, turn.now, turn.now + LOOKED_FURTHER)
        if each.is_on and each.id not in told
    ][:MOST_LATER]
    if not following:
        return say("No further class is noted yet. The office can tell more.")
    return say.paragraphs(say("After that:"), *described(turn, scope, following))


def _heading(turn: Turn, days: Days) -> str:
    if days.is_one:
        return turn.say("Classes {day}:", day=turn.say.near_day(days.since, turn.today))
    return turn.say(
        "Classes from {first} to {last}:",
        first=turn.say.day(days.since),
        last=turn.say.day(days.until),
    )


def _nothing_on(turn: Turn, scope: Scope, days: Days) -> str:
    say = turn.say
    if not days.is_one:
        return say("There is no class in those days.")
    day = say.near_day(days.since, turn.today)
    named = sorted({each.skill for each in scope.classes} | scope.skills)
    if not named:
        return say("There is no class {day}.", day=day)
    what = " / ".join(skills.name(code) for code in named)
    return say("There is no {skill} class {day}.", skill=what, day=day)
