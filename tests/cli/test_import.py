"""`bekal import` as people and programs call it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_process import ROOT, call
from dialogue import Bekal
from importing_lists import PEOPLE, SESSIONS, STAFF

DATA = ROOT / "tests" / "data" / "import"
BUDI = "LMG-2030-031;Budi Santoso;Tuban;17/08/1990;0812-0000-5001;Las\n"
BASICS = "Las;25/11/2030;12.30-16.00;Bengkel Las;Las dasar;Wahyu\n"
SAFETY = "Las;27/11/2030;08.00-11.30;Ruang Teori 1;K3;Wahyu\n"
EXAM = "Las;29/11/2030;08.00-11.30;Bengkel Las;Ujian;Wahyu\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text("")
    return tmp_path


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def is_begun(folder: Path) -> bool:
    return any(folder.glob("bekal.*"))


def stored(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "bekal.db") as db:
        (count,) = db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608
    db.close()
    return int(count)


async def test_a_table_for_people(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI + "LMG-2030-032;[red]Endro;Tuban;31/02/1990;;Las\n")
    ended = await call(folder, "import", "peserta.csv")
    assert ended.status == 1
    assert ended.err == ""
    for words in ("peserta.csv", "Daftar peserta", "Pelatihan 2030", "Tgl Lahir", "“31/02/1990”"):
        assert words in ended.out
    assert stored(folder, "participants") == 1


async def test_it_ends_with_what_became_of_it_and_what_comes_next(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI + "LMG-2030-032;Endro;Tuban;31/02/1990;;Las\n")
    write(folder, "petugas.csv", STAFF + "Wahyu;Instruktur;Las\n")
    stored_now = (await call(folder, "import", "peserta.csv", "petugas.csv")).out
    assert stored_now.splitlines()[-4:] == [
        "Sudah disimpan.",
        "Perbaiki baris yang ditolak di berkasnya, lalu muat lagi daftar itu.",
        "Undang peserta: bekal invite NOMOR_PESERTA",
        'Undang instruktur dan petugas: bekal invite --staff "NAMA"',
    ]
    again = (await call(folder, "import", "petugas.csv")).out
    assert again.splitlines()[-1] == "Sudah disimpan."


async def test_what_is_overwritten_is_shown(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    await call(folder, "import", "peserta.csv")
    write(folder, "peserta.csv", PEOPLE + BUDI.replace("Budi Santoso", "Slamet Riyadi"))
    refused = await call(folder, "import", "peserta.csv")
    assert refused.status == 1
    assert "Budi Santoso → Slamet Riyadi" in refused.out
    taken = await call(folder, "import", "--same-people", "peserta.csv")
    assert taken.status == 0
    assert "nama Budi Santoso → Slamet Riyadi" in taken.out


async def test_it_says_that_nothing_could_be_stored(folder: Path) -> None:
    write(folder, "kosong.csv", "")
    ended = await call(folder, "import", "kosong.csv")
    assert ended.out.splitlines()[-1] == "Tidak ada yang disimpan."


async def test_json_is_one_document_and_nothing_else(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    write(folder, "kosong.csv", "")
    ended = await call(folder, "import", "peserta.csv", "kosong.csv", "--json")
    assert (ended.status, ended.err) == (1, "")
    first, second = ended.json["files"]
    assert (first["file"], first["kind"], first["accepted"]) == ("peserta.csv", "participants", 1)
    assert first["rows"][0]["reg_no"] == "LMG-2030-031"
    assert first["changes"]["added"] == 1
    assert second["problems"][0]["code"] == "empty_file"


async def test_a_dry_run_shows_the_same_and_stores_nothing(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    write(folder, "sertifikat.csv", "No. Peserta;Nama;Status\nLMG-2030-031;Budi Santoso;Cetak\n")
    files = ("sertifikat.csv", "peserta.csv", "--json")
    rehearsed = await call(folder, "import", *files, "--dry-run")
    assert rehearsed.status == 0
    assert not is_begun(folder), "neither a store nor a key"
    real = await call(folder, "import", *files)
    assert real.json == rehearsed.json
    assert stored(folder, "certificates") == 1


async def test_a_dry_run_beside_a_store_stores_nothing(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    await call(folder, "import", "peserta.csv")
    tables = ("programmes", "participants", "imports", "audit")
    before = [stored(folder, table) for table in tables]
    write(folder, "peserta.csv", PEOPLE + BUDI.replace("031", "032"))
    rehearsed = await call(folder, "import", "peserta.csv", "--dry-run", "--json")
    assert rehearsed.json["files"][0]["changes"]["added"] == 1
    assert [stored(folder, table) for table in tables] == before


async def test_a_dry_run_says_so(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    ended = await call(folder, "import", "peserta.csv", "--dry-run")
    assert "tidak ada yang disimpan" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("peserta.csv", "--programme", "Pelatihan Lapas"),
        ("tidak_ada.csv",),
        (),
        ("peserta.csv", "--notify", "--json"),
        ("peserta.csv", "--no-such-option"),
    ],
)
async def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    ended = await call(folder, "import", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err
    assert not (folder / "bekal.db").exists()


async def test_a_store_locked_by_another_process_is_a_sentence(folder: Path) -> None:
    write(folder, "peserta.csv", PEOPLE + BUDI)
    await call(folder, "import", "peserta.csv")
    other = sqlite3.connect(folder / "bekal.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        ended = await call(folder, "import", "peserta.csv")
    finally:
        other.close()
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("bekal: the database ")
    assert "locked" in ended.err
    assert "Traceback" not in ended.err


async def test_the_sessions_of_a_running_office_move_and_people_are_told(
    bekal: Bekal, folder: Path
) -> None:
    """The bot's own process has the store open all the while."""
    bekal.clock.set("2026-11-24 09:00")
    await bekal.participant("LMG-2030-031", programme="Pelatihan 2030", year=2030)
    await bekal.linked("1001", "LMG-2030-031")
    write(folder, "jadwal.csv", SESSIONS + BASICS + SAFETY + EXAM)
    await call(folder, "import", "jadwal.csv")
    write(folder, "jadwal.csv", SESSIONS + BASICS.replace("12.30-16.00", "14.00-17.00") + EXAM)

    moved = await call(folder, "import", "jadwal.csv", "--cancel-missing")
    assert moved.status == 0
    assert "Pengelasan, Senin, 25 November 2030 pukul 12.30–16.00 WIB →" in moved.out
    assert "Dibatalkan" in moved.out
    assert "2 sesi yang berubah; 1 chat belum tahu" in moved.out
    assert stored(folder, "announcements") == 0

    asked = await call(folder, "import", "jadwal.csv", "--notify", given=b"n\n")
    assert asked.status == 0
    assert "14.00–17.00 WIB" in asked.out
    assert "→ 1 chat" in asked.out
    assert "<b>" not in asked.out
    assert "Kirim sekarang?" in asked.err
    assert stored(folder, "announcements") == 0

    dry = await call(folder, "import", "jadwal.csv", "--notify", "--dry-run", "--json")
    assert dry.json["told"] == 0
    sent = await call(folder, "import", "jadwal.csv", "--notify", given=b"y\n")
    assert "Dikirim ke 1 chat." in sent.out
    assert stored(folder, "announcements") == 2
    again = await call(folder, "import", "jadwal.csv", "--notify", "--yes", "--json")
    assert again.json["told"] == 0


async def test_nobody_there_to_answer_is_a_no(bekal: Bekal, folder: Path) -> None:
    await bekal.participant("LMG-2030-031", programme="Pelatihan 2030", year=2030)
    write(folder, "jadwal.csv", SESSIONS + BASICS)
    await call(folder, "import", "jadwal.csv")
    write(folder, "jadwal.csv", SESSIONS + BASICS.replace("12.30-16.00", "14.00-17.00"))
    ended = await call(folder, "import", "jadwal.csv", "--notify")
    assert ended.status == 0
    assert stored(folder, "announcements") == 0


async def test_many_problems_are_cut_short_for_people(folder: Path) -> None:
    rows = "".join(f"LMG-2030-{n:03};Nama {n};Tuban;31/02/1990;;Las\n" for n in range(250))
    write(folder, "peserta.csv", PEOPLE + rows)
    ended = await call(folder, "import", "peserta.csv")
    assert "dan 50 lagi" in ended.out
    assert ended.out.count("31/02/1990") == 200
