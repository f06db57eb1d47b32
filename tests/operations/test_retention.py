"""Data that is no longer needed is deleted in batches, and the log says what."""

from __future__ import annotations

from datetime import timedelta

import pytest
import structlog
from dialogue import Bekal, Chat
from importing_lists import import_list
from pushes import pushed

from programme.people import Role, Topic
from services.operations import auditing, retention
from services.operations.retention import AUDIT_KEPT, rules_of
from store import contacts, settings
from store.connection import Tx
from store.sealing.concealed import ADDRESS

A_DAY = timedelta(days=1)


async def forget(bekal: Bekal, audit_kept: timedelta = AUDIT_KEPT) -> list[int]:
    """A whole round: how much each run forgot."""
    done: list[int] = []
    while not done or done[-1]:
        done.append(
            await bekal.store.write(
                lambda tx: retention.forget(tx, rules_of(audit_kept, A_DAY), bekal.clock.now())
            )
        )
    return done


async def addresses(bekal: Bekal) -> set[str]:
    def work(tx: Tx) -> set[str]:
        rows = tx.db.rows("SELECT address FROM contacts")
        return {tx.keys.reveal(address, ADDRESS) for (address,) in rows}

    return await bekal.store.read(work)


async def count(bekal: Bekal, table: str) -> int:
    return await bekal.store.read(
        lambda tx: int(tx.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608
    )


@pytest.fixture
async def everybody(bekal: Bekal) -> Bekal:
    """A participant's chat, his mother's, one of the office, and a stranger's."""
    await bekal.participant()
    await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await bekal.chat("1009").says("halo")
    return bekal


async def test_chats_without_a_link_go_after_90_days(everybody: Bekal) -> None:
    everybody.clock.move(days=89)
    await forget(everybody)
    assert await addresses(everybody) == {"1001", "1002", "3001", "1009"}
    everybody.clock.move(days=2)
    await forget(everybody)
    assert await addresses(everybody) == {"1001", "1002", "3001"}


async def test_a_link_that_is_over_keeps_its_chat_for_90_days_more(everybody: Bekal) -> None:
    everybody.clock.move(days=366)
    await forget(everybody)
    assert "1002" in await addresses(everybody)
    everybody.clock.move(days=90)
    await forget(everybody)
    assert await addresses(everybody) == {"1001", "3001"}
    assert await count(everybody, "links") == 1


async def test_whoever_lost_his_role_is_forgotten(everybody: Bekal) -> None:
    await everybody.store.write(lambda tx: tx.db.execute("UPDATE staff SET active = 0"))
    everybody.clock.move(days=91)
    await forget(everybody)
    assert "3001" not in await addresses(everybody)


async def test_who_waits_for_the_office_is_not_forgotten(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    asker, wisher = bekal.chat("1008"), bekal.chat("1007")
    await asker.presses("privacy:wrong")
    await asker.says("nomor HP saya salah")
    await wisher.presses("request")
    await wisher.says("saya Budi Santoso nomor LMG-2026-031")
    bekal.clock.move(days=100)
    await forget(bekal)
    assert await addresses(bekal) == {"3001", "1008", "1007"}


async def test_words_of_messages_go_after_30_days(everybody: Bekal) -> None:
    await pushed(everybody)
    await everybody.store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'"))
    everybody.clock.move(days=29)
    await forget(everybody)
    assert await count(everybody, "outbox WHERE body IS NOT NULL") > 0
    everybody.clock.move(days=2)
    rows = await count(everybody, "outbox")
    await forget(everybody)
    assert await count(everybody, "outbox WHERE body IS NOT NULL") == 0
    assert await count(everybody, "outbox") == rows


async def test_what_the_office_wrote_to_many_goes_once_it_was_sent(everybody: Bekal) -> None:
    office = everybody.chat("3001")
    for text in ("Kantor tutup Jumat.", "Kantor buka lagi."):
        await office.presses("broadcast:to:all")
        await office.says(text)
        await office.presses("broadcast:send")
    everybody.clock.move(days=29)
    assert len(await pushed(everybody)) == 0  # too late by now
    everybody.clock.move(days=2)
    await forget(everybody)
    assert await count(everybody, "announcements") == 2
    everybody.clock.move(days=30)
    await forget(everybody)
    assert await count(everybody, "announcements") == 1  # the newest holds its id
    assert await count(everybody, "outbox WHERE kind = 'broadcast'") == 4
    await office.presses("broadcast:to:all")
    await office.says("Besok libur.")
    await office.presses("broadcast:send")
    assert len(await pushed(everybody)) == 2


async def test_conversations_go_and_events_with_their_words(everybody: Bekal) -> None:
    everybody.clock.move(days=3)
    await forget(everybody)
    assert await count(everybody, "conversations") == 0
    assert await count(everybody, "inbox") == 1
    assert await count(everybody, "inbox WHERE body IS NOT NULL") == 0


async def test_codes_go_once_nothing_rests_on_them(everybody: Bekal) -> None:
    await everybody.code()
    everybody.clock.move(days=98)
    await forget(everybody)
    assert await count(everybody, "invites") == 2
    everybody.clock.move(days=500)
    await forget(everybody)
    assert await count(everybody, "invites WHERE kind = 'self'") == 1


async def test_closed_questions_lose_their_words_and_go(bekal: Bekal) -> None:
    chat = bekal.chat("1008")
    await chat.presses("privacy:wrong")
    await chat.says("nomor HP saya salah")
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE tickets SET state = 'closed'"))
    bekal.clock.move(days=31)
    await forget(bekal)
    assert await count(bekal, "ticket_texts WHERE body IS NOT NULL") == 0
    assert await count(bekal, "tickets") == 1
    bekal.clock.move(days=60)
    await forget(bekal)
    assert await count(bekal, "tickets") == 0


async def test_the_audit_is_cut_and_stays_provable(everybody: Bekal) -> None:
    before = await count(everybody, "audit")
    everybody.clock.move(days=100)
    await everybody.chat("1001").presses("privacy:mine")
    await forget(everybody, timedelta(days=99))
    assert await count(everybody, "audit") < before
    assert await everybody.store.read(auditing.verify) is None


async def test_which_lists_were_loaded_is_known_as_long_as_the_audit(bekal: Bekal) -> None:
    row = "No Peserta;Nama Lengkap;Tempat Lahir;Tanggal Lahir;No HP;Bidang\n"
    for number in ("031", "032"):
        listed = f"LMG-2026-{number};Suwarno;Tuban;17/08/1990;0812-0000-5001;Las\n"
        await import_list(bekal, row + listed)
    bekal.clock.move(days=101)
    await forget(bekal, timedelta(days=100))
    assert await count(bekal, "imports") == 1
    assert await count(bekal, "participants") == 2


async def test_a_round_goes_in_slices_and_once_an_hour(bekal: Bekal) -> None:
    def fill(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", "1009", bekal.clock.now())
        tx.db.executemany(
            "INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key, body,"
            " state, not_before, created_at, updated_at)"
            " VALUES ('telegram', ?, 'x', 'reply', 0, ?, x'00', 'sent', 0, 0, 0)",
            [(contact.id, f"old:{number}") for number in range(2500)],
        )

    await bekal.store.write(fill)
    assert await forget(bekal) == [1000, 1000, 500, 0]
    await bekal.store.write(fill_again)
    assert await forget(bekal) == [0]
    bekal.clock.move(hours=1)
    assert await forget(bekal) == [1, 0]


def fill_again(tx: Tx) -> None:
    tx.db.execute("UPDATE outbox SET body = x'00' WHERE dedupe_key = 'old:1'")


async def test_a_round_that_was_interrupted_goes_on(bekal: Bekal) -> None:
    def unfinished(tx: Tx) -> bool:
        return settings.job_ran_at(tx, retention.JOB) is None

    await bekal.chat("1009").says("halo")
    bekal.clock.move(days=3)
    run = rules_of(AUDIT_KEPT, A_DAY)
    await bekal.store.write(lambda tx: retention.forget(tx, run, bekal.clock.now()))
    assert await bekal.store.read(unfinished)
    await forget(bekal)
    assert not await bekal.store.read(unfinished)


async def test_a_clock_that_was_ahead_stops_nothing(bekal: Bekal) -> None:
    bekal.clock.move(days=700)
    await forget(bekal)
    bekal.clock.move(days=-700)
    await bekal.chat("1009").says("halo")
    bekal.clock.move(days=91)
    await forget(bekal)
    assert await addresses(bekal) == set()


async def test_once_a_day_it_is_said_what_went(everybody: Bekal) -> None:
    with structlog.testing.capture_logs() as logs:
        everybody.clock.move(days=3)
        await forget(everybody)
        assert logs == []
        everybody.clock.move(days=100)
        await forget(everybody)
        everybody.clock.move(hours=2)
        await forget(everybody)
    (said,) = [entry["what"] for entry in logs if entry["event"] == "forgotten"]
    assert "chats 1" in said
    assert "events" in said

    def noted(tx: Tx) -> list[str]:
        rows = tx.db.execute("SELECT action FROM audit WHERE actor = 'retention'").fetchall()
        return [action for (action,) in rows]

    assert await everybody.store.read(noted) == [f"forget: {said}"]


async def test_answers_come_after_all_events_were_forgotten(everybody: Bekal) -> None:
    """Ids are given again where the newest row went, and an answer's key is its event's id."""
    everybody.clock.move(days=91)
    await forget(everybody)
    chat: Chat = everybody.chat("1009")
    assert "Bekal" in await chat.says("halo")
