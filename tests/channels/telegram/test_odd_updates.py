"""Whatever an update holds: the others are answered, and nothing ends."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from bot_in_process import bot_on
from dialogue import Bekal, FakeClock
from hypothesis import HealthCheck, given, settings, strategies as st
from stores import new_store
from telegram_events import TelegramBot
from telegram_fixtures import MakeChannel

from bot.channels.telegram.channel import TelegramChannel
from bot.turns import Turns
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from services.clock import SystemClock
from services.inbox import conversation
from services.operations.health import examine
from services.sending import late, notices, outbox
from store import contacts, inbox
from store.connection import Store, Tx
from store.sealing.keys import KeyRing

LONE = "halo \ud83d"
PERSON = {"id": 5, "is_bot": False, "first_name": "Orang", "language_code": "id"}
CHAT = {"id": 5, "type": "private", "first_name": "Orang"}
MESSAGE = {"message_id": 10, "date": 1_790_000_000, "chat": CHAT, "from": PERSON}
FILE = {"file_id": "F", "file_name": "daftar.xlsx", "mime_type": "text/csv", "file_size": 12}
UPDATES: list[dict[str, Any]] = [
    {"message": {**MESSAGE, "text": "jadwal las besok"}},
    {"message": {**MESSAGE, "text": "/start KODE1234", "reply_to_message": MESSAGE}},
    {"message": {**MESSAGE, "contact": {"phone_number": "+62812000000", "user_id": 5}}},
    {"message": {**MESSAGE, "document": FILE, "caption": "daftar"}},
    {"message": {**MESSAGE, "photo": [{"file_id": "P", "file_size": 9}]}},
    {"message": {**MESSAGE, "voice": {"file_id": "V", "duration": 3}}},
    {"callback_query": {"id": "1", "from": PERSON, "message": MESSAGE, "data": "menu"}},
    {
        "my_chat_member": {
            "chat": CHAT, "from": PERSON, "date": 1_790_000_000,
            "new_chat_member": {"status": "member", "user": PERSON},
        }
    },
]  # fmt: skip

NUMBERS_OF_UPDATES = count(1)

TEXTS = st.text(st.characters(), max_size=8) | st.sampled_from([LONE, "\ud800", "\0", "x" * 9000])
NUMBERS = st.integers() | st.sampled_from([2**63, -(2**70), 10**30]) | st.floats()
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
ODD = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2)
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in it."""
    inner = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )  # fmt: skip
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


@st.composite
def odd_updates(draw: st.DrawFn) -> dict[str, Any]:
    """A usual update in which one or two things are anything, or are missing."""
    update = copy.deepcopy(draw(st.sampled_from(UPDATES)))
    for _ in range(draw(st.integers(1, 2))):
        inner = [place for place in places(update) if place]
        if not inner:
            break
        place = draw(st.sampled_from(inner))
        holder: Any = update
        for key in place[:-1]:
            holder = holder[key]
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[place[-1]]
        else:
            holder[place[-1]] = draw(ODD)
    return update


