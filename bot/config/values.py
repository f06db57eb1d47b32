"""How texts, numbers, addresses and files are written in the configuration.

Each reader takes what TOML gave and returns the value, or raises `Unusable` with what is wrong and
the mend.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from programme.discretion import find_forbidden

T = TypeVar("T")
Read = Callable[[object], T]

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Unusable(Exception):
    """A value that can't be used: `what` is wrong with it, and the `mend`.

    `also` is what is wrong with further entries of the same list.
    """

    def __init__(self, what: str, mend: str, also: tuple[Unusable, ...] = ()) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend
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


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    def read_list(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Unusable("is not a list", "put it in brackets: […]")
        entries: list[T] = []
        wrong: dict[tuple[str, str], None] = {}
        for each in value:
            try:
                entries.append(read(each))
            except Unusable as unusable:
                wrong[unusable.what, unusable.mend] = None
        if wrong:
            first, *others = (Unusable(what, mend) for what, mend in wrong)
            raise Unusable(first.what, first.mend, tuple(others))
        return tuple(entries)

    return read_list


def number(at_most: float = math.inf) -> Read[float]:
    """A number from 0 to `at_most`."""
    upper = "" if math.isinf(at_most) else f" to {at_most:g}"

    def read_number(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unusable("is not a number", "write it without quotes, with a dot: 29.5")
        if not 0 <= value <= at_most or not math.isfinite(value):
            raise Unusable(f"is {value}", f"write a number from 0{upper or ' up'}")
        return float(value)

    return read_number


def whole_number(at_most: int, at_least: int = 0) -> Read[int]:
    def read_whole(value: object) -> int:
        if (
            isinstance(value, bool)
            or not isinstance(value, int)
            or not at_least <= value <= at_most
        ):
            raise Unusable(
                "is not a whole number in its range",
                f"write a whole number from {at_least} to {at_most}",
            )
        return value

    return read_whole


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unusable("is neither true nor false", "write true or false")
    return value


def one_of(*names: str) -> Read[str]:
    def read_name(value: object) -> str:
        name = text(value).lower()
        if name not in names:
            raise Unusable(f'is "{name}"', f"write one of {_either(names)}")
        return name

    return read_name


def http_url(value: object) -> str:
    """An http(s) address, without a slash at its end."""
    url = text(value)
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_one = is_one and (parts.port is None or parts.port > 0)
    except ValueError:
        is_one = False
    if not is_one or parts.query or parts.fragment or any(c.isspace() for c in url):
        raise Unusable("is no web address", 'write it as "https://api.telegram.org"')
    return url.rstrip("/")


def shown_link(value: object) -> str:
    """An https address that people open ("" = none), as a browser shows it."""
    link = shown_text(value)
    try:
        parts = urlsplit(link)
        is_one = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        is_one = False
    if link and (not is_one or any(c.isspace() for c in link)):
        raise Unusable("is no https address", 'copy it whole: "https://maps.app.goo.gl/…"')
    return link


def optional_url(value: object) -> str:
    return http_url(value) if text(value) else ""


def public_url(value: object) -> str:
    """The https address of our own pages ("" = there are none), without a slash at its end.

    It stands on papers and in links, so it must give nobody away either.
    """
    shown = shown_text(value)
    with suppress(Unusable):
        url = optional_url(shown)
        if not url or (url.startswith("https://") and "@" not in url):
            return url
    raise Unusable("is no https address", 'write it as "https://bekal.example.go.id"')


def listen(value: object) -> Listen:
    """ "127.0.0.1:8080", "[::1]:8080"."""
    host, colon, port = text(value).rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and int(port) <= 65535):
        raise Unusable(f'is "{value}"', 'write host and port: "127.0.0.1:8080"')
    return Listen(host.removeprefix("[").removesuffix("]"), int(port))


def telegram_token(value: object) -> str:
    """ "" where none is set. What is wrong is told without the token."""
    token = text(value)
    if token and not _TOKEN.fullmatch(token):
        raise Unusable(
            "does not look like a bot's token",
            'copy it whole from @BotFather: digits, a colon, letters ("123456:ABC…")',
        )
    return token


def webhook_secret(value: object) -> str:
    secret = text(value)
    if secret and not _SECRET.fullmatch(secret):
        raise Unusable(
            "has signs that Telegram does not take",
            "use 1 to 256 of A-Z a-z 0-9 _ -, or leave it empty to have one made of the token",
        )
    return secret


def url_path(value: object) -> str:
    path = text(value)
    if path and not path.startswith("/"):
        raise Unusable(f'is "{path}"', 'begin it with a slash: "/telegram"')
    return path


def path_within(folder: Path) -> Read[Path]:
    """A path, relative to `folder` unless absolute."""

    def read_path(value: object) -> Path:
        name = text(value)
        if not name:
            raise Unusable("is empty", "write the file's path")
        return folder / Path(name).expanduser()

    return read_path


def optional_path_within(folder: Path) -> Read[Path | None]:
    """The same; None for ""."""
    read_path = path_within(folder)
    return lambda value: read_path(value) if text(value) else None


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
    """Which of the known words may have been meant."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[close[0]] if close else None


def closest(word: str, known: Iterable[str]) -> str:
    """The mend for a word that is none of the known ones."""
    meant = suggestion(word, known)
    return f'did you mean "{meant}"?' if meant else "look up how it is written"


def _either(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
