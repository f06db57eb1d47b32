"""Which of several participants is meant, in a chat that is linked to more than one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handlers.turns.turn import Turn
from locales import skills
from programme.people import Enrolment, Link, Relation
from services.people.known_names import key_of
from understanding import Understood


def meant(turn: Turn, links: Sequence[Link], asked: Understood) -> list[Link]:
    """The links to whom the question is about: those named, else those spoken of before.

    All of `links` where nobody was. Who is named stays meant until somebody else is.
    """
    if asked.people:
        turn.choose(asked.people)
        return [each for each in links if key_of(each) in asked.people]
    return spoken_of(turn, links)


def spoken_of(turn: Turn, links: Sequence[Link]) -> list[Link]:
    """The links of those who were spoken of before, else all of them."""
    return [each for each in links if key_of(each) in turn.chosen] or list(links)


def choose(turn: Turn, links: Iterable[Link]) -> None:
    """They stay meant until somebody else is named."""
    turn.choose(key_of(each) for each in links)


def is_other(link: Link, name: str | None) -> bool:
    """Does a participant name somebody else? Family may call him as it likes."""
    is_own = link.relation is Relation.SELF
    return is_own and name is not None and _words(link.label) not in _words(name)


def _words(text: str) -> str:
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold())
    return f" {' '.join(found)} "


def is_unambiguous(links: Iterable[Link]) -> bool:
    return len({each.participant_id for each in links}) <= 1


def is_open(turn: Turn, links: Sequence[Link]) -> bool:
    """Must it be asked which of them is meant? Whoever names two means both."""
    return not is_unambiguous(links) and not all(key_of(each) in turn.chosen for each in links)


def label(link: Link, enrolment: Enrolment | None) -> str:
    """ "Budi – Pengelasan 2026" """
    if enrolment is None:
        return link.label
    return f"{link.label} – {skills.name(enrolment.skill)} {enrolment.year}"


def heading(turn: Turn, link: Link) -> str | None:
    """For family whom the answer is about; a participant knows."""
    return turn.say("<b>{name}</b>", name=link.label) if link.relation is Relation.FAMILY else None
