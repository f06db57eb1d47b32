"""Every list in tests/data/import yields what its expectation says: these rows, these problems."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from expected_lists import BROKEN, BROKEN_ERRORS, BROKEN_ROWS, DATA, GOOD, assert_rows, problems_of
from office_lists import as_json, problems_in, read

from programme.people import number_key
from services.importing.checks import Known, KnownPerson
from services.importing.records import ParticipantRow


def load(path: Path, requires: list[str]) -> dict[str, Any]:
    known = known_people(requires) if requires else None
    entries = as_json(read(path.read_bytes(), path.name, known=known))
    assert len(entries) == 1
    return entries[0]


def known_people(files: list[str]) -> Known:
    lists = [one for file in files for one in read((DATA / file).read_bytes(), file).lists]
    people = [row for one in lists for row in one.rows if isinstance(row, ParticipantRow)]
    return Known(
        {number_key(one.reg_no): KnownPerson(one.full_name, one.birth_date) for one in people}
    )


@pytest.mark.parametrize("file", GOOD)
def test_every_good_list_comes_out_whole_and_without_a_problem(file: str) -> None:
    expected = GOOD[file]
    entry = load(DATA / file, expected.get("requires", []))
    assert entry["kind"] == expected["kind"]
    assert entry["accepted"] == expected["count"]
    assert_rows(entry, expected["rows"])
    assert entry["problems"] == expected["issues"]


@pytest.mark.parametrize("file", BROKEN_ERRORS)
def test_every_broken_list_names_its_problems_by_row_and_column(file: str) -> None:
    entry = load(BROKEN / file, BROKEN_ROWS[file].get("requires", []))
    expected = [{"related_rows": [], **problem} for problem in BROKEN_ERRORS[file]]
    assert problems_of(entry) == expected


@pytest.mark.parametrize("file", BROKEN_ROWS)
def test_every_broken_list_still_gives_its_good_rows(file: str) -> None:
    expected = BROKEN_ROWS[file]
    entry = load(BROKEN / file, expected.get("requires", []))
    assert entry["accepted"] == expected["accepted"]
    if "rows" in expected:
        assert_rows(entry, expected["rows"])


@pytest.mark.parametrize("file", ["10a_kolom_nama_hilang.xlsx", "11_hanya_judul_kolom.xlsx"])
def test_a_refused_list_still_says_what_kind_it_is(file: str) -> None:
    assert load(BROKEN / file, [])["kind"] == BROKEN_ROWS[file]["kind"]


def test_ten_thousand_rows_come_through_unchanged_and_show_their_progress() -> None:
    file = "16_sepuluh_ribu_baris.xlsx"
    seen: list[tuple[int, int]] = []
    content = (BROKEN / file).read_bytes()
    reading = read(content, file, progress=lambda done, total: seen.append((done, total)))
    (only,) = reading.lists
    lines = "".join(
        f"{row.reg_no}|{row.full_name}|{row.birth_date}|{row.phones[0]}|{row.skill}\n"
        for row in only.rows
        if isinstance(row, ParticipantRow)
    )
    expected = BROKEN_ROWS[file]["sha256_of_lines_reg_no|full_name|birth_date|phone|skill"]
    assert hashlib.sha256(lines.encode()).hexdigest() == expected
    assert seen[-1] == (10_000, 10_000)
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("file", "year"),
    [
        ("jadwal_2025.xlsx", 2025),
        ("jadwal_2026.csv", 2026),
        ("peserta_2026.csv", 2026),
        ("sertifikat_2025.xlsx", 2025),
        ("instruktur.csv", None),
    ],
)
def test_a_list_tells_its_programmes_year(file: str, year: int | None) -> None:
    assert [one.year for one in read((DATA / file).read_bytes(), file).lists] == [year]


def test_every_problem_says_in_indonesian_what_to_do() -> None:
    for file in BROKEN_ERRORS:
        for problem in problems_in(read((BROKEN / file).read_bytes(), file)):
            assert problem.message.endswith(".")
            assert "{" not in problem.message
            assert problem.value is None or problem.value not in {"", " "}
