"""Turns run in order within a chat, and a failing turn affects no other."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Any

import pytest
from dialogue import Bekal

from bot import turns
from bot.turns import Turns
from handlers.dispatch import apologise, take_turn
from programme.messages import ChatType, EventKind, Incoming
from store.connection import Tx
from store.errors import WrongKey

PATIENCE = 10.0


class Desk:
    """Turns of a test's store; `says` waits for nothing."""

    def __init__(self, bekal: Bekal) -> None:
        self.bekal = bekal
        self.turns = Turns(bekal.store, bekal.setup, bekal.clock, lambda _: None)
        self._ids = count(1)

    async def hears(self, *texts: str, chat: str = "5") -> None:
        await self.turns([self._event(text, chat) for text in texts])

    def _event(self, text: str, chat: str) -> Incoming:
        return Incoming(
            "telegram", chat, ChatType.PRIVATE, str(next(self._ids)), EventKind.TEXT,
            self.bekal.clock.now(), text,
        )  # fmt: skip

    async def inbox(self) -> list[str]:
        """The state of each event once no turn is under way."""
        if self.turns._chats:
            _, late = await asyncio.wait(self.turns._chats, timeout=PATIENCE)
            assert not late
        query = "SELECT state FROM inbox ORDER BY id"
        return [state for (state,) in await self.rows(query)]

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        return await self.bekal.store.read(lambda tx: tx.db.execute(query).fetchall())


@pytest.fixture
def desk(bekal: Bekal) -> Desk:
    return Desk(bekal)


def failing_on(word: str, error: Exception, turn: Any = take_turn) -> Any:
    """A turn that fails where an event says `word`."""

    def fail(tx: Tx, setup: Any, inbox_id: int, incoming: Incoming, now: Any) -> Any:
        done = turn(tx, setup, inbox_id, incoming, now)
        if word in incoming.text:
            raise error
        return done

    return fail


@pytest.mark.parametrize("error", [LookupError("x"), WrongKey("a value does not open")])
async def test_a_failing_turn_is_apologised_for_and_the_chat_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(turns, "take_turn", failing_on("rusak", error))
    await desk.hears("halo", "rusak", "jadwal")
    assert await desk.inbox() == ["done", "failed", "done"]
    keys = [key for (key,) in await desk.rows("SELECT dedupe_key FROM outbox ORDER BY id")]
    assert keys == ["reply:1:0", "reply:2:sorry", "reply:3:0"]


async def test_a_failing_apology_stops_neither_the_chat_nor_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "take_turn", failing_on("rusak", LookupError("x")))
    monkeypatch.setattr(turns, "apologise", failing_on("rusak", KeyError("y"), apologise))
    await desk.hears("rusak", "halo")
    await desk.hears("halo", chat="6")
    assert await desk.inbox() == ["failed", "done", "done"]
    await desk.hears("jadwal")
    assert await desk.inbox() == ["failed", "done", "done", "done"]


async def test_what_was_heard_twice_is_answered_once(desk: Desk) -> None:
    event = desk._event("halo", "5")
    await desk.turns([event])
    await desk.turns([event])
    await desk.turns.resume("telegram")
    assert await desk.inbox() == ["done"]
    assert await desk.rows("SELECT COUNT(*) FROM outbox") == [(1,)]


async def test_what_waits_when_stopped_is_taken_up_by_the_next(desk: Desk) -> None:
    await desk.turns.finish()
    await desk.hears("halo", "jadwal")
    assert await desk.inbox() == ["waiting", "waiting"]
    again = Desk(desk.bekal)
    await again.turns.resume("telegram")
    assert await again.inbox() == ["done", "done"]


async def test_answers_of_a_chat_stand_in_the_order_of_its_questions(desk: Desk) -> None:
    for number in range(20):
        await desk.hears(f"halo {number}", chat="5")
        await desk.hears(f"halo {number}", chat="6")
    assert set(await desk.inbox()) == {"done"}
    order = await desk.rows(
        "SELECT i.id FROM outbox o JOIN inbox i ON o.dedupe_key = 'reply:' || i.id || ':0' "
        "WHERE o.contact_id = 1 ORDER BY o.id"
    )
    assert order == sorted(order)
    assert len(order) == 20
