"""How texts, numbers, addresses and files are written in the configuration.

A reader takes a value as TOML gives it, and returns what it means or raises `Unusable`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from programme.discretion import find_forbidden

T = TypeVar("T")
Read = Callable[[object], T]


class Unusable(Exception):
    """A value that can't be used: `what` is wrong with it, and how to `fix` it.

    `also` has the problems of further entries of the same list.
    """

    def __init__(self, what: str, fix: str, also: tuple[Unusable, ...] = ()) -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix
        self.also = also


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a server listens; port 0 takes a free one."""

    host: str
    port: int


def text(value: object) -> str:
    if not isinstance(value, str):
        raise Unusable("is not a text", 'put it in quotes: "…"')
    return value.strip()


def shown_text(value: object) -> str:
    """A text that the bot sends to people: it must not name the prison system."""
    shown = text(value)
    word = find_forbidden(shown)
    if word is not None:
        raise Unusable(
            f'contains "{word}", and people\'s screens would show it',
            "say it without words of the prison system",
        )
    return shown


def matching(pattern: str, what: str, fix: str) -> Read[str]:
    """A text that matches `pattern`, or "". A refusal does not quote it: it may be secret."""

    def read_text(value: object) -> str:
        given = text(value)
        if given and not re.fullmatch(pattern, given):
            raise Unusable(what, fix)
        return given

    return read_text


def coordinates(value: object) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, as map apps copy them; None for ""."""
    given = text(value)
    found = re.fullmatch(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", given)
    if given and (not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180):
        raise Unusable(
            "are no coordinates",
            'hold the place in a map app and copy them: "-7.1168, 112.4152"',
        )
    return (float(found[1]), float(found[2])) if found else None


def optional(read: Read[T], nothing: T) -> Read[T]:
    """As `read`; `nothing` for ""."""
    return lambda value: read(value) if text(value) else nothing


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    def read_list(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Unusable("is not a list", "put it in brackets: […]")
        entries: list[T] = []
        wrong: dict[tuple[str, str], Unusable] = {}
        for each in value:
            try:
                entries.append(read(each))
            except Unusable as unusable:
                wrong[unusable.what, unusable.fix] = unusable
        if wrong:
            first, *others = wrong.values()
            raise Unusable(first.what, first.fix, tuple(others))
        return tuple(entries)

    return read_list


def number(at_most: float) -> Read[float]:
    """A number from 0 to `at_most`."""

    def read_number(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unusable("is not a number", "write it without quotes, with a dot: 29.5")
        if not 0 <= value <= at_most:
            raise Unusable(f"is {value}", f"write a number from 0 to {at_most:g}")
        return float(value)

    return read_number


def whole_number(at_least: int, at_most: int) -> Read[int]:
    def read_whole(value: object) -> int:
        if type(value) is int and at_least <= value <= at_most:
            return value
        raise Unusable(
            "is not a whole number in its range",
            f"write a whole number from {at_least} to {at_most}",
        )

    return read_whole


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unusable("is neither true nor false", "write true or false")
    return value


def one_of(*names: str) -> Read[str]:
    def read_name(value: object) -> str:
        name = text(value).lower()
        if name not in names:
            known = ", ".join(f'"{each}"' for each in names)
            raise Unusable(f'is "{name}"', f"write one of {known}")
        return name

    return read_name


def http_url(value: object) -> str:
    """An http(s) address without a query; returned without a slash at its end."""
    url = text(value)
    if not _is_address(url, "http", "https") or "?" in url or "#" in url:
        raise Unusable("is not a web address", 'write it as "https://api.telegram.org"')
    return url.rstrip("/")


def shown_link(value: object) -> str:
    """An https address that people open ("" = none), as a browser shows it."""
    link = shown_text(value)
    if link and not _is_address(link, "https"):
        raise Unusable("is not an https address", 'copy it whole: "https://maps.app.goo.gl/…"')
    return link


def public_url(value: object) -> str:
    """The https address of our own pages ("" = there are none), without a slash at its end.

    It is printed on papers and in links, so it must not give anybody away either.
    """
    url = shown_text(value)
    if url and (not _is_address(url, "https") or any(sign in url for sign in "?#@")):
        raise Unusable("is not an https address", 'write it as "https://bekal.example.go.id"')
    return url.rstrip("/")


def _is_address(url: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_whole and not re.search(r"\s", url)


def listen(value: object) -> Listen:
    """ "127.0.0.1:8080", "[::1]:8080"."""
    host, colon, port = text(value).rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and int(port) <= 65535):
        raise Unusable(f'is "{value}"', 'write host and port: "127.0.0.1:8080"')
    return Listen(host.removeprefix("[").removesuffix("]"), int(port))


def path_within(folder: Path) -> Read[Path]:
    """A path, relative to `folder` unless absolute."""

    def read_path(value: object) -> Path:
        name = text(value)
        if not name:
            raise Unusable("is empty", "write the file's path")
        return folder / Path(name).expanduser()

    return read_path


def sqlite_file(folder: Path) -> Read[Path]:
    """ "sqlite:///bekal.db" in `folder`, "sqlite:////srv/bekal/bekal.db" anywhere."""

    def read_file(value: object) -> Path:
        url = text(value)
        name = url.removeprefix("sqlite:///")
        if name == url or name in {"", ":memory:"}:
            raise Unusable(
                "names no SQLite file",
                'write "sqlite:///bekal.db", with four slashes before an absolute path',
            )
        return folder / name

    return read_file


def suggestion(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that was probably meant."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[close[0]] if close else None


def closest(word: str, known: Iterable[str]) -> str:
    """How to fix a word that is not one of the known ones."""
    meant = suggestion(word, known)
    return f'did you mean "{meant}"?' if meant else "look up how it is written"
