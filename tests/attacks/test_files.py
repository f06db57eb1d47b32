"""Attacks by files: zip and XML bombs, external entities, path traversal in names."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from list_files import (
    FORMULAS,
    GOOD,
    ods,
    ods_cell,
    ods_row,
    ods_sheet,
    part_of,
    repacked,
    with_sheet,
)
from office_lists import as_json, read, workbook

from services.importing import confined, landlock
from services.importing.file_reading import FileReading

SECONDS = 40.0
"""A file is given up after so long at the latest (`confined` and `workbook_reader` say when)."""

BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a9 "{"x" * 100_000}">]>'


def rows_of(reading: FileReading) -> list[dict[str, Any]]:
    return [row for entry in as_json(reading) for row in entry["rows"]]


def before(root: str, part: bytes, declaration: str) -> bytes:
    """The XML with a declaration before its root."""
    head, found, rest = part.decode().partition(f"<{root}")
    assert found
    return (head + declaration + found + rest).encode()


def with_cell(declaration: str, used: str, more: str = "") -> bytes:
    """GOOD with `used` in the place of the name, and `more` cells at the end of its row."""
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml").replace(b"Sulastri", used.encode())
    sheet = sheet.replace(b"</row></sheetData>", f"{more}</row></sheetData>".encode())
    return with_sheet(GOOD, before("worksheet", sheet, declaration))


WITHOUT_RESULT = '<c r="E2"><f>1+1</f></c>'
"""A formula that has to be looked up with another library."""


@pytest.mark.parametrize(
    ("declaration", "used"),
    [(BILLION_LAUGHS, "&a9;"), (QUADRATIC, "&a9;" * 3000)],
    ids=["billion laughs", "quadratic"],
)
@pytest.mark.parametrize("place", ["cell", "formula", "ods", "workbook"])
def test_xml_bomb_does_not_go_off(declaration: str, used: str, place: str) -> None:
    began = monotonic()
    match place:
        case "cell":
            reading = read(with_cell(declaration, used))
        case "formula":
            reading = read(with_cell(declaration, used, WITHOUT_RESULT))
        case "ods":
            bomb = ods(ods_sheet(ods_row(ods_cell(used))))
            content = part_of(bomb, "content.xml")
            changed = before("office:document-content", content, declaration)
            reading = read(repacked(bomb, **{"content.xml": changed}), "daftar.ods")
        case _:
            book = part_of(GOOD, "xl/workbook.xml").replace(b"Peserta", used.encode(), 1)
            changed = before("workbook", book, declaration)
            reading = read(repacked(GOOD, **{"xl__workbook.xml": changed}))
    assert monotonic() - began < SECONDS
    assert len(str(as_json(reading))) < 100_000


@pytest.mark.parametrize("system", ["file:///etc/passwd", "http://127.0.0.1:9/x", "bekal.key"])
@pytest.mark.parametrize("kind", ["SYSTEM", "PUBLIC 'x'"])
def test_entity_that_reaches_for_a_file_reads_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bekal.key").write_text("RAHASIA")
    declaration = f'<!DOCTYPE x [<!ENTITY e {kind} "{system}">]>'
    for more in ("", WITHOUT_RESULT):
        told = str(as_json(read(with_cell(declaration, "Sri &e;", more))))
        assert "root:" not in told
        assert "RAHASIA" not in told


def test_names_in_a_zip_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is unpacked into files, so a name with dots or a slash before it writes none."""
    monkeypatch.chdir(tmp_path)
    names = ("../evil", "/evil", "..\\evil", "C:\\evil", "xl/../../evil")
    before = sorted(tmp_path.parent.iterdir())
    reading = read(repacked(GOOD, **dict.fromkeys(names, b"x")))
    assert [row["full_name"] for row in rows_of(reading)] == ["Sulastri"]
    assert list(tmp_path.iterdir()) == []
    assert sorted(tmp_path.parent.iterdir()) == before
    assert not Path("/evil").exists()


