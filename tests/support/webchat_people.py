"""People for the try-it chat, and a receiver that answers them by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.channels.webchat import WebChat
from programme.messages import Incoming, Outgoing
from services.sending.channel import Unreadable
from web.chat import Persona, build_app
from web.serving import serving
from web.transcript import Bubble

PARTICIPANT = Persona(
    "demo-peserta",
    "Budi Santoso",
    "Peserta pengelasan, sudah pulang",
    "081200000001",
    ("jadwal saya", "sertif sy udh jadi blm"),
)
MOTHER = Persona("demo-ibu", "Bu Siti", "Ibu seorang peserta", "081200000002")
INSTRUCTOR = Persona("demo-instruktur", "Pak Agus", "Instruktur las", "081200000003")
STRANGER = Persona("demo-tamu", "Orang lain", "Belum dikenal Bekal")
PEOPLE = (PARTICIPANT, MOTHER, INSTRUCTOR, STRANGER)

Answers = dict[str, Sequence[tuple[str, Outgoing]]]


def ticking() -> Callable[[], datetime]:
    """A clock that moves a second each time it is read."""
    now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


@dataclass
class Office:
    """Takes events as the inbox does, once each; what somebody writes or presses has an answer.

    `answers`: words or button data → (address, message) to send. `trouble` is raised instead of
    taking an event in.
    """

    chat: WebChat
    answers: Answers = field(default_factory=dict)
    events: dict[str, Incoming] = field(default_factory=dict)
    trouble: Exception | None = None

    async def receive(self, events: Sequence[Incoming | Unreadable]) -> None:
        for event in events:
            assert isinstance(event, Incoming)
            if self.trouble:
                raise self.trouble
            if event.event_id in self.events:
                continue
            self.events[event.event_id] = event
            for address, message in self.answers.get(event.data or event.text, ()):
                await self.chat.send(address, message)

    @property
    def taken(self) -> list[Incoming]:
        return list(self.events.values())


async def shown(chat: WebChat, address: str) -> list[Bubble]:
    """What a page opened now would show of this chat."""
    _, bubbles = await anext(chat.transcript.follow([address], "", pause=0))
    return bubbles


@asynccontextmanager
async def open_office(answers: Answers | None = None) -> AsyncIterator[Office]:
    """A channel that is listened to, without a page."""
    chat = WebChat(ticking())
    office = Office(chat, answers or {})
    listening = asyncio.create_task(chat.listen(office.receive))
    await asyncio.sleep(0)
    try:
        yield office
    finally:
        await chat.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


@asynccontextmanager
async def open_page(
    answers: Answers | None = None, port: int = 0
) -> AsyncIterator[tuple[str, Office]]:
    """The page's address and the office behind it."""
    async with (
        open_office(answers) as office,
        serving(build_app(PEOPLE, office.chat), port) as url,
    ):
        try:
            yield url, office
        finally:
            await office.chat.close()
