"""Dialogues with the bot on a real store, without a channel: what a chat writes, what it reads.

Loaded as a pytest plugin: the fixture `bekal` is an empty office on 24 November 2026, 09.00 WIB.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from bot.channels.telegram.capabilities import CAPABILITIES
from handlers.dispatch import take_turn
from handlers.turns.turn import Setup
from programme.certificates import Certificate, Kind, Step
from programme.messages import Button, ChatType, DocumentRef, EventKind, Incoming, Outgoing
from programme.office import Office, OpeningHours
from programme.people import Role, Topic
from programme.quiet import QuietHours
from programme.reminders import ReminderRules
from services.inbox import conversation
from services.linking import inviting
from store import certificates, contacts, people, sessions, staff
from store.connection import Store, Tx

ZONE = ZoneInfo("Asia/Jakarta")
EVENT_IDS = count(1000)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, local: str = "2026-11-24 09:00") -> None:
        self.set(local)
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def set(self, local: str) -> None:
        """Set the clock to a local time, "2026-11-24 09:00"."""
        self._now = datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC)

    def move(self, **time_: float) -> None:
        """Move on by hours=…, minutes=…, seconds=…"""
        step = timedelta(**time_)
        self._now += step
        self._monotonic += step.total_seconds()


OFFICE = Office(
    name="Disnaker Lamongan",
    address="Jl. Contoh No. 1, Lamongan",
    phone="0812-0000-9000",
    hours=(OpeningHours(frozenset(range(5)), time(8), time(15, 30)),),
    collect_at="Loket 2",
    bring=("KTP asli", "KK"),
)


@dataclass
class Chat:
    """One chat; `says` and the like return what the bot answers."""

    bekal: Bekal
    address: str
    channel: str = "telegram"
    last: Outgoing = field(default_factory=lambda: Outgoing(""))

    async def says(self, text: str) -> str:
        """Write a text; returns the answers' texts, without markup."""
        kind, data = EventKind.TEXT, ""
        if text == "/start" or text.startswith("/start "):
            kind, data = EventKind.START, text.removeprefix("/start").strip()
            text = "/start"
        return await self.sends(kind, text=text, data=data)

    async def presses(self, label_or_data: str) -> str:
        """Press a button of the last answer by (part of) its label, or any button by its data."""
        found = [
            button.data
            for button in self.buttons
            if label_or_data.lower() in button.label.lower()
            or (":" in label_or_data and button.data.startswith(f"{label_or_data}:"))
        ]
        data = found[0] if found else label_or_data
        return await self.sends(EventKind.BUTTON, data=data)

    async def confirms(self, data: str) -> str:
        """Press a button by its data, as if its question had just been asked."""
        await self.is_asked(data)
        return await self.sends(EventKind.BUTTON, data=data)

    async def is_asked(self, data: str) -> None:
        """Let the question that a button with this data answers be open."""
        now = self.bekal.clock.now()

        def work(tx: Tx) -> None:
            contact = contacts.at(tx, self.channel, self.address, now)
            found = conversation.current(tx, contact, now)
            asked = replace(found, open=found.open | {data: int(now.timestamp())})
            conversation.keep(tx, contact, asked, found.choices, now)

        await self.bekal.store.write(work)

    async def talks(self, *turns: tuple[str, str]) -> None:
        """A transcript: what the chat writes, or presses if in brackets, and words answered."""
        for said, answered in turns:
            if said.startswith("["):
                answer = await self.presses(said.strip("[]"))
            else:
                answer = await self.says(said)
            assert answered in answer, f"{said!r} was answered {answer!r}"

    async def opens(self, code: str, button: str) -> str:
        """Follow a link with a code and press a button under the consent text."""
        await self.says(f"/start {code}")
        return await self.presses(button)

    async def sends(self, kind: EventKind, **details: object) -> str:
        incoming = Incoming(
            channel=self.channel,
            address=self.address,
            chat_type=ChatType.PRIVATE,
            event_id=str(next(EVENT_IDS)),
            kind=kind,
            sent_at=self.bekal.clock.now(),
        )
        return await self.takes(replace(incoming, **details))  # type: ignore[arg-type]

    async def takes(self, incoming: Incoming) -> str:
        answers = await self.bekal.turn(incoming)
        self.last = answers[-1] if answers else Outgoing("")
        return "\n".join(plain(answer.text) for answer in answers)

    @property
    def buttons(self) -> list[Button]:
        """The buttons under the last answer."""
        return [button for row in self.last.buttons for button in row]


