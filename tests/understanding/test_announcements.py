"""What instructors announce: scores over texts of many, and the texts that must change nothing."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st
from sender_texts import read, score_announcements

from programme.changes import ChangeKind
from understanding import Change, parse_announcement
from understanding.as_json import announcement_as_json

NOW = datetime(2025, 11, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
ANNOUNCED_WORDS = (
    "las", "mebel", "besok", "kamis", "libur", "pindah", "ke", "bengkel", "jam", "10", "1",
    "diganti", "Pak", "Toni", "karena", ",", "."
)  # fmt: skip
TUESDAY, WEDNESDAY, THURSDAY = date(2025, 11, 25), date(2025, 11, 26), date(2025, 11, 27)


@pytest.mark.parametrize(
    "texts",
    [
        "announcements_held_out",
        "announcements_held_out_2",
        "announcements_held_out_3",
        "announcements_held_out_4",
        "announcements_dev",
        "announcements",
    ],
)
def test_instructors_are_understood(texts: str) -> None:
    share = score_announcements(read(texts))
    assert share.value >= 0.95, share.missed


@pytest.mark.parametrize(
    ("texts", "floor"), [("announcements_strangers", 0.75), ("announcements_held_out_5", 0.5)]
)
def test_a_stranger_is_understood_as_often_as_before(texts: str, floor: float) -> None:
    """Far from the goal of 0.9: the preview shows what was read before anything changes."""
    share = score_announcements(read(texts))
    assert share.value >= floor, share.missed


def test_time_and_place_at_once() -> None:
    assert parse_announcement("Las besok diundur jam 10, pindah ke bengkel 2", NOW) == (
        Change(
            ChangeKind.MOVED,
            "pengelasan",
            TUESDAY,
            new_start=time(10),
            new_place="bengkel 2",
        ),
    )


def test_what_is_put_off_without_a_day_is_cancelled() -> None:
    text = "las besok ditunda sampai ada kabar lagi"
    assert parse_announcement(text, NOW) == (Change(ChangeKind.CANCELLED, "pengelasan", TUESDAY),)


@pytest.mark.parametrize("text", ["gak jadi libur ya las besok", "las besok tidak jadi pindah"])
def test_what_is_undone_stays_as_it_was(text: str) -> None:
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.INFO, "pengelasan", TUESDAY, takes_place=True),
    )


def test_each_trade_keeps_its_own_day() -> None:
    assert parse_announcement("mebel 26 november dan las 27 november libur", NOW) == (
        Change(ChangeKind.CANCELLED, "meubeler", WEDNESDAY),
        Change(ChangeKind.CANCELLED, "pengelasan", THURSDAY),
    )


@pytest.mark.parametrize("word", ["andai", "umpama", "seandainya"])
def test_what_is_only_supposed_is_no_change(word: str) -> None:
    assert parse_announcement(f"{word} las besok pindah ke bengkel 2", NOW) is None


def test_who_stands_in_moves_no_session() -> None:
    assert parse_announcement("Pak Joko menggantikan saya di las kamis", NOW) == (
        Change(ChangeKind.INSTRUCTOR, "pengelasan", THURSDAY, new_instructor="Pak Joko"),
    )


def test_a_wanted_substitute_is_no_change() -> None:
    assert parse_announcement("mohon carikan pengganti, kamis saya tidak bisa", NOW) is None


def test_several_sessions_at_once() -> None:
    text = "besok las libur karena hujan, mebel tetap masuk"
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.CANCELLED, "pengelasan", TUESDAY, reason="hujan"),
        Change(ChangeKind.INFO, "meubeler", TUESDAY, takes_place=True),
    )


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("diundur 1 jam", 60),
        ("mundur setengah jam", 30),
        ("molor satu setengah jam", 90),
        ("diundur 1 jam 15 menit", 75),
        ("telat 15 menit", 15),
        ("dimajukan 30 menit", -30),
        ("lebih awal 1 jam", -60),
    ],
)
def test_relative_shifts(words: str, minutes: int) -> None:
    assert parse_announcement(f"las besok {words}", NOW) == (
        Change(ChangeKind.MOVED, "pengelasan", TUESDAY, delta_minutes=minutes),
    )


@pytest.mark.parametrize(
    ("text", "session", "new"),
    [
        ("las kamis diganti jumat", THURSDAY, date(2025, 11, 28)),
        ("las kamis dimajukan rabu", THURSDAY, WEDNESDAY),
        ("las kamis diganti senin", THURSDAY, date(2025, 12, 1)),
        ("las kamis diundur kamis depan", THURSDAY, date(2025, 12, 4)),
        ("las kamis diundur seminggu", THURSDAY, date(2025, 12, 4)),
        ("las 4 desember diganti 8 desember", date(2025, 12, 4), date(2025, 12, 8)),
    ],
)
def test_another_day(text: str, session: date, new: date) -> None:
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.MOVED, "pengelasan", session, new_date=new),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙏",
        "besok las jam berapa?",
        "jadwal las besok",
        "jadwal kelas mebel hari jumat pak",
        "jadi ga kelas besok",
        "boleh nggak las kamis dipindah jumat",
        "usul las kamis dipindah jumat",
        "gimana kalau las kamis dipindah jumat",
        "kalau hujan las besok libur",
        "rencananya las kamis saya pindah jumat",
        "kemarin las libur",
        "las minggu lalu pindah ke aula",
        "stok elektroda tinggal 2 dus, tolong diorder sebelum kamis",
        "terima kasih pak",
    ],
)
def test_what_announces_nothing(text: str) -> None:
    assert parse_announcement(text, NOW) is None


def test_all_classes_have_no_skill() -> None:
    assert parse_announcement("besok semua kelas libur", NOW) == (
        Change(ChangeKind.CANCELLED, None, TUESDAY, is_all=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "las besok jadi masuk",
        "las besok ga jadi libur",
        "las besok gak libur",
        "las besok jd gak libur ya",
        "besok las tidak diliburkan",
        "las besok diadakan lagi",
        "las besok batal libur",
        "pembatalan las besok dicabut",
        "las besok masuk lagi",
        "las sesuk sido mlebu",
    ],
)
def test_a_class_takes_place_after_all(text: str) -> None:
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.INFO, "pengelasan", TUESDAY, takes_place=True),
    )


def test_what_was_called_off_needs_no_name() -> None:
    assert parse_announcement("tidak jadi libur ya", NOW) == (
        Change(ChangeKind.INFO, takes_place=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "tambah kelas las kamis jam 8 di bengkel 2",
        "ada kelas tambahan las kamis jam 8 di bengkel 2",
        "kelas las ekstra kamis jam 8 di bengkel 2",
        "las kamis ada kelas tambahan jam 8 di bengkel 2",
        "kelas pengganti las kamis jam 8 di bengkel 2",
        "bikin kelas baru las kamis jam 8 di bengkel 2",
    ],
)
def test_one_more_class(text: str) -> None:
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.ADDED, "pengelasan", THURSDAY, new_start=time(8), new_place="bengkel 2"),
    )


def test_a_longer_class_is_not_one_more() -> None:
    changes = parse_announcement("las besok ditambah 1 jam", NOW) or ()
    assert ChangeKind.ADDED not in {change.kind for change in changes}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("las rabu, kamis dan jumat libur", (26, 27, 28)),
        ("las kamis, jumat, dan selasa libur", (27, 28, 2)),
        ("las besok dan lusa libur", (25, 26)),
    ],
)
def test_several_days_in_the_order_told(text: str, days: tuple[int, ...]) -> None:
    changes = parse_announcement(text, NOW) or ()
    assert tuple(change.date.day for change in changes if change.date) == days


def test_a_range_holds_for_every_kind_of_change() -> None:
    for what in ("libur", "mundur 1 jam", "pindah ke aula", "diganti Pak Toni"):
        (change,) = parse_announcement(f"semua kelas las senin sampai rabu {what}", NOW) or ()
        assert change.date_end == WEDNESDAY, what


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("las minggu depan libur kecuali jumat", [date(2025, 12, 5)]),
        ("semua kelas las minggu depan libur, kecuali senin dan rabu",
         [date(2025, 12, 1), date(2025, 12, 3)]),
        ("las tgl 1 sampai 5 desember pindah ke aula selain tanggal 3", [date(2025, 12, 3)]),
    ],
)  # fmt: skip
def test_days_of_a_range_can_be_excepted(text: str, excepted: list[date]) -> None:
    (change,) = parse_announcement(text, NOW) or ()
    assert list(change.excepted) == excepted
    assert change.date == date(2025, 12, 1)
    assert change.date_end in (date(2025, 12, 5), date(2025, 12, 7))
    assert not any(change.fits("pengelasan", day) for day in excepted)


def test_a_day_of_the_past_is_read_where_it_is_asked_for() -> None:
    assert parse_announcement("las kemarin libur", NOW) is None
    (change,) = parse_announcement("las kemarin libur", NOW, with_past=True) or ()
    assert change.date == date(2025, 11, 23)


def test_the_name_of_a_place_is_no_trade() -> None:
    changes = parse_announcement("interior besok pindah ke bengkel las utara", NOW)
    assert changes == (
        Change(ChangeKind.ROOM, "desain_interior", TUESDAY, new_place="bengkel las utara"),
    )


def test_json_says_only_what_the_text_says() -> None:
    answer = announcement_as_json("besok las libur", NOW, "a1")
    assert answer == {
        "id": "a1",
        "change": {"kind": "cancelled", "skill": "pengelasan", "date": "2025-11-25"},
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Las besok diundur jam 10 dan las lusa libur", ["moved", "cancelled"]),
        ("kelas las besok libur dan mebel pindah ke aula", ["cancelled", "room"]),
        ("Las besok diundur jam 10 dan pindah ke bengkel 2", ["moved"]),
    ],
)
def test_and_between_two_classes_makes_two_changes(text, kinds):
    found = announcement_as_json(text, NOW)["change"]
    found = found if isinstance(found, list) else [found]
    assert [change["kind"] for change in found] == kinds


def test_json_of_nothing_and_of_several() -> None:
    assert announcement_as_json("halo", NOW) == {"id": None, "change": None}
    several = announcement_as_json("las dan mebel besok libur", NOW)["change"]
    assert [change["skill"] for change in several] == ["pengelasan", "meubeler"]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    changes = parse_announcement(text, NOW)
    assert changes is None or changes


@given(st.lists(st.sampled_from(ANNOUNCED_WORDS)))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    parse_announcement(" ".join(words), NOW)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("listrik mati. las batal besok", "listrik mati"),
        ("besok las pulang jam 12 saja ada layatan", "ada layatan"),
        ("las besok jam 10 saya ada ujian", "saya ada ujian"),
        ("las besok libur dalam rangka hari jadi", "hari jadi"),
        ("las besok batal, tautan menyusul", None),
        ("las besok libur ya, makasih semua", None),
    ],
)
def test_why_is_heard_without_a_word_like_because(text: str, reason: str | None) -> None:
    changes = parse_announcement(text, NOW)
    assert changes is not None
    assert [change.reason for change in changes] == [reason]


def test_an_arrow_moves_a_class() -> None:
    assert parse_announcement("las selasa -> kamis", NOW) == (
        Change(ChangeKind.MOVED, "pengelasan", TUESDAY, new_date=THURSDAY),
    )


def test_a_bare_hour_behind_masuk_is_a_time() -> None:
    assert parse_announcement("las besok masuk 9.", NOW) == (
        Change(ChangeKind.MOVED, "pengelasan", TUESDAY, new_start=time(9)),
    )


def test_those_who_are_late_call_nothing_off() -> None:
    text = "las besok masuk jam 7. yang telat tidak usah ikut"
    assert parse_announcement(text, NOW) == (
        Change(ChangeKind.MOVED, "pengelasan", TUESDAY, new_start=time(7)),
    )
