"""The command line as a whole: exit status, sentences instead of tracebacks, documentation."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import pytest
import typer
from cli_process import ROOT, call, environment, names_in

from bot.cli import COMMANDS, app

TOKEN = "123456:not-a-real-token"


async def test_version(tmp_path: Path) -> None:
    ended = await call(tmp_path, "--version")
    assert ended.status == 0
    assert re.fullmatch(r"bekal \d+\.\d+\.\d+\n", ended.out)


async def test_help_names_every_command(tmp_path: Path) -> None:
    ended = await call(tmp_path, "--help")
    assert ended.status == 0
    assert [name for name in COMMANDS if name not in ended.out] == []


@pytest.mark.parametrize("option", ["--help", "--version"])
async def test_no_command_is_imported_only_to_be_named(option: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "importtime", "-m", "bot", option,
        cwd=ROOT, stdout=DEVNULL, stderr=PIPE,
    )  # fmt: skip
    _, imports = await process.communicate()
    assert b"bot.cli" in imports
    assert b"bot.commands" not in imports


@pytest.mark.parametrize(
    "arguments",
    [("nope",), ("run", "--nope"), ("demo", "--port", "70000"), ("run", "--config", "none.toml")],
)
async def test_wrong_usage_is_status_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = await call(tmp_path, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err


async def test_run_without_a_token_names_key_and_mend(tmp_path: Path) -> None:
    ended = await call(tmp_path, "run")
    assert ended.status == 2
    assert ended.err.startswith("bekal: config.toml: [telegram] token is missing; get one from")
    assert names_in(tmp_path) == []


async def test_a_store_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bekal.db").write_text("not a database " * 100)
    ended = await call(tmp_path, "run", BEKAL_TELEGRAM_TOKEN=TOKEN)
    assert ended.status == 1
    assert ended.err == (
        f"bekal: {tmp_path / 'bekal.db'} is not a Bekal database; "
        "check [store] url, or restore a backup\n"
    )


async def test_run_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = await call(
            tmp_path,
            "run",
            BEKAL_TELEGRAM_TOKEN=TOKEN,
            BEKAL_TELEGRAM_MODE="webhook",
            BEKAL_TELEGRAM_WEBHOOK_URL="https://bekal.example/hook",
            BEKAL_WEB_LISTEN=f"127.0.0.1:{port}",
        )
    assert ended.status == 1
    assert ended.err.startswith(f"bekal: port {port} of 127.0.0.1 is taken by another program;")


async def test_examples_says_what_is_kept_where_nothing_is(tmp_path: Path) -> None:
    ended = await call(tmp_path, "examples")
    assert ended.status == 0
    assert ended.out == "None yet: only texts of people who agreed are kept.\n"
    assert names_in(tmp_path) == []


def options() -> list[tuple[str, str]]:
    group = typer.main.get_command(app)
    return [
        (name, option)
        for name in COMMANDS
        for parameter in group.get_command(None, name).params  # type: ignore[attr-defined]
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--") and option != "--help"
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_every_option(command: str) -> None:
    """docs/commands.md has a section a command, which names all its options and no other."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `bekal ([\w-]+)`\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert command in sections
    documented = set(re.findall(r"`(--[\w-]+)", sections[command]))
    assert documented == {option for name, option in options() if name == command}


ASCII = (
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
LISTS = ROOT / "tests/data/import"
WITH_OTHER_SIGNS = (
    ("invite", "LMG-2026-001"),
    ("import", "--dry-run", str(LISTS / "rusak/01b_tanggal_mustahil_peserta.csv")),
    ("understand", "besok “jam 8”"),
    ("doctor",),
    ("init",),
)


@pytest.mark.parametrize("terminal", ASCII, ids=["PYTHONIOENCODING", "LC_ALL"])
async def test_a_terminal_that_knows_ascii_only(tmp_path: Path, terminal: dict[str, str]) -> None:
    """Run as processes of their own: a fork has its output open already."""
    (tmp_path / "config.toml").write_text("")
    assert (await call(tmp_path, "import", str(LISTS / "peserta_2026.csv"))).status == 0
    for command in WITH_OTHER_SIGNS:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *command,
            cwd=tmp_path, env=environment(**terminal), stdin=DEVNULL, stdout=PIPE, stderr=PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
        assert b"Traceback" not in err, (command, err)
        assert b"Unicode" not in err, (command, err)
        assert (out + err).isascii(), command
        assert out + err
