"""The commands of README.md and the staff guide, run in their order in an office's folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cli_process import ROOT, Ended, call
from office_lists import workbook

README = ROOT / "README.md"
STAFF_GUIDE = ROOT / "docs" / "panduan-petugas.md"

LISTS = {
    "peserta.xlsx": {
        "Peserta": [
            ["DAFTAR PESERTA PELATIHAN KERJA 2026"],
            [],
            ["No. Peserta", "Nama Lengkap", "Tgl. Lahir", "No HP", "Bidang"],
            ["LMG-2026-031", "Budi Santoso", "17/08/1990", "0812-0000-0031", "Las"],
            ["LMG-2026-032", "Sugeng Wibowo", "06/05/1984", "0812-0000-0032", "Konstruksi"],
            ["LMG-2026-033", "Rudi Hartono", "31/02/1999", "0812-0000-0033", "Meubeler"],
        ]
    },
    "jadwal.xlsx": {
        "Jadwal": [
            ["Bidang", "Hari/Tanggal", "Waktu", "Materi", "Tempat"],
            ["Las", "Rabu, 25 November 2026", "08.00 - 11.30", "Las pipa", "Bengkel Las"],
        ]
    },
    "sertifikat.xlsx": {
        "Sertifikat": [
            ["No. Peserta", "Nama", "Bidang", "Status"],
            ["LMG-2026-031", "Budi Santoso", "Las", "Proses Cetak"],
        ]
    },
    "instruktur.xlsx": {
        "Instruktur": [
            ["Nama", "Jabatan", "Bidang"],
            ["Wahyu Prasetyo", "Instruktur", "Las"],
        ]
    },
}

ACCOUNT = {
    "BEKAL_TELEGRAM_TOKEN": "123456:not-a-real-token",
    "BEKAL_TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
}
GOES_ON = ("run", "demo")
ANSWERS = "\n".join(["", "", "Disnaker Contoh", "", "", "", "", "Retno Wulandari", ""]).encode()
"""What `bekal init` is told: the defaults, the office and its first admin."""

WRITTEN_CODE = "ABCD-EFGH-JKMN"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    for name, sheets in LISTS.items():
        (tmp_path / name).write_bytes(workbook(sheets))
    return tmp_path


def commands(page: Path) -> list[list[str]]:
    """Each command of the page that ends by itself, without the name `bekal`."""
    lines = re.findall(r"\.venv/bin/bekal ([^`\n]+)", page.read_text(encoding="utf-8"))
    return [words for line in lines if (words := shlex.split(line))[0] not in GOES_ON]


async def run_all(page: Path, folder: Path) -> list[tuple[list[str], Ended]]:
    """A code that is written on the page stands for the one that was made last."""
    ended: list[tuple[list[str], Ended]] = []
    code = WRITTEN_CODE
    for command in commands(page):
        words = [code if word == WRITTEN_CODE else word for word in command]
        asks = words[0] in ("doctor", "check-config")
        done = await call(folder, *words, given=ANSWERS, **(ACCOUNT if asks else {}))
        code = next(iter(re.findall(r"Kode:\s+(\S+)", done.out)), code)
        ended.append((command, done))
    return ended


@pytest.mark.parametrize("page", [README, STAFF_GUIDE], ids=lambda page: page.name)
async def test_commands_do_what_they_are_there_for(page: Path, office: Path) -> None:
    """Errors are the list with a mistake, whose other rows are taken all the same, and that no
    process runs the bot.
    """
    done = await run_all(page, office)
    assert {command[0] for command, _ in done} == {
        "init", "check-config", "import", "invite", "doctor", "backup",
    }  # fmt: skip
    for command, ended in done:
        is_error = has_mistake(command) or command == ["doctor"]
        assert ended.status == int(is_error), (command, ended)
        if command == ["doctor"]:
            problems = [line for line in ended.out.splitlines() if line.startswith("problem")]
            assert problems == ["problem  telegram       no process runs it; start `bekal run`"]


def has_mistake(command: list[str]) -> bool:
    return any("peserta.xlsx" in word or "rusak" in word for word in command)


async def test_a_list_is_reported_as_the_readme_shows_it(office: Path) -> None:
    """What "…" stands for is left out there."""
    (command,) = (each for each in commands(README) if "--dry-run" in each)
    (office / "config.toml").write_text("")
    ended = await call(office, *command, COLUMNS="120")
    page = README.read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```console\n(.*?)^```$", page, re.M | re.S)
    begin, end = shown.split("…\n")
    out = "".join(f"{line.rstrip()}\n" for line in ended.out.splitlines())
    assert out.startswith(begin)
    assert out.endswith(end)
