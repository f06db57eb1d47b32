"""Rotate the key of all sealed values while the bot runs; an interrupted rotation can be resumed.

1. The new key is written into the key file.
2. `key_check` is sealed with it: from that commit on every process seals with the new key.
3. Values that older keys sealed are sealed anew, a few rows at a time.
4. When none is left, the old keys are removed from the file.

A setting says from 2 to 4 that this is under way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from store import records, settings
from store.connection import Store, Tx
from store.opening import KEY_CHECK
from store.sealing import sealed
from store.sealing.key_file import held, load_keys, write_keys
from store.sealing.keys import KeyRing
from store.sealing.sealed import Key, SealedTable

BY = "command line"

UNDER_WAY = "key_rotation"
SLICE = 500
"""Rows that are sealed anew in one transaction: about 15 ms in which nobody else can write."""

PAUSE = 0.025
"""Seconds between two slices, in which others get to write."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """`key` is the number of the new key, `values` how many were sealed anew.

    `dropped` keys are off the ring; `kept` ones stay there for what else needs them.
    """

    key: int
    values: int
    dropped: frozenset[int]
    kept: frozenset[int]
    was_taken_up: bool


async def rotate(
    store: Store,
    key_file: Path,
    needed_of: Callable[[Collection[int]], Collection[int]],
    now: datetime,
    tell: Callable[[int], None] = lambda _: None,
) -> Rotated:
    """Seal everything with a new key, or finish what an earlier call began.

    `needed_of` is asked at the end which of the old keys have to stay on the ring: backups may
    have been made meanwhile. `tell` is called with how many values are done. Raises `StoreError`;
    what was done by then holds, and the next call goes on.
    """
    with held(key_file):
        ring = load_keys(key_file, None)
        is_under_way = await store.read(lambda tx: settings.get(tx, UNDER_WAY) is not None)
        was_begun = is_under_way or ring.current != await store.read(lambda tx: tx.keys.current)
        if not was_begun:
            ring = ring.with_new_key()
            write_keys(key_file, ring)
        if not is_under_way:
            await store.write(partial(_put_in_force, ring=ring, now=now))
        values = await _seal_all_anew(store, tell)
        old = ring.numbers - {ring.current}
        dropped = old - set(needed_of(old))
        if dropped:
            write_keys(key_file, ring.without(dropped))
        await store.write(partial(_end, number=ring.current, now=now))
    return Rotated(ring.current, values, dropped, old - dropped, was_begun)


def is_under_way(tx: Tx) -> bool:
    """Has a rotation begun and not ended?"""
    return settings.get(tx, UNDER_WAY) is not None


def _put_in_force(tx: Tx, ring: KeyRing, now: datetime) -> None:
    anew = Tx(tx.db, ring)
    settings.keep(anew, "key_check", KEY_CHECK)
    settings.keep(anew, UNDER_WAY, now.isoformat())
    records.audit(anew, BY, "begin key rotation", f"key:{ring.current}", now)


async def _seal_all_anew(store: Store, tell: Callable[[int], None]) -> int:
    values = 0
    while len(await store.read(lambda tx: sealed.keys_in_use(tx.db))) > 1:
        for table in await store.read(lambda tx: sealed.tables(tx.db)):
            after: Key | None = None
            while rows := await store.read(partial(_outdated, table=table, after=after)):
                values += await store.write(partial(_seal_anew, table=table, rows=rows))
                after = rows[-1]
                tell(values)
                await asyncio.sleep(PAUSE)
    return values


def _outdated(tx: Tx, table: SealedTable, after: Key | None) -> list[Key]:
    return sealed.outdated(tx.db, tx.keys, table, after, SLICE)


def _seal_anew(tx: Tx, table: SealedTable, rows: list[Key]) -> int:
    return sealed.seal_anew(tx.db, tx.keys, table, rows)


def _end(tx: Tx, number: int, now: datetime) -> None:
    settings.forget(tx, UNDER_WAY)
    records.audit(tx, BY, "end key rotation", f"key:{number}", now)
