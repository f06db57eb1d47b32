"""Asks for updates. Where a batch can't be read, one at a time: only the odd one is set aside."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bot.channels.telegram.problems import told_as_send_problems
from bot.channels.telegram.transport import UnreadableAnswer
from programme.outbox import Uncertain

BATCH = 100

_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})')

_log = structlog.get_logger(__name__)


class Fetching:
    """`get` calls getUpdates with an offset and a limit."""

    def __init__(self, get: Callable[[int, int], Awaitable[Any]]) -> None:
        self._get = get
        self._one_by_one = 0
        """So many are still fetched one at a time."""

    async def __call__(self, offset: int) -> list[dict[str, Any]]:
        """Updates with their ids, from `offset` on. Raises a `SendProblem`."""
        with told_as_send_problems():
            try:
                answer = await self._get(offset, 1 if self._one_by_one else BATCH)
            except UnreadableAnswer as unreadable:
                answer = self._readable_part(unreadable)
        if not isinstance(answer, list):
            raise Uncertain("unreadable_answer")
        self._one_by_one = max(0, self._one_by_one - len(answer))
        updates = [
            raw for raw in answer
            if isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
        ]  # fmt: skip
        if len(updates) < len(answer):
            _log.warning("telegram_update_without_id", count=len(answer) - len(updates))
            if not updates:
                raise Uncertain("unreadable_answer")
        return updates

    def _readable_part(self, unreadable: UnreadableAnswer) -> list[dict[str, Any]]:
        """A lone update as one that is set aside; nothing of a batch, which is asked for anew.

        Raises it again where it names no update: a proxy's page comes to an end by itself.
        """
        found = _UPDATE_ID.search(unreadable.payload)
        if found is None:
            raise unreadable
        if not self._one_by_one:
            self._one_by_one = BATCH
            return []
        text = unreadable.payload.decode(errors="replace")
        return [{"update_id": int(found[1]), "message": text}]
