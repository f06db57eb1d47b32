"""Conversation in general: menu, numbered choices, follow-ups, STOP, batal, languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from dialogue import Bekal, Chat

from programme.messages import ChatType, EventKind
from programme.office import OpeningHours
from programme.people import Role, Topic
from store import contacts
from store.connection import Tx

MENU = "Apa yang ingin ditanyakan?"
SILENCED = "tidak ada lagi pesan otomatis"

STATES = {
    "none": [],
    "number": ["sertifikat"],
    "birth date": ["sertifikat LMG-2026-031"],
    "consent": ["{code}"],
    "nickname": ["{code}", "1"],
    "whose": ["{code}", "1", "batal", "{other}", "1", "batal", "jadwal anakku"],
    "language": ["bahasa"],
}


async def in_state(bekal: Bekal, state: str) -> Chat:
    """A chat that is asked something."""
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "1992-01-05", "meubeler")
    await bekal.session("2026-11-25 12:30")
    code = await bekal.code("LMG-2026-031", Topic.SCHEDULE)
    other = await bekal.code("LMG-2026-032", Topic.SCHEDULE)
    chat = bekal.chat()
    for text in STATES[state]:
        await chat.says(text.format(code=code, other=other))
    return chat


async def wants_reminders(bekal: Bekal, chat: Chat) -> bool:
    def work(tx: Tx) -> bool:
        return contacts.at(tx, chat.channel, chat.address, bekal.clock.now()).reminders

    return await bekal.store.write(work)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", ["STOP", "berhenti", "/stop", "stop mawon pak!!"])
async def test_stop_holds_in_every_state_and_can_be_undone(
    bekal: Bekal, state: str, said: str
) -> None:
    chat = await in_state(bekal, state)
    assert SILENCED in await chat.says(said)
    assert not await wants_reminders(bekal, chat)
    await chat.talks(("1", "Pengingat"))
    assert await wants_reminders(bekal, chat)


@pytest.mark.parametrize(
    "said",
    [
        "stop", "Stop.", "STOP STOP", "stop aja pak", "berhenti berlangganan", "unsubscribe",
        "jangan kirim lagi", "gak usah diingatkan lagi", "matikan pengingat", "/STOP",
        "tolong stop kirim pesan", "mandek",
    ],
)  # fmt: skip
async def test_stop_in_all_its_forms_as_the_first_message(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    assert SILENCED in await chat.says(said)
    assert not await wants_reminders(bekal, chat)


async def test_stop_says_the_same_to_a_stranger_and_to_a_linked_chat(bekal: Bekal) -> None:
    await bekal.participant()
    linked = await bekal.linked("1001")
    assert await linked.says("stop") == await bekal.chat("6666").says("stop")


async def test_stop_beside_another_request(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat().says("stop pengingat dan jadwal las besok apa")
    assert SILENCED in answer
    assert "12.30" in answer


async def test_reminders_are_on_again_when_asked_for(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(
        ("stop", SILENCED),
        ("/pengingat", "Pengingat sedang dimatikan."),
        ("1", "Sebelum kelas nanti dikabari."),
        ("/pengingat", "Pengingat menyala."),
        ("1", SILENCED),
        ("ingatkan saya", "Sebelum kelas nanti dikabari."),
    )


@pytest.mark.parametrize("said", ["pengingat", "Pengingat?", "reminder", "notif pak", "pangeling"])
async def test_pengingat_alone_shows_how_they_are(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.says("stop")
    await chat.talks((said, "Pengingat sedang dimatikan."))
    assert not await wants_reminders(bekal, chat)
    await chat.talks(("[Nyalakan pengingat]", "Pengingat menyala"), (said, "Pengingat menyala."))
    assert any("Matikan" in button.label for button in chat.buttons)


@pytest.mark.parametrize(
    ("role", "answered"),
    [
        (Role.INSTRUCTOR, "Instruktur dikabari"),
        (Role.ESCORT, "Sebelum tiap kelas rombongan"),
        (Role.STAFF, "bukan ke petugas"),
    ],
)
async def test_role_hears_what_it_is_told(bekal: Bekal, role: Role, answered: str) -> None:
    chat = await bekal.staff_chat("2001", "Wahyu", role)
    await chat.talks(("pengingat", answered))
    assert any("Matikan" in each.label for each in chat.buttons) is (role is Role.ESCORT)
    await chat.talks(("stop", "menyangkut tugas"))


async def test_stranger_is_promised_no_reminders(bekal: Bekal) -> None:
    await bekal.chat().talks(("/pengingat", "setelah chat ini terhubung"))


@pytest.mark.parametrize("state", [state for state in STATES if state != "nickname"])
@pytest.mark.parametrize("said", ["batal", "Batal!", "gak jadi", "/batal"])
async def test_batal_leaves_every_state(bekal: Bekal, state: str, said: str) -> None:
    chat = await in_state(bekal, state)
    await chat.talks((said, "Baik, dibatalkan."), ("17-8-1990", ""))
    assert "terhubung" not in await chat.says("ya")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", ["/menu", "/jadwal", "/bantuan", "/start", "/apa_saja"])
async def test_any_command_leaves_every_state(bekal: Bekal, state: str, command: str) -> None:
    chat = await in_state(bekal, state)
    await chat.says(command)
    assert "Tanggal lahir" in await chat.says("LMG-2026-999")


async def test_questions_of_a_conversation_time_out(bekal: Bekal) -> None:
    chat = await in_state(bekal, "number")
    bekal.clock.move(minutes=31)
    assert "Sepertinya itu bukan nomor" not in await chat.says("Budi")


@pytest.mark.parametrize(
    "said",
    ["2", " 2 ", "2.", "2)", "(2)", "no 2", "No. 2", "nomor 2", "nomer 2 mawon", "yang 2",
     "yg no 2", "pilih 2", "2 aja bu", "dua", "yang kedua", "loro", "2️⃣", "#2"],
)  # fmt: skip
async def test_number_of_a_button_however_it_is_written(bekal: Bekal, said: str) -> None:
    await bekal.chat().talks(("/menu", MENU), (said, "Berapa nomor pesertanya"))


@pytest.mark.parametrize("said", ["sertifikat", "Sertifikat!", "2. Sertifikat"])
async def test_label_of_a_button_may_be_written(bekal: Bekal, said: str) -> None:
    await bekal.chat().talks(("/menu", MENU), (said, "Berapa nomor pesertanya"))


async def test_number_is_that_of_the_newest_message(bekal: Bekal) -> None:
    await bekal.chat().talks(("/menu", MENU), ("3", "Jl. Contoh"), ("2", MENU), ("5", "Pengingat"))


@pytest.mark.parametrize("said", ["0", "99", "no 18"])
async def test_number_that_is_no_choice_shows_the_menu(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    await chat.talks((said, MENU))
    await chat.talks((said if said != "007" else "70", MENU))


async def test_number_of_a_choice_long_ago_shows_the_menu(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("/menu")
    bekal.clock.move(hours=11)
    await chat.talks(("3", "Jl. Contoh"))
    bekal.clock.move(hours=13)
    await chat.talks(("2", MENU))


async def test_lone_button_has_no_number_and_takes_none(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.talks(("sertifikat", "Berapa nomor pesertanya"))
    assert [button.label for button in chat.buttons] == ["Batal"]
    assert "dibatalkan" not in await chat.says("1")


async def test_button_pressed_long_after_works(bekal: Bekal) -> None:
    await bekal.session("2026-12-25 08:00")
    chat = bekal.chat()
    await chat.says("jadwal las besok")
    today = next(button.data for button in chat.buttons if "Hari ini" in button.label)
    bekal.clock.set("2026-12-25 07:00")
    assert "hari ini, Jumat, 25 Desember 2026" in await chat.presses(today)


@pytest.mark.parametrize(
    "data", ["", ":", "nothing", "menu:x", "language:xx", "help:::", "\x00", "a" * 64]
)
async def test_unknown_button_shows_something_useful(bekal: Bekal, data: str) -> None:
    assert await bekal.chat().presses(data or "zzz")


async def test_questions_lean_on_the_one_before(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-25 08:00", "meubeler")
    await bekal.session("2026-11-26 09:15")
    await bekal.session("2026-11-26 10:45", "meubeler")
    chat = bekal.chat()
    await chat.talks(("jadwal las besok", "12.30"), ("kalau lusa?", "09.15"))
    assert "Meubeler" not in await chat.says("kalo besok gmn")
    await chat.talks(("yang mebel?", "08.00"))
    await chat.talks(("cara ambil sertifikat", "gratis"), ("trus bawa apa?", "KTP asli"))


async def test_question_leans_on_a_button_too(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 10:45", "meubeler")
    await bekal.session("2026-11-26 09:15")
    chat = bekal.chat()
    await chat.talks(
        ("jadwal las", "12.30"), ("[Hari ini]", "Tidak ada"), ("makasih", "Sama-sama")
    )
    answer = await chat.says("kalau lusa?")
    assert "09.15" in answer
    assert "10.45" not in answer


async def test_question_does_not_lean_on_one_long_ago(bekal: Bekal) -> None:
    await bekal.session("2026-11-26 10:45", "meubeler")
    chat = bekal.chat()
    await chat.says("jadwal las besok")
    bekal.clock.move(minutes=31)
    assert "10.45" in await chat.says("kalau lusa?")


async def test_two_questions_are_answered_in_order(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat().says("jadwal las besok dan alamat kantor di mana?")
    assert answer.index("12.30") < answer.index("Jl. Contoh")


@pytest.mark.parametrize("said", ["mebel", "yang punya saya mana"])
async def test_unsure_offers_two_or_three_buttons(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    await chat.says(said)
    assert 2 <= len(chat.buttons) <= 3


async def test_language_is_indonesian_until_chosen(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.sends(EventKind.START, text="/start", language="en")
    assert "Halo!" in chat.last.text
    await chat.talks(
        ("bahasa", "Mau pakai bahasa apa?"),
        ("3", "All right, in English from now on."),
        ("jadwal besok", "There is no class tomorrow, Wednesday, 25 November 2026."),
        ("/bahasa", "Which language?"),
        ("2", "Basa Jawa"),
        ("/bahasa", "basa"),
        ("1", "Baik, mulai sekarang pakai Bahasa Indonesia."),
    )


@pytest.mark.parametrize("language", ["en", "jv"])
async def test_every_button_of_the_menu_answers_in_every_language(
    bekal: Bekal, language: str
) -> None:
    chat = bekal.chat()
    await chat.presses(f"language:{language}")
    for number in range(1, 8):
        await chat.says("/menu")
        assert await chat.says(str(number))


async def test_help_says_how_to_talk(bekal: Bekal) -> None:
    for said in ("bantuan", "/help", "/bantuan", "menu"):
        assert "Contoh:" in await bekal.chat().says(said)


@pytest.mark.parametrize(
    ("role", "told", "untold"),
    [
        (Role.INSTRUCTOR, "/sesi", "/siaran"),
        (Role.STAFF, "/siaran", "Sertifikat saya"),
        (Role.ADMIN, "/siaran", "Sertifikat saya"),
        (Role.ESCORT, "daftar hadir", "/sesi"),
    ],
)
async def test_help_for_a_role(bekal: Bekal, role: Role, told: str, untold: str) -> None:
    answer = await (await bekal.staff_chat("2001", "Wahyu", role)).says("/bantuan")
    assert told in answer
    assert untold not in answer


async def test_contact_comes_from_the_settings(bekal: Bekal) -> None:
    await bekal.chat().talks(
        ("mau bicara sama petugas", "0812-0000-9000"), ("/petugas", "Disnaker Lamongan")
    )
    bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, phone="0812-0000-9111"))
    await bekal.chat().talks(("/petugas", "0812-0000-9111"))


async def test_courses_name_the_years_of_coming_classes(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 12:30", programme="Pelatihan 2025", year=2025)
    answer = await bekal.chat().says("pelatihan apa saja yang ada?")
    assert "Pengelasan (kelas tahun 2025, 2026)" in answer
    assert "• Meubeler\n" in answer


RAMADAN = OpeningHours(
    frozenset(range(5)), time(8), time(14), since=date(2026, 11, 23), until=date(2026, 11, 25)
)


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("2026-11-24 07:00", "Hari ini buka pukul 08.00."),
        ("2026-11-24 09:00", "Sekarang buka, sampai pukul 14.00."),
        ("2026-11-24 14:00", "Hari ini sudah tutup."),
        ("2026-11-26 14:00", "Sekarang buka, sampai pukul 15.30."),
        ("2026-11-28 09:00", "Hari ini tutup."),
    ],
)
async def test_opening_hours_with_dates_go_before_the_usual(
    bekal: Bekal, local: str, said: str
) -> None:
    office = bekal.setup.office
    bekal.setup = replace(bekal.setup, office=replace(office, hours=(RAMADAN, *office.hours)))
    bekal.clock.set(local)
    await bekal.chat().talks(("kantor buka jam berapa", said))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("kantor sabtu buka tidak", "Sabtu, 28 November 2026: tutup."),
        ("kantor besok buka jam berapa", "Besok, Rabu, 25 November 2026: buka pukul 08.00–15.30."),
        ("disnaker tgl 25 desember buka ga", "Jumat, 25 Desember 2026: tutup."),
        ("petugas sabtu ada?", "Sabtu, 28 November 2026: tutup."),
        ("hari ini kantor buka ga", "Sekarang buka, sampai pukul 15.30."),
        ("kantor minggu depan buka?", "Sekarang buka, sampai pukul 15.30."),
    ],
)
async def test_the_office_tells_of_the_day_asked_about_also_who_has_a_class_then(
    bekal: Bekal, question: str, said: str
) -> None:
    await bekal.participant()
    for day in ("2026-11-25", "2026-11-28"):
        await bekal.session(f"{day} 12:30")
    for chat in (bekal.chat("9"), await bekal.linked("1001")):
        answer = await chat.says(question)
        assert said in answer
        assert "Kelas" not in answer


async def test_a_question_goes_on_from_the_office_or_from_the_class(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-27 12:30")
    budi = await bekal.linked("1001")
    await budi.talks(
        ("kantor sabtu buka tidak", "tutup"),
        ("kalau jumat?", "Jumat, 27 November 2026: buka pukul 08.00–15.30."),
        ("kelas jumat di mana", "Kelas Jumat"),
        ("kalau sabtu?", "Tidak ada kelas"),
    )


async def test_hours_with_dates_say_until_when(bekal: Bekal) -> None:
    bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, hours=(RAMADAN,)))
    answer = await bekal.chat().says("kantor buka jam berapa")
    assert "Senin–Jumat: 08.00–14.00 (sampai Rabu, 25 November 2026)" in answer


async def test_days_apart_are_named_one_by_one(bekal: Bekal) -> None:
    hours = (OpeningHours(frozenset({0, 2}), time(8), time(12)),)
    bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, hours=hours))
    await bekal.chat().talks(("kantor buka jam berapa", "Senin, Rabu: 08.00–12.00"))


async def test_office_without_settings_still_answers(bekal: Bekal) -> None:
    nothing = type(bekal.setup.office)()
    bekal.setup = replace(bekal.setup, office=nothing)
    for said in (
        "alamat di mana",
        "/petugas",
        "ambil sertifikat di mana",
        "kantor buka jam berapa",
    ):
        assert await bekal.chat().says(said)
    for said in ("alamat di mana", "/petugas"):
        answer = await bekal.chat().says(said)
        assert "belum diisi" in answer
        assert "telepon kami" not in answer


async def test_a_named_language_is_taken_at_once(bekal: Bekal) -> None:
    chat = bekal.chat()
    assert "English" in await chat.says("bisa pakai bahasa inggris?")
    assert "Indonesia" in await chat.says("ganti bahasa indonesia")


async def test_a_group_gets_the_link_once_in_a_while(bekal: Bekal) -> None:
    group = bekal.chat("-100200300")
    said = {"chat_type": ChatType.GROUP}
    assert "t.me/bekal_bot" in await group.sends(EventKind.TEXT, text="jadwal las besok", **said)
    assert await group.sends(EventKind.TEXT, text="halo semua", **said) == ""
    assert "t.me/bekal_bot" in await group.sends(EventKind.TEXT, text="/jadwal", **said)
    bekal.clock.move(minutes=31)
    assert "t.me/bekal_bot" in await group.sends(EventKind.TEXT, text="pak jadwalnya", **said)
