"""Why: after "karena" and its kind, or a segment of its own that says nothing about a class."""

from understanding.announcements.segments import Segment
from understanding.lexicon import ROLES
from understanding.normalise import Words

_MARKERS = frozenset(
    ("karena", "berhubung", "sehubungan", "mergo", "amargo", "dikarenakan", "lantaran", "akibat")
)
_AFTER_MARKER = frozenset(("dengan", "adanya", "-", "karena"))
_TRAILING = frozenset(
    ("ya", "bapak", "ibu", "rek", "guys", "gaes", "mas", "teman", "terima_kasih")
)


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


def bare_reason(said: Words, segment: Segment) -> str | None:
    """The segment up to a day it ends with, where its words can be a reason."""
    forms = said.forms[segment.first : segment.after]
    is_own_affair = segment.words[0] == "saya"
    if not (is_own_affair or ROLES["no_reason"].isdisjoint(forms)) or not any(
        word[0].isalpha() for word in segment.words
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
