"""Whoever wasn't helped twice in a row is offered the office, with what he wrote."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import office, told_office

from programme.messages import EventKind

OFFER = "tidak perlu menulis lagi"


async def written(chat: Chat, *texts: str) -> list[str]:
    return [await chat.says(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ("blubb", "wkwk zzz"),
        ("resep soto", "resep rawon ayam"),
        ("[certificate:number]", "bukan nomor", "ga tau nomornya"),
        ("blubb", "resep rawon ayam"),
    ],
)
async def test_the_second_answer_that_is_no_help_offers_the_office(
    bekal: Bekal, texts: tuple[str, ...]
) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    if texts[0].startswith("["):
        await chat.presses(texts[0].strip("[]"))
        texts = texts[1:]
    first, second = await written(chat, *texts)
    assert OFFER not in first
    assert OFFER in second
    await chat.talks(("ya", "sudah diteruskan"))
    bekal.clock.move(minutes=1)
    question = (await told_office(bekal))[0].text
    for text in texts:
        assert text in question


async def test_an_answer_that_helps_begins_anew(bekal: Bekal) -> None:
    await office(bekal)
    answers = await written(bekal.chat("1001"), "blubb", "alamat kantor", "wkwk zzz")
    assert all(OFFER not in each for each in answers)


async def test_stickers_count_and_what_was_written_goes(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.says("blubb")
    assert OFFER in await chat.sends(EventKind.OTHER)


async def test_without_an_office_chat_its_phone_is_offered(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    await written(chat, "blubb", "wkwk zzz")
    assert "Hubungi petugas" in " ".join(each.label for each in chat.buttons)


async def test_hours_later_what_was_written_is_still_there(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await written(chat, "blubb", "wkwk zzz")
    bekal.clock.move(hours=3)
    await chat.talks(("[ask:said]", "sudah diteruskan"))


async def test_a_pin_never_goes_to_the_office(bekal: Bekal) -> None:
    await office(bekal)
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(("[pin]", "PIN"), ("48213", ""), ("48213", ""))
    await chat.says("jadwal")
    for pin in ("7", "12", "3"):
        assert OFFER not in await chat.says(pin)


async def test_a_complaint_goes_as_it_was_written(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    complaint = "saya mau komplain instruktur tidak datang kemarin"
    await chat.talks((complaint, OFFER), ("ya", "sudah diteruskan"))
    bekal.clock.move(minutes=1)
    assert complaint in (await told_office(bekal))[0].text


@pytest.mark.parametrize(
    ("step", "texts"),
    [
        ("request", ("tidak tahu", "bingung")),
        ("request", ("ya", "hmm")),
        ("privacy:wrong", ("ya", "hmm?")),
        ("", ("ABCD-EFGH-JK23", "ABCD-EFGH-JK24")),
    ],
)
async def test_every_step_that_failed_twice_offers_the_office(
    bekal: Bekal, step: str, texts: tuple[str, ...]
) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    if step:
        await chat.presses(step)
    first, second = await written(chat, *texts)
    assert OFFER not in first
    assert OFFER in second
    await chat.talks(("ya", "sudah diteruskan"))
    bekal.clock.move(minutes=1)
    question = (await told_office(bekal))[0].text
    assert all(text in question for text in texts)


async def test_yes_to_a_choice_of_several_asks_which(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    await chat.talks(("yang punya saya mana", "belum yakin"), ("ya", "Yang mana?"))
    assert "Hubungi petugas" in " ".join(each.label for each in chat.buttons)


COMPLAINTS = (
    "saya mau komplain instruktur tidak datang kemarin", "instruktur marah marah terus",
    "pelayanannya jelek, kantor tutup terus", "petugasnya judes",
    "saya diminta bayar sama petugas",
)  # fmt: skip


@pytest.mark.parametrize("said", COMPLAINTS)
async def test_complaints_go_as_they_were_written(bekal: Bekal, said: str) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.talks((said, OFFER), ("ya", "sudah diteruskan"))
    bekal.clock.move(minutes=1)
    assert said in (await told_office(bekal))[0].text


MISTAKES = (
    "nama saya salah tulis, harusnya Budhi", "tanggal lahir saya keliru", "jenengku kliru",
    "nama di sertifikat salah, yang benar Budhi", "ganti nomor hp saya jadi 0812-0000-1111",
)  # fmt: skip


@pytest.mark.parametrize("said", MISTAKES)
@pytest.mark.parametrize("hours", [0, 3])
async def test_corrections_go_as_they_were_written(bekal: Bekal, said: str, hours: int) -> None:
    await office(bekal)
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks((said, OFFER))
    bekal.clock.move(hours=hours)
    await chat.talks(("[Ya, kirim", "diteruskan ke petugas"))
    bekal.clock.move(minutes=1)
    told = (await told_office(bekal))[0].text
    assert said in told
    assert "Permintaan perbaikan" in told


@pytest.mark.parametrize(
    "said", ["jadwal saya kapan", "salah nomor", "sertifikat saya sudah jadi belum"]
)
async def test_what_the_bot_knows_is_no_complaint(bekal: Bekal, said: str) -> None:
    await office(bekal)
    assert OFFER not in await bekal.chat("1001").says(said)


async def test_what_was_offered_and_not_sent_is_left_out(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.says("qwe rtz uio")
    assert "Mau saya teruskan" in await chat.says("batas terlambat berapa menit")
    assert "rtz" not in await chat.says("harus pakai seragam apa")
    await chat.says("ya")
    bekal.clock.move(minutes=1)
    (told, *_) = await told_office(bekal)
    assert "seragam" in told.text
    assert "terlambat" not in told.text


@pytest.mark.parametrize(
    "yes", ["ya kirim aja", "y", "teruskan saja pak", "iya tolong dikirimkan"]
)
async def test_yes_in_other_words_sends_it(bekal: Bekal, yes: str) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.says("harus pakai seragam apa")
    assert "diteruskan" in await chat.says(yes)


@pytest.mark.parametrize(
    "said",
    [
        "kalau anak saya mau pindah jurusan saya harus bicara dengan petugas yang mana ya pak",
        "instruktur marah marah terus sama anak saya",
        "nama saya di daftar salah, harusnya Budi Santosa",
    ],
)
async def test_every_offer_to_pass_it_on_takes_a_yes_in_own_words(bekal: Bekal, said: str) -> None:
    await office(bekal)
    await bekal.participant()
    chat = await bekal.linked("1001")
    assert "Mau saya teruskan" in await chat.says(said)
    await chat.says("ya wis kirim ke kantor aja")
    bekal.clock.move(minutes=1)
    assert said[:30] in (await told_office(bekal))[0].text
