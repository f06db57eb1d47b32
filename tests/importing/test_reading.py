"""What reading a file says of the whole list: its kind, its year, its progress."""

import hashlib

import pytest
from expected_lists import BROKEN, BROKEN_ROWS, DATA
from office_lists import read

from services.importing.records import ParticipantRow


@pytest.mark.parametrize("file", ["10a_kolom_nama_hilang.xlsx", "11_hanya_judul_kolom.xlsx"])
def test_a_refused_list_still_says_what_kind_it_is(file: str) -> None:
    (one,) = read((BROKEN / file).read_bytes(), file).lists
    assert one.kind == BROKEN_ROWS[file]["kind"]


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