class Door:
    """What comes in by Telegram, up to the answers in the outbox."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.channel = TelegramChannel("1:a", api_base_url="http://127.0.0.1:9")
        self.channel._username = "bekal_uji_bot"
        self._setup = Bekal(store, FakeClock()).setup

    def update(self, content: dict[str, Any]) -> dict[str, Any]:
        return {"update_id": next(NUMBERS_OF_UPDATES), **content}

    async def takes(self, *updates: dict[str, Any]) -> None:
        turns = Turns(self.store, self._setup, SystemClock(), lambda _: None)
        await self.channel.take(updates, turns)
        while turns._chats:
            await asyncio.wait(turns._chats)
        await self.channel.close()

    async def state_of(self, update: dict[str, Any]) -> str:
        query = f"SELECT state FROM inbox WHERE event_id = '{update['update_id']}'"  # noqa: S608
        return str((await self.store.read(lambda tx: tx.db.execute(query).fetchone()))[0])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()


@settings(
    max_examples=120, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(odd=odd_updates())
def test_one_odd_update_stops_none_of_the_others(store: Store, odd: dict[str, Any]) -> None:
    async def play() -> None:
        door = Door(store)
        usual = door.update({"message": {**MESSAGE, "chat": {**CHAT, "id": 6}, "text": "halo"}})
        await door.takes(json.loads(json.dumps(door.update(odd))), usual)
        assert await door.state_of(usual) == "done"
        assert (await store.read(conversation.waiting))[1] == []

    asyncio.run(play())


@pytest.mark.parametrize("update", UPDATES, ids="-".join)
async def test_a_lone_surrogate_anywhere_is_no_obstacle(
    store: Store, update: dict[str, Any]
) -> None:
    door = Door(store)
    for place in places(update):
        odd = copy.deepcopy(update)
        holder: Any = odd
        for key in place[:-1]:
            holder = holder[key]
        if not place or not isinstance(holder[place[-1]], str):
            continue
        holder[place[-1]] = LONE
        await door.takes(door.update(odd))
    usual = door.update({"message": {**MESSAGE, "text": "halo"}})
    await door.takes(usual)
    assert await door.state_of(usual) == "done"


async def test_what_cannot_be_stored_is_set_aside_and_counted(store: Store) -> None:
    """Whatever channel it comes from."""
    odd = Incoming(
        "another", "5", ChatType.PRIVATE, LONE, EventKind.TEXT, SystemClock().now(), text=LONE
    )
    usual = replace(odd, event_id="2", text="halo")
    now = SystemClock().now()
    new = await store.write(lambda tx: conversation.receive(tx, [odd, usual], now))
    assert [event for _, event in new] == [usual]
    assert await store.read(inbox.counts) == {"unreadable": 1, "waiting": 1}


async def test_what_was_stored_and_cannot_be_read_stops_no_start(store: Store) -> None:
    now = SystemClock().now()
    await store.write(lambda tx: inbox.receive(tx, "telegram", "1", "no event", now))
    door = Door(store)
    turns = Turns(store, door._setup, SystemClock(), lambda _: None)
    await turns.resume("telegram")
    assert await store.read(inbox.counts) == {"failed": 1}


async def test_what_makes_a_batch_no_json_is_set_aside_and_the_rest_answered(
    store: Store, make_channel: MakeChannel, account: TelegramBot
) -> None:
    account.open_to_all = True
    for chat in range(100, 110):
        account.push_text(chat, "halo")
    torn = account.push_text(200, "halo")
    (odd,) = (each for each in account._waiting if each.update_id == torn)
    odd.encoded = b'{"update_id": %d, "message": {"text": "\xff' % torn
    for chat in range(110, 120):
        account.push_text(chat, "halo")
    async with bot_on(store, make_channel):
        for chat in range(100, 120):
            await account.next_message(chat)
        account.push_text(300, "halo")
        await account.next_message(300)
    assert account.unconfirmed == 0
    assert await store.read(inbox.counts) == {"unreadable": 1, "done": 21}


async def test_what_was_sealed_with_another_key_holds_up_nothing(
    store: Store, make_channel: MakeChannel, account: TelegramBot
) -> None:
    account.open_to_all = True
    now, other = SystemClock().now(), KeyRing.new()

    def work(tx: Tx) -> None:
        for chat in ("5", "6"):
            contact = contacts.at(tx, "telegram", chat, now)
            asks = Incoming(
                "telegram", chat, ChatType.PRIVATE, chat, EventKind.TEXT, now, text="halo"
            )
            inbox.receive(tx, "telegram", chat, asks.to_json(), now)
            outbox.reply(tx, contact, Outgoing("Halo"), chat, now)
            notices.tell(tx, [contact], late.LATE, chat, now)
        for table in ("inbox", "outbox"):  # all that is for the first chat
            sealed = other.seal("{}", f"{table}.body")
            tx.db.execute(
                f"UPDATE {table} SET body = ? WHERE id <= (SELECT MAX(id) / 2 FROM {table})",  # noqa: S608
                (sealed,),
            )

    await store.write(work)
    async with bot_on(store, make_channel):
        await account.until(lambda: len(account.sent_to(6)) == 3)
    health = await store.read(lambda tx: examine(tx, (), now))
    assert health.reasons == {"sealed with another key": 2}
    assert health.events == {"failed": 1, "done": 1}
