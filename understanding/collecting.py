"""What somebody says to the news that a certificate is ready."""

from enum import StrEnum

from understanding.normalise import fold, split

LONGEST = 100

_ASKS = frozenset(
    ("?", "kapan", "mana", "di_mana", "apa", "apakah", "bagaimana", "berapa", "belum", "kalau",
     "boleh", "syarat", "cara", "mau")
)  # fmt: skip


class Collecting(StrEnum):
    MYSELF = "myself"
    PROXY = "proxy"
    CANNOT = "cannot"
    COLLECTED = "collected"


def read_collecting(text: str) -> Collecting | None:
    """ "saya ambil besok", "sudah tak ambil", "diwakilkan"; None for questions and all else."""
    if len(text) > LONGEST:
        return None
    words = split(fold(text)).words
    if "wakil" in words and "?" not in words:
        return Collecting.PROXY
    if not _ASKS.isdisjoint(words):
        return None
    takes = "ambil" in words
    if _follow(words, "tidak", "bisa") and (takes or "datang" in words):
        return Collecting.CANNOT
    if takes and "sudah" in words:
        return Collecting.COLLECTED
    is_own = _follow(words, "saya", "ambil") or _follow(words, "saya", "yang", "ambil")
    return Collecting.MYSELF if is_own else None


def _follow(words: list[str], *wanted: str) -> bool:
    return any(words[at : at + len(wanted)] == [*wanted] for at in range(len(words)))
