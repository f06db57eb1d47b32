"""To whom a message to many goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from locales import skills
from programme.certificates import Step
from programme.people import Contact, Participant
from store import broadcasts, people
from store.connection import Tx

EVERYONE = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """All that is set has to hold. `is_unlinked`: of participants without a chat of their own.

    Its key is “all”, or such as “programme:1+skill:meubeler+ready+unlinked”.
    """

    programme_id: int | None = None
    skills: tuple[str, ...] = ()
    is_ready: bool = False
    is_unlinked: bool = False

    @classmethod
    def of(cls, key: str) -> Choice | None:
        """None where it is the key of no choice."""
        choice = cls()
        for part in key.split("+") if key != EVERYONE else ():
            kind, _, value = part.partition(":")
            if kind == "programme" and value.isascii() and value.isdigit() and len(value) < 18:
                choice = replace(choice, programme_id=int(value))
            elif kind == "skill" and value in skills.CODES:
                choice = replace(choice, skills=(*choice.skills, value))
            elif part == "ready":
                choice = replace(choice, is_ready=True)
            elif part == "unlinked":
                choice = replace(choice, is_unlinked=True)
            else:
                return None
        return choice

    @property
    def key(self) -> str:
        parts = [f"programme:{self.programme_id}"] if self.programme_id else []
        parts += [f"skill:{code}" for code in self.skills]
        parts += ["ready"] if self.is_ready else []
        parts += ["unlinked"] if self.is_unlinked else []
        return "+".join(parts) or EVERYONE

    @property
    def _step(self) -> Step | None:
        return Step.READY if self.is_ready else None

    def audience(self, tx: Tx, now: datetime) -> list[Contact]:
        """Each chat once."""
        found = {
            chat.id: chat
            for skill in self.skills or (None,)
            for chat in broadcasts.audience(
                tx,
                now,
                skill=skill,
                programme_id=self.programme_id,
                step=self._step,
                unlinked=self.is_unlinked,
            )
        }
        return [found[ident] for ident in sorted(found)]

    def without_chat(self, tx: Tx, now: datetime) -> list[Participant]:
        """Of whom no chat hears, so that they have to be told by somebody."""
        idents = (
            ident
            for skill in self.skills or (None,)
            for ident in broadcasts.without_chat(
                tx, now, skill=skill, programme_id=self.programme_id, step=self._step
            )
        )
        return people.by_ids(tx, idents)


def programmes(tx: Tx) -> list[tuple[int, str]]:
    """The programmes to choose from, as (id, name)."""
    return [(ident, name) for ident, name, _ in people.programmes(tx)]


def programme_named_in(tx: Tx, text: str) -> int | None:
    """The only programme of whose name the text has all words that others don't have."""
    said = set(text.casefold().split())
    words = {ident: set(name.casefold().split()) for ident, name in programmes(tx)}
    found = []
    for ident, own in words.items():
        others = set().union(*(each for other, each in words.items() if other != ident))
        telling = own - others or own
        if telling <= said:
            found.append(ident)
    return found[0] if len(found) == 1 else None
