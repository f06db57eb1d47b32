"""What of the bot is reached over HTTP: the webhook, and the pages that anybody may open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import WebhookTelegram
from bot.config.settings import Settings, Telegram, Webhook
from bot.running import polling
from services.clock import SystemClock
from services.proofs.credentials.issuer import issuer_of
from services.proofs.credentials.signing import ensure_key
from store.connection import Store
from web.public import public_routes
from web.serving import serving


async def reached(
    settings: Settings, telegram: Telegram, store: Store
) -> tuple[TelegramChannel, AbstractAsyncContextManager[None]]:
    """The channel, and the one server of all that is served."""
    routes = await _public_pages(settings, store)
    if telegram.webhook is None:
        return polling(telegram), _server(settings, routes)
    channel = _posted_to(telegram, telegram.webhook)
    return channel, _server(settings, [channel.route(telegram.webhook.path), *routes])


def _posted_to(telegram: Telegram, webhook: Webhook) -> WebhookTelegram:
    return WebhookTelegram(
        telegram.token, webhook.url, webhook.secret, api_base_url=telegram.api_base_url
    )


async def _public_pages(settings: Settings, store: Store) -> list[Route]:
    """The pages that anybody may open, where they have an address."""
    if not settings.public_url:
        return []
    await store.write(ensure_key)
    office, programme = settings.office, settings.programme
    issuer = issuer_of(office, programme.name, settings.public_url)
    return public_routes(store, SystemClock(), issuer, office, programme.zone)


@asynccontextmanager
async def _server(settings: Settings, routes: list[Route]) -> AsyncIterator[None]:
    async with serving(Starlette(routes=routes), settings.listen.port, settings.listen.host):
        yield
