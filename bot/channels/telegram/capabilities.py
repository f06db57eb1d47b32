"""What Telegram can do and where its limits are (Bot API, Bot FAQ)."""

from __future__ import annotations

from datetime import timedelta

from locales.words import sentence
from services.sending.channel import Capabilities

NAME = "telegram"

LARGEST_FILE = 20 * 1024 * 1024  # getFile
MAX_TEXT = 4096
MAX_CAPTION = 1024
"""UTF-16 units after parsing (Bot API, sendMessage and sendPhoto)."""

WRONG_TOKEN = sentence("the token is not valid: get a new one from @BotFather")

CAPABILITIES = Capabilities(
    title="Telegram",
    text_length=MAX_TEXT,
    caption_length=MAX_CAPTION,
    largest_file=LARGEST_FILE,
    buttons=100,
    data_bytes=64,
    deletes_for=timedelta(hours=48),
    shows_places=True,
    shows_cards=True,
    tells_address=True,
    group_prefix="-",
    group_per_minute=20,
    command_menu=True,
    deep_links=True,
    pastes_cut_from=3500,  # at the last blank before 4,096
    redelivers_for=timedelta(hours=24),
    fixes={
        "unauthorized": WRONG_TOKEN,
        "not_found": WRONG_TOKEN,
        "conflict": sentence("another program uses the same token: end it"),
    },
)
