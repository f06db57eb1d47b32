"""What is stored about me, and deleting it."""

from __future__ import annotations

import json

from dialogue import Bekal

from programme.people import Topic


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
    receipt = await chat.presses("privacy:yes")
    assert receipt
    assert "Budi" not in await chat.says("data saya")
    left = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT (SELECT COUNT(*) FROM links), (SELECT COUNT(*) FROM consents)"
        ).fetchone()
    )
    assert left == (0, 0)


async def test_stranger_has_only_a_chat(bekal: Bekal) -> None:
    chat = bekal.chat("1002")
    answer = await chat.says("data saya")
    assert "1002" in answer
    assert chat.last.attachment
    assert json.loads(chat.last.attachment.content)["participant"] == []
