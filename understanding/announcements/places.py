"""Where a class meets instead: "pindah ke bengkel 2", "bertempat di aula", "lokasi: gudang"."""

from understanding.announcements.segments import CANCEL, MOVE, Segment
from understanding.lexicon import ROLES
from understanding.normalise import Words

_INTO = frozenset(("di", "ke", "nang", "ning", "neng", "ndek", "nok", "ng", "at", "in", "to"))
_ROOMS = frozenset(("ruang", "bengkel", "lokasi", "tempat", "gedung"))
_INSIDE_A_NAME = frozenset(("/", "'", ".", "&"))
_NOWHERE = frozenset(("mana", "luar", "rumah"))


def find_place(said: Words, segment: Segment) -> tuple[str, range] | None:
    """The place as written and the indices of its words."""
    spans = [(match.first, match.after) for match in segment.dates]
    spans += [(match.first, match.after) for match in segment.times]
    taken = {at for first, after in spans for at in range(first, after)}
    for at in range(segment.first, segment.after - 1):
        start = _start(said, segment, at)
        if start is None or said.words[start] in (*CANCEL, *MOVE, *_NOWHERE):
            continue
        end = start
        while end < segment.after and end not in taken and _belongs(said, end):
            end += 1
        if end > start:
            place = said.text[said.starts[start] : said.ends[end - 1]].strip(" .")
            return place, range(start, end)
    return None


def _belongs(said: Words, at: int) -> bool:
    word = said.words[at]
    return word not in ROLES["place_end"] and (
        said.forms[at][0].isalnum() or said.forms[at] in _INSIDE_A_NAME
    )


def _start(said: Words, segment: Segment, at: int) -> int | None:
    """Where a place's name begins if the words at `at` announce one; not at the segment's end."""
    word, following = said.words[at], said.words[at + 1]
    if word == "pindah":
        for start in (at + 2, at + 3):
            if start < segment.after and said.forms[start - 1] in _INTO:
                return start
    if word in ("pindah", "pakai") and following in _ROOMS:
        return at + 1
    if said.forms[at] in _INTO and following[0].isalnum():
        return None if said.forms[at + 1] in _INTO else at + 1
    if word == ":" and not _ROOMS.isdisjoint(said.words[segment.first : at]):
        return at + 1
    return None
