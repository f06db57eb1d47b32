"""Connections whose requests trickle in: uvicorn itself would wait for their rest for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.headers import STRICT

WHOLE_WITHIN = 20.0
"""Seconds from a connection's opening, or a request's first byte, until all of it is here."""

MOST_CONNECTIONS = 250
"""A messenger opens some 40, and a page needs one."""

MOST_OF_AN_ADDRESS = 60
"""As many as a page's proxy or a messenger opens."""


class RequestsInTime(H11Protocol):
    """Closes a connection whose request isn't whole in time, head or body.

    Where an address, or all together, have too many connections, the one that has waited longest
    for the rest of a request is closed. So half-sent requests never keep a whole one out; where no
    connection waits, the new one is closed.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting_since = self.loop.time()
        self._is_waiting = True
        self._deadline = self.loop.call_later(WHOLE_WITHIN, self._give_up)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        connections = [each for each in self.connections if isinstance(each, RequestsInTime)]
        host = self.client and self.client[0]
        of_address = [each for each in connections if each.client and each.client[0] == host]
        if len(of_address) > MOST_OF_AN_ADDRESS:
            _close_longest_waiting(of_address)
        elif len(connections) > MOST_CONNECTIONS:
            _close_longest_waiting(connections)

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._is_waiting:
            self._waiting_since = self.loop.time()
            self._is_waiting = True
            self._deadline = self.loop.call_later(WHOLE_WITHIN, self._give_up)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._deadline.cancel()
            self._is_waiting = False

    def send_400_response(self, msg: str) -> None:
        headers = {**STRICT, "Content-Type": "text/plain", "Connection": "close"}
        head = h11.Response(status_code=400, headers=list(headers.items()))
        for event in (head, h11.Data(data=msg.encode()), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def _close_longest_waiting(connections: list[RequestsInTime]) -> None:
    """The last one is the newest: it waits, too, and goes where no other does."""
    waiting = [
        each for each in connections if each._is_waiting and not each.transport.is_closing()
    ]
    min(waiting, key=lambda each: each._waiting_since)._give_up()
