"""The audit is a chain: changed, removed and cut-off entries are detected."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from dialogue import Bekal
from importing_lists import CERTIFICATES, PEOPLE, STAFF, import_list

from services.operations import auditing
from services.operations.auditing import Broken
from store import records
from store.audit_ends import SINCE_SCHEMA
from store.connection import Store, Tx
from store.migrations import MIGRATIONS
from store.opening import SETTING
from store.sealing.key_file import make_keys
from store.sqlite.migrate import apply


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    """Five entries, one an hour."""

    def note(tx: Tx) -> None:
        for number in range(5):
            at = hours_on(bekal, number)
            records.audit(tx, "staff:1", f"look {number}", "contact:abc", at)

    await bekal.store.write(note)
    return bekal


def hours_on(bekal: Bekal, hours: int) -> datetime:
    return bekal.clock.now() + timedelta(hours=hours)


async def verified(bekal: Bekal) -> Broken | None:
    return await bekal.store.read(auditing.verify)


async def tamper(bekal: Bekal, *statements: str) -> Broken | None:
    """What is found after somebody has written into the file."""

    def work(tx: Tx) -> None:
        for statement in statements:
            tx.db.execute(statement)

    await bekal.store.write(work)
    return await verified(bekal)


async def actions(bekal: Bekal) -> list[str]:
    return await bekal.store.read(lambda tx: [each.action for each in records.audited(tx)])


async def test_nothing_noted_is_whole(bekal: Bekal) -> None:
    assert await verified(bekal) is None


async def test_what_was_noted_is_whole(office: Bekal) -> None:
    assert await verified(office) is None
    assert await actions(office) == [f"look {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE audit SET actor = 'staff:2' WHERE id = 3"], Broken(3, "it was changed")),
        (["UPDATE audit SET at = at + 1 WHERE id = 2"], Broken(2, "it was changed")),
        (["UPDATE audit SET hash = previous WHERE id = 4"], Broken(4, "it was changed")),
        (["DELETE FROM audit WHERE id = 3"], Broken(4, "entries before it are missing")),
        (["DELETE FROM audit WHERE id = 1"], Broken(2, "entries before it are missing")),
        (["DELETE FROM audit WHERE id >= 4"], Broken(3, "entries after it are missing")),
        (["DELETE FROM audit"], Broken(0, "entries after it are missing")),
        (
            ["DELETE FROM audit", "DELETE FROM audit_ends"],
            Broken(0, "entries after it are missing"),
        ),
        (["DELETE FROM audit_ends"], Broken(5, "entries after it are missing")),
        (
            [
                "DELETE FROM audit WHERE id = 5",
                "UPDATE audit_ends SET entry = 4, chain_hash = "
                "(SELECT hash FROM audit WHERE id = 4)",
            ],
            Broken(4, "entries after it are missing"),
        ),
        (
            [
                "INSERT INTO audit_ends SELECT 'anchor', id, hash, x'00' FROM audit WHERE id = 3",
                "DELETE FROM audit WHERE id <= 3",
            ],
            Broken(3, "the beginning was moved"),
        ),
    ],
)
async def test_tampering_is_found(office: Bekal, statements: list[str], found: Broken) -> None:
    assert await tamper(office, *statements) == found


async def test_a_cut_leaves_a_whole_chain(office: Bekal) -> None:
    before = hours_on(office, 3)
    assert await office.store.write(lambda tx: auditing.cut(tx, before)) == 3
    assert await actions(office) == ["look 3", "look 4"]
    assert await verified(office) is None
    assert await office.store.write(lambda tx: auditing.cut(tx, before)) == 0
    found = await tamper(office, "DELETE FROM audit WHERE id = 4")
    assert found == Broken(5, "entries before it are missing")


async def test_after_everything_was_cut_the_chain_goes_on(office: Bekal) -> None:
    later = hours_on(office, 9)
    assert await office.store.write(lambda tx: auditing.cut(tx, later)) == 5
    assert await verified(office) is None
    await office.store.write(lambda tx: records.audit(tx, "staff:1", "look again", "", later))
    assert await verified(office) is None
    assert await tamper(office, "DELETE FROM audit") == Broken(5, "entries after it are missing")


async def test_nothing_is_cut_after_an_entry_that_has_to_stay(office: Bekal) -> None:
    """The clock stood too late once: what follows stays though it seems older."""
    await office.store.write(
        lambda tx: records.audit(tx, "staff:1", "late", "", hours_on(office, -99))
    )
    cut = await office.store.write(lambda tx: auditing.cut(tx, hours_on(office, 0)))
    assert (cut, await verified(office)) == (0, None)


async def test_an_audit_from_before_there_were_ends_is_taken_as_it_is(tmp_path: Path) -> None:
    path, key = tmp_path / "bekal.db", tmp_path / "bekal.key"
    db = sqlite3.connect(path, isolation_level=None)
    for number in sorted(MIGRATIONS):
        if number < SINCE_SCHEMA:
            apply(db, number)
    check = make_keys(key).seal("bekal", SETTING)
    db.execute("INSERT INTO settings VALUES ('key_check', ?)", (check,))
    chained = hashlib.sha256(bytes(32) + b"0\0staff:1\0look\0").digest()
    db.execute(
        "INSERT INTO audit VALUES (1, 0, 'staff:1', 'look', '', ?, ?)", (bytes(32), chained)
    )
    db.close()
    store = Store.open(path, key)
    try:
        assert await store.read(auditing.verify) is None
        await store.write(lambda tx: tx.db.execute("UPDATE audit SET actor = 'staff:2'"))
        assert await store.read(auditing.verify) == Broken(1, "it was changed")
    finally:
        store.close()


async def test_what_a_list_corrects_is_noted_of_each_by_himself(bekal: Bekal) -> None:
    """Without names, numbers and dates: which of his details, by whom, and whose."""
    budi = "LMG-2026-031;Budi Santoso;Tuban;17/08/1990;0812-0000-0031;Las\n"
    andi = "LMG-2026-032;Andi;Tuban;17/08/1991;0812-0000-0032;Las\n"
    step = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;{};\n"
    for text in (
        PEOPLE + budi + andi,
        PEOPLE + budi.replace("0031;Las", "0039;Las") + andi,
        CERTIFICATES + step.format("Proses Cetak"),
        CERTIFICATES + step.format("Siap Diambil"),
        STAFF + "Wahyu;Instruktur;Las\n",
        STAFF + "Wahyu;Admin;Las\n",
    ):
        await import_list(bekal, text)
    query = """SELECT a.action, COALESCE(p.id, a.subject) FROM audit a
               LEFT JOIN participants p ON p.uid = a.subject
               WHERE a.subject NOT GLOB 'import:*' ORDER BY a.id"""
    assert await bekal.store.read(lambda tx: tx.db.execute(query).fetchall()) == [
        ("correct participant: phones", 1),
        ("correct certificate: status", 1),
        ("add staff", "staff:1"),
        ("correct staff: role", "staff:1"),
    ]
