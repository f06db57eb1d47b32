"""Serve an app beside everything else that runs in the event loop."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from web.requests_in_time import RequestsInTime

HOST = "127.0.0.1"

MOST_CONNECTIONS = 250
"""More are refused with 503: Telegram opens 40 at most, and a page needs one."""

LARGEST_HEAD = 16 * 1024
"""Bytes of a request's line and headers."""

IDLE_SECONDS = 5


class CannotListen(OSError):
    """The address is taken, not this machine's, or not for this user. The text says which."""


class _Server(uvicorn.Server):
    """Leaves the signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, port: int = 0, host: str = HOST) -> AsyncIterator[str]:
    """Answer at the address that is yielded ("http://127.0.0.1:8080"); port 0 takes a free one.

    Raises `CannotListen`. Requests in hand have a second to end when it stops.
    """
    listener = listen(port, host)
    async with answering(app, listener):
        yield address_of(listener)


@asynccontextmanager
async def answering(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """As `serving`, where it was found out before at which address. Closes the listener.

    A client's address is what a proxy on this machine says it is.
    """
    server = _Server(
        uvicorn.Config(
            app,
            http=RequestsInTime,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=True,
            forwarded_allow_ips=["127.0.0.1", "::1"],
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
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


def listen(port: int = 0, host: str = HOST) -> socket.socket:
    """Take the address. Raises `CannotListen`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=100)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"can't be used ({error.strerror})"
        raise CannotListen(f"port {port} of {host} {why}") from error
    # asyncio does it only for sockets that name their protocol, and these don't: without it
    # head and body of an answer are 40 ms apart.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address_of(listener: socket.socket) -> str:
    """ "http://127.0.0.1:8080" """
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
