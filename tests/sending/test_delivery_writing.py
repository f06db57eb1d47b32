"""A crash leaves uncertain only what had bytes on the wire; the rest simply goes out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from deliveries import FakeChannel, Post

from programme.messages import Outgoing
from programme.outbox import Kind, Sent, Uncertain
from services.sending.channel import BeforeWriting
from store.connection import Store

LONGER_THAN_ANY_LEASE = timedelta(minutes=5)


class Connecting(FakeChannel):
    """Its line lets `through` messages be written, and no answer comes back."""

    def __init__(self, through: int) -> None:
        super().__init__()
        self.waiting = 0
        self._through = through

    async def send(
        self, address: str, message: Outgoing, before_writing: BeforeWriting | None = None
    ) -> Sent:
        self.waiting += 1
        if self.waiting > self._through:
            await asyncio.Event().wait()
        sent = await super().send(address, message, before_writing)
        await asyncio.Event().wait()
        return sent


async def crashed_with_all_claimed(store: Store, kind: Kind, through: int) -> None:
    channel = Connecting(through)
    post = Post(store, channel, owner="elsewhere/1/a")
    await post.put(kind, *range(100, 200))
    assert await post.take()
    run = asyncio.create_task(post.delivery.run())
    await channel.has_sent(through)
    async with asyncio.timeout(20):
        while channel.waiting < 100:  # noqa: ASYNC110 - another task counts
            await asyncio.sleep(0.01)
    run.cancel()


async def test_claimed_but_unwritten_goes_out_as_if_nothing_had_been(store: Store) -> None:
    await crashed_with_all_claimed(store, Kind.REPLY, 7)
    channel = FakeChannel()
    second = Post(store, channel)
    second.clock.ahead += LONGER_THAN_ANY_LEASE
    async with second.runs():
        await second.has_settled(100)
    unclear = [count for _, _, count in await second.states()]
    assert sorted(unclear) == [0] * 93 + [1] * 7


async def test_what_the_former_holder_leaves_unclear_when_it_wakes_is_looked_at(
    store: Store,
) -> None:
    """It slept with a request under way, lost the account, and notes the outcome late."""
    woken = asyncio.Event()

    async def sleep(_: str) -> None:
        await woken.wait()
        raise Uncertain("no_answer_in_time")

    asleep = FakeChannel(sleep)
    first = Post(store, asleep, owner="elsewhere/1/a")
    await first.put(Kind.REPLY, 5)
    assert await first.take()
    run = asyncio.create_task(first.delivery.run())
    await asleep.has_sent(1)
    channel = FakeChannel()
    second = Post(store, channel)
    second.clock.ahead += timedelta(seconds=40)
    async with second.runs():
        await second.put(Kind.REPLY, 6)
        await second.has_settled(1)
        woken.set()
        await first.has_settled(1)
        taken = await second.take()
        assert taken is not None
        assert taken.uncertain == 1
        second.delivery.look_at_unclear()
        await channel.has_sent(2)
    run.cancel()
    assert channel.texts_to("5") == ["Halo"]
