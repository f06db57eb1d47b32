"""Names as lists write them."""

from __future__ import annotations

import pytest

from programme.names import is_named_in, name_key, shown_name


@pytest.mark.parametrize(
    "written",
    [
        "Wahyu Prasetyo",
        "WAHYU  PRASETYO",
        "Pak Wahyu Prasetyo",
        "H. Wahyu Prasetyo, S.T., M.T.",
        "Drs. H. Wahyu Prasetyo S.T.",
        "Wahyu Prasetyo ST",
        "wahyu prasetyo s.pd",
    ],
)
def test_titles_degrees_and_case_are_no_part_of_a_name(written: str) -> None:
    assert name_key(written) == "wahyu prasetyo"


def test_marks_and_short_forms_of_muhammad_make_no_other_name() -> None:
    assert name_key("H. Moch. RIFA’I, S.Pd.") == name_key("Muhammad Rifa'i")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Nur Aini", "Siti Nuraini"),
        ("Wahyu", "Wahyu Prasetyo"),
        ("Wahyu H.", "Wahyu"),
        ("Haji", "Mas"),
        ("Budi M.Ali", "Budi"),
        ("Budi A.", "Budi"),
    ],
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Wahyu Prasetyo, S.T.", True),
        ("Bambang Irawan, S.Pd. / Pak Wahyu Prasetyo", True),
        ("Bambang Irawan, S.Pd., Wahyu Prasetyo, S.T.", True),
        ("Bambang dan Wahyu Prasetyo", True),
        ("Pak Wahyu", False),
        ("Wahyu Prasetyo Utomo", False),
        ("", False),
        ("S.T.", False),
    ],
)
def test_a_schedule_names_its_instructors(text: str, is_named: bool) -> None:
    assert is_named_in("WAHYU PRASETYO, ST", text) is is_named


def test_nobody_without_a_name_is_named() -> None:
    assert not is_named_in("-", "-")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("BUDI SANTOSO", "Budi Santoso"),
        ("MOCH. RIFA'I", "Moch. Rifa'i"),
        ("HADI MA’RUF", "Hadi Ma’ruf"),
        ("M. NUR-HIDAYAT", "M. Nur-Hidayat"),
        ("M.ALI", "M.Ali"),
        ("SUWARNO", "Suwarno"),
        ("WAHYU PRASETYO, S.T.", "Wahyu Prasetyo, S.T."),
        ("Budi SANTOSO", "Budi SANTOSO"),
        ("budi santoso", "budi santoso"),
        ("Wahyu Prasetyo, S.PD.", "Wahyu Prasetyo, S.PD."),
    ],
)
def test_capitals_are_shown_as_people_write(written: str, shown: str) -> None:
    assert shown_name(written) == shown
