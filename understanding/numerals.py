"""Whole numbers as people write them: digits, Indonesian and (through the lexicon) Javanese words."""

_UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "dua_belas": 12,
}  # fmt: skip


def number_at(words: list[str], at: int) -> tuple[int, int] | None:
    """The number that begins at `at` and the position after it ("dua puluh lima" is one number)."""
    if at >= len(words):
        return None
    word = words[at]
    if word.isdigit():
        return (int(word), at + 1) if len(word) <= 4 and word.isascii() else None
    value = _UNITS.get(word)
    if value is None:
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if following == "belas" and value < 10:
        return value + 10, at + 2
    if following == "puluh" and value < 10:
        rest = _UNITS.get(words[at + 2], 10) if at + 2 < len(words) else 10
        return (value * 10 + rest, at + 3) if rest < 10 else (value * 10, at + 2)
    return value, at + 1
