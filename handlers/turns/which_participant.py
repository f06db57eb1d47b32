"""Which of several participants is meant, in a chat that is linked to more than one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handlers.turns.turn import Turn
from locales import skills
from programme.people import Enrolment, Link, Relation


def named(links: Sequence[Link], question: str) -> list[Link]:
    """The links whom the question calls by their names; all of them when it names none."""
    said = _words(re.sub(r"['’]s\b", "", question))  # “Andi's”
    return [each for each in links if _words(each.label) in said] or list(links)


def is_other(link: Link, name: str | None) -> bool:
    """Does a participant name somebody else? Family may call him as it likes."""
    is_own = link.relation is Relation.SELF
    return is_own and name is not None and _words(link.label) not in _words(name)


def _words(text: str) -> str:
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold())
    return f" {' '.join(found)} "


def is_unambiguous(links: Iterable[Link]) -> bool:
    return len({each.participant_id for each in links}) <= 1


def label(link: Link, enrolment: Enrolment | None) -> str:
    """ "Budi – Pengelasan 2026" """
    if enrolment is None:
        return link.label
    return f"{link.label} – {skills.name(enrolment.skill)} {enrolment.year}"


def heading(turn: Turn, link: Link) -> str | None:
    """For family whom the answer is about; a participant knows."""
    return turn.say("<b>{name}</b>", name=link.label) if link.relation is Relation.FAMILY else None
