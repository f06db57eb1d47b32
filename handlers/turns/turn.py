"""One turn: what a handler knows, and how it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from handlers.turns.features import Features, State
from locales import Words
from programme.messages import (
    Attachment,
    Button,
    Card,
    DocumentRef,
    EventKind,
    Incoming,
    Outgoing,
    Place,
)
from programme.office import Office
from programme.people import Contact, Role, StaffMember
from programme.quiet import QuietHours
from services.people import known_names, roles
from services.sending.channel import Capabilities
from store import contacts
from store.connection import Tx
from store.conversations import Conversation
from understanding import Known, Reading, Understood
from understanding.follow_ups import as_values, from_values, is_leanable

LONGEST_TEXT = 4096
_PEOPLE, _DETAIL = "people", "detail"


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same in every turn. `links`: channel → the start of a link that opens it,
    `channels`: what each can do.

    `one_time_answers`: may a number and a birth date be answered with the certificate's step?
    `public_url`: where the office's pages answer ("" = there are none). `quiet`: when nothing is
    pushed.
    """

    name: str
    zone: ZoneInfo
    language: str
    office: Office
    links: dict[str, str]
    one_time_answers: bool = True
    public_url: str = ""
    quiet: QuietHours | None = None
    channels: dict[str, Capabilities] = field(default_factory=dict)

    @property
    def responsible(self) -> str:
        """Who answers for the data, as the consent text names it."""
        return self.office.name or self.name


@dataclass(slots=True)
class Turn:
    """What a handler may use. `now` is UTC. It answers with `reply` and may `expect` an answer.

    `is_unhelped`: the answer is no help. `is_for_office`: only the office knows a better one.
    `reading` is what the event's text says. `opening` stands before the next answer: the answer to
    what exactly was asked. `waiting` is an earlier event that can be answered
    now, after this one.
    """

    tx: Tx
    now: datetime
    setup: Setup
    features: Features
    contact: Contact
    incoming: Incoming
    say: Words
    conversation: Conversation
    event_key: str = ""
    replies: list[Outgoing] = field(default_factory=list)
    waiting: Incoming | None = None
    opening: str = ""
    is_unhelped: bool = False
    is_for_office: bool = False
    expected: Conversation = field(init=False)
    reading: Reading = field(init=False)
    local_now: datetime = field(init=False)
    today: date = field(init=False)
    _is_of_own: bool = field(init=False, default=False)
    _member: tuple[Contact, StaffMember | None] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        before = self.conversation
        self.local_now = self.now.astimezone(self.setup.zone)
        self.today = self.local_now.date()
        self.expected = Conversation(
            asked=before.asked, opened=before.opened, open=before.open, said=self._said()
        )
        self.take_up(self.incoming)

    def _said(self) -> str:
        """The message of this event; a button hangs under one of ours."""
        is_button = self.incoming.kind is EventKind.BUTTON
        return self.conversation.said if is_button else self.incoming.source_message or ""

    def take_up(self, event: Incoming) -> None:
        """Go on with `event`. Its text may lean on the question before, unless it is an answer."""
        self.incoming = event
        leans = event.kind is EventKind.TEXT and not self.conversation.state
        self.read(event.text, from_values(self.conversation.asked) if leans else None)

    def read(self, text: str, previous: Understood | None = None) -> None:
        text = text[:LONGEST_TEXT].strip()
        self.reading = Reading(text, self.local_now, previous, self._known)

    def _known(self) -> Known:
        """The people the chat is linked to, by what it and the lists call them."""
        return known_names.of_chat(self.tx, self.contact, self.chosen, self.now)

    @property
    def channel(self) -> Capabilities:
        """What the channel of this chat can do."""
        return self.setup.channels.get(self.contact.channel, Capabilities())

    @property
    def state(self) -> State:
        """What was expected."""
        return self.features.state(self.conversation.state)

    @property
    def member(self) -> StaffMember | None:
        """Whose chat it is, if it is one of the staff's."""
        if self.contact.staff_id is None:
            return None
        if self._member is None or self._member[0] is not self.contact:
            self._member = (self.contact, roles.member_of(self.tx, self.contact))
        return self._member[1]

    @property
    def role(self) -> Role | None:
        member = self.member
        return member.role if member else None

    @property
    def is_office(self) -> bool:
        return self.role in roles.OFFICE

    @property
    def is_known(self) -> bool:
        """Is the chat linked to anybody, or one of the staff's?"""
        return self.member is not None or bool(contacts.links(self.tx, self.contact.id, self.now))

    @property
    def is_reply(self) -> bool:
        """Is it a reply to a message, as the messenger has them?"""
        return bool(self.incoming.reply_to)

    def after(self, moment: datetime) -> str:
        """ "after 10.30", with the day where it isn't today."""
        time, day = self.say.clock(moment), self.say.local_day(moment)
        if day == self.today:
            return self.say("after {time}", time=time)
        return self.say("after {time}, {day}", time=time, day=self.say.near_day(day, self.today))

    def midnight(self, day: date) -> datetime:
        """The UTC moment at which `day` begins in the programme's zone."""
        return datetime.combine(day, datetime.min.time(), self.setup.zone).astimezone(UTC)

    def reply(
        self,
        text: str,
        *choices: Button | Sequence[Button],
        attachment: Attachment | None = None,
        ask_phone: str | None = None,
        file: DocumentRef | None = None,
        place: Place | None = None,
        card: Card | None = None,
    ) -> None:
        """Answer. `choices` are rows of buttons, a lone button being a row of its own."""
        if self.opening:
            text, self.opening = self.say.paragraphs(self.opening, text), ""
        rows = tuple((row,) if isinstance(row, Button) else tuple(row) for row in choices)
        self.replies.append(
            Outgoing(text, rows, attachment, None, ask_phone, file, place=place, card=card)
        )

    def add(self, text: str) -> None:
        """Add a paragraph to the last answer."""
        last = self.replies[-1]
        self.replies[-1] = replace(last, text=self.say.paragraphs(last.text, text))

    def outbox_key(self) -> str:
        """Under which key the last answer will stand in the outbox."""
        return f"reply:{self.event_key}:{len(self.replies) - 1}"

    def next_outbox_key(self) -> str:
        """Under which key the answer that comes next will stand in the outbox."""
        return f"reply:{self.event_key}:{len(self.replies)}"

    def expect(self, state: str, **data: str) -> None:
        """What the person writes next belongs to `state`, which a feature declares."""
        self.expected = replace(self.expected, state=state, data=data)

    def note_question(self, asked: Understood, **more: str) -> None:
        """The next question may lean on this one; small talk in between changes nothing."""
        if is_leanable(asked):
            kept = {_PEOPLE: self.expected.asked.get(_PEOPLE, "")}
            if self.reading.detail:
                kept[_DETAIL] = self.reading.detail.name
            self.expected = replace(self.expected, asked=kept | as_values(asked) | more)
            self._is_of_own = not (
                asked.name or asked.participant_number or asked.certificate_number
            )

    @property
    def is_repeated(self) -> bool:
        """Was the same asked just before, so that the answer has to say more?

        Who names somebody else, or a number, asks anew.
        """
        return self._is_of_own and self.expected.asked == self.conversation.asked

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of the people (ids of links) who were spoken of last."""
        return frozenset(filter(None, self.expected.asked.get(_PEOPLE, "").split(",")))

    def choose(self, people: Iterable[str]) -> None:
        """They stay meant until somebody else is named."""
        asked = self.expected.asked | {_PEOPLE: ",".join(people)}
        self.expected = replace(self.expected, asked=asked)
