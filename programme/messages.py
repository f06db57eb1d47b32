"""What handlers and channels share: an event that came in, a message that goes out.

Nothing here knows a messenger. A channel turns its own events into `Incoming` and `Outgoing`
into its own calls.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from html import unescape
from typing import Any


class ChatType(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    BROADCAST = "broadcast"


_TAG = re.compile(r"<[^>]*>?")

_as_json = json.JSONEncoder(ensure_ascii=False).encode
"""`json.dumps` would make an encoder for each message."""


class EventKind(StrEnum):
    TEXT = "text"
    BUTTON = "button"
    START = "start"
    PHONE = "phone"
    DOCUMENT = "document"
    MEMBERSHIP = "membership"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A file somebody sent; its bytes stay with the channel, which can send it on as it is.

    `size` is in bytes, 0 where the channel doesn't tell. `is_picture` says that it is shown in the
    chat, not offered as a file, whatever its `media_type`.
    """

    file_id: str
    name: str
    size: int
    media_type: str = ""
    is_picture: bool = False

    def to_list(self) -> list[str | int]:
        return [self.file_id, self.name, self.size, self.media_type, self.is_picture]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of one chat.

    `address` is the chat's id in its channel, `event_id` is unique within the channel, `text` the
    words, the command or the caption, `data` a button's data or the code after /start.
    `phone_is_own` says that the channel vouches for the number being the sender's.
    `source_message` is the message a button hangs under, or the one that brought the event;
    `reply_to` the message that is answered.
    `is_member` (membership events) says whether the chat can be written to. `sent_at` is UTC.
    `is_edit`: the message with the id `source_message` has this text now.
    `media` is what an event of kind OTHER is, as the channel calls it ("voice", "sticker").
    """

    channel: str
    address: str
    chat_type: ChatType
    event_id: str
    kind: EventKind
    sent_at: datetime
    text: str = ""
    data: str = ""
    phone: str | None = None
    phone_is_own: bool = False
    document: DocumentRef | None = None
    is_member: bool | None = None
    reply_to: str | None = None
    source_message: str | None = None
    language: str | None = None
    media: str = ""
    is_edit: bool = False

    def to_json(self) -> str:
        """Raises any error on values of other types than the fields say."""
        values = {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }
        values["sent_at"] = self.sent_at.timestamp()
        if self.document:
            values["document"] = self.document.to_list()
        return _as_json(values)

    @classmethod
    def from_json(cls, text: str) -> Incoming:
        values = json.loads(text)
        values["sent_at"] = datetime.fromtimestamp(values["sent_at"], UTC)
        values["kind"] = EventKind(values["kind"])
        values["chat_type"] = ChatType(values["chat_type"])
        if "document" in values:
            values["document"] = DocumentRef(*values["document"])
        return cls(**values)


MOST_DATA_BYTES = 64
"""What every channel can carry as a button's data."""


@dataclass(frozen=True, slots=True)
class Button:
    """`data` comes back when it is pressed: `MOST_DATA_BYTES` at most.

    `label` is plain text: what was escaped for a message is shown as it is meant.
    """

    label: str
    data: str

    def __post_init__(self) -> None:
        if hasattr(self.label, "__html__"):
            object.__setattr__(self, "label", str(unescape(self.label)))


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        return self.media_type in ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a map app opens."""

    name: str
    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Card:
    """A contact that a phone saves."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to one chat.

    `text` is in the small HTML of `locales.markup` (<b>, <i>, everything else escaped). `buttons`
    are rows. `edit_of` is the id of an earlier message of ours that this one replaces. `ask_phone`
    is the label of a button with which the channel offers to share one's own number. With it goes
    an `attachment`, whose bytes are here, or a `file` that the channel has already. With
    `delete_of` nothing is said: the message of that id, ours or theirs, goes from the chat. A
    `place` or a `card` is shown instead of the text, only where the channel can.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None
    edit_of: str | None = None
    ask_phone: str | None = None
    file: DocumentRef | None = None
    delete_of: str | None = None
    place: Place | None = None
    card: Card | None = None

    @property
    def words(self) -> str:
        """All that is read of it: the text, labels and names."""
        labels = [button.label for row in self.buttons for button in row]
        names = [file.name for file in (self.attachment, self.file) if file]
        shown = [self.place.name, self.place.address] if self.place else []
        shown += [self.card.name] if self.card else []
        return "\n".join((self.text, *labels, *names, *shown))

    @property
    def plain(self) -> Outgoing:
        """What its text says, without markup, buttons and file."""
        return Outgoing(_TAG.sub("", self.text))

    def to_json(self) -> str:
        values: dict[str, Any] = {"text": self.text}
        if self.buttons:
            values["buttons"] = [[[b.label, b.data] for b in row] for row in self.buttons]
        if self.attachment:
            values["attachment"] = [
                self.attachment.name,
                self.attachment.media_type,
                base64.b64encode(self.attachment.content).decode(),
            ]
        if self.edit_of:
            values["edit_of"] = self.edit_of
        if self.ask_phone:
            values["ask_phone"] = self.ask_phone
        if self.file:
            values["file"] = self.file.to_list()
        if self.delete_of:
            values["delete_of"] = self.delete_of
        if self.place:
            values["place"] = astuple(self.place)
        if self.card:
            values["card"] = astuple(self.card)
        return _as_json(values)

    @classmethod
    def from_json(cls, text: str) -> Outgoing:
        values = json.loads(text)
        attachment = None
        if "attachment" in values:
            name, media_type, content = values["attachment"]
            attachment = Attachment(name, media_type, base64.b64decode(content))
        buttons = tuple(
            tuple(Button(label, data) for label, data in row) for row in values.get("buttons", ())
        )
        file = DocumentRef(*values["file"]) if "file" in values else None
        return cls(
            values["text"],
            buttons,
            attachment,
            values.get("edit_of"),
            values.get("ask_phone"),
            file,
            values.get("delete_of"),
            Place(*values["place"]) if "place" in values else None,
            Card(*values["card"]) if "card" in values else None,
        )
