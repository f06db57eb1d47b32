"""Questions about the schedule, as people write them."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Role, Topic
from services.linking import inviting


async def test_stranger_hears_skill_day_and_hour_only(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat().says("jdwl las bsk jam brp pak")
    assert "besok, Rabu, 25 November 2026" in answer
    assert "12.30–16.00 WIB" in answer
    assert "Pengelasan (2026)" in answer
    assert "Bengkel" not in answer
    assert "Las dasar" not in answer
    assert "Pelatihan 2026" not in answer
    assert "Wahyu" not in answer


async def test_day_without_class_names_the_next_one(bekal: Bekal) -> None:
    await bekal.session("2026-11-28 08:00")
    answer = await bekal.chat().says("jdwl las bsk jam brp pak")
    assert "Tidak ada kelas Pengelasan besok" in answer
    assert "Sabtu, 28 November 2026" in answer


async def test_nothing_planned_at_all(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.talks(
        ("jadwal besok", "Saat ini belum ada jadwal kelas."),
        ("kapan kelas las", "Saat ini belum ada jadwal kelas."),
    )


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("jadwal hari ini", ["13.00"]),
        ("jadwal las besok", ["09.05"]),
        ("jadwal minggu ini", ["13.00", "09.05", "10.10"]),
        ("jadwal minggu depan", ["11.15"]),
        ("jadwal tgl 28", ["10.10"]),
        ("jadwal 25-28 november", ["09.05", "10.10"]),
        ("kelas las berikutnya kapan", ["09.05"]),
    ],
)
async def test_the_days_asked_about(bekal: Bekal, question: str, hours: list[str]) -> None:
    starts = {"24": "13:00", "25": "09:05", "28": "10:10", "30": "11:15"}
    for day, hour in starts.items():
        await bekal.session(f"2026-11-{day} {hour}", hours=2)
    bekal.clock.set("2026-11-24 14:00")
    answer = await bekal.chat().says(question)
    told = [hour.replace(":", ".") for hour in starts.values()]
    assert [hour for hour in told if f"pukul {hour}" in answer] == hours


async def test_impossible_date_is_said_and_not_repaired(bekal: Bekal) -> None:
    await bekal.session("2026-12-01 08:00")
    answer = await bekal.chat().says("jadwal las 31 november")
    assert "31 november tidak ada" in answer
    assert "Desember" not in answer


async def test_past_day_is_told_as_it_was_and_the_next_class_named(bekal: Bekal) -> None:
    await bekal.session("2026-11-23 08:00")
    await bekal.session("2026-11-26 08:00")
    answer = await bekal.chat().says("jadwal las kemarin")
    assert "Senin, 23 November 2026" in answer
    assert "Kelas berikutnya:" in answer
    assert "Kamis, 26 November 2026" in answer


async def test_todays_class_that_is_over_is_said_to_be(bekal: Bekal) -> None:
    await bekal.session("2026-11-24 08:00")
    await bekal.session("2026-11-26 08:00")
    bekal.clock.set("2026-11-24 20:00")
    answer = await bekal.chat().says("jadwal las hari ini")
    assert "Sudah selesai." in answer
    assert "Kamis, 26 November 2026" in answer


async def test_a_far_off_year_has_no_classes(bekal: Bekal) -> None:
    chat = bekal.chat()
    for date in ("31-12-9999", "1-1-0001", "1 januari 2020"):
        assert await chat.says(f"jadwal las {date}")


async def test_cancelled_class_is_said_before_the_next(bekal: Bekal) -> None:
    await bekal.cancel(await bekal.session("2026-11-25 08:00"))
    await bekal.session("2026-11-28 08:00")
    chat = bekal.chat()
    for question in ("jadwal las besok", "kapan kelas las"):
        answer = await chat.says(question)
        cancelled = answer.index("Dibatalkan.")
        assert answer.index("25 November") < cancelled < answer.index("28 November")


async def test_cancelled_class_with_nothing_after_it(bekal: Bekal) -> None:
    await bekal.cancel(await bekal.session("2026-11-25 08:00"))
    answer = await bekal.chat().says("kapan kelas las")
    assert "Dibatalkan." in answer
    assert "belum ada jadwal kelas" in answer


async def test_class_missing_from_the_newest_list_is_uncertain(bekal: Bekal) -> None:
    await bekal.lose(await bekal.session("2026-11-25 08:00"))
    assert "Belum pasti" in await bekal.chat().says("jadwal las besok")


async def test_many_classes_are_counted_not_listed(bekal: Bekal) -> None:
    for day in range(1, 21):
        await bekal.session(f"2026-12-{day:02} 08:00", topic="Materi " * 60)
    await bekal.participant()
    chat = await bekal.linked("1001")
    answer = await chat.says("jadwal 1-20 desember")
    assert "… dan 12 lagi." in answer
    assert len(answer) < 2500
    following = await chat.presses("dan 12 lagi")
    assert "9 Desember" in following
    assert "8 Desember 2026\n" not in following
    last = await chat.presses("dan 4 lagi")
    assert "20 Desember" in last
    assert "lagi" not in " ".join(each.label for each in chat.buttons)


async def test_programmes_side_by_side_are_told_apart_by_year(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 08:00")
    await bekal.session("2026-11-26 08:00", programme="Pelatihan 2025", year=2025)
    chat = bekal.chat()
    answer = await chat.says("kapan kelasnya?")
    assert "Pengelasan (2026)" in answer
    assert "Pengelasan (2025)" in answer
    assert "26 November" in await chat.presses("Pengelasan 2025")
    assert "25 November" not in await chat.presses("Kelas berikutnya")


async def test_linked_participant_hears_his_own_class_with_its_room(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-25 08:00", "meubeler", place="Workshop Meubeler")
    chat = await bekal.linked("1001")
    answer = await chat.says("besok ada kelas?")
    assert "Tempat: Bengkel Las" in answer
    assert "Materi: Las dasar" in answer
    assert "Meubeler" not in answer


async def test_linked_participant_asks_about_another_skill_as_a_stranger(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-25 08:00", "meubeler", place="Workshop Meubeler")
    chat = await bekal.linked("1001")
    answer = await chat.says("jadwal mebel besok")
    assert "Meubeler (2026)" in answer
    assert "Workshop" not in answer
    both = await chat.says("jadwal las dan mebel besok")
    assert "Bengkel Las" in both
    assert "Meubeler (2026)" in both
    assert "Workshop" not in both


async def test_class_of_the_same_skill_in_another_programme_is_not_his(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 08:00", programme="Pelatihan 2025", year=2025)
    chat = await bekal.linked("1001")
    assert "Bengkel" not in await chat.says("jadwal besok")


async def test_place_that_would_give_people_away_has_a_neutral_name(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30", place="Aula Lapas", topic="Kunjungan rutan")
    chat = await bekal.linked("1001")
    answer = await chat.says("besok ada kelas?")
    assert "Tempat: ruang pelatihan" in answer
    assert "rutan" not in answer.lower()


async def test_topic_and_place_are_no_markup(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30", place="<b>Las</b> & <a href='x'>", topic="A<i>&B")
    chat = await bekal.linked("1001")
    await chat.says("besok ada kelas?")
    assert "&lt;b&gt;Las&lt;/b&gt; &amp; &lt;a href=&#39;x&#39;&gt;" in chat.last.text
    assert "A&lt;i&gt;&amp;B" in chat.last.text


async def mother_of_two(bekal: Bekal) -> Chat:
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 08:00", "meubeler")
    chat = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await chat.presses("Lewati")
    await chat.opens(await bekal.code("LMG-2026-032", Topic.SCHEDULE), "HP saya")
    await chat.presses("Lewati")
    return chat


async def test_mother_of_two_is_asked_which(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.says("anakku jadwal e kapan")
    assert [button.label for button in chat.buttons] == [
        "1. Budi – Pengelasan 2026",
        "2. Andi – Meubeler 2026",
    ]
    answer = await chat.says("2")
    assert answer.startswith("Andi\n")
    assert "Kamis, 26 November 2026" in answer


async def test_the_name_on_a_button_is_enough(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(
        ("besok anakku ada kelas?", "Jadwal siapa?"), ("andi", "Tidak ada kelas Meubeler")
    )
    await chat.talks(("hari ini", "Tidak ada kelas Meubeler hari ini"))


async def test_the_day_asked_about_outlives_the_choice(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(
        ("besok anakku ada kelas?", "Jadwal siapa?"),
        ("2", "Tidak ada kelas Meubeler besok"),
        ("[Hari ini]", "Tidak ada kelas Meubeler hari ini"),
        ("[Minggu ini]", "Kamis, 26 November 2026"),
    )


async def test_a_name_or_a_skill_in_the_question_is_the_choice(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(
        ("jadwal Andi kapan", "Kamis, 26 November 2026"),
        ("jadwal las kapan", "Rabu, 25 November 2026"),
    )


async def test_a_command_may_be_followed_by_words(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-25 08:00", "meubeler")
    answer = await bekal.chat().says("/jadwal las besok")
    assert "Pengelasan" in answer
    assert "Meubeler" not in answer


@pytest.mark.parametrize(
    "data",
    [
        "schedule:own999999",
        "schedule:today:own1",
        "schedule:00000000-99999999",
        "schedule:20261130-20261101",
        "schedule:00010101-99991231",
        "schedule:today:bukan_bidang",
        "schedule:week:pengelasan.0000",
        "schedule:skill:pengelasan",
        "schedule:" + "z" * 55,
    ],
)
async def test_forged_schedule_button_is_a_plain_question(bekal: Bekal, data: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.linked("1001")
    answer = await bekal.chat("6666").presses(data)
    assert "kelas" in answer.lower()
    assert "Bengkel" not in answer


@pytest.mark.parametrize(
    "question", ["dimana kelas besok", "ruang mana kelas las besok", "kelas las di mana"]
)
async def test_where_the_class_is_is_for_linked_people(bekal: Bekal, question: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30", place="Bengkel Las")
    stranger = await bekal.chat("9").says(question)
    assert "Jl. Contoh No. 1" in stranger
    assert "Bengkel Las" not in stranger
    linked = await bekal.linked("1001")
    await linked.talks((question, "Tempat: Bengkel Las"), ("alamat kantor", "Jl. Contoh No. 1"))
    both = await linked.says("jadwal las besok dan alamat kantor di mana?")
    assert "Jl. Contoh No. 1" in both


@pytest.mark.parametrize(
    "question", ["saya ibunya rudi mau tau jadwal anak saya", "jadwal las besok", "jadwal saya"]
)
async def test_who_is_not_linked_reads_how_to_be(bekal: Bekal, question: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    stranger = bekal.chat("9")
    await stranger.talks((question, "Pengelasan"), ("[Hubungkan chat ini]", "tulis kode"))
    budi = await bekal.linked("1001")
    await budi.says(question)
    assert "Hubungkan chat ini" not in {button.label for button in budi.buttons}


async def test_staff_hear_of_their_own_classes_in_full(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 08:00")
    await bekal.session("2026-11-25 13:00", "meubeler", place="Bengkel Kayu")
    last = "Pelatihan 2025"
    await bekal.session("2026-11-25 15:00", "konstruksi", programme=last, year=2025, place="Aula")
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for question in ("jadwal saya besok", "jadwal las minggu ini", "besok di mana"):
        answer = await instructor.says(question)
        assert "Tempat: Bengkel Las" in answer
        assert "Meubeler" not in answer
    other = await instructor.says("jadwal meubeler minggu ini")
    assert "Meubeler" in other
    assert "Bengkel Kayu" not in other
    escort = bekal.chat("4001")
    code = await bekal.store.write(
        lambda tx: inviting.invite_escort(
            tx, "Slamet", "Pelatihan 2026", "test", bekal.clock.now(), days=7
        )
    )
    await escort.says(f"/start {code.code}")
    for question in ("jadwal besok", "jadwal"):
        answer = await escort.says(question)
        assert "Tempat: Bengkel Kayu" in answer
        assert "Tempat: Bengkel Las" in answer
        assert "Konstruksi" not in answer
    office = await bekal.staff_chat("5001", "Rina", Role.STAFF)
    await office.talks(("jadwal", "Tempat: Aula"), ("[Konstruksi 2025]", "Tempat: Aula"))


@pytest.mark.parametrize("question", ["besok bawa apa aja", "besok bawa apa"])
async def test_what_to_bring_on_a_day_with_class_is_about_the_class(
    bekal: Bekal, question: str
) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    answer = await budi.says(question)
    assert "Kelas besok" in answer
    assert "tanya instruktur" in answer
    assert "KTP asli" in await budi.says("besok ambil sertifikat bawa apa")


async def test_what_to_bring_on_another_day_is_for_the_certificate(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.session("2026-11-25 12:30")
    assert "KTP asli" in await (await bekal.linked("1001")).says("jumat bawa apa saja")


async def test_of_many_classes_those_still_to_come_are_shown(bekal: Bekal) -> None:
    for day in range(23, 28):
        for start in ("08:00", "13:00"):
            await bekal.session(f"2026-11-{day} {start}")
    answer = await (await bekal.staff_chat("5001", "Rina", Role.STAFF)).says("jadwal minggu ini")
    assert "Senin, 23 November 2026\npukul" not in answer
    assert answer.count("Tempat:") == 8
    assert "lagi." not in answer


async def test_a_year_that_is_over_shows_no_class_as_if_it_were_that_years(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 08:00")
    answer = await bekal.chat().says("jadwal 2025")
    assert answer.startswith("Tidak ada kelas pada hari-hari itu.")
