"""Order of sending: each chat's messages in order, replies before bulk."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest
from deliveries import FakeChannel, Post

from programme.outbox import Kind, NotSent, Throttled, Uncertain
from services.sending.pace import Limits
from store.connection import Store

ORDERED = ["satu", "dua", "tiga"]
LONGER_THAN_ANY_LEASE = timedelta(minutes=5)


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.ANNOUNCEMENT])
@pytest.mark.parametrize(
    "problem", [NotSent("no_connection"), Throttled(0.1), Uncertain("cut_off")]
)
async def test_what_has_to_be_sent_again_is_not_overtaken_in_its_chat(
    store: Store, problem: Exception, kind: Kind
) -> None:
    troubles = [problem]

    async def stumble(_: str) -> None:
        if troubles:
            raise troubles.pop()

    channel = FakeChannel(stumble)
    post = Post(store, channel)
    for text in ORDERED:
        await post.put(kind, 5, text=text)
    async with post.runs():
        await post.has_settled(4)
    texts = [text if kind is Kind.REPLY else text[10:-2] for text in channel.texts_to("5")]
    assert texts == ["satu", *ORDERED]


async def test_what_was_under_way_in_a_crash_is_not_overtaken_in_its_chat(store: Store) -> None:
    stuck = FakeChannel(lambda _: asyncio.Event().wait())
    first = Post(store, stuck, owner="elsewhere/1/a")
    for text in ORDERED:
        await first.put(Kind.REPLY, 5, text=text)
    assert await first.take()
    run = asyncio.create_task(first.delivery.run())
    await stuck.has_sent(1)
    run.cancel()
    channel = FakeChannel()
    second = Post(store, channel)
    second.clock.ahead += LONGER_THAN_ANY_LEASE
    async with second.runs():
        await second.has_settled(3)
    assert channel.texts_to("5") == ORDERED


async def test_a_slow_line_full_of_bulk_keeps_room_for_replies(store: Store) -> None:
    hung = asyncio.Event()

    async def hang_on_bulk(address: str) -> None:
        if address != "5":
            await hung.wait()

    channel = FakeChannel(hang_on_bulk)
    post = Post(store, channel)
    await post.put(Kind.ANNOUNCEMENT, *range(1000, 1400))
    async with post.runs():
        await channel.has_sent(100)
        asked_at = time.monotonic()
        await post.put(Kind.REPLY, 5)
        await post.has_settled(1)
        assert time.monotonic() - asked_at < 1.0
        hung.set()
        await post.has_settled(401)


async def test_a_reply_waits_at_most_a_second_behind_bulk(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel, Limits())
    await post.put(Kind.ANNOUNCEMENT, *range(1000, 1100))
    waited = []
    async with post.runs():
        for chat in (5, 6, 7):
            await channel.has_sent(len(channel.sent) + 5)
            asked_at = time.monotonic()
            await post.put(Kind.REPLY, chat)
            while not channel.texts_to(str(chat)):
                await channel.has_sent(len(channel.sent) + 1)
            waited.append(next(at for at, to, _ in channel.sent if to == str(chat)) - asked_at)
    assert max(waited) < 1.0


async def test_one_who_writes_a_lot_keeps_nobody_waiting(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel, Limits(0, 10))
    await post.put(Kind.REPLY, *[5] * 600)
    await post.put(Kind.REPLY, 6)
    async with post.runs():
        await post.has_settled(4)
        assert channel.texts_to("6") == ["Halo"]
        assert len(channel.texts_to("5")) == 3


async def test_bulk_to_one_chat_keeps_the_pace_of_the_chat(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel, Limits(0, 10))
    await post.put(Kind.ANNOUNCEMENT, *[5] * 6)
    await post.put(Kind.REMINDER, 5, 6)
    async with post.runs():
        await post.has_settled(4)
        await post.put(Kind.REPLY, 7)
        await post.has_settled(5)
        assert len(channel.texts_to("5")) == 3
        assert len(channel.texts_to("6")) == 1


async def test_never_more_than_thirty_leave_in_any_second(store: Store) -> None:
    channel = FakeChannel()
    post = Post(store, channel, Limits())
    await post.put(Kind.ANNOUNCEMENT, *range(1000, 1060))
    async with post.runs():
        await post.has_settled(60)
    moments = [at for at, _, _ in channel.sent]
    assert max(sum(first <= at < first + 1 for at in moments) for first in moments) <= 30


async def test_an_answer_is_looked_for_once_and_its_success_wakes_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def holds(*given: object) -> bool:
        nonlocal looks
        looks += 1
        return True

    monkeypatch.setattr("services.sending.accounts.holds", holds)
    channel = FakeChannel()
    post = Post(store, channel)
    async with post.runs():
        await post.put(Kind.REPLY, 4)
        await post.has_settled(1)
        await asyncio.sleep(0.1)
        looks = 0
        for number in range(2, 12):
            await post.put(Kind.REPLY, 5)
            await post.has_settled(number)
        await asyncio.sleep(0.1)
        assert looks == 10


async def test_the_second_message_to_a_chat_leaves_as_soon_as_the_first_has_settled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.sending.delivery.BUSY_SECONDS", 5.0)

    async def takes_a_while(_: str) -> None:
        await asyncio.sleep(0.005)

    channel = FakeChannel(takes_a_while)
    post = Post(store, channel)
    for text in ORDERED:
        await post.put(Kind.REPLY, 5, text=text)
    begin = time.monotonic()
    async with post.runs():
        await post.has_settled(3)
    assert channel.texts_to("5") == ORDERED
    assert time.monotonic() - begin < 5.0
