"""What an instructor wrote, kept while its changes are looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.turns.turn import Turn
from understanding import Change, parse_announcement


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`place` is that of the change which is looked at, from 0.

    `said_at` is local: “besok” stays the day it was when the text came.
    """

    text: str
    said_at: datetime
    place: int = 0

    @property
    def changes(self) -> Sequence[Change]:
        return parse_announcement(self.text, self.said_at) or ()

    @property
    def following(self) -> OwnWords | None:
        """The same words, with the next change in them."""
        has_more = self.place + 1 < len(self.changes)
        return replace(self, place=self.place + 1) if has_more else None


def kept(turn: Turn) -> OwnWords | None:
    """The words this conversation is about, if it began with some."""
    data = turn.conversation.data
    if "words" not in data:
        return None
    return OwnWords(data["words"], datetime.fromisoformat(data["said_at"]), int(data["place"]))


def as_data(words: OwnWords | None) -> dict[str, str]:
    """For `Turn.expect`."""
    if words is None:
        return {}
    return {
        "words": words.text, "said_at": words.said_at.isoformat(), "place": str(words.place),
    }  # fmt: skip


def carried(turn: Turn) -> dict[str, str]:
    """The words, for the next step of this conversation."""
    return as_data(kept(turn))
