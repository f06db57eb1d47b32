"""The one HTTP server: what channels are posted to, and the pages that anybody may open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.routing import Route

from bot.config.settings import Settings
from services.clock import Clock
from services.proofs.credentials.issuer import issuer_of
from services.proofs.credentials.signing import ensure_key
from store.connection import Store
from web.public import public_routes
from web.serving import serving


async def server(
    settings: Settings, store: Store, routes: Sequence[Route], clock: Clock
) -> AbstractAsyncContextManager[None]:
    """Serves `routes`, and the public pages where they have an address."""
    pages: list[Route] = []
    if settings.public_url:
        await store.write(partial(ensure_key, now=clock.now()))
        office, programme = settings.office, settings.programme
        issuer = issuer_of(office, programme.name, settings.public_url)
        pages = public_routes(store, clock, issuer, office, programme.zone)
    return _serving(Starlette(routes=[*routes, *pages]), settings)


@asynccontextmanager
async def _serving(app: Starlette, settings: Settings) -> AsyncIterator[None]:
    listen, behind_tls = settings.listen, settings.public_url.startswith("https:")
    async with serving(app, listen.port, listen.host, behind_tls=behind_tls):
        yield
