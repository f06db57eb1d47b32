"""A page for the browser on this machine and nobody else."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.headers import WithHeaders

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

_OWN_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?", re.IGNORECASE)


class LoopbackOnly:
    """Refuses a request under another host name (DNS rebinding) or from another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = WithHeaders(app, HEADERS)
        self._refusal = WithHeaders(PlainTextResponse("Not from this machine.\n", 403), HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_from_own_page(Headers(scope=scope)):
            await self._refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_from_own_page(headers: Headers) -> bool:
    host = headers.get("host", "")
    own_origin = f"http://{host}"
    return bool(_OWN_HOST.fullmatch(host)) and headers.get("origin", own_origin) == own_origin
