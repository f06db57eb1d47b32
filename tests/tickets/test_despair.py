"""Words of despair and of abuse: a kind answer, and a mark where they reach the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from dialogue import ZONE, Bekal, document
from office_talk import ask, office, told_office, watch
from pushes import deliver

from programme.messages import EventKind
from programme.people import Role
from store import tickets
from understanding import parse

NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)
LINE = "119 ext. 8, healing119.id"


@pytest.mark.parametrize(
    "text",
    [
        "aku pengen mati aja",
        "saya mau bunuh diri",
        "capek hidup",
        "mending mati",
        "lebih baik saya mati",
        "aku wis ora kuat urip",
        "pengen ngendat wae",
        "saya putus asa, kapan kelas las",
        "sertifikat belum jadi. saya mau bunuh diri",
        "i want to die",
        "suami saya dipukuli",
        "aku bundir aja",
        "bunuhdiri",
        "BUNUUUH DIRIII",
        "mau m4ti",
        "pengen matek ae",
        "luwih becik mati",
        "wes kesel urip",
        "wegah urip maneh",
        "ora kuat maneh urip",
        "urip ora ana gunane",
        "saya capek sekali hidup begini",
        "buat apa hidup",
        "sy udh ga kuat lg pak",
        "gak kuat lagi",
        "sudah tidak ada harapan",
        "aku nyakiti awakku dewe",
        "hp rusak, aku pengen mati",
        "mau loncat dari jembatan",
        "suami mukulin saya",
    ],
)
def test_is_noticed_beside_anything_else(text: str) -> None:
    assert parse(text, NOW).is_despairing


@pytest.mark.parametrize(
    "text",
    [
        "lampu mati pak",
        "mati lampu, kelas jadi?",
        "hp saya mati",
        "kapan kelas las",
        "",
        "hp saya mau mati, baterai tinggal 2 persen",
        "mesin lasnya mati aja dari tadi",
        "KTP saya mau mati",
        "pengingatnya mati saja",
        "mesinnya gak mau hidup",
        "gak mau hidup lampunya",
        "mending mati lampu",
        "gak sanggup bayar",
        "gak sanggup hadir pak",
        "gak kuat lagi panasnya las",
        "tidak ada harapan sertifikat jadi minggu ini?",
        "plat dipukuli sampai rata",
        "K3 menyelamatkan nyawa",
        "mati aja lu",
        "hidupkan pengingat",
    ],
)
def test_is_not_seen_where_it_is_not(text: str) -> None:
    assert not parse(text, NOW).is_despairing


@pytest.mark.parametrize("text", ["saya tidak kuat lagi pak", "ora kuat maneh urip"])
async def test_it_is_no_word_to_the_bot(bekal: Bekal, text: str) -> None:
    """ "tidak … lagi" is how people say stop, too."""
    answer = await bekal.chat("1001").says(text)
    assert LINE in answer
    assert "pesan otomatis" not in answer


async def test_nothing_is_passed_on_unasked(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    chat = bekal.chat("1001")
    answer = await chat.says("aku pengen mati")
    assert LINE in answer
    assert "tidak ada yang saya teruskan" in answer
    bekal.clock.move(minutes=5)
    assert await told_office(bekal) == []
    assert "Tidak ada yang menunggu" in await rina.presses("tickets")


async def test_a_person_writes_when_asked_even_at_night(bekal: Bekal) -> None:
    await office(bekal)
    bekal.clock.set("2026-11-28 23:00")
    chat = bekal.chat("1001")
    await chat.says("aku pengen mati")
    assert "Senin, 30 November 2026" in await chat.presses("Minta dihubungi petugas")
    (urgent, _) = await told_office(bekal)
    assert "Sedang putus asa" in urgent.text
    assert "aku pengen mati" in urgent.text
    bekal.clock.move(hours=1)
    assert any("#1 ‼" in each.text for each in await watch(bekal))


async def test_the_button_of_an_old_message_asks_without_the_words(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.says("aku pengen mati")
    await chat.says("kapan kelas las")
    await chat.presses("ask:me")
    (urgent, _) = await told_office(bekal)
    assert "pengen mati" not in urgent.text
    assert "Tolong hubungi saya." in urgent.text


async def test_the_question_beside_it_is_answered_too(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat("1001").says("saya putus asa, kapan kelas las")
    assert LINE in answer
    assert "12.30" in answer


async def test_in_a_question_it_is_marked_and_told_at_once(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    chat = bekal.chat("1001")
    await ask(bekal, chat, "Kapan daftar ulang?")
    assert LINE in await chat.says("aku sudah capek hidup pak")
    (urgent, _) = await told_office(bekal)
    assert "Sedang putus asa" in urgent.text
    await chat.says("dasar goblok semua")
    await deliver(bekal)
    assert "Sedang putus asa" in await rina.presses("tickets:open:1")


async def test_under_a_picture_in_a_question(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.presses("ask")
    caption = {"document": document(), "text": "lihat ini pak, saya pengen mati"}
    assert LINE in await chat.sends(EventKind.DOCUMENT, **caption)
    (urgent, _) = await told_office(bekal)
    assert "Sedang putus asa" in urgent.text
    await chat.presses("ask")
    answer = await chat.sends(EventKind.OTHER, text="wis ora kuat urip")  # a video
    assert LINE in answer
    assert "ditambahkan" in answer


async def test_in_a_correction(bekal: Bekal) -> None:
    await bekal.participant()
    await office(bekal)
    budi = await bekal.linked("1001")
    await budi.presses("privacy:wrong")
    answer = await budi.says("tanggal lahir saya keliru, saya sudah capek hidup")
    assert LINE in answer
    assert "diteruskan" in answer
    (urgent, _) = await told_office(bekal)
    assert "Sedang putus asa" in urgent.text
    await budi.presses("privacy:wrong")
    assert "menjengkelkan" in await budi.says("goblok semua, nama saya juga keliru")


async def test_a_first_cry_is_passed_on_however_much_waits(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await ask(bekal, chat, *(f"hal nomor {count} xyz" for count in range(10)))
    await chat.says("/menu")
    await chat.says("aku pengen mati")
    assert "sudah saya minta" in await chat.presses("ask:me")
    assert len(await told_office(bekal)) == 2
    assert "Sudah banyak pesan" in await chat.presses("ask:me")


async def test_the_mark_stays_with_harsh_words_after_it(bekal: Bekal) -> None:
    await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), "dasar goblok, kerja yang benar")
    assert "kata kasar" in question.text
    (ticket,) = await bekal.store.read(tickets.live)
    assert ticket.mark == "abuse"


@pytest.mark.parametrize(
    "text", ["kenapa sertifikat saya belum jadi juga anjing", "petugas goblok, jadwal salah terus"]
)
async def test_harsh_words_are_marked_beside_a_question(bekal: Bekal, text: str) -> None:
    await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), text)
    assert "kata kasar" in question.text


async def test_a_poor_piece_of_work_is_no_harsh_word(bekal: Bekal) -> None:
    await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), "hasil las saya elek, bisa ulang?")
    assert "kata kasar" not in question.text


async def test_harsh_words_are_answered_calmly(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    assert "Maaf, jawaban saya tadi kurang membantu" in await chat.says("bot goblok")
    await chat.presses("ask")
    assert "menjengkelkan" in await chat.says("dasar goblok semua")


async def test_in_a_caption_and_while_something_else_is_asked(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    assert LINE in await chat.sends(EventKind.OTHER, text="aku pengen mati")
    await chat.says("cek sertifikat saya")
    assert LINE in await chat.says("mending mati aja")


async def test_without_an_office_there_is_nobody_to_call(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    assert LINE in await chat.says("aku pengen mati")
    assert [each.label for each in chat.buttons] == ["Menu"]
    assert "0812-0000-9000" in await chat.presses("ask:me")


async def test_another_line_and_none(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    for line in ("0812-0000-7777", ""):
        bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, crisis_line=line))
        answer = await chat.says("aku pengen mati")
        assert LINE not in answer
        assert line in answer
        assert ("gratis" in answer) == bool(line)


async def test_who_announces_such_words_is_not_comforted(bekal: Bekal) -> None:
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await bekal.participant()
    await bekal.linked("1001")
    await admin.presses("broadcast:to:all")
    assert LINE not in await admin.says("Kalau putus asa, hubungi kami.")
