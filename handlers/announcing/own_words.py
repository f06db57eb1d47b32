"""What an instructor wrote, kept while its changes are looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.turns.turn import Turn
from programme.changes import ChangeKind
from understanding import Change, Reading


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Changes that are alike, but for class and day, are looked at together: an act.

    `place` is that of the act which is looked at, from 0, of `count`.
    The time of `said` is local: “besok” stays the day it was when the text came.
    """

    said: Reading
    place: int = 0

    @property
    def count(self) -> int:
        return len(_acts(self.said.changes))

    @property
    def act(self) -> Sequence[Change]:
        """The changes that are looked at."""
        return _acts(self.said.changes)[self.place]

    @property
    def following(self) -> OwnWords | None:
        """The same words, with the next act in them."""
        has_more = self.place + 1 < self.count
        return replace(self, place=self.place + 1) if has_more else None


def _acts(changes: Sequence[Change]) -> list[list[Change]]:
    acts: list[list[Change]] = []
    for change in changes:
        if acts and _are_alike(acts[-1][0], change):
            acts[-1].append(change)
        else:
            acts.append([change])
    return acts


def _are_alike(one: Change, other: Change) -> bool:
    is_alone = one.kind is ChangeKind.ADDED or one.new_date is not None
    return not is_alone and one == replace(
        other, skill=one.skill, date=one.date, date_end=one.date_end
    )


def kept(turn: Turn) -> OwnWords | None:
    """The words this conversation is about, if it began with some."""
    data = turn.conversation.data
    if "words" not in data:
        return None
    said = Reading(data["words"], datetime.fromisoformat(data["said_at"]))
    return OwnWords(said, int(data["place"]))


def as_data(words: OwnWords | None) -> dict[str, str]:
    """For `Turn.expect`."""
    if words is None:
        return {}
    return {
        "words": words.said.text,
        "said_at": words.said.now.isoformat(),
        "place": str(words.place),
    }


def carried(turn: Turn) -> dict[str, str]:
    """The words, for the next step of this conversation."""
    names = ("words", "said_at", "place")
    return {name: value for name, value in turn.conversation.data.items() if name in names}
