"""Delivery to the loopback Bot API: how each kind of failure is handled."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram_account import LedgerEntry
from telegram_events import TelegramBot
from telegram_faults import Fault, refusal_of
from telegram_fixtures import MakeChannel
from telegram_server import BotApiServer

from bot.channels.telegram.channel import TelegramChannel
from programme.messages import Outgoing
from programme.outbox import Kind, Sent
from programme.people import Contact
from services.clock import SystemClock
from services.sending import accounts, delivery, outbox
from services.sending.delivery import Delivery
from services.sending.outbox import Withdrawn
from services.sending.pace import Limits
from store import contacts, outbox as rows
from store.connection import Store, Tx
from store.outbox import Row

NO_LIMITS = Limits(0, 0)
PATIENCE = 30.0
CLOCK = SystemClock()


def word(tx: Tx, row: Row, contact: Contact, now: Any) -> Outgoing | Withdrawn:
    return Outgoing(row.body)


class Line:
    """An outbox and its delivery to the loopback account."""

    def __init__(self, store: Store, channel: TelegramChannel) -> None:
        self.store = store
        self.channel = channel
        self.owner = accounts.new_owner()
        self._runs: list[tuple[Delivery, asyncio.Task[None]]] = []

    async def deliver(self, limits: Limits = NO_LIMITS) -> Delivery:
        name, owner, now = self.channel.name, self.owner, CLOCK.now()
        await self.store.write(lambda tx: accounts.take(tx, name, owner, now))
        work = Delivery(self.store, self.channel, owner, word, CLOCK, limits)
        self._runs.append((work, asyncio.create_task(work.run())))
        return work

    async def stop(self) -> None:
        for work, task in self._runs:
            await work.finish()
            await task

    async def is_held(self) -> None:
        """Wait until the account is thought to be limited."""
        async with asyncio.timeout(PATIENCE):
            while not await self.store.read(lambda tx: rows.account(tx, "telegram").held_until):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def push(self, *chats: int, kind: Kind = Kind.REMINDER, text: str = "") -> None:
        """Queue a message to each of these chats in one commit."""
        now = CLOCK.now()

        def work(tx: Tx) -> None:
            for place, chat in enumerate(chats):
                contact = contacts.at(tx, self.channel.name, str(chat), now)
                key = f"{kind}{text}{place}:{chat}"
                if kind is Kind.REPLY:
                    outbox.reply(tx, contact, Outgoing(f"{text or 'Halo'} {place}"), key, now)
                else:
                    outbox.push(tx, contact, kind, key, {"place": place}, now)

        await self.store.write(work)
        for running, _ in self._runs:
            running.wake()

    async def rows(self) -> list[tuple[Any, ...]]:
        query = "SELECT state, reason, attempts, uncertain_count FROM outbox ORDER BY id"
        return await self.store.read(lambda tx: tx.db.execute(query).fetchall())

    async def states(self) -> list[str]:
        return [row[0] for row in await self.rows()]

    async def comes_to(self, *states: str) -> None:
        """Wait until the rows are in these states."""
        async with asyncio.timeout(PATIENCE):
            while await self.states() != list(states):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def is_stopped_for(self, reason: str | None) -> None:
        """Wait until this is why the account is stopped (None = it runs)."""
        async with asyncio.timeout(PATIENCE):
            while (await self._account()).stopped_reason != reason:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def _account(self) -> rows.Account:
        return await self.store.read(lambda tx: rows.account(tx, self.channel.name))


@pytest.fixture
async def line(store: Store, channel: TelegramChannel) -> AsyncIterator[Line]:
    line = Line(store, channel)
    yield line
    await line.stop()


def accepted(account: TelegramBot) -> list[LedgerEntry]:
    return [entry for entry in account.ledger if entry.method == "sendMessage"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (refusal_of(403), "blocked"),
        (refusal_of(403, "Forbidden: user is deactivated"), "deactivated"),
        (refusal_of(400, "Bad Request: chat not found"), "chat_not_found"),
        (refusal_of(400), "refused"),
    ],
)
async def test_what_telegram_refuses_is_not_tried_again(
    line: Line, account: TelegramBot, fault: Fault, reason: str
) -> None:
    account.faults.ordered.append(fault)
    await line.push(5)
    await line.deliver()
    await line.comes_to("failed")
    assert await line.rows() == [("failed", reason, 1, 0)]
    assert accepted(account) == []


async def test_a_chat_that_has_blocked_us_is_left_alone_until_its_person_writes(
    line: Line, account: TelegramBot
) -> None:
    account.block(5)
    await line.push(5, 5)
    await line.deliver()
    await line.comes_to("failed", "failed")
    account.unblock(5)
    await line.push(5, text="later")
    await line.comes_to("failed", "failed", "failed")
    await line.store.write(
        lambda tx: contacts.seen(tx, contacts.at(tx, "telegram", "5", CLOCK.now()).id, CLOCK.now())
    )
    await line.push(5, text="back")
    await line.comes_to("failed", "failed", "failed", "sent")
    assert len(accepted(account)) == 1


UNCLEAR = [
    pytest.param(lambda: refusal_of(500), 0, id="500"),
    pytest.param(lambda: refusal_of(502), 0, id="502"),
    pytest.param(lambda: Fault("cut"), 0, id="cut-before"),
    pytest.param(lambda: Fault("hang"), 0, id="hang"),
    pytest.param(lambda: Fault("say", body="<html>"), 0, id="garbage"),
    pytest.param(lambda: Fault("cut_after"), 1, id="cut-after"),
    pytest.param(lambda: Fault("hang_after"), 1, id="hang-after"),
]
"""A fault after which nobody can tell, and how often the message was accepted by then."""


@pytest.mark.parametrize(("fault", "before"), UNCLEAR)
async def test_what_may_have_gone_out_goes_once_more(
    line: Line, account: TelegramBot, fault: Any, before: int
) -> None:
    account.faults.ordered.append(fault())
    await line.push(5)
    await line.deliver()
    await line.comes_to("sent")
    assert await line.rows() == [("sent", None, 2, 1)]
    assert len(accepted(account)) == before + 1


@pytest.mark.parametrize(("fault", "before"), UNCLEAR)
async def test_a_broadcast_that_may_have_gone_out_is_held(
    line: Line, account: TelegramBot, fault: Any, before: int
) -> None:
    account.add_chat(6)
    account.faults.ordered.append(fault())
    await line.push(5, kind=Kind.BROADCAST)
    await line.deliver()
    await line.comes_to("uncertain")
    await line.push(6)
    await line.comes_to("uncertain", "sent")
    assert len(account.sent_to(5)) == before


async def test_nothing_unclear_is_resent_before_telegram_answers_again(
    line: Line, account: TelegramBot
) -> None:
    await line.deliver()
    await line.push(5)
    await line.comes_to("sent")
    account.faults.ordered += [Fault("cut_after"), Fault("cut", methods=("getMe",), times=2)]
    await line.push(5, text="next")
    await line.comes_to("sent", "uncertain")
    await line.comes_to("sent", "sent")
    assert account.faults.ordered == []
    assert len(account.sent_to(5)) == 3


async def test_a_429_of_one_chat_delays_that_chat_only(line: Line, account: TelegramBot) -> None:
    account.open_to_all = True
    account.faults.ordered.append(refusal_of(429, retry_after=2, chat_id=5))
    await line.push(5, kind=Kind.REPLY)
    await line.deliver()
    await account.until(lambda: not account.faults.ordered)
    refused_at = asyncio.get_running_loop().time()
    await line.push(5, *range(1000, 1030), kind=Kind.REPLY, text="Lagi")
    await line.comes_to(*["sent"] * 32)
    for entry in accepted(account):
        waited = entry.at - refused_at
        assert (waited >= 1.9) if entry.chat_id == 5 else (waited < 1.9)


async def test_chats_refused_while_others_are_served_never_hold_the_account(
    line: Line, account: TelegramBot
) -> None:
    account.open_to_all = True
    await line.deliver()
    for chat in range(1000, 1006):
        account.faults.ordered.append(refusal_of(429, retry_after=30, chat_id=chat))
        await line.push(chat, chat + 100, kind=Kind.REPLY)
        await account.next_message(chat + 100)


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.ANNOUNCEMENT])
async def test_however_many_chats_are_limited_the_others_do_not_wait(
    line: Line, account: TelegramBot, kind: Kind
) -> None:
    """Nothing was accepted meanwhile, so the account may be meant: one message finds out."""
    account.open_to_all = True
    limited = range(1000, 1006)
    for chat in limited:
        account.faults.ordered.append(refusal_of(429, retry_after=30, chat_id=chat))
    await line.deliver()
    for chat in limited[:3]:
        await line.push(chat, kind=kind)
    await line.is_held()
    await line.push(*limited[3:5], kind=kind)
    asked_at = asyncio.get_running_loop().time()
    await line.push(*range(2000, 2030), kind=kind)
    waits = [(await account.next_message(chat)).at - asked_at for chat in range(2000, 2030)]
    assert statistics.median(waits) < 1.5
    asked_at = asyncio.get_running_loop().time()
    await line.push(3000, kind=kind)
    assert (await account.next_message(3000)).at - asked_at < 1


async def test_while_the_account_is_limited_messages_are_tried_one_by_one(
    line: Line, account: TelegramBot
) -> None:
    """At once, soon, later, and later still: that one is taken, and the rest follows."""
    account.open_to_all = True
    account.faults.ordered.append(refusal_of(429, retry_after=30, times=6))
    await line.deliver()
    for chat in (1000, 1001, 1002):
        await line.push(chat, kind=Kind.REPLY)
    await line.is_held()
    refused_at = asyncio.get_running_loop().time()
    await line.push(*range(2000, 2030), kind=Kind.REPLY)
    await account.until(lambda: len(accepted(account)) == 27)
    first, last = accepted(account)[0].at, accepted(account)[-1].at
    assert first >= refused_at + 1.5
    assert last < first + 2


@pytest.mark.parametrize(
    ("code", "reason"), [(401, "unauthorized"), (404, "not_found"), (409, "conflict")]
)
async def test_trouble_with_the_account_keeps_its_messages(
    line: Line, account: TelegramBot, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    monkeypatch.setattr(delivery, "STOPPED_SECONDS", 0.05)
    await line.deliver()
    account.faults.ordered += [
        refusal_of(code),
        refusal_of(code, methods=("getMe",), times=1_000_000),
    ]
    await line.push(5)
    await line.is_stopped_for(reason)
    assert await line.states() == ["queued"]
    account.faults.ordered.clear()
    await line.comes_to("sent")
    assert (await line.rows())[0][2] == 1, "it has cost the message a try"
    await line.is_stopped_for(None)


async def test_a_group_is_followed_to_its_new_address(line: Line, account: TelegramBot) -> None:
    account.add_chat(-5, "group")
    account.migrate(-5, -1005)
    await line.push(-5, -5, kind=Kind.REPLY)
    await line.deliver()
    await line.comes_to("sent", "sent")
    assert len(account.sent_to(-1005)) == 2


async def test_the_messages_of_one_chat_go_in_order(line: Line, account: TelegramBot) -> None:
    await line.push(*[5] * 10, kind=Kind.REPLY)
    await line.deliver()
    await line.comes_to(*["sent"] * 10)
    assert [entry.text for entry in accepted(account)] == [f"Halo {n}" for n in range(10)]


async def test_a_chat_gets_a_short_burst_and_then_one_message_at_a_time(
    line: Line, account: TelegramBot
) -> None:
    await line.push(*[5] * 5, kind=Kind.REPLY)
    await line.deliver(Limits(0, 0.4))
    await line.comes_to(*["sent"] * 5)
    times = [entry.at for entry in accepted(account)]
    assert times[3] - times[0] >= 0.35
    assert times[4] - times[3] >= 0.3


async def test_a_busy_group_holds_up_no_other_chat(line: Line, account: TelegramBot) -> None:
    account.add_chat(-5, "group")
    await line.push(*[-5] * 22, kind=Kind.REPLY)
    await line.deliver(Limits())
    await account.next_message(-5)
    await line.push(5, kind=Kind.REPLY)
    await account.next_message(5)
    assert len(account.sent_to(-5)) < 20


async def test_a_reply_overtakes_bulk(line: Line, account: TelegramBot) -> None:
    account.open_to_all = True
    await line.push(*range(1000, 1090))
    await line.deliver(Limits())
    await account.until(lambda: len(accepted(account)) >= 5)
    before = len(accepted(account))
    await line.push(5, kind=Kind.REPLY)
    await account.next_message(5)
    assert len(accepted(account)) - before <= 30


async def test_no_more_than_thirty_leave_in_any_second(
    line: Line, account: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.open_to_all = True
    times: list[float] = []
    send = line.channel.send

    async def leave(address: str, message: Outgoing, *more: Any) -> Sent:
        times.append(CLOCK.monotonic())
        return await send(address, message, *more)

    monkeypatch.setattr(line.channel, "send", leave)
    await line.push(*range(1000, 1075))
    await line.deliver(Limits())
    await line.comes_to(*["sent"] * 75)
    within = [sum(start <= at < start + 1 for at in times) for start in times]
    assert max(within) <= 30


async def test_an_outage_loses_nothing_and_doubles_nothing(
    store: Store, make_channel: MakeChannel
) -> None:
    server = BotApiServer()
    await server.start()
    port = int(server.url.rpartition(":")[2])
    await server.stop()
    line = Line(store, make_channel(api_base_url=server.url))
    await line.push(5, 6, 7)
    await line.deliver()
    server = BotApiServer()
    account = server.bot("123456:not-a-real-token", open_to_all=True)
    await server.start(port)
    try:
        await line.comes_to("sent", "sent", "sent")
        assert len(accepted(account)) == 3
    finally:
        await line.stop()
        await server.stop()
        store.close()


async def test_a_channel_that_fails_in_an_unforeseen_way_stops_no_other_message(
    line: Line, account: TelegramBot
) -> None:
    def work(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", "not-a-number", CLOCK.now())
        outbox.push(tx, contact, Kind.BROADCAST, "odd", {}, CLOCK.now())

    await line.store.write(work)
    await line.push(5)
    await line.deliver()
    await line.comes_to("uncertain", "sent")


async def test_told_to_finish_it_leaves_nothing_in_the_air(
    line: Line, account: TelegramBot, bot_api: BotApiServer
) -> None:
    account.open_to_all = True
    bot_api.latency = 0.05
    await line.push(*range(1000, 1040))
    work = await line.deliver(Limits())
    await account.until(lambda: len(accepted(account)) >= 3)
    await work.finish()
    states = await line.states()
    assert states.count("sent") == len(accepted(account))
    assert set(states) == {"sent", "queued"}


async def test_beside_a_limited_chat_the_others_wait_less_than_a_second(
    line: Line, account: TelegramBot
) -> None:
    account.open_to_all = True
    account.faults.ordered.append(refusal_of(429, retry_after=5, chat_id=5, times=3))
    await line.deliver()
    await line.push(5, kind=Kind.REPLY)
    waits: list[float] = []
    for chat in range(1000, 1040):
        asked_at = asyncio.get_running_loop().time()
        await line.push(chat, kind=Kind.REPLY)
        waits.append((await account.next_message(chat)).at - asked_at)
    assert statistics.median(waits) < 1
