"""While nothing can be sent (flood wait, no line), no message is lost or fails."""

from __future__ import annotations

import time

from deliveries import FakeChannel, Post
from telegram_events import TelegramBot
from telegram_faults import refusal_of
from telegram_fixtures import MakeChannel
from telegram_server import BotApiServer

from bot.channels.telegram.channel import TelegramChannel
from programme.outbox import AccountTrouble, Kind
from store.connection import Store


async def test_a_hold_outlives_the_process(
    store: Store, channel: TelegramChannel, account: TelegramBot
) -> None:
    """Telegram is not asked again before its time by whoever starts next."""
    account.faults.ordered.append(refusal_of(429, retry_after=2))
    first = Post(store, channel)
    await first.put(Kind.ANNOUNCEMENT, 5)
    async with first.runs():
        await first.has_settled(1)
    refused_at = time.monotonic()
    second = Post(store, channel)
    async with second.runs():
        await second.put(Kind.REPLY, 5)
        await second.has_settled(1)
    assert account.ledger[0].at >= refused_at + 1.5


async def store_says(post: Post, query: str) -> list[tuple[object, ...]]:
    return await post.store.read(lambda tx: tx.db.execute(query).fetchall())


async def test_an_outage_loses_nothing_and_doubles_nothing(
    store: Store, make_channel: MakeChannel, account: TelegramBot, bot_api: BotApiServer
) -> None:
    for chat in range(100, 140):
        account.add_chat(chat)
    post = Post(store, make_channel())
    async with post.runs():
        await post.put(Kind.REPLY, 5)
        await post.has_settled(1)
        port = int(bot_api.url.rpartition(":")[2])
        await bot_api.stop()
        await post.put(Kind.ANNOUNCEMENT, *range(100, 120))
        await post.put(Kind.REPLY, *range(120, 140))
        await post.has_settled(2)
        again = BotApiServer()
        again.bots = bot_api.bots
        await again.start(port)
        await account.until(lambda: len(account.ledger) >= 41, 30)
        await post.delivery.finish()
        await again.stop()
    assert {state for state, _, _ in await post.states()} == {"sent"}
    assert sorted(entry.chat_id or 0 for entry in account.ledger) == [5, *range(100, 140)]
    attempts = await store_says(post, "SELECT MAX(attempts) FROM outbox")
    assert attempts[0][0] <= 3, "an outage is the line's trouble: it uses up no message's tries"


async def test_an_account_that_answers_but_takes_nothing_is_not_asked_in_a_rush(
    store: Store,
) -> None:
    async def refuse(_: str) -> None:
        raise AccountTrouble("not_found")

    channel = FakeChannel(refuse)
    post = Post(store, channel)
    async with post.runs():
        started = time.monotonic()
        await post.put(Kind.BROADCAST, 5)
        await channel.has_sent(3)
        assert time.monotonic() - started >= 0.9
