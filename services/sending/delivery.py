"""The delivery loop of one account: wait for a slot and for the pace, claim, commit, send, record.

Replies are claimed many at once, so it is committed apart, just before the first byte leaves, that
one is being written. Bulk is claimed one by one at its moment, which says both. So a crash leaves
only what had bytes on the wire uncertain.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from functools import partial

import structlog

from programme.outbox import (
    AccountTrouble,
    ChatThrottled,
    Kind,
    NotSent,
    Refused,
    SendProblem,
    Sent,
    Throttled,
    Uncertain,
)
from services.clock import Clock
from services.sending import accounts, outbox
from services.sending.channel import BeforeWriting, Channel
from services.sending.floods import Floods
from services.sending.outbox import Claimed, Wording
from services.sending.pace import Limits, Pace
from services.sending.retrying import PAUSE_WHEN_REFUSED, until_stored
from services.sending.writing import Writing
from store import outbox as rows
from store.connection import Store, Tx
from store.errors import StoreError

log = structlog.get_logger()

IN_FLIGHT = 448
BULK_IN_FLIGHT = 384
"""Messages of one account in flight. Bulk leaves room for replies on a slow line."""

AHEAD = 0.02
"""Bulk is claimed this many seconds early, so that it leaves at its exact moment."""

BUSY_SECONDS = 0.05
IDLE_SECONDS = 5.0
STOPPED_SECONDS = 60.0
LONGEST_OUTAGE_PAUSE = 5.0


class Delivery:
    """Delivers what the outbox holds for one channel's account. `wake` it after a commit."""

    def __init__(
        self,
        store: Store,
        channel: Channel,
        owner: str,
        wording: Wording,
        clock: Clock,
        limits: Limits,
        on_settled: Callable[[Claimed, Sent | SendProblem], None] | None = None,
    ) -> None:
        self._store = store
        self._channel = channel
        self._owner = owner
        self._wording = wording
        self._clock = clock
        self._pace = Pace(limits, channel.capabilities)
        self._on_settled = on_settled
        self._writing = Writing(store, owner, clock)
        self._woken = asyncio.Event()
        self._in_flight: dict[str, asyncio.Task[None]] = {}
        self._failures = 0
        self._floods = Floods()
        self._bulk_under_way = 0
        self._is_held_back = True  # may a due message wait for one in flight?
        self._unclear = False  # messages may have gone out: check the channel before resending
        self._stopping = False
        self._stopped_for: str | None = None

    def wake(self) -> None:
        self._woken.set()

    def look_at_unclear(self) -> None:
        """Check the channel, then resend what another process may have sent."""
        self._unclear = True
        self.wake()

    async def note_stop(self, reason: str) -> None:
        """Store the `reason` for which the account is refused, and log it once with its fix."""
        if reason != self._stopped_for:
            fix = self._channel.capabilities.fixes.get(reason, "")
            log.error("account stopped", channel=self._channel.name, why=reason, fix=fix)
        self._stopped_for = reason
        await self._store.write(
            lambda tx: accounts.stopped(tx, self._channel.name, reason, self._clock.now())
        )

    async def note_start(self) -> None:
        """Listening works, so clear a stop."""
        if self._stopped_for is not None:
            await self._forget_stop()

    async def _forget_stop(self) -> None:
        await self._store.write(lambda tx: accounts.started(tx, self._channel.name))
        self._stopped_for = None

    async def run(self) -> None:
        """Deliver until `finish`. The caller holds the account's lease meanwhile."""
        self._unclear = True
        while not self._stopping:
            self._woken.clear()
            try:
                if await self._must_wait():
                    continue
                # Shielded: claimed messages must be sent even when this loop is cancelled.
                pause = await asyncio.shield(self._deliver_what_is_due())
            except StoreError as refused:
                log.error("outbox refused", channel=self._channel.name, why=str(refused))  # noqa: TRY400
                pause = PAUSE_WHEN_REFUSED
            if pause > 0:
                await self._sleep(pause)

    async def finish(self) -> None:
        """Send due replies and settle messages in flight; the rest stays queued."""
        self._stopping = True
        self.wake()
        while True:
            now = self._clock.monotonic()
            is_held = self._pace.held_until > now or self._floods.wait(now) is not None
            if not is_held and not self._unclear:
                with suppress(StoreError):
                    await self._deliver_what_is_due()
            if not self._in_flight:
                return
            await asyncio.wait(self._in_flight.values(), return_when=asyncio.FIRST_COMPLETED)

    async def _remember_hold(self) -> None:
        """A hold (429) outlasts a restart. Asked when the channel has told the time."""
        name, now = self._channel.name, self._clock.now()
        seconds = await self._store.write(lambda tx: accounts.held_for(tx, name, now))
        chats = await self._store.write(lambda tx: rows.throttled_chats(tx, name, now))
        begun_at = self._clock.monotonic()
        if seconds:
            self._floods.remember(begun_at + seconds, begun_at)
        for address, until in chats:
            self._pace.hold_chat(address, begun_at + (until - now).total_seconds())

    async def _must_wait(self) -> bool:
        """Wait for the end of a hold, stop or outage. True when it waited."""
        held = self._pace.held_until - self._clock.monotonic()
        if held > 0:
            await self._sleep(held)
            return True
        if self._unclear:
            if not await self._account_works():
                return True
            self._unclear = False
            await until_stored("read the account", self._remember_hold)
            await self._store.write(
                lambda tx: outbox.resend_unclear(tx, self._channel.name, self._clock.now())
            )
            return self._pace.held_until > self._clock.monotonic()
        return False

    async def _account_works(self) -> bool:
        """Ask the channel. Nothing uncertain is resent before it answers."""
        try:
            await self._channel.check()
        except AccountTrouble as trouble:
            await self.note_stop(trouble.reason)
            await self._sleep(STOPPED_SECONDS)
            return False
        except Throttled as throttled:
            self._pace.hold(self._clock.monotonic() + throttled.retry_after)
            return False
        except SendProblem as problem:
            log.warning("channel does not answer", channel=self._channel.name, why=problem.reason)
            self._hold_for_outage()
            return False
        self._failures = 0
        await self._forget_stop()
        return True

    async def _deliver_what_is_due(self) -> float:
        """Claim and start sending; returns how many seconds nothing more is due."""
        self._is_held_back = True  # until the claim shows otherwise
        room = IN_FLIGHT - len(self._in_flight)
        now = self._clock.monotonic()
        wait = self._floods.wait(now)
        if wait is not None:
            room = 0 if wait else min(room, 1)
        if room <= 0:
            return min(wait or IDLE_SECONDS, IDLE_SECONDS)
        bulk_room = 0 if self._stopping else min(room, BULK_IN_FLIGHT - self._bulk_under_way)
        moments = self._pace.bulk_moments(now, AHEAD, bulk_room)
        replies, bulk, next_due = await self._store.write(
            partial(self._claim, room=room, bulk_most=len(moments))
        )
        now = self._clock.monotonic()
        if wait is not None and (replies or bulk):
            self._floods.tried(now)
        for claimed in replies:
            self._pace.reply_sent(now)
            self._start(claimed, now)
        for claimed, moment in zip(bulk, moments, strict=False):
            self._pace.bulk_sent(moment)
            self._start(claimed, moment)
        if bulk or len(replies) == room:
            return 0.0
        self._is_held_back = next_due is not None and next_due <= self._clock.now()
        return self._pause_until(next_due)

    def _claim(
        self, tx: Tx, room: int, bulk_most: int
    ) -> tuple[list[Claimed], list[Claimed], datetime | None]:
        name, now = self._channel.name, self._clock.now()
        if not accounts.holds(tx, name, self._owner):
            return [], [], None
        replies = outbox.claim_replies(tx, name, self._owner, room, self._is_free, now)
        bulk_most = min(bulk_most, room - len(replies))
        busy = _Busy(self._is_free, {claimed.address for claimed in replies})
        bulk = outbox.claim_bulk(tx, name, self._owner, bulk_most, busy, self._wording, now)
        return replies, bulk, None if bulk else rows.next_due_at(tx, name)

    def _is_free(self, address: str) -> bool:
        return (
            address not in self._in_flight
            and not self._unclear
            and self._pace.chat_at(address) <= self._clock.monotonic()
        )

    def _pause_until(self, next_due: datetime | None) -> float:
        if next_due is None:
            return IDLE_SECONDS
        due_in = (next_due - self._clock.now()).total_seconds()
        bulk_in = self._pace.bulk_at - self._clock.monotonic() - AHEAD
        if due_in <= 0:  # due already: bulk waits for its moment, or the chat is busy or paced
            return min(bulk_in if bulk_in > 0 else BUSY_SECONDS, IDLE_SECONDS)
        return min(due_in, IDLE_SECONDS)

    def _start(self, claimed: Claimed, moment: float) -> None:
        self._pace.chat_sent(claimed.address, moment)
        self._bulk_under_way += claimed.kind is not Kind.REPLY
        self._in_flight[claimed.address] = asyncio.create_task(self._send(claimed, moment))

    async def _send(self, claimed: Claimed, moment: float) -> None:
        outcome: Sent | SendProblem | None = None
        try:
            outcome = await self._attempt(claimed, moment)
            await until_stored("record what was sent", partial(self._settle, claimed, outcome))
            if isinstance(outcome, Uncertain):
                self._unclear = True
            if self._on_settled:
                self._on_settled(claimed, outcome)
        finally:
            self._bulk_under_way -= claimed.kind is not Kind.REPLY
            del self._in_flight[claimed.address]
            if self._is_held_back or self._stopping or not isinstance(outcome, Sent):
                self.wake()

    async def _attempt(self, claimed: Claimed, moment: float) -> Sent | SendProblem:
        if claimed.message.delete_of and self._channel.capabilities.deletes_for is None:
            return Refused("not_deletable")
        try:
            return await self._leave(claimed, moment)
        except StoreError as refused:  # it could not be noted, so nothing was written
            log.error("outbox refused", channel=self._channel.name, why=str(refused))  # noqa: TRY400
            self._pace.hold(self._clock.monotonic() + PAUSE_WHEN_REFUSED)
            return NotSent("store_refused")
        except Exception:  # one message's failure is its own: the others go on
            log.exception("channel failed", outbox=claimed.id)
            return Uncertain("channel_failed")

    async def _leave(self, claimed: Claimed, moment: float) -> Sent | SendProblem:
        """Send it at its moment, unless a hold began meanwhile."""
        before_writing: BeforeWriting | None = None
        if claimed.kind is Kind.REPLY:
            before_writing = partial(self._writing.begin, claimed.id)
        else:
            wait = moment - self._clock.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self._pace.bulk_left(self._clock.monotonic())
        began_at = self._clock.monotonic()
        if self._pace.held_until > began_at:
            return Throttled(self._pace.held_until - began_at)
        try:
            sent = await self._channel.send(claimed.address, claimed.message, before_writing)
        except Throttled as throttled:
            return self._wait_for(throttled, claimed.address)
        except SendProblem as problem:
            self._follow(problem)
            return problem
        self._failures = 0
        if self._floods.accepted(began_at):
            await until_stored("end the hold", self._end_hold)
        return sent

    def _wait_for(self, throttled: Throttled, address: str) -> Throttled | ChatThrottled:
        """Hold the chat, and the account where the refusals may mean it."""
        now, seconds = self._clock.monotonic(), throttled.retry_after
        self._pace.hold_chat(address, now + seconds)
        is_group = self._channel.capabilities.is_group(address)  # has a limit of its own
        is_account = not is_group and self._floods.refused(address, now + seconds, now)
        log.info(
            "throttled", channel=self._channel.name, whole_account=is_account, seconds=seconds
        )
        return throttled if is_account else ChatThrottled(seconds)

    async def _end_hold(self) -> None:
        await self._store.write(lambda tx: accounts.end_hold(tx, self._channel.name))
        self.wake()

    async def _settle(self, claimed: Claimed, outcome: Sent | SendProblem) -> None:
        await self._store.write(
            lambda tx: outbox.settle(
                tx, self._channel.name, self._owner, claimed, outcome, self._clock.now()
            )
        )

    def _follow(self, problem: SendProblem) -> None:
        """Apply what one message's failure means for the account."""
        log.info("not sent", channel=self._channel.name, why=problem.reason)
        match problem:
            case AccountTrouble() | NotSent():
                self._unclear = True  # before more is tried, the channel has to answer
                self._hold_for_outage()

    def _hold_for_outage(self) -> None:
        """Pause, longer each time. Failures during a pause count once."""
        now = self._clock.monotonic()
        if self._pace.held_until > now:
            return
        self._failures += 1
        self._pace.hold(now + min(2.0 ** (self._failures - 2), LONGEST_OUTAGE_PAUSE))

    async def _sleep(self, seconds: float) -> None:
        """Sleep, or until woken."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # `wait_for` can swallow a cancellation
                await self._woken.wait()


class _Busy:
    """Chats that take no bulk now: those that aren't free, and `others`."""

    def __init__(self, is_free: Callable[[str], bool], others: Collection[str]) -> None:
        self._is_free = is_free
        self._others = others

    def __contains__(self, address: object) -> bool:
        return address in self._others or not self._is_free(str(address))
