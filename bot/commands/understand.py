"""`bekal understand`"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.commands.outcome import Failed, Json, WrongUsage, print_json
from programme.people import Role
from understanding import Reading
from understanding.as_json import announcement_as_json, question_as_json

WIB = ZoneInfo("Asia/Jakarta")
INDONESIAN_OFFSETS = (timedelta(hours=7), timedelta(hours=9))
"""WIB, WITA and WIT lie between these two."""


class Writer(StrEnum):
    """Whose chat a text is assumed to come from."""

    STRANGER = "stranger"
    PARTICIPANT = "participant"
    ESCORT = Role.ESCORT.value
    INSTRUCTOR = Role.INSTRUCTOR.value
    STAFF = Role.STAFF.value


Understand = Callable[[str, datetime, str | None], dict[str, Any]]


class Unusable(Exception):
    """A line or a time that can't be read. The text says why."""


def understand(
    text: Annotated[
        str | None, typer.Argument(help="Without it: one line of JSON in, one out.")
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="When it was written; WIB without an offset."),
    ] = None,
    announcement: Annotated[
        bool, typer.Option("--announcement", help="Read it as an instructor's announcement.")
    ] = False,
    as_json: Json = False,
    why: Annotated[
        bool, typer.Option("--why", help="Show which claim takes the text and which came close.")
    ] = False,
    writer: Annotated[
        Writer, typer.Option("--as", help="With --why: in whose chat the text is written.")
    ] = Writer.PARTICIPANT,
) -> None:
    try:
        written_at = datetime.now(WIB) if now is None else read_moment(now)
    except Unusable as error:
        raise WrongUsage(f"--now: {error}") from error
    if why:
        _tell_why(text, written_at, writer)
        return
    made_of: Understand = announcement_as_json if announcement else question_as_json
    if text is None:
        _understand_lines(made_of, written_at)
    elif as_json:
        print_json(made_of(text, written_at, None))
    else:
        for name, value in made_of(text, written_at, None).items():
            if value:
                typer.echo(f"{name:20}{_shown(value)}")


def _tell_why(text: str | None, written_at: datetime, writer: Writer) -> None:
    """Imports the handlers, which nothing else here needs."""
    from handlers.why import IdleChat, tell_why  # noqa: PLC0415

    if text is None:
        raise WrongUsage("--why needs a text")
    is_stranger = writer is Writer.STRANGER
    role = None if is_stranger or writer is Writer.PARTICIPANT else Role(writer.value)
    chat = IdleChat(role, is_known=not is_stranger)
    typer.echo(f"{'assumed':20}the chat of: {writer}; nothing was asked, no button was shown")
    said = Reading(text, written_at)
    typer.echo(f"{'intent':20}{said.asked.intent} {said.asked.confidence:.2f}")
    for line in tell_why(said, chat):
        typer.echo(line)


def read_moment(text: str) -> datetime:
    """A time in an Indonesian zone; converted to WIB unless its offset is Indonesian."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unusable(f"{text[:60]!r} is no time such as 2026-11-24T09:00+07:00") from error
    offset = moment.utcoffset()
    if offset is None:
        return moment.replace(tzinfo=WIB)
    earliest, latest = INDONESIAN_OFFSETS
    try:
        return moment if earliest <= offset <= latest else moment.astimezone(WIB)
    except OverflowError as error:
        raise Unusable(f"{text[:60]!r} is too far away") from error


def _understand_lines(made_of: Understand, usual_now: datetime) -> None:
    """Answer every line that can be read; report the others by number."""
    broken = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            print_json(_understand_line(made_of, line, usual_now))
        except Unusable as error:
            broken += 1
            typer.echo(f"bekal: line {number}: {error}", err=True)
    if broken:
        raise Failed(f"{broken} of the lines could not be read")


def _understand_line(made_of: Understand, line: bytes, usual_now: datetime) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unusable("not JSON") from error
    match asked:
        case {"text": str(text)}:
            now = asked.get("now")
        case _:
            raise Unusable('not a JSON object with a "text"')
    if now is not None and not isinstance(now, str):
        raise Unusable('its "now" is not a text')
    return made_of(text, usual_now if now is None else read_moment(now), asked.get("id"))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
