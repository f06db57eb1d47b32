"""`bekal init`

language ─► office ─► hours ─► token ─► first admin ─► config.toml, key, store, the admin's code

Nothing is written before everything has been answered. Answers may come from a pipe, a line each.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from bot.commands import invite
from bot.commands.configured import BY, Config, tell
from bot.commands.outcome import Failed
from bot.config.reading import ConfigError
from bot.config.settings import CONFIG_FILE, Settings, check, load
from bot.storage import open_store
from locales import LANGUAGES, Words
from locales.words import sentence
from programme.discretion import find_forbidden
from programme.linking import CODE_LASTS
from programme.people import Role
from services.linking import inviting
from services.linking.inviting import NewCode
from store import records, staff
from store.connection import Tx

ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
NONE = "-"
_HOURS = re.compile(
    r"^(?P<days>.+?)\s+(?P<opens>\d{1,2}[.:]\d\d)\s*[-–]\s*(?P<closes>\d{1,2}[.:]\d\d)$"
)


class Unreadable(Exception):
    """An answer that is no answer to the question."""


@dataclass(frozen=True, slots=True)
class Question:
    """`key` is where the answer goes; `read` makes the value of it. No default: it is needed."""

    key: str
    words: str
    default: str | None = None
    read: Callable[[str], Any] = str
    is_secret: bool = False


def _zone(answer: str) -> str:
    return ZONES.get(answer.lower(), answer)


def _hours(answer: str) -> list[dict[str, Any]]:
    found = [_HOURS.match(part.strip()) for part in answer.split(",")]
    if not all(found):
        raise Unreadable
    return [
        {"days": [each["days"].strip()], "opens": each["opens"], "closes": each["closes"]}
        for each in found
        if each
    ]


QUESTIONS = (
    Question("programme.timezone", sentence("Zone (WIB, WITA or WIT)"), "WIB", _zone),
    Question("office.name", sentence("Name of the office")),
    Question("office.address", sentence("Address (- = none)"), NONE),
    Question("office.phone", sentence("Phone of the office (- = none)"), NONE),
    Question(
        "office.hours", sentence("Opening hours, parted by commas (- = none)"),
        "senin-kamis 07.30-15.30, jumat 07.30-11.00", _hours,
    ),
    Question(
        "telegram.token", sentence("The bot’s token from @BotFather (- = later)"), NONE,
        is_secret=True,
    ),
)  # fmt: skip


def init(config: Config = None) -> None:
    file = config or Path(os.environ.get("BEKAL_CONFIG") or CONFIG_FILE)
    if file.exists():
        raise Failed(
            f"{file} exists already, nothing was changed; for another code: "
            "bekal invite --staff NAME"
        )
    tables = _ask_all()
    say = Words(tables["programme"]["locale"], ZoneInfo(tables["programme"]["timezone"]))
    admin = _ask_admin(say)
    settings, code = _set_up(file, tables, admin)
    typer.echo("")
    tell(
        say(
            "Ready: {file}, {key} and {store}. Keep a copy of {key} in another place: without it "
            "nobody can read the data.",
            file=file,
            key=settings.security.key_file.name,
            store=settings.store.name,
        )
    )
    tell(
        say("The first admin, {name}, opens this in Telegram, or writes the code to the bot:",
            name=admin)
    )  # fmt: skip
    typer.echo("")
    invite.show(code, settings, as_json=False)
    tell(say("Start the bot: {command}", command="bekal run"))


def _ask_all() -> dict[str, Any]:
    """What the configuration file will hold: each answer is checked as the file would be."""
    tables: dict[str, Any] = {}
    language = Question("programme.locale", f"Bahasa / language ({', '.join(LANGUAGES)})", "id")
    _ask(Words("id", UTC), language, tables)
    say = Words(tables["programme"]["locale"], UTC)
    for question in QUESTIONS:
        section, _, name = question.key.partition(".")
        if not os.environ.get(f"BEKAL_{section}_{name}".upper()):
            _ask(say, question, tables)
    return tables


def _ask(say: Words, question: Question, tables: dict[str, Any]) -> None:
    section, _, name = question.key.partition(".")
    while True:
        answer = _prompt(say(question.words), question.default, is_secret=question.is_secret)
        if answer == NONE and question.default is not None:
            return
        try:
            value = question.read(answer)
            tried = {**tables, section: {**tables.get(section, {}), name: value}}
            check(tried, os.environ)
        except Unreadable:
            tell(say("That can’t be read. For example: {example}", example=question.default))
        except ConfigError as error:
            typer.echo(f"{error.problems[0].what}; {error.problems[0].fix}")
        else:
            tables.update(tried)
            return


def _ask_admin(say: Words) -> str:
    while True:
        name = " ".join(_prompt(say("Name of the first admin")).split())
        if any(char.isalpha() for char in name) and not find_forbidden(name):
            return name
        tell(say("Please write the name."))


def _prompt(words: str, default: str | None = None, *, is_secret: bool = False) -> str:
    hide = is_secret and sys.stdin.isatty()
    answer: str = typer.prompt(str(words), default=default, hide_input=hide)
    return answer.strip()


def _set_up(file: Path, tables: Mapping[str, Any], admin: str) -> tuple[Settings, NewCode]:
    """Write the file, make key and store, and the admin's code."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(as_toml(tables))
    try:
        settings = load(file, os.environ)
        _need_no_store(settings)
        with closing(open_store(settings)) as store:
            return settings, asyncio.run(store.write(lambda tx: _add_admin(tx, admin)))
    except Exception:
        file.unlink()
        raise


def _need_no_store(settings: Settings) -> None:
    if settings.store.exists():
        raise Failed(f"{settings.store} exists already, nothing was changed")


def _add_admin(tx: Tx, name: str) -> NewCode:
    now = datetime.now(UTC)
    ident = staff.add(tx, name, Role.ADMIN, (), now)
    records.audit(tx, BY, f"add staff: {Role.ADMIN}", f"staff:{ident}", now)
    return inviting.invite_staff(tx, ident, BY, now, days=CODE_LASTS.days)


def as_toml(tables: Mapping[str, Any]) -> str:
    """TOML's basic strings are written as JSON's."""
    lines = ["# Written by `bekal init`. config.example.toml explains every other key."]
    for name, table in tables.items():
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {_text(value)}" for key, value in table.items() if key != "hours"]
        for entry in table.get("hours", []):
            lines += ["", f"[[{name}.hours]]"]
            lines += [f"{key} = {_text(value)}" for key, value in entry.items()]
    return "\n".join(lines) + "\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
