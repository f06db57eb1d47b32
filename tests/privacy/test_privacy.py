"""What is stored about me, and deleting it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from dialogue import Bekal, Chat

from locales.phones import written_phone
from programme.people import Role, Topic
from store import people
from store.connection import Tx

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


async def test_linked_participant_reads_his_own_data(bekal: Bekal) -> None:
    person = await bekal.participant()
    await bekal.certificate(person)
    chat = await bekal.linked("1001")
    answer = await chat.says("data saya")
    assert "Budi Santoso" in answer
    assert "LMG-2026-031" in answer
    assert chat.last.attachment
    stored = json.loads(chat.last.attachment.content)
    assert stored["participant"][0]["birth_date"] == "1990-08-17"
    assert stored["consents"]


async def test_own_data_is_written_as_people_write_it(bekal: Bekal) -> None:
    def work(tx: Tx) -> None:
        phones = ("+6281200000001",)
        people.add(tx, "LMG-2026-031", "Budi Santoso", date(1990, 8, 17), phones, NOW)

    await bekal.store.write(work)
    answer = await (await bekal.linked("1001")).says("data saya")
    assert "Lahir: 17 Agustus 1990" in answer
    assert "0812-0000-0001" in answer


async def test_address_of_our_own_making_is_not_shown(bekal: Bekal) -> None:
    chat = Chat(bekal, "3f9a77c0d2", "webchat")
    answer = await chat.says("data saya")
    assert "3f9a77c0d2" not in answer
    assert "chat ini" in answer


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+6281200000001", "0812-0000-0001"),
        ("+628120000001", "0812-000-0001"),
        ("+62322321000", "+62322321000"),
        ("0812", "0812"),
    ],
)
def test_phone_numbers(number: str, written: str) -> None:
    assert written_phone(number) == written


async def test_family_reads_nothing_about_the_participant(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await chat.presses("link:skip")
    answer = await chat.says("data saya")
    assert "Santoso" not in answer
    assert "1990" not in answer
    assert "LMG" not in answer
    assert chat.last.attachment
    assert b"Santoso" not in chat.last.attachment.content


async def test_deleting_waits_for_a_button_and_is_real(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.says("hapus data saya")
    assert "Budi" in await chat.says("data saya")
    await chat.says("hapus data saya")
    receipt = await chat.confirms("privacy:yes")
    assert "Catatan di daftar kantor tetap ada" in receipt
    assert "di HP ini" in receipt
    assert "pernah setuju disimpan 5 tahun" in receipt
    assert "Budi" not in await chat.says("data saya")
    left = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT (SELECT COUNT(*) FROM links),"
            " (SELECT COUNT(*) FROM consents WHERE contact_id IS NOT NULL)"
        ).fetchone()
    )
    assert left == (0, 0)


@pytest.mark.parametrize(
    "asked", ["/privasi", "privasi", "Kebijakan privasi?", "apa data saya aman", "dataku aman?"]
)
async def test_privacy_is_explained_in_ten_short_lines(bekal: Bekal, asked: str) -> None:
    answer = await bekal.chat("1002").says(asked)
    assert "catatan kantor" in answer
    assert len(answer.splitlines()) == 10


async def test_whoever_asks_what_for_before_agreeing_can_still_agree(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1001")
    await chat.says(f"/start {await bekal.code()}")
    consent = chat.last
    assert "pengingat" in await chat.says("data saya buat apa?")
    chat.last = consent
    assert "Selesai" in await chat.presses("HP saya")


async def test_staff_are_told_that_their_role_ends_with_the_chat(bekal: Bekal) -> None:
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    assert "bukan chat petugas" in await admin.says("hapus data")
    assert "bukan chat petugas" not in await bekal.chat("1002").says("hapus data")


async def test_stranger_has_only_a_chat(bekal: Bekal) -> None:
    chat = bekal.chat("1002")
    answer = await chat.says("data saya")
    assert "1002" in answer
    assert chat.last.attachment
    assert json.loads(chat.last.attachment.content)["participant"] == []
