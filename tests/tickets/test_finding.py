"""The office sees class and certificate of whoever asks, and finds answered questions again."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import ask, office, reply

from programme.certificates import Step
from programme.people import Topic


async def answered(bekal: Bekal) -> tuple[Chat, Chat]:
    """Rina has answered Budi; a stranger waits."""
    await bekal.certificate(await bekal.participant(), Step.PRINTING)
    rina, _ = await office(bekal)
    budi = await bekal.linked("1001")
    (question, _) = await ask(bekal, budi, "Ijazah saya hilang, bagaimana?")
    await reply(rina, question, "Bawa surat dari sekolah.")
    await ask(bekal, bekal.chat("6666"), "Apakah ada kursus menjahit?")
    return rina, budi


async def test_class_and_certificate_are_beside_the_question(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(), Step.READY)
    await office(bekal)
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    (to_rina, _) = await ask(bekal, mother, "Kapan bisa ketemu?")
    assert "keluarga Budi Santoso" in to_rina.text
    about = "LMG-2026-031 · kelas Pengelasan · sertifikat Pengelasan: Siap diambil"
    assert about in to_rina.text
    (to_rina, _) = await ask(bekal, bekal.chat("6666"), "Saya mau daftar")
    assert "LMG-2026-031" not in to_rina.text


@pytest.mark.parametrize(
    "said", ["pertanyaan terjawab", "pertanyaan yg sudah dijawab", "prtanyaan yang udah di jawab",
             "tiket yang sudah dibalas", "daftar pertanyaan selesai"],
)  # fmt: skip
async def test_answered_ones_are_listed(bekal: Bekal, said: str) -> None:
    rina, _ = await answered(bekal)
    answer = await rina.says(said)
    assert "#1 · Budi Santoso" in answer
    assert "Sudah dijawab Rina Wati" in answer
    assert "#2" not in answer
    assert "Bawa surat dari sekolah." in await rina.presses("#1")


@pytest.mark.parametrize("said", ["pertanyaan belum dijawab", "tiket menunggu"])
async def test_waiting_ones_are_listed(bekal: Bekal, said: str) -> None:
    rina, _ = await answered(bekal)
    answer = await rina.says(said)
    assert "Menunggu jawaban: 1" in answer
    assert "#1" not in answer
    assert "#1 · Budi Santoso" in await rina.presses("Pertanyaan terjawab")


@pytest.mark.parametrize(
    ("said", "number"),
    [("cari tiket budi", 1), ("tiket 1", 1), ("cari tiket #2", 2), ("pertanyaan budi santos", 1),
     ("cari tiket ijazah", 1), ("tiket soal menjahit", 2), ("cari pertanyaan lmg2026031", 1)],
)  # fmt: skip
async def test_they_are_found_by_number_name_and_words(
    bekal: Bekal, said: str, number: int
) -> None:
    rina, _ = await answered(bekal)
    answer = await rina.says(said)
    assert f"#{number} · " in answer
    assert f"#{3 - number} · " not in answer


async def test_nothing_found(bekal: Bekal) -> None:
    rina, _ = await answered(bekal)
    await rina.talks(("cari tiket zulkarnain", "Tidak ada pertanyaan yang cocok"))


@pytest.mark.parametrize("said", ["pertanyaan terjawab", "cari tiket ijazah", "tiket 1"])
async def test_the_office_alone_finds_them(bekal: Bekal, said: str) -> None:
    await answered(bekal)
    teacher = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (teacher, bekal.chat("1001"), bekal.chat("6666")):
        answer = await chat.says(said)
        assert "#1 · " not in answer
        assert "menjahit" not in answer
        assert "#1 · " not in await chat.presses("tickets:settled:0")


async def test_many_are_turned_over(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    for place in range(9):
        (question, _) = await ask(bekal, bekal.chat(f"70{place}"), "Kapan daftar ulang?")
        await reply(rina, question, "Senin.")
        bekal.clock.move(minutes=11)
    assert "#1 · " not in await rina.says("pertanyaan terjawab")
    assert "#1 · " in await rina.presses("tickets:settled:1")
