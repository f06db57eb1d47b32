"""An edited message is taken as a correction while it is the newest."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.messages import EventKind


async def writes(chat: Chat, text: str, message: str, *, is_edit: bool = False) -> str:
    return await chat.sends(EventKind.TEXT, text=text, source_message=message, is_edit=is_edit)


@pytest.fixture
async def chat(bekal: Bekal) -> Chat:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-27 08:00")
    return bekal.chat("1001")


async def test_the_newest_is_answered_anew(bekal: Bekal, chat: Chat) -> None:
    await bekal.participant()
    assert "12.30" in await writes(chat, "jadwal las besok", "11")
    await chat.presses("menu")
    assert "08.00" in await writes(chat, "jadwal las jumat", "11", is_edit=True)
    assert "12.30" in await writes(chat, "jadwal las besok", "11", is_edit=True)


async def test_an_earlier_one_is_not(chat: Chat) -> None:
    await writes(chat, "jadwal las besok", "11")
    await writes(chat, "alamat kantor", "12")
    assert await writes(chat, "jadwal las jumat", "11", is_edit=True) == ""
    assert "08.00" in await writes(chat, "jadwal las jumat", "12", is_edit=True)


async def test_nor_one_of_long_ago(bekal: Bekal, chat: Chat) -> None:
    await writes(chat, "jadwal las besok", "11")
    bekal.clock.move(hours=1)
    assert await writes(chat, "jadwal las jumat", "11", is_edit=True) == ""
