"""What staff ask of whole classes: who is in them, who has no chat, who was there how often."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales import skills
from programme.discretion import without_forbidden
from programme.messages import Button
from programme.people import Participant
from services.classes import rosters
from services.classes.rosters import Class
from services.people.roles import NotAllowed

PEOPLE, UNLINKED, ATTENDED = "people", "unlinked", "attended"
MOST_LINES = 40
MOST_CLASSES = 12


def show(turn: Turn, what: str) -> None:
    """`what` of the class that is named, or of the only one; else ask of which."""
    found = rosters.classes(turn.tx, turn.contact, turn.now)
    if skills_named := turn.reading.asked.skills:
        found = [each for each in found if each.skill in skills_named]
    if len(found) == 1:
        _show_class(turn, what, found[0])
    else:
        _ask_which(turn, what, found)


def _ask_which(turn: Turn, what: str, found: Sequence[Class]) -> None:
    say = turn.say
    turn.reply(
        say("Which class?") if found else say("No class is planned for now."),
        *(
            Button(
                _name(each)[: menu.LONGEST_LABEL],
                f"roster:{what}:{each.programme_id}:{each.skill}",
            )
            for each in found[:MOST_CLASSES]
        ),
        menu.back(turn),
    )


def _name(of: Class) -> str:
    return without_forbidden(f"{skills.name(of.skill)}, {of.programme}")


def _show_class(turn: Turn, what: str, of: Class, first: int = 0) -> None:
    title, lines = _LISTS[what](turn, of)
    say, after = turn.say, first + MOST_LINES
    more = f"roster:{what}:{of.programme_id}:{of.skill}:{after}"
    turn.reply(
        say.paragraphs(
            say.lines(say("<b>{class_}</b>", class_=_name(of)), title),
            say.lines(*(say("• {what}", what=line) for line in lines[first:after])),
        ),
        *([Button(say("More"), more)] if after < len(lines) else []),
        menu.back(turn),
    )


def _people(turn: Turn, of: Class) -> tuple[str, list[str]]:
    listed = rosters.participants(turn.tx, turn.contact, of, turn.now)
    title = turn.say("Participants: {count}", count=len(listed))
    return title, [_person(turn, each) for each in listed]


def _unlinked(turn: Turn, of: Class) -> tuple[str, list[str]]:
    listed = rosters.without_chat(turn.tx, turn.contact, of, turn.now)
    title = turn.say("Without a chat: {count}", count=len(listed))
    return title, [_person(turn, each) for each in listed]


def _attended(turn: Turn, of: Class) -> tuple[str, list[str]]:
    say = turn.say
    held, rows = rosters.attended(turn.tx, turn.contact, of, turn.now)
    if not held:
        return say("No attendance has been noted yet."), []
    title = say("Classes with attendance noted: {count}", count=held)
    return title, [
        say(
            "{name}: present {times} of {noted}",
            name=_person(turn, each.participant),
            times=each.times,
            noted=each.noted,
        )
        for each in rows
    ]


def _person(turn: Turn, one: Participant) -> str:
    """The office reads numbers as well; instructors need none."""
    name = without_forbidden(one.shown_name)
    return f"{name} ({one.number})" if turn.is_office else name


_LISTS: dict[str, Callable[[Turn, Class], tuple[str | Markup, list[str]]]] = {
    PEOPLE: _people,
    UNLINKED: _unlinked,
    ATTENDED: _attended,
}


def press(turn: Turn, argument: str) -> None:
    """`argument`: "people|unlinked|attended:PROGRAMME:SKILL:PLACE"."""
    what, programme, skill, place = (*argument.split(":"), "", "", "", "")[:4]
    try:
        found = rosters.classes(turn.tx, turn.contact, turn.now)
    except NotAllowed:
        found = []
    meant = [
        each for each in found if (each.programme_id, each.skill) == (row_id(programme), skill)
    ]
    if what in _LISTS and meant:
        _show_class(turn, what, meant[0], row_id(place))
    else:
        menu.show(turn)


FEATURE = (Press("roster", press),)
"""The office and instructors ask in words, as tasks of theirs."""
