"""Linked people ask for their certificate's status; others prove a number and a birth date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step
from programme.people import Topic

NOTHING_FITS = "Belum ada yang cocok dengan nomor dan tanggal itu."
TOO_OFTEN = "Sudah terlalu sering dicoba."
ASKS_NUMBER = "Berapa nomor pesertanya"
ASKS_BIRTH_DATE = "Tanggal lahir pesertanya?"


async def with_certificate(bekal: Bekal, step: Step = Step.READY) -> None:
    await bekal.certificate(await bekal.participant(), step)


async def asks(chat: Chat, number: str, born: str) -> str:
    await chat.presses("certificate:number")
    await chat.says(number)
    return await chat.says(born)


async def test_linked_participant_is_told_at_once(bekal: Bekal) -> None:
    await with_certificate(bekal)
    chat = await bekal.linked("1001")
    await chat.talks(
        ("sertif sy udh jadi blm", "Siap diambil."),
        ("[Cara mengambil]", "KTP asli"),
        ("/sertifikat", "Nomor: LAS 9990 00187 2026"),
    )


async def test_stranger_gives_number_then_birth_date_and_is_told_the_step(bekal: Bekal) -> None:
    await with_certificate(bekal)
    chat = bekal.chat()
    await chat.talks(
        ("sertifikat saya sudah jadi?", ASKS_NUMBER), ("lmg 2026 031", ASKS_BIRTH_DATE)
    )
    answer = await chat.says("17-8-1990")
    assert "Siap diambil." in answer
    for fact in ("Budi", "Pengelasan", "Pelatihan", "LAS", "2029"):
        assert fact not in answer


@pytest.mark.parametrize("number", ["LMG-2026-031", "LAS 9990 00187 2026", "las9990001872026"])
async def test_any_of_its_numbers_finds_it(bekal: Bekal, number: str) -> None:
    await with_certificate(bekal)
    assert "Siap diambil." in await asks(bekal.chat(), number, "17 agustus 1990")


async def test_a_number_with_spaces_elsewhere(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(), number="25920 7212 2 9901143 2026")
    answer = await asks(bekal.chat(), "25920721229901143 2026", "17-8-1990")
    assert "Siap diambil." in answer


@pytest.mark.parametrize(
    "text",
    [
        "LMG-2026-031 17-8-1990",
        "LMG-2026-031\n17 agustus 1990",
        "lmg-2026-031, 17081990",
        "lahir 17 agustus 1990, LMG-2026-031",
        "LAS 9990 00187 2026 lahir 17-8-1990",
        "LAS 9990 00187 2026, 17 agustus 1990",
        "17-8-1990 LAS 9990 00187 2026",
    ],
)
async def test_both_in_one_message(bekal: Bekal, text: str) -> None:
    await with_certificate(bekal)
    chat = bekal.chat()
    await chat.talks(("sertifikat", ASKS_NUMBER), (text, "Siap diambil."))
    bekal.clock.move(days=1)
    await chat.talks((f"sertifikat {text}", "Siap diambil."))


async def test_number_in_the_question_is_not_asked_again(bekal: Bekal) -> None:
    await with_certificate(bekal)
    await bekal.chat().talks(
        ("sertifikat LMG-2026-031 sudah jadi?", ASKS_BIRTH_DATE), ("17/08/90", "Siap diambil.")
    )


async def test_slips_of_the_tired_are_asked_again_kindly(bekal: Bekal) -> None:
    await with_certificate(bekal)
    await bekal.chat().talks(
        ("sertifikat", ASKS_NUMBER),
        ("tidak tahu", "Sepertinya itu bukan nomor."),
        ("LMG-2026-032", ASKS_BIRTH_DATE),
        ("LMG-2026-031", ASKS_BIRTH_DATE),
        ("31-2-1990", "Tanggalnya belum terbaca."),
        ("tgl 17", "Tanggalnya belum terbaca."),
        ("17-8-1990", "Siap diambil."),
    )


@pytest.mark.parametrize("said", ["batal", "Batal.", "gak jadi", "/batal", "[Batal]"])
async def test_batal_leaves_the_questions(bekal: Bekal, said: str) -> None:
    await with_certificate(bekal)
    chat = bekal.chat()
    await chat.talks(
        ("sertifikat", ASKS_NUMBER),
        (said, "dibatalkan"),
        ("sertifikat", ASKS_NUMBER),
        ("LMG-2026-031", ASKS_BIRTH_DATE),
        (said if said != "[Batal]" else "batal", "dibatalkan"),
    )
    assert "Siap diambil" not in await chat.says("17-8-1990")


async def test_another_question_in_between_is_answered(bekal: Bekal) -> None:
    await with_certificate(bekal)
    await bekal.session("2026-11-25 12:30")
    await bekal.chat().talks(
        ("sertifikat", ASKS_NUMBER),
        ("kantornya di mana?", "Jl. Contoh"),
        ("sertifikat LMG-2026-031", ASKS_BIRTH_DATE),
        ("jadwal las besok jam berapa?", "12.30"),
    )


async def test_an_answer_is_not_expected_for_ever(bekal: Bekal) -> None:
    await with_certificate(bekal)
    chat = bekal.chat()
    await chat.talks(("sertifikat LMG-2026-031", ASKS_BIRTH_DATE))
    bekal.clock.move(minutes=31)
    assert "Siap diambil" not in await chat.says("17-8-1990")


async def test_wrong_date_unknown_number_and_linked_participant_answer_alike(bekal: Bekal) -> None:
    await with_certificate(bekal)
    await bekal.participant("LMG-2026-040", "Andi Wijaya", "1991-01-02")
    await bekal.linked("2002", "LMG-2026-040")
    answers = [
        await asks(bekal.chat(f"30{place}"), number, born)
        for place, (number, born) in enumerate(
            [
                ("LMG-2026-031", "1-1-1980"),
                ("LMG-2026-777", "17-8-1990"),
                ("LMG-2026-040", "2-1-1991"),
                ("9" * 16, "3-1-1991"),
                ("٣٣٣", "4-1-1991"),
            ]
        )
    ]
    assert len(set(answers)) == 1
    assert NOTHING_FITS in answers[0]


async def test_one_time_answer_outlives_a_borrowed_phone(bekal: Bekal) -> None:
    await with_certificate(bekal)
    await bekal.chat("2002").opens(await bekal.code(), "pinjaman")
    assert "Siap diambil." in await asks(bekal.chat(), "LMG-2026-031", "17-8-1990")


@pytest.mark.parametrize("number", ["LMG-2026-031", "LMG-2026-999"])
async def test_five_wrong_tries_of_a_chat_then_an_hour(bekal: Bekal, number: str) -> None:
    await with_certificate(bekal)
    chat = bekal.chat()
    for day in range(1, 6):
        assert NOTHING_FITS in await asks(chat, f"LMG-2026-80{day}", f"{day}-1-1980")
        bekal.clock.move(minutes=10)
    answer = await asks(chat, number, "17-8-1990")
    assert f"{TOO_OFTEN} Silakan coba lagi setelah pukul 10.40, atau tanya petugas." in answer
    bekal.clock.set("2026-11-24 10:39")
    assert TOO_OFTEN in await asks(chat, number, "17-8-1990")
    bekal.clock.set("2026-11-24 10:41")
    assert TOO_OFTEN not in await asks(chat, number, "17-8-1990")


@pytest.mark.parametrize("number", ["LMG-2026-031", "LMG-2026-999"])
async def test_five_wrong_tries_on_a_number_by_anybody_then_an_hour(
    bekal: Bekal, number: str
) -> None:
    await with_certificate(bekal)
    for day in range(1, 6):
        assert NOTHING_FITS in await asks(bekal.chat(f"40{day}"), number, f"{day}-1-1980")
    assert TOO_OFTEN in await asks(bekal.chat("4009"), number, "17-8-1990")
    bekal.clock.move(minutes=61)
    assert TOO_OFTEN not in await asks(bekal.chat("4009"), number, "17-8-1990")


async def test_three_numbers_with_one_birth_date_then_a_day(bekal: Bekal) -> None:
    await with_certificate(bekal)
    for place in range(3):
        await asks(bekal.chat(f"50{place}"), f"LMG-2026-90{place}", "17-8-1990")
        bekal.clock.move(hours=1)
    answer = await asks(bekal.chat("5009"), "LMG-2026-031", "17-8-1990")
    assert "setelah pukul 11.00 besok, Rabu, 25 November 2026" in answer
    bekal.clock.set("2026-11-25 10:59")
    assert TOO_OFTEN in await asks(bekal.chat("5009"), "LMG-2026-031", "17-8-1990")
    bekal.clock.set("2026-11-25 11:01")
    assert "Siap diambil." in await asks(bekal.chat("5009"), "LMG-2026-031", "17-8-1990")


async def test_one_number_tried_often_with_one_date_is_no_search(bekal: Bekal) -> None:
    await with_certificate(bekal)
    for _ in range(3):
        assert NOTHING_FITS in await asks(bekal.chat(), "LMG-2026-900", "17-8-1990")
    assert "Siap diambil." in await asks(bekal.chat(), "LMG-2026-031", "17-8-1990")


async def test_linked_chat_is_not_locked_out_by_others(bekal: Bekal) -> None:
    await with_certificate(bekal)
    linked = await bekal.linked("1001")
    for day in range(1, 8):
        await asks(bekal.chat(f"60{day}"), "LMG-2026-031", f"{day}-1-1980")
    await linked.talks(
        ("sertifikat", "Siap diambil."), ("sertifikat LMG-2026-031", "Siap diambil.")
    )


async def test_one_time_answers_can_be_switched_off(bekal: Bekal) -> None:
    await with_certificate(bekal)
    bekal.setup = replace(bekal.setup, one_time_answers=False)
    chat = bekal.chat()
    for question in ("sertifikat saya", "sertifikat LMG-2026-031 17-8-1990", "17-8-1990"):
        assert "Siap" not in await chat.says(question)
    assert "perlu kode dari kantor" in await chat.says("sertifikat saya")


@pytest.mark.parametrize("step", [Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED])
async def test_results_go_to_the_participant_alone(bekal: Bekal, step: Step) -> None:
    await with_certificate(bekal, step)
    assert "Ada kabar." in await asks(bekal.chat(), "LMG-2026-031", "17-8-1990")
    mother = await bekal.linked("2001", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    answer = await mother.says("sertifikat anak saya gimana")
    assert "khusus untuk pesertanya sendiri" in answer
    for word in ("kompeten", "dibekukan", "dicabut"):
        assert word not in answer.lower()
    father = await bekal.linked("2002", "LMG-2026-031", Topic.CERTIFICATE, Topic.RESULT)
    await father.presses("Lewati")
    son = await bekal.linked("2003")
    told = await son.says("sertifikat saya gimana")
    assert told.splitlines()[1:] == (await father.says("sertifikat")).splitlines()[1:]
    assert "gagal" not in told.lower()


async def test_withheld_news_does_not_hide_the_rest(bekal: Bekal) -> None:
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.READY)
    await bekal.certificate(budi, Step.REVOKED, "LAS 1", "meubeler")
    mother = await bekal.linked("2001", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    answer = await mother.says("sertifikat")
    assert "Siap diambil." in answer
    assert "khusus untuk pesertanya sendiri" in answer


async def test_family_with_the_schedule_only_is_refused_kindly(bekal: Bekal) -> None:
    await with_certificate(bekal)
    mother = await bekal.linked("2001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("Lewati")
    answer = await mother.says("sertifikat anak saya gimana")
    assert "tidak dibagikan ke chat ini. Petugas bisa membantu." in answer
    assert "Siap" not in answer


async def test_mother_of_two_is_asked_whose(bekal: Bekal) -> None:
    await with_certificate(bekal)
    andi = await bekal.participant("LMG-2026-032", "Andi Wijaya", "1992-01-05", "meubeler")
    await bekal.certificate(andi, Step.PRINTING, "MEB 1", "meubeler")
    mother = await bekal.linked("2001", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    await mother.opens(await bekal.code("LMG-2026-032", Topic.CERTIFICATE), "HP saya")
    await mother.presses("Lewati")
    await mother.talks(
        ("sertifikat anak saya", "Sertifikat siapa?"),
        ("2", "Sertifikat Meubeler – Andi"),
        ("sertifikat budi", "Siap diambil."),
        ("is andi's certificate ready", "Sertifikat Meubeler – Andi"),
        ("is Budi’s certificate ready", "Siap diambil."),
        ("sertifikat LMG-2026-032", "Sedang dicetak"),
        ("sertifikat LMG-2026-099", ASKS_BIRTH_DATE),
    )


async def test_certificate_that_is_not_there_yet(bekal: Bekal) -> None:
    await bekal.participant()
    assert "Belum ada sertifikat" in await asks(bekal.chat(), "LMG-2026-031", "17-8-1990")
    linked = await bekal.linked("1001")
    assert "Belum ada sertifikat" in await linked.says("sertifikat")


@pytest.mark.parametrize("step", Step)
async def test_every_step_says_what_it_means(bekal: Bekal, step: Step) -> None:
    await with_certificate(bekal, step)
    linked = await bekal.linked("1001")
    answer = await linked.says("sertifikat saya")
    assert len(answer.splitlines()) >= 3
    assert "gagal" not in answer.lower()
    assert ("Berlaku sampai" in answer) is (step in (Step.READY, Step.COLLECTED))


async def test_a_number_that_names_such_a_place_hides_nothing_else(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(), number="021/LAPAS-LMG/2026")
    answer = await (await bekal.linked("1001")).says("sertifikat saya")
    assert "Siap diambil." in answer
    assert "Nomor: 021/…-LMG/2026" in answer


@pytest.mark.parametrize(
    "data", ["certificate:link:999", "certificate:link:", "certificate:link:-1", "certificate:x"]
)
async def test_forged_button_tells_nobody_elses_certificate(bekal: Bekal, data: str) -> None:
    await with_certificate(bekal)
    linked = await bekal.linked("1001")
    assert ASKS_NUMBER in await bekal.chat("6666").presses(data)
    assert ASKS_NUMBER in await bekal.chat("6666").presses("certificate:link:1")
    assert "Siap diambil." in await linked.presses(data)


@pytest.mark.parametrize(
    "question", ["ambil sertifikat di mana", "syarat ambil sertifikat apa saja", "[pickup]"]
)
async def test_how_and_where_to_collect(bekal: Bekal, question: str) -> None:
    await bekal.chat().talks((question, "Loket 2"), (question, "KTP asli"), (question, "gratis"))


async def test_without_settings_collecting_names_no_place(bekal: Bekal) -> None:
    office = replace(bekal.setup.office, name="", address="", collect_at="", bring=())
    bekal.setup = replace(bekal.setup, office=office)
    answer = await bekal.chat().says("ambil sertifikat di mana")
    assert "gratis" in answer
    assert "Tempat" not in answer
    assert "dibawa" not in answer


@pytest.mark.parametrize(
    "said",
    ["sertif saya hilang", "sertifikat rusak kena banjir", "cara minta duplikat sertifikat"],
)
async def test_lost_certificate_goes_to_the_office(bekal: Bekal, said: str) -> None:
    await with_certificate(bekal)
    for chat in (await bekal.linked("1001"), bekal.chat("6666")):
        answer = await chat.says(said)
        assert "surat kehilangan" in answer
        assert "0812-0000-9000" in answer
        assert "Siap diambil" not in answer


async def test_a_lost_identity_card_is_no_lost_certificate(bekal: Bekal) -> None:
    answer = await bekal.chat().says("mau ambil sertifikat tapi ktp hilang")
    assert "surat kehilangan" not in answer


async def test_asked_about_somebody_else_he_reads_whose_it_is(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    other = await bekal.participant("LMG-2026-032", "Slamet Riyadi", "1991-05-12")
    await bekal.certificate(other, Step.PRINTING, "LAS 9990 00188 2026")
    budi = await bekal.linked("1001")
    answers = [await budi.says(f"sertifikat {name} sudah jadi?") for name in ("slamet", "joko")]
    assert answers[0] == answers[1]
    assert answers[0].startswith("Chat ini hanya tentang Budi:")
    assert "Siap diambil" in answers[0]
    for own in ("sertifikat budi sudah jadi?", "sertifikat saya sudah jadi?"):
        assert (await budi.says(own)).startswith("Sertifikat Pengelasan")