def test_zip_of_very_many_parts_is_judged_quickly() -> None:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(30_000):
            archive.writestr(f"xl/media/{number}", b"")
    began = monotonic()
    reading = read(out.getvalue())
    assert monotonic() - began < SECONDS
    assert reading.refusal is not None or rows_of(reading)


def test_zip_within_a_zip_is_not_opened() -> None:
    inner = workbook({"Peserta": [["No. Peserta", "Nama"], ["LMG-2026-999", "Dari dalam"]]})
    for name in ("xl/embeddings/a.xlsx", "xl/media/a.zip", "a.xlsx"):
        assert "Dari dalam" not in str(as_json(read(repacked(GOOD, **{name: inner}))))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.csv", "..\\..\\daftar.csv", "/etc/cron.d/daftar.csv", "daftar\n.csv",
        "daftar\x00.csv", "daftar\u202evsc.exe", "a" * 5000 + ".csv", "$(reboot).csv",
        "'; DROP TABLE imports; --.csv", "--help.csv", "CON.csv", "daftar.csv/",
    ],
    ids=ascii,
)  # fmt: skip
def test_name_of_a_file_is_only_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "No. Peserta;Nama;Tgl Lahir;Bidang\nLMG-2026-101;Sulastri;14/03/1990;Las\n"
    reading = read(text, name)
    assert reading.refusal is not None or [row["full_name"] for row in rows_of(reading)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_in_a_cell_is_never_worked_out(formula: str) -> None:
    titles, row = ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"], ["LMG-2026-101", formula]
    reading = read(workbook({"Peserta": [titles, [*row, "14/03/1990", "Las"]]}))
    for each in rows_of(reading):
        assert each["full_name"].strip() == formula.strip()


def test_the_reader_of_hostile_files_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes over the process that opens a workbook finds neither key nor token in it."""
    monkeypatch.setenv("BEKAL_KEY", "RAHASIA")
    monkeypatch.setenv("BEKAL_TELEGRAM_TOKEN", "RAHASIA")
    given: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> Any:
        given.update(env)
        return subprocess.CompletedProcess([], 0, b'{"sheets": []}')

    monkeypatch.setattr(confined.subprocess, "run", run)
    confined.read_workbook(GOOD)
    assert "PATH" in given or "PATH" not in os.environ
    assert "RAHASIA" not in str(given)


def in_the_reader(attack: str, *arguments: str) -> str:
    """What `attack` prints when it runs in the place of the reader of hostile files."""
    program = (
        "import os, signal, socket, sys\n"
        "from services.importing import workbook_reader as reader\n"
        f"reader._confine()\ntry:\n    {attack}\n"
        "except (MemoryError, PermissionError):\n    print('refused')\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=True,
        text=True,
    )
    return done.stdout.strip()


def test_the_reader_of_hostile_files_has_little_memory() -> None:
    """Even code that runs there doesn't take the machine along."""
    assert in_the_reader("bytearray(2 * 1024**3)") == "refused"


@pytest.mark.parametrize(
    ("since", "attack"),
    [
        (1, "print(open(sys.argv[1]).read())"),
        (1, "print(open(f'/proc/{os.getppid()}/environ').read())"),
        (1, "open(sys.argv[1], 'a').write('x')"),
        (1, "os.remove(sys.argv[1])"),
        (1, "open(sys.argv[2], 'w').write('x')"),
        (1, "os.execv('/bin/sh', ['sh', '-c', 'echo out'])"),
        (4, "socket.create_connection(('127.0.0.1', 9))"),
        (6, "os.kill(os.getppid(), signal.SIGTERM)"),
    ],
)
def test_the_reader_of_hostile_files_reaches_neither_key_nor_network(
    since: int, attack: str, tmp_path: Path
) -> None:
    if landlock.version() < since:
        pytest.skip(f"this kernel's Landlock is older than version {since}")
    key = tmp_path / "bekal.key"
    key.write_text("RAHASIA")
    assert in_the_reader(attack, str(key), str(tmp_path / "new")) == "refused"
    assert key.read_text() == "RAHASIA"
