"""Output for terminals that know ASCII only: a plain sign in place of each that they lack."""

from __future__ import annotations

import codecs
import sys
from io import TextIOWrapper

PLAIN = str.maketrans("’‘“”–—·•█▀▄", "''\"\"--.*###") | str.maketrans({"…": "...", "→": "->"})


def write_what_the_terminal_knows() -> None:
    """No sign that standard output or error can't encode is an error any more."""
    codecs.register_error("plain signs", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plain signs")


def can_show(signs: str) -> bool:
    """Can standard output show them as they are?"""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(PLAIN)
    return signs.encode("ascii", "replace").decode(), error.end
