"""Dates, birth dates and clock times as people write them. Today is Monday, 24 November 2025."""

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from understanding import find_date, parse_birth_date, parse_time_range

MONDAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hari ini", "2025-11-24"),
        ("besok", "2025-11-25"),
        ("mene", "2025-11-25"),
        ("rong minggu engkas", "2025-12-08"),
        ("1 Djuli", "2026-07-01"),
        ("12 Juni kemarin", "2025-06-12"),
        ("lahir 12 mei 1987", "1987-05-12"),
        ("malming", "2025-11-29"),
        ("malam minggu depan", "2025-12-06"),
        ("bsk", "2025-11-25"),
        ("besok pagi", "2025-11-25"),
        ("lusa", "2025-11-26"),
        ("besok lusa", "2025-11-26"),
        ("kemarin", "2025-11-23"),
        ("kemarin lusa", "2025-11-22"),
        ("nanti sore", "2025-11-24"),
        ("nanti malam", "2025-11-24"),
        ("tadi malam", "2025-11-23"),
        ("senin depan", "2025-12-01"),
        ("selasa depan", "2025-12-02"),
        ("hari kamis", "2025-11-27"),
        ("kamis", "2025-11-27"),
        ("senin", "2025-11-24"),
        ("jumat", "2025-11-28"),
        ("jum'at", "2025-11-28"),
        ("rabu besok", "2025-11-26"),
        ("senin besok", "2025-12-01"),
        ("besok senin", "2025-12-01"),
        ("besok hari selasa", "2025-11-25"),
        ("kamis minggu depan", "2025-12-04"),
        ("minggu depan hari kamis", "2025-12-04"),
        ("kamis lalu", "2025-11-20"),
        ("malam jumat", "2025-11-27"),
        ("hari minggu", "2025-11-30"),
        ("ahad", "2025-11-30"),
        ("hari minggu depan", "2025-12-07"),
        ("2 hari lagi", "2025-11-26"),
        ("dua minggu lagi", "2025-12-08"),
        ("seminggu lagi", "2025-12-01"),
        ("3 hari yang lalu", "2025-11-21"),
        ("sebulan lagi", "2025-12-24"),
        ("tgl 5", "2025-12-05"),
        ("tanggal 5", "2025-12-05"),
        ("tgl5", "2025-12-05"),
        ("tanggal dua puluh lima", "2025-11-25"),
        ("5 des", "2025-12-05"),
        ("5 desember", "2025-12-05"),
        ("5 Desember 2025", "2025-12-05"),
        ("lima desember", "2025-12-05"),
        ("1 november", "2026-11-01"),
        ("Senin, 24 November 2025", "2025-11-24"),
        ("Kamis, 4 Desember 2025", "2025-12-04"),
        ("10/12", "2025-12-10"),
        ("01-12-2025", "2025-12-01"),
        ("1.12.2025", "2025-12-01"),
        ("2025-12-01", "2025-12-01"),
        ("28 Nopember 2025", "2025-11-28"),
        ("24 Nov 2025 pukul 08.00 WIB", "2025-11-24"),
        ("tgl 5 bulan depan", "2025-12-05"),
        ("bulan depan tanggal 5", "2025-12-05"),
        ("tanggal 10 bulan 12", "2025-12-10"),
        ("besok jam 8 pagi", "2025-11-25"),
        ("akhir bulan", "2025-11-30"),
        ("akhir desember", "2025-12-31"),
        ("pertengahan desember", "2025-12-15"),
        ("sesuk", "2025-11-25"),
        ("wingi", "2025-11-23"),
        ("emben", "2025-11-26"),
        ("rebo", "2025-11-26"),
        ("benjing enjing", "2025-11-25"),
        ("dinten niki", "2025-11-24"),
        ("lagghu'", "2025-11-25"),
        ("next monday", "2025-12-01"),
    ],
)
def test_a_day(text: str, expected: str) -> None:
    found = find_date(text, MONDAY)
    assert found is not None
    assert (found.start, found.end) == (date.fromisoformat(expected), None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("minggu depan", "2025-12-01", "2025-12-07"),
        ("pekan depan", "2025-12-01", "2025-12-07"),
        ("minggu ini", "2025-11-24", "2025-11-30"),
        ("minggu lalu", "2025-11-17", "2025-11-23"),
        ("minggu ngarep", "2025-12-01", "2025-12-07"),
        ("bulan depan", "2025-12-01", "2025-12-31"),
        ("bulan desember", "2025-12-01", "2025-12-31"),
        ("desember", "2025-12-01", "2025-12-31"),
        ("tahun depan", "2026-01-01", "2026-12-31"),
        ("jadwal 2024", "2024-01-01", "2024-12-31"),
        ("kelas las 2026", "2026-01-01", "2026-12-31"),
        ("awal desember", "2025-12-01", "2025-12-10"),
        ("akhir pekan", "2025-11-29", "2025-11-30"),
        ("minggu pertama desember", "2025-12-01", "2025-12-07"),
        ("tgl 24 s/d 26 des", "2025-12-24", "2025-12-26"),
        ("tgl 24 sampai 26 desember", "2025-12-24", "2025-12-26"),
        ("24-26 des", "2025-12-24", "2025-12-26"),
        ("senin sampai jumat minggu depan", "2025-12-01", "2025-12-05"),
        ("sabtu-minggu", "2025-11-29", "2025-11-30"),
        ("3 hari ke depan", "2025-11-24", "2025-11-27"),
    ],
)
def test_a_range(text: str, start: str, end: str) -> None:
    found = find_date(text, MONDAY)
    assert found is not None
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "jam 8",
        "pukul 08.00",
        "08.00-12.00",
        "2 bulan nunggu",
        "sudah tiga minggu",
        "umur 17 tahun",
        "jadwal 2025",
        "jadwal 1200",
        "hutang 2024",
        "tiap minggu",
        "berapa minggu",
        "habis dhuhur",
        "besok-besok",
        "jam besuk lapas",
        "bu Juni",
        "Agus Salim",
        "0812-0000-1234",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_date(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 November", "31 november"),
        ("tgl 31 november 2025", "31 november 2025"),
        ("30 februari", "30 februari"),
        ("tgl 32", "32"),
        ("29 februari 2026", "29 februari 2026"),
        ("31/11/2025", "31/11/2025"),
    ],
)
def test_a_day_that_does_not_exist_is_named_and_not_mended(text: str, said: str) -> None:
    found = find_date(text, MONDAY)
    assert found is not None
    assert (found.start, found.impossible) == (None, said)


