"""What the channel knows and says of its account: links, menus."""

from __future__ import annotations

import pytest
from telegram_events import TelegramBot

from bot.channels.telegram import TelegramChannel


async def test_deep_link(channel: TelegramChannel) -> None:
    with pytest.raises(RuntimeError):
        channel.deep_link("ABCD2345")
    await channel.check()
    assert channel.username == "bekal_uji_bot"
    assert channel.deep_link("ABCD2345") == "https://t.me/bekal_uji_bot?start=ABCD2345"


async def test_menu_for_each_language(channel: TelegramChannel, account: TelegramBot) -> None:
    await channel.set_commands(
        {"": [("jadwal", "Jadwal kelas")], "en": [("jadwal", "Class times"), ("help", "Help")]}
    )
    assert account.commands == {
        ("all_private_chats", ""): [{"command": "jadwal", "description": "Jadwal kelas"}],
        ("all_private_chats", "en"): [
            {"command": "jadwal", "description": "Class times"},
            {"command": "help", "description": "Help"},
        ],
    }
