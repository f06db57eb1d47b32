"""Does somebody say that he comes, or take back that he can't?"""

from understanding.attending.absence import RECOVERED
from understanding.attending.heard import ATTENDS, CLASS, COMES, NOT, Heard
from understanding.attending.weight import Weight
from understanding.lexicon import ROLES, SKILL_OF

_YES = frozenset(("ya", "sip", "bisa", "benar", "setuju"))
_SURELY = frozenset(
    ("insyaallah", "insya", "allah", "inshaallah", "pasti", "akan", "terima_kasih")
)
_TAKES_BACK = frozenset(("batal", "cabut", "hapus", "urung", "wurung"))
_AWAY = frozenset(("izin", "absent", "skips", "sakit"))
_BESIDE = _TAKES_BACK | {"jadi", "tidak", "juga", "lagi", "note", "tadi"}
_ASKS = frozenset(("kan", "apa", "mana"))
_ASKED_ABOUT = CLASS | SKILL_OF.keys() | {"kursus", "jurusan", "lokasi", "menu", "di_mana"}


def weight_of_promise(heard: Heard) -> Weight | None:
    """DOUBT where it means so only after an absence was noted: "eh masuk", "yang kamis cabut"."""
    if heard.asks:
        return None
    takes_back = not heard.spoken.isdisjoint(_TAKES_BACK) or heard.follows({"tidak"}, {"jadi"})
    is_away = not heard.spoken.isdisjoint(_AWAY) or heard.follows({"tidak"}, ATTENDS)
    if takes_back:
        return Weight.ANSWER if is_away else _of_day_alone(heard) or _comes_after_all(heard)
    if heard.follows({"jangan"}, {"note"}) or heard.follows({"tidak", "bukan"}, _AWAY):
        return Weight.ANSWER if is_away or "hadir" in heard.spoken else None
    return _promise(heard) or _hint(heard)


def _of_day_alone(heard: Heard) -> Weight | None:
    """ "Yang hari ini cabut ya, aku berangkat"."""
    return Weight.DOUBT if heard.days and heard.content <= _BESIDE | ATTENDS else None


def _comes_after_all(heard: Heard) -> Weight | None:
    """ "Eh gak jadi, sudah mendingan, tetap masuk"."""
    return None if heard.spoken.isdisjoint(ATTENDS | RECOVERED) else Weight.DOUBT


def _promise(heard: Heard) -> Weight | None:
    """Every word has to belong to it: "besok masuk kan" asks."""
    if not heard.spoken <= COMES | _YES | _SURELY | CLASS | ROLES["filler"]:
        return None
    if heard.spoken & COMES:
        return Weight.ANSWER
    return Weight.NOD if heard.spoken & _YES else None


def _hint(heard: Heard) -> Weight | None:
    """ "Masuk" beside a class or a place asks for the schedule rather."""
    says_so = not heard.spoken.isdisjoint(COMES | RECOVERED) or (
        "masuk" in heard.spoken and heard.spoken.isdisjoint(_ASKED_ABOUT)
    )
    is_open = heard.spoken.isdisjoint(NOT | _ASKS)
    return Weight.DOUBT if says_so and is_open else None
