"""`bekal import --notify` with a list of certificates."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_process import call
from importing_lists import CERTIFICATES, PEOPLE

from services.linking import enrol, inviting
from store import contacts
from store.connection import Store, Tx

NUMBER = "LMG-2030-031"
PRINTING = f"{NUMBER};Budi Santoso;Las;;LAS 9990;01/11/2033;Proses cetak;\n"
READY = PRINTING.replace("Proses cetak", "Siap diambil")


@asynccontextmanager
async def store_in(folder: Path) -> AsyncIterator[Store]:
    store = Store.open(folder / "bekal.db", folder / "bekal.key")
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """An office whose one participant has a chat; his certificate is being printed."""
    (tmp_path / "config.toml").write_text('[office]\ncollect_at = "Loket 2"\n')
    (tmp_path / "peserta.csv").write_text(
        PEOPLE + f"{NUMBER};Budi Santoso;Tuban;17/08/1990;0812-0000-5001;Las\n"
    )
    (tmp_path / "cetak.csv").write_text(CERTIFICATES + PRINTING)
    (tmp_path / "siap.csv").write_text(CERTIFICATES + READY)

    def link(tx: Tx) -> None:
        now = datetime.now(UTC)
        contact = contacts.at(tx, "telegram", "1001", now)
        code = inviting.invite_participant(tx, NUMBER, "test", now).code
        enrol.link(tx, contact, enrol.open_code(tx, contact, code, now), now, borrowed=False)

    first = await call(tmp_path, "import", "peserta.csv", "cetak.csv", "--notify", "--yes")
    assert first.status == 0
    async with store_in(tmp_path) as store:
        await store.write(link)
    return tmp_path


async def waiting(folder: Path) -> int:
    async with store_in(folder) as store:
        query = "SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND kind = 'notice'"
        (count,) = await store.read(lambda tx: tx.db.execute(query).fetchone())
        return int(count)


async def test_a_first_list_tells_nobody(folder: Path) -> None:
    ended = await call(folder, "import", "cetak.csv", "--notify", "--yes")
    assert "Tidak ada langkah sertifikat yang perlu diberitahukan." in ended.out
    assert await waiting(folder) == 0


async def test_without_notify_it_is_said_who_does_not_know(folder: Path) -> None:
    ended = await call(folder, "import", "siap.csv")
    assert "Belum diberitahukan: 1 sertifikat pindah langkah; 1 chat belum tahu." in ended.out
    assert await waiting(folder) == 0


async def test_a_preview_a_question_then_the_messages_wait(folder: Path) -> None:
    dry = await call(folder, "import", "siap.csv", "--notify", "--dry-run", "--json")
    assert dry.json["told"] == 0
    asked = await call(folder, "import", "siap.csv", "--notify", given=b"n\n")
    for words in ("Sertifikat “Siap diambil”: 1", "Tempat: Loket 2", "→ 1 chat;"):
        assert words in asked.out
    assert await waiting(folder) == 0
    sent = await call(folder, "import", "siap.csv", "--notify", "--yes", "--json")
    assert sent.json["told"] == 1
    assert await waiting(folder) == 1
    again = await call(folder, "import", "siap.csv", "--notify", "--yes", "--json")
    assert again.json["told"] == 0
    assert await waiting(folder) == 1
