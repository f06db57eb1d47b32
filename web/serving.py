"""Serve an app beside everything else that runs in the event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from web.headers import HTTPS_ONLY, STRICT, WithHeaders
from web.listening import HOST, address_of, listen
from web.requests_in_time import RequestsInTime

LARGEST_HEAD = 16 * 1024
"""Bytes of a request's line and headers."""

IDLE_SECONDS = 5


class _Server(uvicorn.Server):
    """Leaves the signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    app: ASGIApp, port: int = 0, host: str = HOST, *, behind_tls: bool = False
) -> AsyncIterator[str]:
    """Answer at the address that is yielded ("http://127.0.0.1:8080"); port 0 takes a free one.

    `behind_tls`: do people reach it by https? Raises `CannotListen`. Requests in hand have a
    second to end when it stops.
    """
    listener = listen(port, host)
    async with answering(app, listener, behind_tls=behind_tls):
        yield address_of(listener)


@asynccontextmanager
async def answering(
    app: ASGIApp, listener: socket.socket, *, behind_tls: bool = False
) -> AsyncIterator[None]:
    """As `serving`, where it was found out before at which address. Closes the listener.

    A client's address is what a proxy on this machine says it is.
    """
    headers = STRICT | HTTPS_ONLY if behind_tls else STRICT
    server = _Server(
        uvicorn.Config(
            WithHeaders(app, headers),
            http=RequestsInTime,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=True,
            forwarded_allow_ips=["127.0.0.1", "::1"],
            server_header=False,
            h11_max_incomplete_event_size=LARGEST_HEAD,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