class Bekal:
    """The bot around a real store, with a clock that stands still."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        quiet = QuietHours(time(21), time(6), ZONE)
        self.rules = ReminderRules((timedelta(hours=24), timedelta(hours=2)), quiet)
        self.setup = Setup(
            name="Bekal",
            zone=ZONE,
            language="id",
            office=OFFICE,
            links={"telegram": "https://t.me/bekal_bot?start="},
            quiet=quiet,
            channels={"telegram": CAPABILITIES},
        )

    def chat(self, address: str = "1001") -> Chat:
        return Chat(self, address)

    async def turn(self, incoming: Incoming) -> list[Outgoing]:
        """Store an event and take its turn; returns the answers as they stand in the outbox."""
        return await self.store.write(lambda tx: self.answers(tx, incoming))

    def answers(self, tx: Tx, incoming: Incoming) -> list[Outgoing]:
        now = self.clock.now()
        (stored,) = conversation.receive(tx, [incoming], now)
        take_turn(tx, self.setup, stored[0], incoming, now)
        rows = tx.db.execute(
            "SELECT body FROM outbox WHERE dedupe_key GLOB ? ORDER BY id",
            (f"reply:{stored[0]}:*",),
        ).fetchall()
        return [Outgoing.from_json(tx.keys.open(row[0], "outbox.body")) for row in rows]

    async def participant(
        self,
        number: str = "LMG-2026-031",
        name: str = "Budi Santoso",
        born: str = "1990-08-17",
        skill: str = "pengelasan",
        *,
        programme: str = "Pelatihan 2026",
        year: int = 2026,
    ) -> int:
        def work(tx: Tx) -> int:
            now = self.clock.now()
            programme_id = people.programme_named(tx, programme, year, now)
            ident = people.add(tx, number, name, date.fromisoformat(born), (), now)
            people.enrol(tx, ident, programme_id, skill, now)
            return ident

        return await self.store.write(work)

    async def session(
        self,
        start: str,
        skill: str = "pengelasan",
        *,
        hours: float = 3.5,
        place: str = "Bengkel Las",
        topic: str = "Las dasar",
        instructor: str = "Wahyu Prasetyawan, S.T.",
        programme: str = "Pelatihan 2026",
        year: int = 2026,
    ) -> int:
        """A session at a local time, "2026-11-25 12:30"."""
        starts_at = datetime.fromisoformat(start).replace(tzinfo=ZONE).astimezone(UTC)

        def work(tx: Tx) -> int:
            now = self.clock.now()
            programme_id = people.programme_named(tx, programme, year, now)
            return sessions.add(
                tx,
                programme_id,
                skill,
                topic,
                starts_at,
                starts_at + timedelta(hours=hours),
                place,
                instructor,
                now,
            )

        return await self.store.write(work)

    async def cancel(self, session_id: int) -> None:
        await self._change(session_id, is_cancelled=True)

    async def lose(self, session_id: int) -> None:
        """A newer list comes without this session."""
        await self._change(session_id, missing_since=self.clock.now())

    async def _change(self, session_id: int, **changes: object) -> None:
        def work(tx: Tx) -> None:
            session = sessions.by_id(tx, session_id)
            assert session is not None
            sessions.change(tx, replace(session, **changes), self.clock.now())  # type: ignore[arg-type]

        await self.store.write(work)

    async def certificate(
        self,
        participant_id: int,
        step: Step = Step.READY,
        number: str = "LAS 9990 00187 2026",
        skill: str = "pengelasan",
    ) -> int:
        def work(tx: Tx) -> int:
            now = self.clock.now()
            new = Certificate(
                id=0,
                participant_id=participant_id,
                kind=Kind.COMPETENCE,
                skill=skill,
                scheme="",
                step=step,
                number=number,
                registration=None,
                blank=None,
                issued_on=None,
                valid_until=date(2029, 11, 24),
                place="",
                step_at=now,
            )
            return certificates.add(tx, new, "test", now)

        return await self.store.write(work)

    async def code(self, number: str = "LMG-2026-031", *topics: Topic) -> str:
        """An invite code: the participant's own, or with topics one for his family."""
        return await self.store.write(
            lambda tx: (
                inviting.invite_participant(
                    tx,
                    number,
                    "test",
                    self.clock.now(),
                    family_consent="P-1" if topics else None,
                    topics=frozenset(topics),
                ).code
            )
        )

    async def linked(self, address: str, number: str = "LMG-2026-031", *topics: Topic) -> Chat:
        """A chat that has been linked with a code, as self or (with topics) as family."""
        chat = self.chat(address)
        await chat.opens(await self.code(number, *topics), "HP saya")
        await self.new_chats_are_known()
        return chat

    async def staff_chat(
        self, address: str, name: str, role: Role = Role.INSTRUCTOR, skills: tuple[str, ...] = ()
    ) -> Chat:
        """A chat linked by a staff code."""
        chat = self.chat(address)
        await chat.says(f"/start {await self.staff_code(name, role, skills)}")
        await self.new_chats_are_known()
        return chat

    async def new_chats_are_known(self) -> None:
        """Whoever is to hear of a new link or a new chat of staff has heard of it."""
        unsaid = "DELETE FROM outbox WHERE kind = 'notice' AND dedupe_key GLOB 'new *'"
        await self.store.write(lambda tx: tx.db.execute(unsaid))

    async def staff_code(
        self, name: str, role: Role = Role.INSTRUCTOR, skills: tuple[str, ...] = ()
    ) -> str:
        def work(tx: Tx) -> str:
            now = self.clock.now()
            ident = staff.add(tx, name, role, skills, now)
            return inviting.invite_staff(tx, ident, "test", now, days=7).code

        return await self.store.write(work)


def plain(text: str) -> str:
    """A message's text without markup."""
    return html.unescape(re.sub(r"</?[bi]>", "", text))


def code_in(answer: str) -> str:
    """The code for linking that an answer tells."""
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", answer)
    assert found, answer
    return found[0]


def document(size: int = 1000) -> DocumentRef:
    return DocumentRef("file-1", "foto.jpg", size)


@pytest.fixture
def bekal(store: Store) -> Iterator[Bekal]:
    bekal = Bekal(store, FakeClock())
    yield bekal
    bekal.store.close()  # another one where a test has opened it again
