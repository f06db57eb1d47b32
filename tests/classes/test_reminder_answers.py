"""A reminder asks who comes, as an announcement does."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from pushes import deliver

from programme.people import Topic
from services.classes import reminders
from store import attendance


async def remind(bekal: Bekal, chat: Chat) -> list[str]:
    """The buttons under the reminder a day ahead."""
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    bekal.clock.set("2026-11-24 12:30")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    return [
        label for each in await deliver(bekal) if each.address == chat.address
        for label in each.labels
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "coming"), [("hadir pak", True), ("gak bisa datang", False)])
async def test_is_answered_in_words_or_by_buttons(bekal: Bekal, said: str, coming: bool) -> None:
    await bekal.participant()
    ident = await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    labels = " ".join(await remind(bekal, chat))
    assert "Hadir" in labels
    assert "Tidak bisa" in labels
    assert "dicatat" in await chat.says(said)
    kept = await bekal.store.read(lambda tx: attendance.of_session(tx, ident))
    assert [each for _, each in kept] == [coming]
    await chat.presses(f"attend:no:{ident}")
    kept = await bekal.store.read(lambda tx: attendance.of_session(tx, ident))
    assert [each for _, each in kept] == [False]


async def test_family_is_not_asked(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    assert "Hadir" not in " ".join(await remind(bekal, chat))
