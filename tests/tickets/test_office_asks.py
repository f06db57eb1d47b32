"""The office asks back: the answer reaches it, however it is written; a new request is one."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import ask, office, reply, told, told_office

DAY_ASKED = "Hari apa yang bisa, Pak?"


async def asked_back(bekal: Bekal, question: str = DAY_ASKED) -> tuple[Chat, Chat]:
    """The asker, a participant with a class tomorrow, and Rina, who has asked him back."""
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    rina, _ = await office(bekal)
    asker = await bekal.linked("1001")
    (first, _) = await ask(bekal, asker, "Nama saya di daftar salah")
    await reply(rina, first, question)
    assert question in (await told(bekal, asker))[-1].text
    return asker, rina


@pytest.mark.parametrize("pause", [0, 2, 47])
@pytest.mark.parametrize(
    "said",
    ["hari selasa", "selasa", "slasa pak", "tgl 3 desember", "senin aja kalau bisa", "besok bisa",
     "bisa besok jam 9", "tidak bisa bu", "jam 9 pagi", "saya di surabaya", "LMG-2026-031",
     "terserah", "ikut yang las", "hari apa saja boleh", "insyaallah rabu", "sakit bu"],
)  # fmt: skip
async def test_any_answer_reaches_the_office(bekal: Bekal, said: str, pause: int) -> None:
    asker, _ = await asked_back(bekal)
    bekal.clock.move(hours=pause)
    assert "ditambahkan" in await asker.says(said)
    bekal.clock.move(minutes=1)
    (to_rina, _) = await told_office(bekal)
    assert said in to_rina.text


@pytest.mark.parametrize("said", ["hari selasa", "besok bisa", "tidak bisa bu"])
async def test_thanks_in_between_change_nothing(bekal: Bekal, said: str) -> None:
    asker, _ = await asked_back(bekal)
    bekal.clock.move(hours=2)
    await asker.talks(("makasih bu", "Sama-sama"), (said, "ditambahkan"))


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("besok masuk jam berapa", "12.30–16.00"),
        ("kapan kelas las besok", "12.30–16.00"),
        ("sertifikat saya", "Belum ada sertifikat"),
        ("alamat kantor di mana", "Jl. Contoh No. 1"),
        ("jadwal", "12.30–16.00"),
        ("/jadwal", "12.30–16.00"),
        ("halo", "Bekal"),
        ("stop", "tidak ada lagi pesan otomatis"),
        ("terima kasih", "Sama-sama"),
    ],
)
async def test_a_new_request_is_answered_by_the_bot(
    bekal: Bekal, said: str, answered: str
) -> None:
    asker, _ = await asked_back(bekal)
    answer = await asker.says(said)
    assert answered in answer
    assert "ditambahkan" not in answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Pagi atau siang, Pak?", "yang pagi"),
        ("Sertifikat las atau mebel yang salah?", "sertifikat las"),
        ("Kelas apa yang diikuti?", "kelas las"),
        ("Mohon sebutkan nomor pesertanya", "LMG-2026-031"),
        ("Sertifikatnya sudah diambil belum?", "sudah saya ambil kemarin"),
        ("Mau ambil sendiri atau diwakilkan?", "adik saya yang ambil"),
    ],
)
async def test_an_answer_with_a_word_of_the_question(
    bekal: Bekal, question: str, said: str
) -> None:
    asker, _ = await asked_back(bekal, question)
    assert "ditambahkan" in await asker.says(said)


async def test_what_could_mean_something_else_has_its_button(bekal: Bekal) -> None:
    asker, _ = await asked_back(bekal)
    await asker.says("hari selasa")
    assert "Jadwal kelas" in str(asker.buttons)


async def test_after_another_question_a_day_belongs_to_that(bekal: Bekal) -> None:
    asker, _ = await asked_back(bekal)
    bekal.clock.move(minutes=1)
    await asker.talks(("besok kelas jam berapa", "12.30–16.00"), ("kalau selasa?", "Selasa"))
    assert "ditambahkan" not in asker.last.text


@pytest.mark.parametrize("text", ["Senin, ya.", "Tidak apa-apa, Pak.", "Mohon ditunggu."])
async def test_where_nothing_was_asked_the_bot_answers(bekal: Bekal, text: str) -> None:
    asker, _ = await asked_back(bekal, text)
    assert "ditambahkan" not in await asker.says("hari selasa")


async def test_a_week_later_it_is_no_answer_any_more(bekal: Bekal) -> None:
    asker, _ = await asked_back(bekal)
    bekal.clock.move(days=4)
    assert "ditambahkan" not in await asker.says("hari selasa")
