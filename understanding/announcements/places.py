"""Where a class meets instead: "pindah ke bengkel 2", "bertempat di aula", "online"."""

from understanding.announcements.segments import CANCEL, MOVE, ONLINE, Segment
from understanding.normalise import Words

_INTO = frozenset(("di", "ke", "nang", "ning", "neng", "ndek", "nok", "ng", "at", "in", "to"))
_ROOMS = frozenset(("ruang", "bengkel", "lokasi", "tempat", "gedung"))
_ENDS = frozenset(
    "ya saja dulu karena jam bukan bapak ibu mas mbak kak rek guys gaes teman dan lagi pukul mulai "
    "semua kita soalnya sebab mergo tapi , ; ! ( ) ? - – 🙏 tanggal hari bagi untuk sambil".split()
)


def is_online(words: list[str]) -> bool:
    return not ONLINE.isdisjoint(words)


def find_place(said: Words, segment: Segment) -> tuple[str, range] | None:
    """The place as written and the indices of its words."""
    taken = {
        at for match in (*segment.dates, *segment.times) for at in range(match.first, match.after)
    }
    words = said.words
    for at in range(segment.first, segment.after):
        start = _start(said, segment, at)
        if start is None or start in taken or words[start] in (*CANCEL, *MOVE):
            continue
        end = start
        while end < segment.after and end not in taken and words[end] not in _ENDS:
            if not words[end][0].isalnum() and words[end] not in ("/", "'", ".", "&"):
                break
            end += 1
        if end > start and words[start] not in ("mana", "luar", "rumah"):
            return said.text[said.starts[start] : said.ends[end - 1]].strip(" ."), range(
                start, end
            )
    return None


def _start(said: Words, segment: Segment, at: int) -> int | None:
    word, words, form = said.words[at], said.words, said.forms[at]
    if at + 1 >= segment.after:
        return None
    following = words[at + 1]
    if form == "pindah" or word == "pindah":
        for skip in (at + 2, at + 3):
            if skip < segment.after and said.forms[skip - 1] in _INTO:
                return skip
    if word == "pakai" and following in _ROOMS:
        return at + 1
    if form in _INTO and following[0].isalnum():
        return None if said.forms[at + 1] in _INTO else at + 1
    if word == ":" and not {"lokasi", "tempat", "ruang"}.isdisjoint(words[segment.first : at]):
        return at + 1
    return at + 1 if word == "pindah" and following in _ROOMS else None
