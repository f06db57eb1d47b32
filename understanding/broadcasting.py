"""What the office orders to be sent to many: "kirim pesan ke semua peserta las: bawa masker"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from understanding.lexicon import ROLES, SKILL_OF, WORD_OF, skills_in
from understanding.normalise import fold, split

_SENDS = (
    r"(?:kirim|siar|umum|sampai|broadcast|kabar|beri(?:\s*tahu)?|kasih\s+tau|kasih\s+tahu"
    r"|bilang|wartak|kandhan|kandan)(?:kan|in|no|ake|i|o)?"
)
_WHAT = r"(?:(?:pesan|pengumuman|info|informasi|kabar|berita|siaran|wa|chat)\w*\s+)?"
_TO = r"(?:(?:ke|kepada|untuk|utk|buat|nang|marang|dhateng|kanggo)\s+)?"
_MANY = (
    r"(?:semua\w*|seluruh|kabeh|sedaya|sedoyo|banyak|segenap|para|peserta|anak-anak|alumni"
    r"|keluarga|yang|yg|sing)"
)
_MARK = r"\s*(?::|\n|\s[-–—]+\s|[“\"])\s*"
_SAYS = r"\s*,?\s+(?:isinya|isine|bunyinya)[\s:]+"
_THAT = r"\s*,?\s+(?:bahwa|kalau|kalo|yen|nek|supaya|agar)[\s:]+"
_POLITE = r"(?:(?:tolong|tulung|mau|saya|minta|mohon|bisa|pak|bu|mas|mbak|mbok)\W+)*"

_QUOTED = re.compile(
    rf"\W*{_POLITE}{_SENDS}\s+{_WHAT}[“\"'](?P<text>.+?)[”\"']\s+(?P<to>{_TO}{_MANY}\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDERED = re.compile(
    rf"\W*{_POLITE}(?:{_SENDS}\s+{_WHAT}|(?:pesan|pengumuman|info|siaran)\s+)"
    rf"(?P<to>{_TO}{_MANY}\b[^:\n“\"]*?)(?:(?:{_MARK}|{_SAYS}|(?P<that>{_THAT}))(?P<text>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_UNLINKED = re.compile(
    r"\b(?:belum|blm|durung|dereng|tidak|gak|ora)\s+(?:ter|ke)?(?:hubung|sambung|konek|link|nyambung)",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\bsertif\w*\s+(?:(?:sudah|udah|sdh|wis|sampun)\s+)?(?:siap|jadi|dadi)\b", re.IGNORECASE
)
_SHORTEST_TEXT = 2
_ENDS = " \t\n”\"'“"


@dataclass(frozen=True, slots=True)
class ToMany:
    """`to` are the words that say to whom, `text` what is to be sent; "" where it isn't told.

    `is_reported`: the text stands behind “bahwa”, so that it may be a change of a class as well.
    """

    to: str
    text: str
    is_reported: bool = False

    @property
    def skills(self) -> tuple[str, ...]:
        return tuple(skills_in(split(fold(self.to)).words))

    @property
    def is_unlinked(self) -> bool:
        """To those whose own chat is not linked?"""
        return _UNLINKED.search(self.to) is not None

    @property
    def is_ready(self) -> bool:
        """To those whose certificate is ready?"""
        return _READY.search(self.to) is not None


def read_to_many(text: str) -> ToMany | None:
    found = _QUOTED.fullmatch(text) or _ORDERED.fullmatch(text)
    if found is None:
        return None
    to, text = found["to"].strip(_ENDS), (found["text"] or "").strip(_ENDS)
    is_reported = bool(found.groupdict().get("that"))
    if not text:
        to, text = _without_mark(to)
        is_reported = True
    return ToMany(to, text, is_reported)


def _without_mark(said: str) -> tuple[str, str]:
    """ "semua peserta las besok bawa helm": the text begins where nobody is named any more."""
    words = said.split()
    for at, word in enumerate(words):
        bare = word.casefold().strip(",.!")
        if not (bare in ROLES["whom"] or bare.isdigit() or WORD_OF.get(bare, bare) in SKILL_OF):
            text = words[at:] if len(words) - at >= _SHORTEST_TEXT else []
            return " ".join(words[: len(words) - len(text)]), " ".join(text)
    return said, ""
