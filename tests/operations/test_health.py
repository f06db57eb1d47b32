"""The office asks in its chat how the bot is doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dialogue import Bekal, Chat
from importing_lists import PEOPLE, import_list
from pushes import pushed

from programme.outbox import Kind
from programme.people import Role
from services.sending import accounts, outbox as messages
from store import contacts, outbox
from store.connection import Tx


@pytest.fixture
async def staff(bekal: Bekal) -> Chat:
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


async def test_the_bot_that_is_asked_runs(bekal: Bekal, staff: Chat) -> None:
    await bekal.store.write(
        lambda tx: accounts.take(tx, "telegram", accounts.new_owner(), bekal.clock.now())
    )
    assert "✓ Telegram: berjalan" in await staff.presses("health")


async def test_all_is_well(bekal: Bekal, staff: Chat) -> None:
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'") and None)
    await bekal.store.write(
        lambda tx: outbox.take_lease(
            tx, "telegram", "elsewhere/1/x", bekal.clock.now() + timedelta(minutes=1)
        )
    )
    await staff.says("/petugas")
    told = await staff.presses("Kesehatan sistem")
    assert "✓ Telegram: berjalan" in told
    assert "Tidak sampai: tidak ada" in told
    assert "Belum ada daftar yang dimuat" in told


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("unauthorized", "tokennya tidak berlaku"),
        ("conflict", "program lain"),
        ("something_new", "something_new"),
    ],
)
async def test_an_account_that_is_stopped(
    bekal: Bekal, staff: Chat, reason: str, words: str
) -> None:
    def stop(tx: Tx) -> None:
        accounts.take(tx, "telegram", accounts.new_owner(), bekal.clock.now())
        accounts.stopped(tx, "telegram", reason, bekal.clock.now())

    await bekal.store.write(stop)
    told = await staff.presses("health")
    assert "✗ Telegram: berhenti" in told
    assert words in told


async def test_an_account_that_has_to_wait(bekal: Bekal, staff: Chat) -> None:
    def hold(tx: Tx) -> None:
        accounts.take(tx, "telegram", "elsewhere/1/x", bekal.clock.now())
        outbox.hold_account(tx, "telegram", bekal.clock.now() + timedelta(minutes=5))

    await bekal.store.write(hold)
    assert "diminta menunggu sampai 09.05" in await staff.presses("health")


async def test_what_waits_and_what_did_not_arrive(bekal: Bekal, staff: Chat) -> None:
    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        for number, (state, reason) in enumerate(
            [("failed", "blocked"), ("failed", "chat_not_found"), ("expired", "too late"),
             ("uncertain", "cut_off"), ("sent", None), ("queued", None)]
        ):  # fmt: skip
            contact = contacts.at(tx, "telegram", str(1000 + number), now)
            messages.push(tx, contact, Kind.NOTICE, f"test:{number}", {"about": "stuck"}, now)
            tx.db.execute(
                "UPDATE outbox SET state = ?, reason = ? WHERE dedupe_key = ?",
                (state, reason, f"test:{number}"),
            )

    await bekal.store.write(work)
    told = await staff.presses("health")
    for words in ("memblokir", "sudah tidak ada", "terlambat", "belum pasti"):
        assert words in told
    assert "Yang paling lama menunggu sejak hari ini" in told
    bekal.clock.move(hours=25)
    assert "Tidak sampai: tidak ada" in await staff.presses("health")


async def test_lists_loaded_last(bekal: Bekal, staff: Chat) -> None:
    wrong = "LMG-2026-033;Andi;Lamongan;31/02/1999;;Las\n"
    await import_list(bekal, PEOPLE + "LMG-2026-031;Budi;Tuban;17/08/1990;;Las\n" + wrong)
    told = await staff.presses("health")
    assert "Daftar peserta, Selasa 24 Nov 09.00: diterima 1, ditolak 1" in told


async def test_an_unclear_broadcast_is_one_tap_away(bekal: Bekal, staff: Chat) -> None:
    await bekal.participant()
    await bekal.linked("1001")
    await staff.presses("broadcast:to:all")
    await staff.says("Kantor tutup hari Jumat.")
    await staff.presses("broadcast:send")
    await bekal.store.write(
        lambda tx: (
            tx.db.execute("UPDATE outbox SET state = 'uncertain' WHERE kind = 'broadcast'")
            and None
        )
    )
    await staff.presses("health")
    await staff.presses("Siaran yang belum jelas")
    await staff.presses("broadcast:again:1")
    assert set(await pushed(bekal)) == {"1001"}
    other = await bekal.staff_chat("3002", "Sari", Role.STAFF)
    await other.presses("health")
    assert all("Siaran" not in button.label for button in other.buttons)
