"""Dates, times and values in sentences, as people here write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from locales import LANGUAGES, Words

JAKARTA = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 24)


def words(language: str = "id", zone: str = "Asia/Jakarta") -> Words:
    return Words(language, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("language", "day", "short"),
    [
        ("id", "Senin, 24 November 2025", "Senin 24 Nov"),
        ("jv", "Senin, 24 November 2025", "Senin 24 Nov"),
        ("en", "Monday, 24 November 2025", "Monday 24 Nov"),
    ],
)
def test_a_day(language: str, day: str, short: str) -> None:
    assert words(language).day(date(2025, 11, 24)) == day
    assert words(language).short_day(date(2025, 11, 24)) == short


@pytest.mark.parametrize(
    ("month", "written"),
    [(2, "Februari"), (3, "Maret"), (5, "Mei"), (8, "Agustus"), (10, "Oktober"), (12, "Desember")],
)
def test_months_in_indonesian(month: int, written: str) -> None:
    assert written in words().day(date(2026, month, 1))


def test_the_days_of_the_week_in_indonesian() -> None:
    week = [words().day(date(2026, 11, 23) + timedelta(days=n)).split(",")[0] for n in range(7)]
    assert week == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


@pytest.mark.parametrize(
    ("language", "ahead", "sentence"),
    [
        ("id", 0, "Kelas hari ini, Selasa, 24 November 2026:"),
        ("id", 1, "Kelas besok, Rabu, 25 November 2026:"),
        ("id", 2, "Kelas lusa, Kamis, 26 November 2026:"),
        ("id", 3, "Kelas Jumat, 27 November 2026:"),
        ("id", -1, "Kelas Senin, 23 November 2026:"),
        ("jv", 0, "Kelas dina iki, Selasa, 24 November 2026:"),
        ("jv", 1, "Kelas sesuk, Rabu, 25 November 2026:"),
        ("jv", 2, "Kelas emben, Kamis, 26 November 2026:"),
        ("en", 0, "Classes today, Tuesday, 24 November 2026:"),
        ("en", 1, "Classes tomorrow, Wednesday, 25 November 2026:"),
        ("en", 2, "Classes the day after tomorrow, Thursday, 26 November 2026:"),
    ],
)
def test_a_near_day_in_a_sentence(language: str, ahead: int, sentence: str) -> None:
    say = words(language)
    day = say.near_day(TODAY + timedelta(days=ahead), TODAY)
    assert say("Classes {day}:", day=day) == sentence


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("id", "Besok, Rabu, 25 November 2026"),
        ("jv", "Sesuk, Rabu, 25 November 2026"),
        ("en", "Tomorrow, Wednesday, 25 November 2026"),
    ],
)
def test_a_near_day_opens_a_line(language: str, line: str) -> None:
    say = words(language)
    assert say.capital(say.near_day(date(2026, 11, 25), TODAY)) == line


@pytest.mark.parametrize(
    ("zone", "until", "written"),
    [
        ("Asia/Jakarta", timedelta(hours=3, minutes=30), "08.00–11.30 WIB"),
        ("Asia/Jakarta", None, "08.00 WIB"),
        ("Asia/Makassar", timedelta(hours=1), "09.00–10.00 WITA"),
        ("Asia/Jayapura", None, "10.00 WIT"),
    ],
)
def test_hours_in_the_programmes_zone(zone: str, until: timedelta | None, written: str) -> None:
    start = datetime(2025, 11, 24, 1, tzinfo=UTC)
    assert words(zone=zone).hours(start, start + until if until else None) == written


def test_a_day_begins_at_midnight_in_the_zone() -> None:
    assert words().local_day(datetime(2025, 11, 23, 16, 59, tzinfo=UTC)) == date(2025, 11, 23)
    assert words().local_day(datetime(2025, 11, 23, 17, 0, tzinfo=UTC)) == date(2025, 11, 24)


@pytest.mark.parametrize("language", LANGUAGES)
@given(name=st.text(max_size=30))
def test_no_value_opens_a_tag(language: str, name: str) -> None:
    said = words(language)("Welcome, {name}! This chat is now linked.", name=name)
    assert "<" not in said
    assert ">" not in said
    assert name in said.unescape()


def test_markup_is_put_in_as_it_is() -> None:
    say = words()
    assert say("Now: <b>{when}</b>", when=say("at {hours}", hours="8")) == (
        "Sekarang: <b>pukul 8</b>"
    )


def test_an_unknown_language_is_indonesian_and_an_unknown_sentence_english() -> None:
    assert words("fr")("Cancel") == "Batal"
    assert words("jv")("Nobody says this, {name}", name="Siti") == "Nobody says this, Siti"


def test_empty_parts_leave_no_empty_lines() -> None:
    say = words()
    assert say.lines("a", None, "", "b") == "a\nb"
    assert say.paragraphs("a", None, "<b>") == "a\n\n&lt;b&gt;"
