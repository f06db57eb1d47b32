"""What an instructor wrote, kept while its changes are looked at one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.turns.turn import Turn
from understanding import Change, Reading


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`place` is that of the change which is looked at, from 0, of `count`.

    The time of `said` is local: “besok” stays the day it was when the text came.
    """

    said: Reading
    count: int
    place: int = 0

    @property
    def change(self) -> Change:
        """The one that is looked at."""
        return self.said.changes[self.place]

    @property
    def following(self) -> OwnWords | None:
        """The same words, with the next change in them."""
        has_more = self.place + 1 < self.count
        return replace(self, place=self.place + 1) if has_more else None


def kept(turn: Turn) -> OwnWords | None:
    """The words this conversation is about, if it began with some."""
    data = turn.conversation.data
    if "words" not in data:
        return None
    said = Reading(data["words"], datetime.fromisoformat(data["said_at"]))
    return OwnWords(said, int(data.get("count", "1")), int(data["place"]))


def as_data(words: OwnWords | None) -> dict[str, str]:
    """For `Turn.expect`."""
    if words is None:
        return {}
    return {
        "words": words.said.text,
        "said_at": words.said.now.isoformat(),
        "count": str(words.count),
        "place": str(words.place),
    }


def carried(turn: Turn) -> dict[str, str]:
    """The words, for the next step of this conversation."""
    names = ("words", "said_at", "count", "place")
    return {name: value for name, value in turn.conversation.data.items() if name in names}
