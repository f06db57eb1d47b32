"""When is the class? Strangers hear skill, day and hour; linked people room and topic too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers import menu
from handlers.turn import Answer, Command, Press, Turn
from locales import skills
from programme.messages import Button
from programme.sessions import Session
from services import schedule
from services.places import neutral_place
from services.schedule import OwnClass, Scope
from understanding import Intent, Understood

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked about, both ends included."""

    since: date
    until: date

    @property
    def is_one(self) -> bool:
        return self.since == self.until


def answer(turn: Turn, asked: Understood) -> None:
    """Answer a question in words."""
    if asked.impossible_date:
        turn.reply(
            turn.say("There is no such date: {date}. Which day?", date=asked.impossible_date),
            *_other_days(turn),
        )
        return
    days = Days(asked.date, asked.date_end or asked.date) if asked.date else None
    _tell(turn, frozenset(asked.skills), days)


def pressed(turn: Turn, argument: str = "") -> None:
    """Answer a button: "", "today", "tomorrow", "week", "skill:CODE" or "link:ID"."""
    kind, _, value = argument.partition(":")
    today = turn.today
    match kind:
        case "today":
            _tell(turn, days=Days(today, today))
        case "tomorrow":
            _tell(turn, days=Days(today + timedelta(days=1), today + timedelta(days=1)))
        case "week":
            _tell(turn, days=Days(today, today + timedelta(days=6 - today.weekday())))
        case "skill":
            _tell(turn, frozenset({value} & set(skills.CODES)))
        case "link":
            _tell(turn, link_id=value)
        case _:
            _tell(turn)


def _tell(
    turn: Turn,
    asked_skills: frozenset[str] = frozenset(),
    days: Days | None = None,
    link_id: str = "",
) -> None:
    own = [
        each
        for each in schedule.own_classes(turn.tx, turn.contact, turn.now)
        if (not asked_skills or each.enrolment.skill in asked_skills)
        and (not link_id or str(each.link.id) == link_id)
    ]
    if len({each.link.participant_id for each in own}) > 1:
        _ask_whose(turn, own)
        return
    scope = Scope(tuple(each.enrolment for each in own), asked_skills)
    if days:
        _tell_days(turn, scope, days)
    else:
        _tell_next(turn, scope)


def _ask_whose(turn: Turn, own: Sequence[OwnClass]) -> None:
    labels = {each.link.id: each.link.label for each in own}
    turn.reply(
        turn.say("Whose schedule?"),
        *(Button(label, f"schedule:link:{link}") for link, label in labels.items()),
    )


def _tell_days(turn: Turn, scope: Scope, days: Days) -> None:
    say = turn.say
    found = schedule.between(
        turn.tx, scope, turn.midnight(days.since), turn.midnight(days.until + timedelta(days=1))
    )
    if found:
        text = say.paragraphs(
            _heading(turn, days), *_described(turn, scope, found, with_day=not days.is_one)
        )
    else:
        following = schedule.upcoming(turn.tx, scope, turn.now)[:1]
        text = say.paragraphs(
            _nothing_on(turn, scope, days),
            say("The next class:") if following else say("No class is planned for now."),
            *_described(turn, scope, following),
        )
    turn.reply(text, *_other_days(turn))


def _tell_next(turn: Turn, scope: Scope) -> None:
    say = turn.say
    found = schedule.upcoming(turn.tx, scope, turn.now)
    if not found:
        turn.reply(say("No class is planned for now."), menu.back(turn))
        return
    heading = say("The next class:") if len(found) == 1 else say("The next classes:")
    turn.reply(
        say.paragraphs(heading, *_described(turn, scope, found)),
        *(_other_days(turn) if scope.is_own or scope.skills else _one_skill(found)),
    )


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
    named = sorted({each.skill for each in scope.classes} or scope.skills)
    what = " / ".join(skills.name(code) for code in named)
    day = say.near_day(days.since, turn.today)
    if not days.is_one:
        return say("There is no class in those days.")
    if what:
        return say("There is no {skill} class {day}.", skill=what, day=day)
    return say("There is no class {day}.", day=day)


def _described(
    turn: Turn, scope: Scope, found: Sequence[Session], *, with_day: bool = True
) -> list[str]:
    shown = [
        _session(turn, session, in_full=scope.is_own, with_day=with_day)
        for session in found[:MOST_SHOWN]
    ]
    if len(found) > MOST_SHOWN:
        shown.append(turn.say("… and {count} more.", count=len(found) - MOST_SHOWN))
    return shown


def _session(turn: Turn, session: Session, *, in_full: bool, with_day: bool) -> str:
    """Skill, day, hour; in full also topic, place and instructor."""
    say = turn.say
    day = say.near_day(say.local_day(session.starts_at), turn.today)
    lines = [
        say("<b>{skill}</b> ({year})", skill=skills.name(session.skill), year=session.year),
        say.capital(day) if with_day else None,
        say("at {hours}", hours=say.hours(session.starts_at, session.ends_at)),
    ]
    if session.is_cancelled:
        lines.append(say("<b>Cancelled.</b>"))
    elif session.missing_since:
        lines.append(say("Not certain yet: please ask the office."))
    if in_full:
        place = neutral_place(say, session.place)
        if place:
            lines.append(say("Place: {place}", place=place))
        if session.topic:
            lines.append(say("Topic: {topic}", topic=session.topic))
    return say.lines(*lines)


def _other_days(turn: Turn) -> list[Button | Sequence[Button]]:
    say = turn.say
    return [
        (Button(say("Today"), "schedule:today"), Button(say("Tomorrow"), "schedule:tomorrow")),
        (Button(say("This week"), "schedule:week"), Button(say("Next class"), "schedule")),
        menu.back(turn),
    ]


def _one_skill(found: Sequence[Session]) -> list[Button]:
    return [
        Button(f"{skills.name(each.skill)} {each.year}", f"schedule:skill:{each.skill}")
        for each in found
    ]


COMMANDS: dict[str, Command] = {"/jadwal": pressed}
BUTTONS: dict[str, Press] = {"schedule": pressed}
INTENTS: dict[Intent, Answer] = {Intent.SCHEDULE: answer}
