"""One turn: what a handler knows, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from locales import Words
from programme.messages import Attachment, Button, Incoming, Outgoing
from programme.office import Office
from programme.people import Contact
from store.connection import Tx
from store.conversations import Conversation
from understanding import Understood

CONVERSATION_LASTS = timedelta(minutes=30)
CHOICES_LAST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same in every turn. `links`: channel → the start of a link that opens it."""

    name: str
    zone: ZoneInfo
    language: str
    office: Office
    links: dict[str, str]


@dataclass(slots=True)
class Turn:
    """What a handler may use. `now` is UTC. It answers with `reply` and may `expect` an answer."""

    tx: Tx
    now: datetime
    setup: Setup
    contact: Contact
    incoming: Incoming
    say: Words
    conversation: Conversation
    event_key: str = ""
    replies: list[Outgoing] = field(default_factory=list)
    expected: Conversation = field(default_factory=Conversation)

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(self.setup.zone)

    @property
    def today(self) -> date:
        return self.local_now.date()

    def midnight(self, day: date) -> datetime:
        """The UTC moment at which `day` begins in the programme's zone."""
        return datetime.combine(day, datetime.min.time(), self.setup.zone).astimezone(UTC)

    def reply(
        self,
        text: str,
        *choices: Button | Sequence[Button],
        attachment: Attachment | None = None,
        ask_phone: str | None = None,
    ) -> None:
        """Answer. `choices` are rows of buttons, a lone button being a row of its own."""
        rows = tuple((row,) if isinstance(row, Button) else tuple(row) for row in choices)
        self.replies.append(Outgoing(text, rows, attachment, None, ask_phone))

    def outbox_key(self) -> str:
        """Under which key the last answer will stand in the outbox."""
        return f"reply:{self.event_key}:{len(self.replies) - 1}"

    def expect(self, state: str, **data: str) -> None:
        """What the person writes next belongs to `state` of a handler's STATES."""
        self.expected = Conversation(state, data)


Command = Callable[[Turn], None]
Press = Callable[[Turn, str], None]
Answer = Callable[[Turn, Understood], None]
Take = Callable[[Turn, str, Understood], bool]
"""Takes the text that was asked for; False when the text turns out to be another matter."""
