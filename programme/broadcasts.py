"""What the office writes to many: its own words, a picture or PDF, or both."""

from __future__ import annotations

import json
from dataclasses import dataclass

from programme.messages import DocumentRef

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes: people here pay for each megabyte."""

_TYPES = frozenset({"image/jpeg", "image/png", "application/pdf"})
_ENDINGS = (".jpg", ".jpeg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`channel` is the one the file came through: no other can send it on.

    `to` is the key of the choice to whom it went.
    """

    text: str
    file: DocumentRef | None = None
    channel: str = ""
    to: str = ""

    def file_in(self, channel: str) -> DocumentRef | None:
        """The file, for a chat of that channel."""
        return self.file if channel == self.channel else None

    def to_json(self) -> str:
        values: dict[str, object] = {"text": self.text}
        if self.to:
            values["to"] = self.to
        if self.file:
            values |= {"file": self.file.to_list(), "channel": self.channel}
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str) -> Broadcast:
        values = json.loads(written)
        if "file" in values:
            values["file"] = DocumentRef(*values["file"])
        return cls(**values)


def is_picture_or_pdf(file: DocumentRef) -> bool:
    """By what its sender's channel says; many a phone knows no media type and only the name."""
    known_by_name = file.name.lower().endswith(_ENDINGS)
    return file.is_picture or file.media_type in _TYPES or known_by_name
