"""The accounts that the settings name. A new channel adds its own here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.channels.telegram.account import TelegramAccount
from bot.config.settings import Settings
from bot.finding import Finding, Level
from services.clock import RunClock
from services.sending.channel import Capabilities, Channel
from services.sending.pace import Limits


class Account(Protocol):
    """One channel's account as it is configured, running or not."""

    name: str
    capabilities: Capabilities
    limits: Limits

    @property
    def webhook_url(self) -> str:
        """Where the messenger posts events ("" = the channel asks for them)."""

    def __str__(self) -> str:
        """How it is reached, in a sentence."""

    def open(self, clock: RunClock) -> tuple[Channel, Sequence[Any]]:
        """The channel, and the Starlette routes that have to be served for it.

        It tells `clock` the time that the messenger's server tells.
        """

    def findings(self, now: datetime) -> Iterator[Finding]:
        """What the messenger itself says of the account."""

    def identify(self) -> Finding:
        """Asks the messenger whether it knows the account; a note where it can't be asked."""

    async def find_link(self, code: str) -> str | None:
        """The link that opens the bot with this code. None where the messenger doesn't answer."""


def accounts_of(settings: Settings) -> list[Account]:
    return [TelegramAccount(settings.telegram, settings.pace)] if settings.telegram else []


def describe(settings: Settings) -> str:
    return " ".join(map(str, accounts_of(settings))) or "No channel yet: set [telegram] token."


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    accounts = accounts_of(settings)
    if not accounts:
        fix = "get one from @BotFather and put it into BEKAL_TELEGRAM_TOKEN"
        yield Finding(Level.PROBLEM, "telegram", "no token is set", fix)
    for account in accounts:
        yield from account.findings(now)
