"""Locked chats: by a PIN on a shared phone, and after a long silence."""

from __future__ import annotations

import re

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from handlers.feature_list import FEATURES
from programme.messages import EventKind
from programme.people import Role, Topic
from programme.pins import is_guessable, read_pin
from services.linking import inviting
from services.people import staff_list
from store.connection import Tx
from store.sealing import sealed

NEWS = "Ada kabar penting."
ASKS_PIN = "Tulis PIN-nya dulu"
ASKS_BIRTH_DATE = "Tanggal lahir pesertanya?"


async def with_pin(bekal: Bekal, pin: str = "4071") -> Chat:
    """Budi's own chat, with a class tomorrow and a PIN that was written a while ago."""
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    await chat.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), (pin, "terpasang"))
    bekal.clock.move(minutes=16)
    return chat


async def announced(bekal: Bekal) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")


async def test_personal_questions_wait_for_the_pin_and_are_answered_then(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.talks(
        ("jadwal besok", ASKS_PIN),
        ("9999", "belum benar"),
        ("4071", "Bengkel Las"),
        ("sertifikat saya", "Belum ada sertifikat"),
    )
    bekal.clock.move(minutes=16)
    assert ASKS_PIN in await chat.says("sertifikat saya")


async def test_a_button_waits_too(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.presses("privacy:mine")
    assert "Budi Santoso" in await chat.says("40 71")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("alamat kantor dimana", "Jl. Contoh"),
        ("ada kursus apa saja", "Pelatihan yang ada"),
        ("stop", "tidak ada lagi pesan otomatis"),
        ("hapus data saya", "Hapus sambungan"),
        ("tarik persetujuan", "Persetujuan ditarik"),
        ("bukan saya", "Apakah chat ini bukan milik"),
        ("/bahasa", "bahasa"),
        ("/privasi", "Penanggung jawab"),
        ("saya ingin mati saja", "119"),
        ("halo", "Bekal"),
    ],
)
async def test_what_tells_nothing_personal_does_not_wait(
    bekal: Bekal, said: str, answered: str
) -> None:
    chat = await with_pin(bekal)
    assert answered in await chat.says(said)
    assert ASKS_PIN not in await chat.says(said)


@pytest.mark.parametrize(
    "said",
    ["kapan kelas las", "dimana kelas las besok", "data saya", "/keluarga", "/pengingat",
     "ingatkan saya", "/pin", "besok saya sakit", "LMG-2026-031", "sertifikat saya sudah jadi?"],
)  # fmt: skip
async def test_what_is_personal_waits(bekal: Bekal, said: str) -> None:
    chat = await with_pin(bekal)
    answer = await chat.says(said)
    assert ASKS_PIN in answer
    assert "Bengkel" not in answer


