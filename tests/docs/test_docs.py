"""The documents name only commands, options, files, keys and sentences that exist."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from cli_process import ROOT

from bot.channels.telegram import capabilities
from bot.cli import COMMANDS, app
from bot.commands.doctor import command as doctor
from locales import Words
from programme.discretion import find_forbidden

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
STAFF_GUIDE = ROOT / "docs" / "panduan-petugas.md"
CODE = re.compile(r"(?m)^(?:    |\t)(.+)$|(?<!`)`([^`\n]+)`(?!`)")
"""A line of a block that is set in, or a span within a sentence."""

SOURCE_FOLDERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "hatch"
]["build"]["targets"]["wheel"]["packages"]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code_in(page: Path) -> Iterator[str]:
    for found in CODE.finditer(text_of(page)):
        yield (found[1] or found[2]).strip()


def named(pages: list[Path], pattern: str) -> list[object]:
    """Every place in code that begins like `pattern`, as a parameter: its page and the rest."""
    return [
        pytest.param(rest[1], id=f"{page.name}: {rest[1]}")
        for page in pages
        for code in dict.fromkeys(code_in(page))
        if (rest := re.match(pattern, code))
    ]


@pytest.mark.parametrize("line", named(PAGES, r"(?:\.venv/bin/|python -m )?bekal ([a-z].*)"))
def test_command_has_these_options(line: str) -> None:
    name, *_ = line.split(maxsplit=1)
    assert name in COMMANDS
    command = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    assert set(re.findall(r"(?<= )--[\w-]+", line)) <= known


@pytest.mark.parametrize("line", named(PAGES, r"make ([a-z].*)"))
def test_make_knows_the_target(line: str) -> None:
    target = re.findall(r"^[a-z]+", line)[0]
    assert re.search(rf"^{target}:", text_of(ROOT / "Makefile"), re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", text_of(page))
    files = [each for each in targets if not each.startswith("https://")]
    assert [each for each in files if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    paths = {
        code
        for code in code_in(page)
        if re.fullmatch(r"[\w./*-]+/[\w./*-]*", code)
        and code.partition("/")[0] in {*SOURCE_FOLDERS, "tests", "docs", "benchmarks"}
        and not re.search(r"\bxx\b|_what\b|/[A-Z]+\b", code)
    }
    assert [each for each in paths if not list(ROOT.glob(each.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_configuration_keys_that_are_named_exist(page: Path) -> None:
    example = tomllib.loads(text_of(ROOT / "config.example.toml"))
    for code in code_in(page):
        if found := re.fullmatch(r"\[([a-z]+)\](?: ([a-z_]+)\b.*)?", code):
            assert found[1] in example
            assert found[2] is None or found[2] in example[found[1]]


def test_every_page_is_linked() -> None:
    linked = " ".join(text_of(page) for page in PAGES)
    assert [page.name for page in PAGES if f"{page.name})" not in linked] == ["README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_is_given_away(page: Path) -> None:
    """Pages are printed and left on desks, and only numbers of nobody stand in them."""
    text = text_of(page)
    assert find_forbidden(text) is None
    phones = re.findall(r"(?:\+62|\b08)[\d\s-]{7,}\d", text)
    assert [each for each in phones if not each.startswith("0812-0000-")] == []


def test_the_staff_guide_quotes_the_doctor_as_it_speaks() -> None:
    source = inspect.getsource(doctor) + inspect.getsource(capabilities)
    quoted = re.findall(r"`(\w+(?: \w+){2,})`: ", text_of(STAFF_GUIDE))
    assert quoted
    assert [each for each in quoted if each not in source] == []


def test_the_staff_guide_names_buttons_as_they_are_named() -> None:
    say = Words("id", None)  # type: ignore[arg-type]  # no day is said
    buttons = ("Send", "Change it", "Cancel", "Stop", "Invite family")
    assert {str(say(each)) for each in buttons} <= set(
        re.findall(r"\*\*([\w ]+)\*\*", text_of(STAFF_GUIDE))
    )
