"""The participant a text asks about, never the person it addresses ("Mas Budi, jadwal las kapan?")."""

import re
from dataclasses import dataclass

from understanding.lexicon import NAMES, NAMES_AND_WORDS, PLAIN, WORD_OF
from understanding.normalise import Words

_RELATIONS = frozenset(("anak", "adik", "suami", "istri", "kakak", "keluarga", "putu", "cucu"))
_OWNERS = frozenset(("punya", "punyanya", "milik", "kepunyaan"))
_TITLES = frozenset(("bapak", "ibu", "mas", "mbak", "kak", "cak", "adik", "saudara", "sdr"))
_LINKS = frozenset((":", "bernama", "nama", "saya", "kami", "-", "namanya"))
_ABBREVIATED = frozenset(("m", "moch", "moh", "muh", "ach", "abd", "h", "st", "ir"))
_NO_NAMES = frozenset(
    (
        "dengan",
        "nomor",
        "no",
        "yang",
        "dan",
        "di",
        "kelas",
        "bidang",
        "sudah",
        "belum",
        "kapan",
        "las",
        "mebel",
    )
)
_DAYS = frozenset(("hari", "awal"))
_MOST_PARTS = 4
_ON_BEHALF = re.compile(r"\b(?:atas\s+nama|a\.\s?n\.?|an\.|a/n)\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Words `first` to before `after`; `name` as written, without Pak, Bu, Mas, Mbak."""

    first: int
    after: int
    name: str


def find_name(said: Words) -> NameMatch | None:
    """The first name that stands where a participant's name stands."""
    words = said.words
    is_shouted = said.text.isupper()
    if match := _ON_BEHALF.search(said.text):
        at = next((i for i, start in enumerate(said.starts) if start >= match.end()), None)
        if at is not None and (name := _name_from(said, at, is_marked=True)):
            return name
    for at, word in enumerate(words):
        if word == "dari" and at and words[at - 1] in ("tua", *_TITLES, *_RELATIONS):
            name = _name_from(said, at + 1, is_marked=False, may_trust_case=not is_shouted)
            if name:
                return name
        elif word in _OWNERS or word in _RELATIONS or word == "sertifikat" or word == "cek":
            name = _after(said, at, word, is_shouted)
            if name:
                return name
        elif word == "nama" and words[at + 1 : at + 2] == [":"]:
            if name := _name_from(said, at + 2, is_marked=True):
                return name
        elif word == "nama" and at + 1 < len(words) and words[at + 1] in ("saya", *_RELATIONS):
            if name := _after(said, at + 1, "nama", is_shouted):
                return name
    if words and (name := _name_from(said, 0, is_marked=False)) and _is_topic(said, name.name):
        return name
    return None


def _after(said: Words, at: int, word: str, is_shouted: bool) -> NameMatch | None:
    place = at + 1
    words = said.words
    while place < len(words) and (
        words[place] in _LINKS or words[place] in _RELATIONS or words[place] in ("las", *_TITLES)
        or said.forms[place] in ("e", "nya", "ne")
    ):  # fmt: skip
        if words[place] == "nama" and word == "sertifikat":
            return None
        place += 1
    return _name_from(said, place, is_marked=False, may_trust_case=not is_shouted)


def _is_topic(said: Words, name: str) -> bool:
    """Whether a name at the very beginning is asked about: "Yanto sudah lulus belum?"."""
    following = said.text[len(name) : len(name) + 2].strip()
    return name.count(" ") >= 1 and (not following.startswith(",") or "sertifikat" in said.words)


def _name_from(
    said: Words, at: int, *, is_marked: bool, may_trust_case: bool = True
) -> NameMatch | None:
    parts = 0
    end = start = None
    place = first = at
    while place < len(said.words) and parts < _MOST_PARTS:
        form = said.forms[place]
        if form == "." and start is not None and said.forms[place - 1] in _ABBREVIATED:
            end = said.ends[place]
            place += 1
            continue
        if start is None and said.words[place] in _TITLES:
            place += 1
            first = place
            continue
        if not _is_name_part(said, place, is_marked, may_trust_case):
            break
        start = said.starts[place] if start is None else start
        end = said.ends[place]
        parts += 1
        place += 1
    if start is None or end is None:
        return None
    name = said.text[start:end].strip(" .")
    return NameMatch(first, place, name) if name.lower() not in _ABBREVIATED else None


def _is_name_part(said: Words, at: int, is_marked: bool, may_trust_case: bool) -> bool:
    form = said.forms[at]
    if not form[0].isalpha():
        return False
    if form in NAMES:
        return True
    is_capital = said.text[said.starts[at]].isupper()
    if is_capital and may_trust_case and form in NAMES_AND_WORDS and form not in _DAYS:
        return True
    is_initial = form in _ABBREVIATED and at + 1 < len(said.forms) and said.forms[at + 1] == "."
    if is_initial:
        return True
    is_word = form in WORD_OF or form in PLAIN
    if is_marked:
        is_written_as_name = is_capital and not said.text.isupper()
        return (
            not is_word
            or form in NAMES_AND_WORDS
            or (is_written_as_name and form not in _NO_NAMES)
        )
    return is_capital and may_trust_case and not is_word and said.words[at] == form
