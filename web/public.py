"""All pages that anybody may open, behind the same guards."""

from __future__ import annotations

from datetime import tzinfo

from starlette.middleware import Middleware
from starlette.routing import Route

from programme.office import Office
from services.clock import Clock
from services.proofs.credentials.issuer import Issuer
from store.connection import Store
from web.check import STYLE_HASH, CheckPage
from web.credentials import Credentials
from web.headers import STRICT, WithHeaders
from web.rate import Limited, Rate
from web.registry import Registry

MOST_A_MINUTE = 60
"""Requests of one address: an office that checks a pile of papers stays below it."""

HEADERS = STRICT | {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
}


def public_routes(
    store: Store, clock: Clock, issuer: Issuer, office: Office, zone: tzinfo
) -> list[Route]:
    """What is served under the issuer's address."""
    registry = Registry(store, clock, issuer, zone)
    page = CheckPage(registry, office)
    guards = [
        Middleware(WithHeaders, headers=HEADERS),
        Middleware(Limited, rate=Rate(MOST_A_MINUTE, clock.monotonic), refusal=page.busy()),
    ]
    return [
        Route(route.path, route.endpoint, middleware=guards)
        for route in (*Credentials(registry).routes(), *page.routes())
    ]
