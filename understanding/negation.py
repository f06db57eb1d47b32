"""What a text takes back: with "bukan X, Y" only Y counts, with "Y, bukan X" too."""

from collections.abc import Sequence

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


def without_negated(words: Sequence[str], forms: Sequence[str]) -> list[int]:
    """Indices of the words that count. All of them where nothing would be left."""
    dropped: set[int] = set()
    at = 0
    while at < len(words):
        dropped.update(_taken_back_by_end(words, at))
        start = _taken_back_from(words, forms, at)
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
    has_content = any(words[at][0].isalnum() and words[at] not in _NO_CONTENT for at in kept)
    return kept if has_content else list(range(len(words)))


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
    following = words[at + 1] if at + 1 < len(words) else ""
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
