"""The account that [telegram] configures. Imports the channel only when it is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.telegram.capabilities import CAPABILITIES, NAME
from bot.config.settings import Telegram
from bot.finding import Finding
from programme.outbox import SendProblem
from services.clock import RunClock
from services.sending.channel import Capabilities, Channel
from services.sending.pace import Limits

ASKED_FOR = 5.0
"""Seconds to learn the bot's name, which its link begins with."""


@dataclass(slots=True)
class TelegramAccount:
    """Implements `bot.channels.configured.Account`."""

    settings: Telegram
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    name: str = NAME
    capabilities: Capabilities = CAPABILITIES

    def __str__(self) -> str:
        how = "webhook" if self.settings.webhook else "polling"
        return f"Telegram by {how} at {self.settings.api_base_url}."

    @property
    def webhook_url(self) -> str:
        return self.settings.webhook.url if self.settings.webhook else ""

    def open(self, clock: RunClock) -> tuple[Channel, Sequence[Any]]:
        settings, webhook = self.settings, self.settings.webhook
        time_of_day: dict[str, Any] = {"now": clock.now, "hear_time": clock.hear}
        if webhook is None:
            from bot.channels.telegram.channel import TelegramChannel  # noqa: PLC0415

            return TelegramChannel(
                settings.token,
                api_base_url=settings.api_base_url,
                poll_seconds=settings.poll_seconds,
                **time_of_day,
            ), ()
        from bot.channels.telegram.webhook import WebhookTelegram  # noqa: PLC0415 - 4 MB more

        channel = WebhookTelegram(
            settings.token,
            webhook.url,
            webhook.secret,
            api_base_url=settings.api_base_url,
            **time_of_day,
        )
        return channel, [channel.route(webhook.path)]

    def findings(self, now: datetime) -> Iterator[Finding]:
        from bot.channels.telegram import doctor  # noqa: PLC0415

        return doctor.findings(self.settings, now)

    def identify(self) -> Finding:
        from bot.channels.telegram import doctor  # noqa: PLC0415

        return doctor.identify(self.settings)

    async def find_link(self, code: str) -> str | None:
        from bot.channels.telegram.channel import TelegramChannel  # noqa: PLC0415

        channel = TelegramChannel(self.settings.token, api_base_url=self.settings.api_base_url)
        try:
            async with asyncio.timeout(ASKED_FOR):
                await channel.check()
        except (SendProblem, TimeoutError):
            return None
        else:
            return channel.deep_link(code)
        finally:
            await channel.close()
