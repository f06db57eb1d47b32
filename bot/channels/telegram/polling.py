"""Long polling that survives outages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from programme.outbox import AccountTrouble, SendProblem, Throttled

_CONFLICTS_BORNE = 5
"""How many polls in a row may conflict: another process may just be ending."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between tries while Telegram can't be reached: doubled each time up to `longest`."""

    first: float = 0.5
    longest: float = 5.0

    def after(self, failures: int) -> float:
        return min(self.first * 2.0 ** min(failures - 1, 16), self.longest)


async def poll_forever(
    prepare: Callable[[], Awaitable[None]],
    ask: Callable[[int], Awaitable[Sequence[Any]]],
    take: Callable[[Sequence[Any]], Awaitable[None]],
    pauses: Pauses,
) -> None:
    """Pass each batch of updates to `take`; the next poll's offset confirms it.

    `prepare` makes the account ready for polling, at the start and after a conflict; it and `ask`
    raise `SendProblem`s. Raises `AccountTrouble` when Telegram refuses the account or another
    poller persists, and whatever `take` raises: that batch will come again.
    """
    offset = failures = conflicts = 0
    is_prepared = False
    while True:
        try:
            if not is_prepared:
                await prepare()
                is_prepared = True
            updates = await ask(offset)
        except SendProblem as problem:
            failures += 1
            if isinstance(problem, AccountTrouble):
                conflicts += 1
                is_prepared = False
                if problem.reason != "conflict" or conflicts > _CONFLICTS_BORNE:
                    raise
            pause = pauses.after(failures)
            if isinstance(problem, Throttled):
                pause = max(pause, problem.retry_after)
            _log.warning("telegram_poll_failed", reason=problem.reason, pause=pause)
            await asyncio.sleep(pause)
            continue
        if failures:
            _log.info("telegram_poll_works_again", failures=failures)
        failures = conflicts = 0
        await take(updates)
        offset = max((update["update_id"] + 1 for update in updates), default=offset)
