"""Whole numbers as people write them: digits, or words led to Indonesian by the lexicon."""

from collections.abc import Sequence

UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "dua_belas": 12,
}  # fmt: skip
_MOST_DIGITS = 4


def number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that begins at `at` and the position after it ("dua puluh lima" is one)."""
    if not 0 <= at < len(words):
        return None
    word = words[at]
    if word.isascii() and word.isdigit():
        return (int(word), at + 1) if len(word) <= _MOST_DIGITS else None
    value = UNITS.get(word)
    if value is None:
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if value < 10 and following == "belas":
        return value + 10, at + 2
    if value < 10 and following == "puluh":
        rest = UNITS.get(words[at + 2], 10) if at + 2 < len(words) else 10
        return (value * 10 + rest, at + 3) if rest < 10 else (value * 10, at + 2)
    return value, at + 1
