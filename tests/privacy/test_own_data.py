"""“Data saya”: all that is stored about the asker, and nothing about others."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dialogue import Bekal, Chat, document

from handlers.privacy.own_data import IN_THE_CHAT
from handlers.privacy.own_data_words import HIDDEN, LABELS, TITLES
from programme.messages import EventKind, Outgoing
from programme.people import Role, Topic
from services.privacy import consent
from store import contacts, people, records
from store.connection import Tx
from store.own_data import CHAT, PERSON

ABOUT = {"contacts", "participants", "certificates", "tickets", "outbox", "staff"}
"""Whatever refers to one of these hangs on a person or on a chat."""

TOLD_AS = {
    "contacts": "chat",
    "pins": "chat",
    "staff": "role",
    "links": "links",
    "consents": "consents",
    "outbox": "messages",
    "tickets": "questions",
    "ticket_texts": "question_texts",
    "link_requests": "requests",
    "examples": "examples",
    "invites": "codes",
    "attendance": "attendance",
    "presence": "presence",
    "certificate_answers": "collecting",
    "uploads": "uploads",
    "audit": "audit",
    "participants": "participant",
    "participant_phones": "participant",
    "enrolments": "classes",
    "certificates": "certificates",
    "certificate_events": "certificate_steps",
    "employer_proofs": "proofs",
    "birth_date_changes": "birth_date_change",
    "erasure_requests": "erasure_request",
}
"""Table → the kind of row in which what it holds of somebody is told."""

NOT_TOLD = {
    "conversations": "what the chat is in the middle of, forgotten after twelve hours",
    "set_aside_chats": "chats out of use, kept a day for an undo",
    "announcements": "what the office or an instructor told others",
    "held_announcements": "the same, before the office has agreed",
    "ticket_messages": "which message is about which question",
    "list_undo": "what the last list changed, kept a day for an undo",
    "certificate_notices": "which message is about which certificate",
    "calls": "that a colleague has called him about a class: he took the call himself",
}
"""Tables that hang on a chat or a participant and tell nothing more of him: why not."""


async def asked(bekal: Bekal, chat: Chat) -> tuple[str, str, dict[str, Any]]:
    """What “data saya” answers: in the chat, in the text file, in the file for machines."""
    shown = await chat.says("data saya")

    def files(tx: Tx) -> list[Outgoing]:
        rows = tx.db.execute(
            "SELECT body FROM outbox WHERE kind = 'reply' ORDER BY id DESC LIMIT 2"
        ).fetchall()
        return [Outgoing.from_json(tx.keys.open(body, "outbox.body")) for (body,) in rows]

    machine, human = await bekal.store.read(files)
    assert human.attachment
    assert machine.attachment
    return shown, human.attachment.content.decode(), json.loads(machine.attachment.content)


async def test_every_table_about_people_is_told_or_there_is_a_reason(bekal: Bekal) -> None:
    """A new table has to be thought of: add it to `TOLD_AS`, or to `NOT_TOLD` with the reason."""

    def referring(tx: Tx) -> set[str]:
        tables = tx.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name
            for (name,) in tables
            if ABOUT & {key[2] for key in tx.db.execute(f"PRAGMA foreign_key_list({name})")}
        }

    known = TOLD_AS.keys() | NOT_TOLD.keys()
    assert await bekal.store.read(referring) - known == set()
    assert TOLD_AS.keys() & NOT_TOLD.keys() == set()
    assert set(TOLD_AS.values()) <= CHAT.keys() | PERSON.keys()


def test_every_kind_and_field_has_a_name() -> None:
    fields = {field for columns in (CHAT | PERSON).values() for field in columns}
    assert fields - HIDDEN == LABELS.keys()
    assert (CHAT | PERSON).keys() == TITLES.keys()
    assert set(IN_THE_CHAT) <= TITLES.keys()


async def test_all_of_his_own_is_told(bekal: Bekal) -> None:
    def listed(tx: Tx) -> int:
        now = bekal.clock.now()
        programme = people.programme_named(tx, "Pelatihan 2026", 2026, now)
        ident = people.add(
            tx,
            "LMG-2026-031",
            "Budi Santoso",
            date(1990, 8, 17),
            ("+6281200000001",),
            now,
            sex="L",
            birth_place="Tuban",
            note="mantan napi, rajin",
        )
        people.enrol(tx, ident, programme, "pengelasan", now)
        return ident

    await bekal.certificate(await bekal.store.write(listed))
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await chat.says("besok saya sakit")
    await chat.presses("family:topics:s")
    await chat.presses("privacy:wrong")
    await chat.says("Nama saya Santosa, bukan Santoso")
    shown, page, data = await asked(bekal, chat)

    assert "0812-0000-0001" in shown
    assert "Tuban" in shown
    assert "napi" not in shown
    assert "mantan napi, rajin" in page
    assert "Nama saya Santosa" in page
    assert "laki-laki" in page
    assert data["participant"][0]["note"] == "mantan napi, rajin"
    assert data["certificates"][0]["number"] == "LAS 9990 00187 2026"
    assert data["certificate_steps"][0]["step"] == "ready"
    assert data["attendance"][0]["coming"] is False
    assert data["questions"][0]["kind"] == "correction"
    assert data["question_texts"][0]["by_office"] is False
    assert data["invitations"][0]["topics"] == ["schedule"]
    assert data["family"] == [
        {"topics": ["schedule"], "since": data["family"][0]["since"],
         "until": data["family"][0]["until"], "ended_at": None}
    ]  # fmt: skip
    assert data["papers"][0]["paper"] == "P-1"
    assert data["messages"]
    assert "27/2022" in data["consents"][0]["wording"]
    assert data["chat"][0]["has_pin"] is False


async def test_what_was_done_with_his_entry_is_told_but_not_by_whom(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await admin.presses("people")
    await admin.says("LMG-2026-031")
    _, page, data = await asked(bekal, chat)
    looks = [row for row in data["handling"] if row["only_looked"]]
    assert looks[-1]["by_office"]
    assert looks[-1]["at"].startswith("2026-11-24")
    assert any(row["what"] == "link" and not row["by_office"] for row in data["handling"])
    assert "Hanya dilihat: ya" in page
    assert "Retno" not in page
    assert "staff:" not in json.dumps(data["handling"])


async def test_every_disclosure_leaves_a_trace(bekal: Bekal) -> None:
    """Number and birth date in some chat, an attendance list, an export."""
    await bekal.certificate(await bekal.participant())
    await bekal.session("2026-11-25 12:30")
    await bekal.chat("6666").says("sertifikat LMG-2026-031 17-8-1990")
    escort = await bekal.staff_chat("4001", "Slamet Widodo", Role.ESCORT)
    await escort.says("daftar hadir besok")
    await bekal.store.write(lambda tx: records.audit(tx, "cli", "export", "", bekal.clock.now()))
    _, page, data = await asked(bekal, await bekal.linked("1001"))
    looks = [row for row in data["handling"] if row["only_looked"]]
    assert [(row["how"], row["by_office"]) for row in looks] == [
        ("number", False), (None, True), ("export", True)
    ]  # fmt: skip
    assert "Cara: dengan nomor dan tanggal lahir, di chat yang tidak terhubung" in page


async def test_nothing_of_others_is_told(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "2001-04-19", skill="meubeler")
    await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    await mother.says("Mas")
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    for chat, allowed in ((mother, {"1002", "Mas"}), (admin, {"3001", "Retno"})):
        shown, page, data = await asked(bekal, chat)
        everything = f"{shown} {page} {json.dumps(data)}"
        others = {"Budi", "Santoso", "Andi", "Wijaya", "1990", "2001-04", "LMG", "1001", "1002",
                  "3001", "Retno"} - allowed  # fmt: skip
        assert [word for word in others if word in everything] == []


async def test_a_borrowed_phone_gets_no_copy_of_the_list(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1003")
    await chat.opens(await bekal.code(), "pinjaman")
    shown, page, data = await asked(bekal, chat)
    assert "1990" not in shown + page
    assert data["participant"] == []


async def test_a_lent_phone_reads_nothing_of_the_borrower_afterwards(bekal: Bekal) -> None:
    certificate = await bekal.certificate(await bekal.participant())
    await bekal.session("2026-11-25 12:30")
    lender = bekal.chat("1003")
    await lender.opens(await bekal.code(), "pinjaman")
    await lender.says("besok saya sakit")
    await lender.presses(f"collect:proxy:{certificate}")
    await lender.says("Suparmi")
    bekal.clock.move(minutes=31)
    shown, page, data = await asked(bekal, lender)
    everything = f"{shown} {page} {json.dumps(data)}"
    for word in ("Budi", "LMG", "00187", "Pengelasan", "pengelasan", "12.30", "Suparmi"):
        assert word not in everything


async def test_family_reads_no_certificate_number_once_its_link_has_ended(bekal: Bekal) -> None:
    """What was said for the participant is told in his own chat."""
    certificate = await bekal.certificate(await bekal.participant())
    budi = await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.says("Mas")
    await mother.presses(f"collect:proxy:{certificate}")
    await mother.says("Suparmi")
    _, _, data = await asked(bekal, budi)
    assert data["collecting"][0]["certificate"] == "LAS 9990 00187 2026"
    assert data["collecting"][0]["proxy"] == "Suparmi"
    assert data["answers"] == []
    await budi.says("tarik persetujuan")
    await budi.presses("keluarga")
    _, page, data = await asked(bekal, mother)
    assert data["answers"][0]["answer"] == "proxy"
    assert "00187" not in f"{page} {json.dumps(data)}"


async def test_corrections_go_to_the_office_with_a_due_time(bekal: Bekal) -> None:
    chat = bekal.chat("1004")
    await chat.talks(
        ("data saya", "Ada yang salah?"),
        ("[Ada yang salah]", "Apa yang salah"),
        ("ya", "Apa yang salah"),
        ("🙂", "Apa yang salah"),
        ("nomor HP saya sudah ganti", "Jumat, 27 November 2026 pukul 09.00"),
    )
    bekal.clock.move(hours=5)
    await chat.presses("privacy:wrong")
    assert "pukul 09.00" in await chat.says("yang baru nanti saya kirim")

    def tickets(tx: Tx) -> list[tuple[str, int]]:
        return list(tx.db.execute("SELECT kind, due_at - created_at FROM tickets").fetchall())

    assert await bekal.store.read(tickets) == [("correction", 72 * 3600)]


async def test_a_photo_in_place_of_a_correction_is_not_fetched_and_asked_for_in_words(
    bekal: Bekal,
) -> None:
    chat = bekal.chat("1004")
    await chat.presses("privacy:wrong")
    assert "KTP" in await chat.sends(EventKind.DOCUMENT, document=document())
    assert "tulis" in (await chat.sends(EventKind.OTHER)).lower()
    assert "Sudah diteruskan" in await chat.says("tanggal lahir saya salah")
    await chat.presses("privacy:wrong")
    answer = await chat.sends(EventKind.DOCUMENT, document=document(), text="nama saya salah")
    assert "Sudah diteruskan" in answer


async def test_a_correction_that_speaks_of_stopping_is_one(bekal: Bekal) -> None:
    chat = bekal.chat("1004")
    for text in (
        "jangan kirim surat ke alamat lama, alamat saya yang baru Jl. Melati",
        "nomor HP lama jangan dihubungi lagi, yang baru 0812-0000-7777",
    ):
        await chat.presses("privacy:wrong")
        assert "Sudah diteruskan" in await chat.says(text)
    await chat.presses("privacy:wrong")
    assert "tidak ada lagi pesan otomatis" in await chat.says("stop")


async def test_a_long_correction_is_passed_on_whole(bekal: Bekal) -> None:
    chat = bekal.chat("1004")
    await chat.presses("privacy:wrong")
    await chat.says(f"Alamat saya {'sangat ' * 400}salah")
    _, _, data = await asked(bekal, chat)
    assert data["question_texts"][0]["text"].endswith("salah")


async def test_despair_in_a_correction_is_answered_kindly(bekal: Bekal) -> None:
    chat = bekal.chat("1004")
    await chat.presses("privacy:wrong")
    assert "tidak sendirian" in await chat.says("percuma, saya ingin mati saja")


async def test_correcting_is_left_by_batal(bekal: Bekal) -> None:
    chat = bekal.chat("1004")
    await chat.presses("privacy:wrong")
    assert "dibatalkan" in await chat.says("batal")
    await chat.presses("privacy:wrong")
    assert "dibatalkan" in await chat.says("tidak")
    await chat.presses("privacy:wrong")
    await chat.sends(EventKind.OTHER)
    rows = await bekal.store.read(lambda tx: tx.db.execute("SELECT id FROM tickets").fetchall())
    assert rows == []


async def test_a_new_phone_is_no_question_for_what_is_stored(bekal: Bekal) -> None:
    await bekal.participant()
    budi = await bekal.linked("1001")
    for said in ("saya ganti nomor hp", "nomor baru saya 081200001111"):
        await budi.talks((said, "tidak ada yang berubah"), ("[Ada yang salah]", "Apa yang salah"))
        await budi.says("batal")
    stranger = bekal.chat("6666")
    await stranger.talks(("ganti no hp", "chat lain"), ("[Hubungkan chat ini]", "tulis kode"))
    assert "yang disimpan" in await budi.says("data saya apa saja")


async def test_what_reads_alike_is_read_once_in_the_chat(bekal: Bekal) -> None:
    await bekal.participant()
    budi = await bekal.linked("1001")

    def agree_again(tx: Tx) -> None:
        now = bekal.clock.now()
        consent.give(tx, contacts.at(tx, "telegram", "1001", now), "id", "Disnaker", now)

    await bekal.store.write(agree_again)
    shown, whole, _ = await asked(bekal, budi)
    assert shown.count("Setuju pada") == 1
    assert whole.count("Setuju pada") == 2
