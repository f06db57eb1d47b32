"""What the channel knows and says of its account: links, menus."""

from __future__ import annotations

import pytest
import structlog
from telegram_events import TelegramBot

from bot.channels.telegram.channel import TelegramChannel


async def test_deep_link(channel: TelegramChannel) -> None:
    with pytest.raises(RuntimeError):
        channel.deep_link("ABCD2345")
    await channel.check()
    assert channel.username == "bekal_uji_bot"
    assert channel.deep_link("ABCD2345") == "https://t.me/bekal_uji_bot?start=ABCD2345"


@pytest.mark.parametrize(
    ("name", "username", "is_told"),
    [
        ("Bekal", "bekal_uji_bot", False),
        ("Info Lapas Lamongan", "bekal_uji_bot", True),
        ("Bekal", "info_lapas_bot", True),
    ],
)
async def test_a_name_that_gives_people_away_is_told_at_the_start(
    channel: TelegramChannel, account: TelegramBot, name: str, username: str, is_told: bool
) -> None:
    account.name, account.username = name, username
    with structlog.testing.capture_logs() as logs:
        await channel.check()
        await channel.check()
    assert [log["log_level"] for log in logs] == (["error"] if is_told else [])


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
