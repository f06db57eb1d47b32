"""Invite codes: how they are made, written, and found in what people write."""

from __future__ import annotations

import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0 O 1 I L: nobody has to guess which one is printed."""

GROUPS, GROUP_SIZE = 3, 4
LENGTH = GROUPS * GROUP_SIZE

MOST_READ = 5
"""The most codes to look for in one text, so that it can't be a list of guesses."""

_SHAPE = re.compile(
    rf"(?<![A-Z0-9])"
    rf"(?=([{ALPHABET}]{{4}}[\s–-]*[{ALPHABET}]{{4}}[\s–-]*[{ALPHABET}]{{4}})(?![A-Z0-9]))"
)
"""Three groups of four, together or apart; a word before them may look like a group."""

_GROUP = f"[{ALPHABET}]{{4}}"
_MEANT = re.compile(
    rf"^(?!(.+)[–-]\1$){_GROUP}(?:[–-]{_GROUP}){{1,2}}$"
    rf"|\b(?i:kode(?:nya|ne|ku|\s+saya)?)[\s:]+"
    rf"(?:(?:{_GROUP}[\s–-]*){{1,3}}|(?i:{_GROUP}(?:[–-]{_GROUP}){{1,2}}))$"
)
"""Groups of four with dashes between, not "SAMA-SAMA"; or any groups of four behind "kodenya"."""


class UnknownCode(Exception):
    """No such code, or it can't be used any more: guessing does not tell which."""


def new_code() -> str:
    """A random code, of letters and digits both, so that no words are taken for one."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _is_mixed(code):
            return code


def plain_code(text: str) -> str:
    """A code as it is stored: in capitals, without spaces and dashes."""
    return "".join(char for char in text.upper() if char.isalnum())


def written_code(code: str) -> str:
    """A code as people read it: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + GROUP_SIZE] for start in range(0, len(code), GROUP_SIZE))


def codes_in(text: str) -> list[str]:
    """Possible codes in a text, in stored form.

    "kode saya ABCD-EFGH-JK23" also gives SAYAABCDEFGH: only the store knows which one exists.
    """
    found = [plain_code(match[1]) for match in _SHAPE.finditer(text.upper())]
    return [code for code in found if _is_mixed(code)][:MOST_READ] or _evenly_cut(text)


def _evenly_cut(text: str) -> list[str]:
    """The code, if the whole text is one in groups of equal length ("2R 7V KH SK P9 XW")."""
    plain, groups = plain_code(text), {len(group) for group in _groups(text)}
    is_one = len(plain) == LENGTH and set(plain) <= set(ALPHABET) and _is_mixed(plain)
    return [plain] if is_one and len(groups) == 1 else []


def _groups(text: str) -> list[str]:
    return re.split(r"[\s–-]+", text.strip())


def resembles_code(text: str) -> bool:
    """Does the whole text look like a mistyped or differently grouped code?"""
    plain, groups = plain_code(text), [len(group) for group in _groups(text)]
    is_cut_like_a_code = (
        len(groups) == 1
        or (len(groups) == 3 and all(3 <= length <= 5 for length in groups))
        or len(set(groups)) == 1
    )
    is_nearly_as_long = abs(len(plain) - LENGTH) <= 1
    return is_cut_like_a_code and is_nearly_as_long and plain.isascii() and _is_mixed(plain)


def is_meant_as_code(text: str) -> bool:
    """Is the text written like a code, although no code looks like that? "ABCD-EFGH" """
    return _MEANT.search(text.strip()) is not None


def _is_mixed(code: str) -> bool:
    return any(char.isdigit() for char in code) and any(char.isalpha() for char in code)
