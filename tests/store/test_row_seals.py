"""The seals of rows follow every change that is made with the key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from dialogue import Bekal
from furnished_office import ZUL, furnish
from stores import file_of

from store import migrations, people, staff
from store.connection import Store
from store.opening import SETTING
from store.sealing import row_seals
from store.sealing.concealed import CONCEALED, ROLE
from store.sealing.keys import KeyRing
from store.sealing.row_seals import broken
from store.sealing.sealer import GUARDED


async def test_they_follow_a_whole_office_and_all_it_deletes(bekal: Bekal) -> None:
    await furnish(bekal)
    assert await bekal.store.read(lambda tx: broken(tx.db, tx.keys)) == []
    await bekal.store.write(lambda tx: tx.db.rows("DELETE FROM contacts WHERE staff_id IS NULL"))
    await bekal.store.write(lambda tx: tx.db.rows("DELETE FROM participants"))
    assert await bekal.store.read(lambda tx: broken(tx.db, tx.keys)) == []


async def test_every_table_has_its_columns(bekal: Bekal) -> None:
    there = await bekal.store.read(lambda tx: {(c.table, c.name) for c in tx.db.columns()})
    assert {(table, name) for table, names in GUARDED.items() for name in names} <= there


async def test_an_undone_piece_of_work_leaves_no_seal(bekal: Bekal) -> None:
    await bekal.linked("1001", await _number(bekal))

    def fails(tx: object) -> None:
        tx.db.rows("DELETE FROM links")  # type: ignore[attr-defined]
        raise KeyError

    with pytest.raises(KeyError):
        await bekal.store.write(fails)
    assert await bekal.store.read(lambda tx: broken(tx.db, tx.keys)) == []


async def test_a_store_from_before_the_seals_is_sealed_when_it_is_opened(bekal: Bekal) -> None:
    await furnish(bekal)
    file, keys = file_of(bekal.store), bekal.store.keys
    bekal.store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        lay_open(db, keys)
        db.executescript("DELETE FROM row_seals; DELETE FROM seal_sums;")
        check = keys.seal("bekal", SETTING)
        db.execute("UPDATE settings SET value = ? WHERE name = 'key_check'", (check,))
    for _ in range(2):
        again = Store.open(file, file.with_name("bekal.key"))
        assert await again.read(lambda tx: broken(tx.db, tx.keys)) == []
        zul = await again.read(lambda tx: people.by_number(tx, ZUL))
        assert zul
        assert zul.number == ZUL
        assert len({each.role for each in await again.read(staff.everybody)}) == 4
        assert await again.read(lambda tx: tx.db.rows("SELECT 1 FROM row_seals LIMIT 1"))
        again.close()


async def test_a_crash_amid_a_migration_leaves_nobody_without_access(
    bekal: Bekal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The migration changes what is sealed, and the process dies before it is sealed again."""
    await bekal.staff_chat("3001", "Kusmiran")
    bekal.store.close()
    script = tmp_path / "next.sql"
    script.write_text("UPDATE staff SET skills = 'konstruksi';")
    monkeypatch.setitem(migrations.MIGRATIONS, migrations.newest() + 1, script)
    file = file_of(bekal.store)
    with monkeypatch.context() as dying:
        dying.setattr(row_seals, "seal_all", crash)
        with pytest.raises(KeyboardInterrupt):
            Store.open(file, file.with_name("bekal.key"))
    again = Store.open(file, file.with_name("bekal.key"))
    (member,) = await again.read(staff.everybody)
    assert member.skills == ("konstruksi",)
    assert await again.read(lambda tx: broken(tx.db, tx.keys)) == []
    again.close()


def crash(*_: object) -> None:
    raise KeyboardInterrupt


def lay_open(db: sqlite3.Connection, keys: KeyRing) -> None:
    """As older stores have it."""
    for (table, column), place in CONCEALED.items():
        for (hidden,) in db.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():  # noqa: S608
            if hidden:
                statement = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608
                db.execute(statement, (keys.reveal(hidden, place), hidden))
    for ident, role in db.execute("SELECT id, role FROM staff").fetchall():
        db.execute("UPDATE staff SET role = ? WHERE id = ?", (keys.open(role, ROLE), ident))


async def _number(bekal: Bekal) -> str:
    await bekal.participant()
    return "LMG-2026-031"
