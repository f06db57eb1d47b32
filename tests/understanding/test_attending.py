"""Whether somebody comes: what counts as an answer, and what is another matter."""

from __future__ import annotations

from datetime import date

import pytest

from understanding import Says, Weight, read_attendance

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "is_coming", "weight"),
    [
        ("ya", True, Weight.NOD),
        ("siap pak", True, Weight.NOD),
        ("nggih", True, Weight.NOD),
        ("bisa", True, Weight.NOD),
        ("ora", False, Weight.NOD),
        ("hadir", True, Weight.ANSWER),
        ("siap, hadir!", True, Weight.ANSWER),
        ("insyaallah datang pak", True, Weight.ANSWER),
        ("tidak bisa", False, Weight.ANSWER),
        ("nggak bisa bu ada acara", False, Weight.DOUBT),
        ("ndak iso", False, Weight.ANSWER),
        ("tidak hadir", False, Weight.DOUBT),
        ("sakit gigi pak saya", False, Weight.DOUBT),
        ("saya sakit", False, Weight.NEWS),
        ("gak bisa pak sakit", False, Weight.DOUBT),
        ("saya gak bisa masuk", False, Weight.NEWS),
        ("ngapunten mboten saget rawuh", False, Weight.NEWS),
        ("maaf pak saya izin tidak masuk, kerja bakti", False, Weight.NEWS),
        ("saya berhalangan hadir", False, Weight.NEWS),
        ("saya absen ya bu", False, Weight.NEWS),
    ],
)
def test_answers_by_weight(text: str, is_coming: bool, weight: Weight) -> None:
    said = read_attendance(text, TODAY)
    assert said
    assert (said.says is Says.COMES, said.weight, said.days) == (is_coming, weight, ())


@pytest.mark.parametrize(
    "text",
    [
        "saya sakit besok ga bisa datang",
        "besok saya gak bisa masuk, gimana?",
        "izin besok tidak masuk",
        "aku gak iso teko sesuk",
        "can't come tomorrow",
        "I cannot attend class tomorrow",
    ],
)
def test_day_of_an_absence(text: str) -> None:
    said = read_attendance(text, TODAY)
    assert said
    assert (said.says, said.weight, said.days) == (Says.ABSENT, Weight.NEWS, (TOMORROW,))


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "besok masuk?", "besok gak masuk?", "besok masuk kan",
        "kalau tidak bisa hadir gimana",
        "izin tanya jadwal besok", "instrukturnya tidak hadir", "tidak bisa buka link",
        "gak bisa ambil sertifikat besok", "saya sakit, jadwal besok jam berapa",
        "kemarin saya tidak masuk", "sudah tidak ikut lagi", "absen besok", "sugeng rawuh",
        "notif kok ga masuk", "hadir " * 60,
    ],
)  # fmt: skip
def test_other_matters(text: str) -> None:
    assert read_attendance(text, TODAY) is None
