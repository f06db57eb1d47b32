"""Requests that trickle in: uvicorn itself would wait for their rest for ever."""

from __future__ import annotations

from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_WITHIN = 20.0
"""Seconds from a connection's opening, or a request's first byte, until all of it is here."""


class RequestsInTime(H11Protocol):
    """Closes a connection whose request isn't whole in time, head or body."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline = self.loop.call_later(WHOLE_WITHIN, self._give_up)
        self._is_waiting = True

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._is_waiting:
            self._deadline = self.loop.call_later(WHOLE_WITHIN, self._give_up)
            self._is_waiting = True
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._deadline.cancel()
            self._is_waiting = False

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
