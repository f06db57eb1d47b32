"""The transcripts of README.md are what the demo answers on 24 November 2026, 09.00 WIB.

A transcript is a block marked `text` under the heading of whoever writes. A line that begins with
`>` is written (in brackets: pressed); the answer stands below it, its last line in brackets being
the buttons, and "…" what is left out. A block without `>` is what is sent by itself then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

import pytest
from cli_process import ROOT
from dialogue import Bekal, Chat, plain

from bot.demo.run import SETUP, ZONE, rules
from bot.demo.sample import CHANNEL, INSTRUCTOR, MOTHER, PARTICIPANT, STRANGER, fill
from programme.messages import Outgoing
from services.pushed import Speaker
from services.sending import outbox
from store.connection import Tx

WRITERS = {
    "A participant": PARTICIPANT,
    "Family": MOTHER,
    "An instructor": INSTRUCTOR,
    "Somebody without a code": STRANGER,
}
"""Heading → who writes there."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is written, if anything, and what is read below it; `parts` have gaps between them."""

    written: str | None
    parts: list[str]
    buttons: list[str]


def transcripts() -> list[tuple[str, list[Exchange]]]:
    """Each transcript with who writes in it, in the order of the page."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", page, re.M | re.S)
    return [
        (WRITERS[heading], [exchange(each) for each in re.split(r"(?m)^(?=>)", block) if each])
        for heading, section in sections
        for block in re.findall(r"^```text\n(.*?)^```$", section, re.M | re.S)
    ]


def exchange(text: str) -> Exchange:
    lines = text.strip().splitlines()
    written = lines.pop(0).removeprefix("> ") if lines[0].startswith(">") else None
    buttons = re.findall(r"\[(.+?)\]", lines.pop()) if lines[-1].startswith("[") else []
    parts = re.split(r"(?m)^…$", "\n".join(lines))
    return Exchange(written, [part.strip() for part in parts if part.strip()], buttons)


@pytest.fixture
async def demo(bekal: Bekal) -> Bekal:
    bekal.setup, bekal.rules = SETUP, rules(bekal.clock.now())
    await bekal.store.write(partial(fill, now=bekal.clock.now(), zone=ZONE))
    return bekal


async def test_everybody_is_answered_as_it_says(demo: Bekal) -> None:
    chats = {writer: Chat(demo, writer, CHANNEL) for writer in WRITERS.values()}
    for writer, exchanges in transcripts():
        for each in exchanges:
            if each.written is None:
                sent = await sent_by_itself(demo)
                assert any(is_read(each, message) for message in sent), each
                continue
            chat = chats[writer]
            if each.written.startswith("["):
                answer = await chat.presses(each.written.strip("[]"))
            else:
                answer = await chat.says(each.written)
            assert is_read(each, chat.last), (each, answer)


async def sent_by_itself(demo: Bekal) -> list[Outgoing]:
    speaker = Speaker(SETUP.language, ZONE, demo.rules)

    def claim(tx: Tx) -> list[Outgoing]:
        now = demo.clock.now()
        claimed = outbox.claim_bulk(tx, CHANNEL, "host/1/x", 100, (), speaker, now)
        return [each.message for each in claimed]

    return await demo.store.write(claim)


def is_read(expected: Exchange, message: Outgoing) -> bool:
    """The same text but for what is left out, and the same buttons where some are shown."""
    text = r"\s.*?\s".join(re.escape(part) for part in expected.parts)
    ends = "" if expected.buttons else r"(\s.*)?"
    labels = [button.label for row in message.buttons for button in row]
    return re.fullmatch(text + ends, plain(message.text), re.S) is not None and (
        not expected.buttons or labels == expected.buttons
    )


def test_every_kind_of_person_has_a_transcript() -> None:
    assert {writer for writer, _ in transcripts()} == set(WRITERS.values())
