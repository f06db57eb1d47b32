"""Who teaches instead: "diganti Pak Toni", "yang ngajar Bu Sari", "sama Mas Yoga"."""

from understanding.announcements.segments import TEACH, Segment
from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.lexicon import NAMES, PLAIN, WORD_OF
from understanding.normalise import Words

_TITLES = frozenset(
    ("pak", "bu", "bpk", "bapak", "ibu", "mas", "mbak", "cak", "ustadz", "ust", "kang", "bang",
     "pakde")
)  # fmt: skip
_DEGREES = frozenset(("ir", "dr", "drs", "h", "hj", "prof"))
_TRIGGERS = frozenset((*TEACH, "ganti", "dengan"))
_MOST_PARTS = 3
_DATE_WORDS = frozenset(
    (*WEEKDAY_NUMBER, *MONTH_NUMBER, "hari", "tanggal", "jam", "besok", "lusa")
)


def find_instructor(said: Words, segment: Segment, *, is_expected: bool = False) -> str | None:
    """As written, title included. `is_expected`: an earlier segment already spoke of teaching."""
    words = segment.words
    if not is_expected and _TRIGGERS.isdisjoint(words):
        return None
    is_teaching = is_expected or not TEACH.isdisjoint(words)
    places = range(segment.first, segment.after)
    for at in places:
        if said.forms[at] in _TITLES or said.forms[at] in _DEGREES:
            end = _end_of_name(said, at + 1, segment.after, is_titled=True)
            if end > at + 1:
                return said.text[said.starts[at] : said.ends[end - 1]].strip(" .")
    for at in places if is_teaching else ():
        if _is_name(said, at) and at > segment.first:
            end = _end_of_name(said, at, segment.after)
            return said.text[said.starts[at] : said.ends[end - 1]].strip(" .")
    return None


def _end_of_name(said: Words, at: int, limit: int, *, is_titled: bool = False) -> int:
    parts = 0
    if is_titled and at < limit and _is_capital(said, at) and said.words[at] not in _DATE_WORDS:
        at, parts = at + 1, 1
    while at < limit and parts < _MOST_PARTS:
        if said.words[at] == ".":
            at += 1
            continue
        if not (_is_name(said, at) or said.forms[at] in _DEGREES):
            break
        at += 1
        parts += 1
    return at


def _is_name(said: Words, at: int) -> bool:
    form = said.forms[at]
    if not form[0].isalpha():
        return False
    if form in NAMES:
        return True
    is_word = form in WORD_OF or form in PLAIN
    return not is_word and (_is_capital(said, at) or said.words[at] == form)


def _is_capital(said: Words, at: int) -> bool:
    return said.text[said.starts[at]].isupper() and not said.text.isupper()
