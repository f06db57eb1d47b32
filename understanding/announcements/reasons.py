"""Why: after "karena" and its kind, or a segment of its own that says nothing about a class."""

from understanding.announcements.segments import CANCEL, MOVE, Segment
from understanding.lexicon import ROLES, SKILL_OF
from understanding.normalise import Words

_MARKERS = frozenset(
    ("karena", "berhubung", "sehubungan", "mergo", "amargo", "dikarenakan", "lantaran", "akibat",
     "alasan", "rangka")
)  # fmt: skip
_AFTER_MARKER = frozenset(("dengan", "adanya", "-", "karena"))
_TRAILING = frozenset(
    ("ya", "bapak", "ibu", "rek", "guys", "gaes", "mas", "teman", "terima_kasih", "hehe",
     "hehehe", "haha")
)  # fmt: skip
_OWN = frozenset(("saya", "ada"))
"""Words a reason without a marker begins with."""
_OF_A_CHANGE = (
    CANCEL | MOVE | SKILL_OF.keys()
    | {"kelas", "pelatihan", "sesi", "jadwal", "hadir", "instruktur", "isi", "kabar", "info",
       "lanjut", "notif"}
)  # fmt: skip


def marked_reason(said: Words, segment: Segment) -> tuple[str, int] | None:
    """What follows a word like "karena", and the index where the word stands."""
    for at in range(segment.first, segment.after):
        if said.words[at] in _MARKERS:
            start = at + 1
            while start < segment.after and said.words[start] in _AFTER_MARKER:
                start += 1
            text = _written(said, start, segment.after)
            return (text, at) if text else None
    return None


def trailing_reason(said: Words, segment: Segment) -> tuple[str, int] | None:
    """ "mebel diganti selasa jam 8 saya ada ujian": what follows the change without a "karena"."""
    taken = [match.after for match in segment.dates]
    taken += [match.after for match in segment.times]
    taken += [segment.first + at + 1 for at, word in enumerate(segment.words) if word in CANCEL]
    at = max(taken, default=segment.after) if segment.is_action else segment.after
    while at < segment.after and said.words[at] in ROLES["filler"] - _OWN:
        at += 1
    rest = said.words[at : segment.after]
    if len(rest) < 2 or rest[0] not in _OWN or not _OF_A_CHANGE.isdisjoint(rest):
        return None
    return _written(said, at, segment.after), at


def bare_reason(said: Words, segment: Segment) -> str | None:
    """The segment up to a day it ends with, where its words can be a reason."""
    forms = said.forms[segment.first : segment.after]
    is_own_affair = segment.words[0] == "saya"
    is_thanks = "terima_kasih" in segment.words
    if (
        is_thanks
        or not (is_own_affair or ROLES["no_reason"].isdisjoint(forms))
        or not any(word[0].isalpha() for word in segment.words)
    ):
        return None
    days_after = (match.first for match in segment.dates if match.first > segment.first)
    text = _written(said, segment.first, next(days_after, segment.after))
    return text if len(text) > 2 else None


def reason_before_outcome(said: Words, segment: Segment) -> str | None:
    """ "sabtu saya ke luar kota jadi libur": what stands between "saya" and "jadi"."""
    words = segment.words
    if "jadi" not in words or "saya" not in words:
        return None
    start, end = words.index("saya"), words.index("jadi")
    if end - start < 2 or words[end + 1 : end + 2] not in (["libur"], ["batal"], ["kosong"]):
        return None
    return _written(said, segment.first + start, segment.first + end)


def _written(said: Words, start: int, end: int) -> str:
    while end > start and (
        said.words[end - 1] in _TRAILING or not said.forms[end - 1][0].isalnum()
    ):
        end -= 1
    while start < end and not said.forms[start][0].isalnum():
        start += 1
    return said.text[said.starts[start] : said.ends[end - 1]] if end > start else ""
