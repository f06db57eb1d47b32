"""People write a button's label, or "ya" and "tidak", instead of pressing it."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Role, Topic


async def naming(bekal: Bekal) -> Chat:
    """A mother's chat that is asked for a nickname."""
    await bekal.participant()
    return await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("undang keluarga", "Keluarga juga bisa"),
        ("Undang kulawarga", "Keluarga juga bisa"),
        ("invite family", "Keluarga juga bisa"),
        ("data saya", "Ini yang disimpan"),
        ("data kula", "Ini yang disimpan"),
        ("Delete my data", "Tidak bisa dikembalikan"),
        ("talk to the office", "0812-0000-9000"),
        ("Alamat dan jam buka", "Jl. Contoh"),
        ("alamat lan jam buka", "Jl. Contoh"),
        ("pengingat", "Pengingat"),
        ("language", "Mau pakai bahasa apa?"),
        ("nyala lagi", "Pengingat menyala"),
        ("Nyalakan lagi", "Pengingat menyala"),
    ],
)
async def test_label_of_the_menu_may_be_written_at_any_time(
    bekal: Bekal, said: str, answered: str
) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(("makasih", "Sama-sama"), (said, answered))
    await chat.presses("certificate:number")
    await chat.talks((said, answered))


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("kelas saya", "Kelas yang mana?"),
        ("ubah kelas", "Kelas yang mana?"),
        ("my classes", "Kelas yang mana?"),
        ("kirim ke banyak orang", "Kirim pesan ke siapa?"),
        ("kirim menyang wong akeh", "Kirim pesan ke siapa?"),
    ],
)
async def test_label_of_a_role_is_no_matter_of_others(
    bekal: Bekal, said: str, answered: str
) -> None:
    await bekal.session("2026-11-25 12:30")
    office = await bekal.staff_chat("2001", "Endah", Role.STAFF)
    await office.talks((said, answered))
    await bekal.participant()
    assert answered not in await (await bekal.linked("1001")).says(said)


async def test_question_leans_on_a_label_that_was_written(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    await (await bekal.linked("1001")).talks(("sertifikat", ""), ("trus bawa apa?", "KTP asli"))


@pytest.mark.parametrize("no", ["tidak", "enggak", "ora", "gak jadi", "Tidak jadi", "mboten"])
async def test_no_in_words_keeps_the_data(bekal: Bekal, no: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(("hapus data saya", "Tidak bisa dikembalikan"), (no, "Baik, dibatalkan."))
    assert "Budi" in await chat.says("data saya")


@pytest.mark.parametrize("yes", ["ya", "iya", "Yes", "oke", "ya hapus", "nggih"])
async def test_yes_in_words_deletes_the_data(bekal: Bekal, yes: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(("hapus data saya", "Tidak bisa dikembalikan"), (yes, "Sudah dihapus"))


async def test_yes_long_after_a_question_is_none_to_it(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.says("hapus data saya")
    bekal.clock.move(minutes=31)
    assert "dihapus" not in await chat.says("ya")
    assert "Budi" in await chat.says("data saya")


@pytest.mark.parametrize("yes", ["ya", "oke", "Kirim"])
async def test_preview_is_sent_by_a_yes(bekal: Bekal, yes: str) -> None:
    await bekal.session("2026-11-25 12:30")
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.talks(
        ("Las besok diundur jam 14", "Ini yang akan dikirim"), (yes, "Pengiriman selesai")
    )


async def test_preview_is_left_by_a_no_but_a_reason_may_be_one(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.presses("announce:cancelled:1")
    await instructor.talks(
        ("tidak ada listrik", "Ini yang akan dikirim"), ("tidak", "Baik, dibatalkan.")
    )


@pytest.mark.parametrize("yes", ["ya", "oke", "siap"])
async def test_yes_is_no_nickname_and_no_thanks(bekal: Bekal, yes: str) -> None:
    mother = await naming(bekal)
    await mother.talks((yes, "Nama panggilannya siapa?"), ("Mas", "Selesai."))


async def test_no_skips_the_nickname(bekal: Bekal) -> None:
    await (await naming(bekal)).talks(("tidak", "Selesai."))


async def test_nods_leave_a_question_for_a_number_open(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("sertifikat")
    await chat.talks(
        ("oke", "Sepertinya itu bukan nomor"), ("LMG-2026-031", "Tanggal lahir pesertanya")
    )


async def test_short_labels_stand_side_by_side(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("/menu")
    rows = [[button.label for button in row] for row in chat.last.buttons]
    assert rows[0] == ["1. Jadwal kelas", "2. Sertifikat"]
    assert ["3. Alamat dan jam buka"] in rows
    assert len(rows) <= 5


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("bisa minta bukti buat lamar kerja", "Perusahaan melihat"),
        ("undang ibu saya", "Keluarga juga bisa bertanya"),
        ("lupa pin", "Dengan PIN"),
    ],
)
async def test_what_is_asked_for_in_other_words_than_the_buttons(
    bekal: Bekal, said: str, answered: str
) -> None:
    await bekal.certificate(await bekal.participant())
    await (await bekal.linked("1001")).talks((said, answered))
