"""A delivery that is stopped, cancelled or loses its account leaves nothing half done."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from deliveries import FakeChannel, Post

from programme.outbox import Kind
from services.sending import accounts, outbox
from services.sending.pace import Limits
from store.connection import Store


async def test_told_to_stop_it_sends_the_answers_and_keeps_the_rest(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel, Limits())
    await post.put(Kind.ANNOUNCEMENT, *range(1000, 1100))
    async with post.runs():
        await channel.has_sent(3)
        await post.put(Kind.REPLY, *range(5, 15))
    states = [state for state, _, _ in await post.states()]
    assert set(states[:100]) == {"sent", "queued"}
    assert states[100:] == ["sent"] * 10


async def test_told_to_stop_it_waits_for_what_is_under_way(store: Store) -> None:
    go_on = asyncio.Event()
    channel = FakeChannel(lambda _: go_on.wait())
    post = Post(store, channel)
    async with post.runs():
        await post.put(Kind.REPLY, 5)
        await channel.has_sent(1)
        finishing = asyncio.create_task(post.delivery.finish())
        await asyncio.sleep(0)
        assert not finishing.done()
        go_on.set()
        await finishing
        assert await post.states() == [("sent", None, 0)]


async def test_told_to_stop_while_held_it_sends_nothing(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel)
    until = post.clock.now() + timedelta(minutes=5)
    await post.take()
    await store.write(lambda tx: outbox.outbox.hold_account(tx, channel.name, until))
    async with post.runs():
        await post.put(Kind.REPLY, 5)
    assert channel.sent == []
    assert await post.states() == [("queued", None, 0)]


async def test_who_has_lost_the_account_claims_nothing_more(store: Store) -> None:
    slow, channel = FakeChannel(lambda _: asyncio.sleep(0)), FakeChannel()
    first = Post(store, slow, Limits(20, 0), owner="elsewhere/1/a")
    second = Post(store, channel, owner="elsewhere/2/b")
    await first.put(Kind.ANNOUNCEMENT, *range(1000, 1050))
    async with first.runs():
        await slow.has_sent(5)
        assert not await second.take()
        second.clock.ahead += accounts.LEASE
        async with second.runs():
            await second.has_settled(40)
            first.delivery.wake()
            await channel.has_sent(50 - len(slow.sent))
    addresses = [address for _, address, _ in slow.sent + channel.sent]
    assert sorted(addresses) == sorted(map(str, range(1000, 1050)))
    assert {state for state, _, _ in await first.states()} == {"sent"}


async def test_what_was_claimed_when_the_loop_is_cancelled_is_still_sent(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel)
    assert await post.take()
    for chat in range(20):
        run = asyncio.create_task(post.delivery.run())
        await post.put(Kind.REPLY, chat)
        for _ in range(chat):
            await asyncio.sleep(0)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
    run = asyncio.create_task(post.delivery.run())
    await post.has_settled(20)
    await post.delivery.finish()
    await run
    assert await post.states() == [("sent", None, 0)] * 20


async def test_what_another_machine_left_behind_is_looked_at_when_its_lease_runs_out(
    store: Store,
) -> None:
    stuck, channel = FakeChannel(lambda _: asyncio.Event().wait()), FakeChannel()
    first = Post(store, stuck, owner="elsewhere/1/a")
    await first.put(Kind.REPLY, 5)
    assert await first.take()
    run = asyncio.create_task(first.delivery.run())
    await stuck.has_sent(1)
    run.cancel()
    second = Post(store, channel)
    second.clock.ahead += accounts.LEASE
    async with second.runs():
        await second.put(Kind.REPLY, 6)
        await second.has_settled(1)
        assert channel.texts_to("5") == []
        second.clock.ahead += outbox.LEASE
        taken = await second.take()
        assert taken == accounts.Taken(uncertain=1)
        second.delivery.look_at_unclear()
        await second.has_settled(2)
    assert channel.texts_to("5") == ["Halo"]
    assert (await second.states())[0] == ("sent", None, 1)
