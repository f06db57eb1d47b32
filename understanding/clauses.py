"""What of a text counts: without what it takes back, and in clauses.

With "bukan X, Y" only Y counts, with "Y, bukan X" too. In clauses two requests in one message are
both seen, and filler drowns neither.
"""

from collections.abc import Sequence

from understanding.known_names import is_mark
from understanding.normalise import Words, word_at

_TAKING_BACK = frozenset(("bukan", "jangan", "tidak", "nanti"))
"""Without one of these a text takes nothing back."""
_ENDS = frozenset(
    (",", ".", ";", "!", "?", "-", "tapi", "melainkan", "cuma", "cukup", "mau", "maksud",
     "maksudnya")
)  # fmt: skip
_ASKING = frozenset(("tanya", "minta", "cari", "tahu"))
_ONLY = frozenset(("cuma", "cukup"))
_PUT_OFF = frozenset((("tidak", "usah"), ("tidak", "perlu"), ("nanti", "dulu"), ("nanti", "saja")))
_NEEDED = frozenset(("usah", "perlu"))
_MATTERS = frozenset(
    ("jadwal", "sertifikat", "alamat", "lokasi", "kelas", "syarat", "las", "mebel", "konstruksi",
     "interior")
)  # fmt: skip
_NO_CONTENT = frozenset(
    ("ya", "bapak", "ibu", "mas", "kak", "admin", "itu", "ini", "saya", "yang", "deh", "dulu")
)
_CUTS = frozenset(
    (".", "?", "!", ";", ",", "dan", "terus", "sekalian", "tapi", "kemudian", "dengan", "kedua")
)
_FEWEST_WORDS = 2
_MOST_CLAUSES = 16


def without_negated(said: Words) -> Words:
    """The words that count: all of them where nothing else would be left."""
    words = said.words
    if _TAKING_BACK.isdisjoint(words):
        return said
    dropped: set[int] = set()
    at = 0
    while at < len(words):
        dropped.update(_taken_back_by_end(words, at))
        start = _taken_back_from(words, said.forms, at)
        if start is None:
            at += 1
            continue
        end = start + (start < len(words) and words[start] == "mau")
        while end < len(words) and words[end] not in _ENDS:
            end += 1
        if end > start:
            dropped.update(range(at, end))
        at = max(end, at + 1)
    kept = [at for at in range(len(words)) if at not in dropped]
    has_content = any(
        (words[at][0].isalnum() and words[at] not in _NO_CONTENT) or is_mark(words[at])
        for at in kept
    )
    return said.only(kept) if dropped and has_content else said


def _taken_back_by_end(words: Sequence[str], at: int) -> range:
    """ "mebel gak usah", "jadwalnya nanti dulu": the words before what puts them off."""
    if tuple(words[at : at + 2]) not in _PUT_OFF:
        return range(0)
    after = at + 2
    while after < len(words) and words[after] in _NO_CONTENT:
        after += 1
    start = next((back + 1 for back in range(at - 1, -1, -1) if words[back] in _ENDS), 0)
    is_end = after == len(words) or words[after] in _ENDS
    is_a_matter = not _MATTERS.isdisjoint(words[start:at])
    return range(start, after) if is_end and is_a_matter else range(0)


def _taken_back_from(words: Sequence[str], forms: Sequence[str], at: int) -> int | None:
    """Where what is taken back begins, if the words at `at` take something back."""
    word = words[at]
    following = word_at(words, at + 1)
    if word == "bukan":
        if forms[at] in ("bukannya", "bukankah"):
            return None
        return at + 2 if following in _ONLY else at + 1
    if word == "jangan":
        is_narrowed = following == "hapus" and not _ONLY.isdisjoint(words[at:])
        return at + 2 if following == "yang" else at + 1 if is_narrowed else None
    return _denied_from(words, at, following) if word == "tidak" else None


def _denied_from(words: Sequence[str], at: int, following: str) -> int | None:
    """ "gak jadi X", "gak usah X", "tidak tanya X, tanya Y", "tidak mau tanya X, mau tanya Y"."""
    if following == "jadi":
        return at + 2
    if following in _NEEDED:
        return at + 2 if not _MATTERS.isdisjoint(words[at + 2 : at + 3]) else None
    asking_at = at + 2 if following == "mau" else at + 1
    if asking_at < len(words) and words[asking_at] in _ASKING:
        return asking_at + 1 if not _ASKING.isdisjoint(words[asking_at + 1 :]) else None
    return None


def clauses_of(said: Words) -> list[Words]:
    """Clauses of at least two words, the last sixteen; none where there is nothing to split."""
    words = said.words
    if _CUTS.isdisjoint(words):
        return []
    clauses: list[Words] = []
    start = 0
    for cut in (*(at for at, word in enumerate(words) if word in _CUTS), len(words)):
        if cut - start >= _FEWEST_WORDS:
            is_question = cut < len(words) and words[cut] == "?"
            clauses.append(said.only(list(range(start, cut + is_question))))
        start = cut + 1
    return clauses[-_MOST_CLAUSES:]