async def test_deleting_in_a_closed_chat_offers_nothing_about_the_list(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.says("hapus data saya")
    assert not any("kantor" in button.label for button in chat.buttons)
    assert ASKS_PIN in await chat.confirms("privacy:list-yes")


async def test_only_that_there_is_news_is_pushed_and_it_is_told_when_opened(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await announced(bekal)
    message = (await pushed(bekal))["1001"]
    assert message.text == NEWS
    assert [button.label for row in message.buttons for button in row] == ["Baca"]
    await chat.presses("unlock:news")
    told = await chat.says("4071")
    assert "14.00–17.30 WIB" in told
    assert "tidak ada kabar baru" not in told.lower()
    assert "Tidak ada kabar baru" in await chat.presses("unlock:news")
    assert "hadir" in (await chat.presses("attend:yes:1")).lower()


async def test_news_are_told_before_what_was_asked(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await announced(bekal)
    await pushed(bekal)
    await chat.says("data saya")
    told = await chat.says("4071")
    assert told.index("14.00–17.30 WIB") < told.index("Budi Santoso")


async def test_news_that_no_longer_hold_are_not_told(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await announced(bekal)
    await pushed(bekal)
    bekal.clock.set("2026-11-26 09:00")
    await chat.presses("unlock:news")
    assert "14.00" not in await chat.says("4071")


async def test_an_open_chat_is_told_at_once(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.talks(("jadwal", ASKS_PIN), ("4071", "Bengkel Las"))
    await announced(bekal)
    assert "14.00" in (await pushed(bekal))["1001"].text


async def test_wrong_tries_end_in_a_pause_that_survives_all_else(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.says("jadwal")
    for pin in ("1111", "2222", "3333", "4444"):
        assert "belum benar" in await chat.says(pin)
    assert "belum benar" in await chat.says("5555")
    assert "terlalu sering" in await chat.says("4071")
    await chat.says("jadwal")
    assert "terlalu sering" in await chat.says("4071")
    bekal.clock.move(hours=1, minutes=1)
    await chat.says("jadwal")
    assert "Bengkel Las" in await chat.says("4071")


async def test_ten_tries_a_day_are_the_most(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    for _ in range(2):
        await chat.says("jadwal")
        for pin in ("1111", "2222", "3333", "4444", "5555"):
            await chat.says(pin)
        bekal.clock.move(hours=2)
    await chat.says("jadwal")
    assert "terlalu sering" in await chat.says("4071")


async def test_another_question_between_is_answered(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.says("jadwal")
    assert "Jl. Contoh" in await chat.says("alamat kantor dimana ya pak")
    assert "Bengkel Las" in await chat.says("4071")
    bekal.clock.move(minutes=16)
    await chat.says("jadwal")
    assert ASKS_PIN in await chat.says("apa itu?")
    assert "dibatalkan" in await chat.says("batal")


@pytest.mark.parametrize("said", ["pin lupa", "lali pin e pak", "Lupa PIN"])
async def test_a_forgotten_pin_is_told_in_words(bekal: Bekal, said: str) -> None:
    chat = await with_pin(bekal)
    await chat.talks(("jadwal", ASKS_PIN), (said, "kode baru"), ("4071", "Bengkel Las"))


async def test_what_was_going_on_goes_on_after_the_pin(bekal: Bekal) -> None:
    chat = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await bekal.participant()
    await bekal.linked("1001")
    await chat.talks(("/pin", "bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "terpasang"))
    await chat.presses("broadcast:to:all")
    bekal.clock.move(minutes=16)
    assert ASKS_PIN in await chat.says("Kantor tutup hari Jumat.")
    assert "Kantor tutup hari Jumat." in await chat.says("4071")
    assert "terkirim" in (await chat.presses("broadcast:send")).lower() or chat.buttons


async def test_the_message_with_the_pin_is_taken_out_of_the_chat(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.says("jadwal")
    await chat.sends(EventKind.TEXT, text="4071", source_message="77")

    def deletions(tx: Tx) -> list[str]:
        rows = tx.db.execute("SELECT body FROM outbox WHERE dedupe_key LIKE 'delete:%'")
        return [tx.keys.open(body, "outbox.body") for (body,) in rows.fetchall()]

    (deleted,) = await bekal.store.read(deletions)
    assert '"delete_of": "77"' in deleted


def with_blobs_as_text(statement: str) -> str:
    """Of a dump: in hexadecimal, sealed bytes can show any six digits by chance."""
    return re.sub(
        r"X'([0-9A-F]*)'", lambda blob: bytes.fromhex(blob[1]).decode("latin-1"), statement
    )


async def test_the_pin_is_nowhere_in_the_store(bekal: Bekal) -> None:
    await with_pin(bekal, "407193")

    def everything(tx: Tx) -> str:
        opened = [
            tx.keys.open(value, place)
            for table in sealed.tables(tx.db)
            for column, place in zip(table.columns, table.places, strict=True)
            for (value,) in tx.db.execute(
                f"SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL"  # noqa: S608
            ).fetchall()
        ]
        return "\n".join([*map(with_blobs_as_text, tx.db.iterdump()), *opened])

    assert "407193" not in await bekal.store.read(everything)


async def test_changed_and_removed(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.talks(
        ("/pin", ASKS_PIN),
        ("4071", "memakai PIN"),
        ("[Ganti]", "4 sampai 6"),
        ("1990", "mudah ditebak"),
        ("17081990", "bukan PIN"),
        ("2580", "terpasang"),
    )
    bekal.clock.move(minutes=16)
    await chat.talks(("/pin", ASKS_PIN), ("4071", "belum benar"), ("2580", "memakai PIN"))
    await chat.talks(("[Hapus PIN]", "sudah dihapus"), ("jadwal besok", "Bengkel Las"))


@pytest.mark.parametrize("pin", ["1111", "1234", "4321", "1708", "0817", "1990", "170890", "9008"])
async def test_guessable_pins_are_refused(bekal: Bekal, pin: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.presses("pin:set")
    answer = await chat.says(pin)
    assert ("mudah ditebak" in answer) is (pin != "9008")


async def test_a_chat_without_anything_to_hide_needs_none(bekal: Bekal) -> None:
    chat = bekal.chat("1009")
    await chat.presses("pin:set")
    assert "belum terhubung" in await chat.says("4071")
    assert ASKS_PIN not in await chat.says("data saya")


async def test_a_new_code_for_the_same_opens_and_takes_the_pin_away(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.says("jadwal")
    assert "kode baru" in await chat.presses("Lupa")
    await chat.opens(await bekal.code(), "HP saya")
    assert "Bengkel Las" in await chat.says("jadwal besok")


async def test_a_code_for_somebody_else_opens_nothing(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await chat.opens(await bekal.code("LMG-2026-032", Topic.SCHEDULE), "HP saya")
    await chat.presses("link:skip")
    assert ASKS_PIN in await chat.says("jadwal besok")


async def test_a_family_code_opens_no_chat_of_his_own(bekal: Bekal) -> None:
    chat = await with_pin(bekal)
    await chat.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    assert ASKS_PIN in await chat.says("sertifikat saya")


async def test_a_pin_forgotten_in_a_chat_of_two_sons_goes_with_a_code_for_each(
    bekal: Bekal,
) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "2001-04-19", skill="meubeler")
    mother = bekal.chat("1002")
    await linked_to_both(bekal, mother)
    await mother.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "PIN"))
    bekal.clock.move(minutes=16)
    await mother.says("jadwal")
    assert "satu untuk tiap orang" in await mother.presses("Lupa")
    for number, answer in (("LMG-2026-031", ASKS_PIN), ("LMG-2026-032", "Jadwal siapa")):
        await mother.opens(await bekal.code(number, Topic.SCHEDULE), "HP saya")
        await mother.presses("link:skip")
        assert answer in await mother.says("jadwal")


async def linked_to_both(bekal: Bekal, mother: Chat) -> None:
    for number in ("LMG-2026-031", "LMG-2026-032"):
        await mother.opens(await bekal.code(number, Topic.SCHEDULE), "HP saya")
        await mother.presses("link:skip")


async def test_a_silent_chat_is_asked_for_the_birth_date(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.clock.move(days=180)
    await bekal.session("2027-05-24 12:30")
    await announced_then(bekal, "Las besok diundur jam 14")
    assert (await pushed(bekal))["1001"].text == NEWS
    await chat.talks(
        ("jadwal", ASKS_BIRTH_DATE),
        ("18-8-1990", "belum cocok"),
        ("besok ya", ASKS_BIRTH_DATE),
        ("17 agustus 1990", "14.00–17.30 WIB"),
        ("jadwal", "Bengkel Las"),
    )
    bekal.clock.move(days=100)
    assert ASKS_BIRTH_DATE not in await chat.says("jadwal")


async def announced_then(bekal: Bekal, text: str) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await instructor.says(text)
    await instructor.presses("announce:send")


async def test_silence_stays_until_it_is_proven(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.clock.move(days=180)
    await chat.says("halo")
    bekal.clock.move(days=1)
    assert ASKS_BIRTH_DATE in await chat.says("jadwal besok")


async def test_family_proves_itself_by_any_of_its_participants(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "2001-04-19", skill="meubeler")
    chat = bekal.chat("1002")
    await linked_to_both(bekal, chat)
    bekal.clock.move(days=181)
    await chat.talks(("jadwal", ASKS_BIRTH_DATE), ("19-4-2001", "Jadwal siapa"))


async def test_whoever_has_the_number_now_does_not_prove_himself_by_his_own_birth_date(
    bekal: Bekal,
) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "2001-04-19", skill="meubeler")
    chat = await bekal.linked("1001")
    bekal.clock.move(days=181)
    await chat.opens(await bekal.code("LMG-2026-032"), "HP saya")
    await chat.talks(
        ("jadwal", ASKS_BIRTH_DATE),
        ("19-4-2001", "belum cocok"),
        ("17-8-1990", "Jadwal siapa"),
    )


async def test_whoever_has_the_number_of_staff_now_gets_no_role_by_his_own_code(
    bekal: Bekal,
) -> None:
    await bekal.participant()
    chat = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    bekal.clock.move(days=181)
    await chat.opens(await bekal.code(), "HP saya")
    await chat.says("17-8-1990")
    assert "kode baru" in await chat.presses("people")
    assert "kode baru" in await chat.says("17-8-1990") + await chat.presses("people")


async def test_a_new_code_opens_a_silent_chat(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2027-05-25 12:30")
    chat = await bekal.linked("1001")
    bekal.clock.move(days=181)
    await chat.opens(await bekal.code(), "HP saya")
    assert "Bengkel Las" in await chat.says("jadwal")


async def test_birth_dates_can_not_be_gone_through(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.clock.move(days=181)
    await chat.says("jadwal")
    for day in range(1, 6):
        await chat.says(f"{day}-8-1990")
    assert "terlalu sering" in await chat.says("17-8-1990")


async def test_silent_staff_need_a_new_code(bekal: Bekal) -> None:
    chat = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    bekal.clock.move(days=181)
    assert "kode baru" in await chat.presses("broadcast:to:all")
    code = await bekal.store.write(lambda tx: staff_code(tx, bekal))
    await chat.says(f"/start {code}")
    assert "kode baru" not in await chat.says("/siaran")


def staff_code(tx: Tx, bekal: Bekal) -> str:
    member = staff_list.one_of_name(tx, "Retno")
    return inviting.invite_staff(tx, member.id, "test", bekal.clock.now(), days=7).code


async def test_a_silent_stranger_is_asked_nothing(bekal: Bekal) -> None:
    chat = bekal.chat("1009")
    await chat.says("halo")
    bekal.clock.move(days=200)
    assert ASKS_BIRTH_DATE not in await chat.says("data saya")


async def test_bukan_saya_ends_a_recycled_chat_for_good(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.clock.move(days=181)
    await chat.talks(
        ("jadwal", ASKS_BIRTH_DATE), ("bukan saya", "Apakah"), ("[Ya, putuskan]", "Terima kasih")
    )
    answer = await chat.says("data saya")
    assert "Budi" not in answer
    assert "LMG" not in answer


OPEN_WHEN_CLOSED = """
/bahasa /bantuan /batal /help /kursus /lokasi /menu /petugas /privasi /stop
ask cancel card contact courses disown help language link menu place request unlock
certificate:number consent:declined consent:restore consent:withdraw
privacy privacy:delete privacy:yes reminders:off
contact courses delete_data greeting help language location out_of_scope reminders_off thanks
ask.more ask.text certificate.birth_date certificate.number consent.taken_back request.who
start.consent start.nickname unlock.birth_date unlock.consent unlock.pin
"""
RIGHTS = "consent my_data privacy privacy.wrong"


def test_what_may_be_done_in_a_closed_chat() -> None:
    """Whoever adds to it makes sure that it tells and changes nothing personal."""
    parts = [
        *FEATURES.commands.items(),
        *FEATURES.presses.items(),
        *FEATURES.questions.items(),
        *FEATURES.states.items(),
    ]
    free = [
        name if part.when_closed is True else f"{name}:{argument}".rstrip(":")
        for name, part in parts
        for argument in (part.when_closed if isinstance(part.when_closed, tuple) else [""])
        if part.when_closed
    ]
    assert sorted(free) == sorted(OPEN_WHEN_CLOSED.split())
    assert sorted(name for name, part in parts if part.is_right) == RIGHTS.split()


@pytest.mark.parametrize(
    ("text", "pin"),
    [("4071", "4071"), (" 40 71 93 ", "407193"), ("4-0-7-1", "4071"), ("٤٠٧١", "4071"),
     ("407", None), ("4071935", None), ("pin 4071", "4071"), ("ini pinku: 4071", "4071"),
     ("PIN saya 40 71", "4071"), ("pinjam 4071", None), ("jam 4071", None),
     ("", None), ("empat", None)],
)  # fmt: skip
def test_pins_as_they_are_typed(text: str, pin: str | None) -> None:
    assert read_pin(text) == pin


def test_a_pin_without_any_birth_date_known() -> None:
    assert not is_guessable("1708", [])


async def test_the_pin_is_found_by_its_name(bekal: Bekal) -> None:
    assert "dipakai bersama" in await bekal.chat().says("pasang PIN")
    assert "Apa yang salah" in await bekal.chat().says("data saya salah")
