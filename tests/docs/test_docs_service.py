"""The unit that lets systemd start Bekal, as the staff guide says to put it in place."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from asyncio.subprocess import PIPE, STDOUT
from configparser import ConfigParser
from pathlib import Path

import pytest
from cli_process import ROOT, call

UNIT = ROOT / "docs" / "bekal.service"
STAFF_GUIDE = ROOT / "docs" / "panduan-petugas.md"
NOT_FOR_ROOT = " | sudo tee /etc/systemd/system/bekal.service"


def service(text: str) -> dict[str, str]:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    return dict(unit["Service"])


async def output_of(*command: str, folder: Path) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={"PATH": "/usr/bin:/bin", "USER": "petugas"},
        stdout=PIPE, stderr=STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode, out.decode()


@pytest.fixture
async def placed(tmp_path: Path) -> str:
    """The unit as the guide's command makes it in an office's folder."""
    folder = tmp_path / "bekal"
    (folder / "docs").mkdir(parents=True)
    shutil.copy(UNIT, folder / "docs")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "bekal").symlink_to(sys.executable)
    (command,) = re.findall(
        rf"^ +(sed .*){re.escape(NOT_FOR_ROOT)}$", STAFF_GUIDE.read_text(encoding="utf-8"), re.M
    )
    status, text = await output_of("sh", "-c", command, folder=folder)
    assert status == 0
    return text


async def test_the_guide_puts_in_folder_and_user(placed: str, tmp_path: Path) -> None:
    of_office = service(placed)
    folder = str(tmp_path / "bekal")
    assert of_office["User"] == "petugas"
    assert of_office["WorkingDirectory"] == of_office["ReadWritePaths"] == folder
    assert of_office["ExecStart"] == f"{folder}/.venv/bin/bekal run"
    assert "/opt/bekal" not in placed.partition("[Unit]")[2]


async def test_systemd_takes_it(placed: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    unit = tmp_path / "bekal.service"
    unit.write_text(placed, encoding="utf-8")
    assert await output_of("systemd-analyze", "verify", str(unit), folder=tmp_path) == (0, "")


async def test_it_is_little_exposed(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    _, told = await output_of(
        "systemd-analyze", "security", "--offline=yes", "--no-pager", str(UNIT), folder=tmp_path
    )
    found = re.search(r"Overall exposure level for bekal.service: ([\d.]+)", told)
    assert found, told
    assert float(found[1]) < 2.0


async def test_what_a_new_start_does_not_mend_is_not_tried_again(tmp_path: Path) -> None:
    ended = await call(tmp_path, "run")
    assert "token is missing" in ended.err
    assert service(UNIT.read_text(encoding="utf-8"))["RestartPreventExitStatus"] == str(
        ended.status
    )
