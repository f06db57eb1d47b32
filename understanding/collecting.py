"""What somebody says to the news that a certificate is ready."""

from enum import StrEnum

from understanding.lexicon import KNOWN, NAMES_AND_WORDS, WORD_OF
from understanding.normalise import fold, split

LONGEST = 100

_ASKS = frozenset(
    ("?", "kapan", "mana", "di_mana", "apa", "apakah", "bagaimana", "berapa", "belum", "kalau",
     "boleh", "syarat", "cara", "mau")
)  # fmt: skip

_UNDECIDED = _ASKS | {"tidak", "nanti", "besok", "gatau", "embuh"}
_AROUND_A_NAME = frozenset(
    ("bapak", "ibu", "mas", "mbak", "kak", "cak", "mbah", "om", "tante", "pakde", "bude", "lik",
     "saudara", "suami", "istri", "anak", "adik", "kakak", "keluarga", "putu", "cucu", "ipar",
     "mertua", "menantu", "sepupu", "keponakan", "paman", "bibi", "orang_lain", "teman", "wali",
     "si", "nama", "bernama", "atas", "saya", "kami", "yang", "ambil", "wakil", "oleh", "dengan",
     "sama", "itu", "ya", "saja", "e", "nya", "ne", "ku")
)  # fmt: skip
"""What people write before or behind somebody's name."""


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
    if "wakil" in words and not _asks_leave(words):
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


def _asks_leave(words: list[str]) -> bool:
    """ "Bisa diwakilkan adik", but not "saya tidak bisa, diwakilkan adik"."""
    leave = [at for at, word in enumerate(words) if word in ("bisa", "boleh")]
    return "?" in words or any("tidak" not in words[max(0, at - 1) : at] for at in leave)


def _follow(words: list[str], *wanted: str) -> bool:
    return any(words[at : at + len(wanted)] == [*wanted] for at in range(len(words)))


def read_proxy(text: str) -> str | None:
    """The name of who collects it, as written: "kakak saya, Bu Siti" is "Siti".

    None for everyday words ("belum tahu", "istri saya", a question); whoever is called by one is
    read in "namanya Kuat".
    """
    said = split(fold(text))
    first, after = 0, len(said.forms)
    while first < after and _stands_around(said.forms[first]):
        first += 1
    while after > first and _stands_around(said.forms[after - 1]):
        after -= 1
    meant = [_without_owner(form) for form in said.forms]
    if first == after or not _UNDECIDED.isdisjoint(meant):
        return None
    parts = [form for form in said.forms[first:after] if form[0].isalpha()]
    everyday = [form for form in parts if _is_everyday(form)]
    if "nama" not in meant[:first] and 2 * len(everyday) > len(parts):
        return None
    return said.text[said.starts[first] : said.ends[after - 1]]


def _stands_around(form: str) -> bool:
    return not form[0].isalnum() or _without_owner(form) in _AROUND_A_NAME


def _without_owner(form: str) -> str:
    """The word a form stands for, "ibuku" and "ibunya" being "ibu"."""
    return WORD_OF.get(form) or WORD_OF.get(form.removesuffix("ku").removesuffix("nya"), form)


def _is_everyday(form: str) -> bool:
    """A phrase the lexicon knows has a space in it."""
    return " " in form or (form in KNOWN and form not in NAMES_AND_WORDS)