@given(st.text(), st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text_is_read(text: str, today: date) -> None:
    found = find_date(text, today)
    assert found is None or bool(found.start) != bool(found.impossible)


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_is_itself(day: date) -> None:
    found = find_date(f"tanggal {day.day}/{day.month}/{day.year}", MONDAY)
    assert found is not None
    assert found.start == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 mei 1990", "1990-05-12"),
        ("12-05-90", "1990-05-12"),
        ("120590", "1990-05-12"),
        ("12051990", "1990-05-12"),
        ("12 5 1990", "1990-05-12"),
        ("12/05/1990", "1990-05-12"),
        ("3.4.88", "1988-04-03"),
        ("1990-05-12", "1990-05-12"),
        ("lahir tanggal 3 des 88", "1988-12-03"),
        ("dua belas mei 1990", "1990-05-12"),
        ("lahirnya dua puluh lima agustus 1990", "1990-08-25"),
        ("5 januari 26", "2026-01-05"),
        ("5 januari 27", "1927-01-05"),
    ],
)
def test_birth_date(text: str, expected: str) -> None:
    assert parse_birth_date(text, date(2026, 6, 1)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["", "mei", "12 mei", "31 feb 1990", "13/13/1990", "lupa", "1 januari 2030", "1990"]
)
def test_no_birth_date(text: str) -> None:
    assert parse_birth_date(text, date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("jam 8", time(8), None),
        ("8", time(8), None),
        ("pukul 08.00", time(8), None),
        ("08:30", time(8, 30), None),
        ("08.00-12.00", time(8), time(12)),
        ("jam 8 sampai 11", time(8), time(11)),
        ("13.00 s/d 15.00", time(13), time(15)),
        ("jam 9-11", time(9), time(11)),
        ("jam 1", time(13), None),
        ("jam 2 siang", time(14), None),
        ("jam 7 malam", time(19), None),
        ("8 pagi", time(8), None),
        ("setengah 2 siang", time(13, 30), None),
        ("jam setengah sembilan", time(8, 30), None),
        ("jam 8 kurang 15", time(7, 45), None),
        ("jam 9 lewat 10", time(9, 10), None),
        ("habis dhuhur", time(12), None),
        ("habis jumatan", time(13), None),
    ],
)
def test_clock_time(text: str, start: time, end: time | None) -> None:
    assert parse_time_range(text) == (start, end)


@pytest.mark.parametrize("text", ["", "besok", "jam 25", "2 jam lagi", "kapan-kapan"])
def test_no_clock_time(text: str) -> None:
    assert parse_time_range(text) is None


@given(st.text())
def test_any_text_asked_for_a_time_or_birthday_is_read(text: str) -> None:
    parse_time_range(text)
    parse_birth_date(text, MONDAY)
