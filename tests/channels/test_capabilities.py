"""What channels state about themselves, and that nobody else knows one of them by name."""

from __future__ import annotations

import re

import pytest
from cli_process import ROOT

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.webchat import WebChat
from programme.messages import MOST_DATA_BYTES

FOLDERS = ("bot", "handlers", "scheduler", "services", "store", "programme", "locales", "web")

KNOW_IT = re.compile(
    r"bot/(channels/telegram/|channels/configured\.py|commands/init\.py|config/)|store/migrations/"
)
"""Where Telegram may be named. `bekal init` asks for its token."""


@pytest.mark.parametrize("channel", [TelegramChannel, WebChat])
def test_every_channel_carries_the_data_of_our_buttons(
    channel: type[TelegramChannel | WebChat],
) -> None:
    most = channel.capabilities.data_bytes
    assert most is None or most >= MOST_DATA_BYTES


def test_only_its_own_folder_names_telegram() -> None:
    naming = [
        name
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*.py")
        if "telegram" in file.read_text().casefold()
        and not KNOW_IT.match(name := file.relative_to(ROOT).as_posix())
    ]
    assert naming == []
