"""What a text takes back: with "bukan X, Y" only Y counts, with "Y, bukan X" too."""

from collections.abc import Sequence

_TAKEN_BACK = frozenset(("jadi",))
_ENDS = frozenset(
    (
        ",",
        ".",
        ";",
        "!",
        "?",
        "tapi",
        "melainkan",
        "cuma",
        "mau",
        "-",
        "cukup",
        "maksud",
        "maksudnya",
    )
)
_ASKING = frozenset(("tanya", "minta", "cari", "tahu"))
_SMALL = frozenset(
    ("ya", "bapak", "ibu", "mas", "kak", "min", "admin", "itu", "ini", "saya", "yang")
)


def without_negated(words: Sequence[str], forms: Sequence[str]) -> list[int]:
    """Indices of the words that count. All of them where nothing would be left."""
    dropped: set[int] = set()
    at = 0
    while at < len(words):
        start = _start_of_negated(words, forms, at)
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
    if any(words[at][0].isalnum() and words[at] not in _SMALL for at in kept):
        return kept
    return list(range(len(words)))


def _start_of_negated(words: Sequence[str], forms: Sequence[str], at: int) -> int | None:
    """Where what is taken back begins, if a word that takes back stands at `at`."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "bukan" and forms[at] not in ("bukannya", "bukankah"):
        return at + 1
    if word == "jangan" and following == "yang":
        return at + 2
    if word == "tidak" and following == "mau" and words[at + 2 : at + 3] == ["tanya"]:
        return at + 3 if "tanya" in words[at + 3 :] else None
    if word == "tidak" and following in _TAKEN_BACK:
        return at + 2
    if word == "tidak" and following in _ASKING and _ASKING & set(words[at + 2 :]):
        return at + 2
    if word == "jangan" and following == "hapus" and {"cuma", "cukup"} & set(words[at:]):
        return at + 1
    return None
