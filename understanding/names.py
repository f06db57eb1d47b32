"""The participant a text asks about, never the person it addresses ("Mas Budi, jadwal las?")."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from understanding.lexicon import NAMES, NAMES_AND_WORDS, PLAIN, WORD_OF
from understanding.normalise import Words, word_at

_RELATIONS = frozenset(("anak", "adik", "suami", "istri", "kakak", "keluarga", "putu", "cucu"))
_OWNERS = frozenset(("punya", "punyanya", "milik", "kepunyaan", "sertifikat", "cek"))
_TITLES = frozenset(("bapak", "ibu", "mas", "mbak", "kak", "cak", "adik", "saudara", "sdr"))
_ON_THE_WAY = frozenset(
    (":", "-", "bernama", "nama", "namanya", "saya", "kami", "las", *_RELATIONS, *_TITLES)
)
"""What may stand between "sertifikat" or "anak" and the name."""
_ENDINGS = frozenset(("e", "nya", "ne"))
_ABBREVIATED = frozenset(("m", "moch", "moh", "muh", "ach", "abd", "h", "st", "ir"))
_NEVER_A_NAME = frozenset(
    ("dengan", "nomor", "no", "yang", "dan", "di", "kelas", "bidang", "sudah", "belum", "kapan",
     "las", "mebel", "hari", "awal")
)  # fmt: skip
_MOST_PARTS = 4
_ON_BEHALF = re.compile(r"\b(?:atas\s+nama|a\.\s?n\.?|an\.|a/n)\s*:?", re.IGNORECASE)


class NameMatch(NamedTuple):
    """Words `first` to before `after`; `name` as written, without Pak, Bu, Mas, Mbak."""

    first: int
    after: int
    name: str


def find_name(said: Words) -> NameMatch | None:
    """The first name that stands where a participant's name stands."""
    for at, is_announced in _places(said):
        if name := _name_at(said, at, is_announced=is_announced):
            return name
    name = _name_at(said, 0, is_announced=False)
    return name if name and _is_topic(said, name) else None


def _places(said: Words) -> Iterator[tuple[int, bool]]:
    """Where a name may begin, and whether it was announced, so that any word may be one."""
    if match := _ON_BEHALF.search(said.text):
        for at, start in enumerate(said.starts):
            if start >= match.end():
                yield at, True
                break
    words = said.words
    for at, word in enumerate(words):
        following = word_at(words, at + 1)
        if word == "nama" and following == ":":
            yield at + 2, True
        elif word == "nama" and (following == "saya" or following in _RELATIONS):
            yield _past_what_is_between(said, at + 2), False
        elif word in _OWNERS or word in _RELATIONS:
            place = _past_what_is_between(said, at + 1)
            if not (word == "sertifikat" and "nama" in words[at + 1 : place]):
                yield place, False
        elif word == "dari" and at and words[at - 1] in ("tua", *_TITLES, *_RELATIONS):
            yield at + 1, False


def _past_what_is_between(said: Words, at: int) -> int:
    while at < len(said.words) and (said.words[at] in _ON_THE_WAY or said.forms[at] in _ENDINGS):
        at += 1
    return at


def _is_topic(said: Words, found: NameMatch) -> bool:
    """Whether a full name at the very beginning is asked about and not addressed."""
    has_parts = " " in found.name
    is_called = said.words[found.after : found.after + 1] == [","]
    return has_parts and (not is_called or "sertifikat" in said.words)


def _name_at(said: Words, at: int, *, is_announced: bool) -> NameMatch | None:
    while at < len(said.words) and said.words[at] in _TITLES:
        at += 1
    after = at
    parts = 0
    while after < len(said.words) and parts < _MOST_PARTS:
        if parts and said.forms[after] == "." and said.forms[after - 1] in _ABBREVIATED:
            after += 1
        elif _is_name_part(said, after, is_announced=is_announced):
            after += 1
            parts += 1
        else:
            break
    if not parts:
        return None
    name = said.text[said.starts[at] : said.ends[after - 1]].strip(" .")
    return None if name.lower() in _ABBREVIATED else NameMatch(at, after, name)


def _is_name_part(said: Words, at: int, *, is_announced: bool) -> bool:
    form = said.forms[at]
    if not form[0].isalpha() or form in _NEVER_A_NAME:
        return False
    if form in NAMES or (form in _ABBREVIATED and said.forms[at + 1 : at + 2] == ["."]):
        return True
    is_capital = said.text[said.starts[at]].isupper() and not said.text.isupper()
    is_word = form in WORD_OF or form in PLAIN
    if is_announced:
        return is_capital or not is_word or form in NAMES_AND_WORDS
    return is_capital and (form in NAMES_AND_WORDS or (not is_word and said.words[at] == form))
