"""Does somebody say that he can't come, and how surely about a class?"""

from collections.abc import Iterator, Sequence

from understanding.attending.heard import ATTENDS, CLASS, NOT, Clause, Heard
from understanding.attending.weight import Weight
from understanding.lexicon import ROLES

RECOVERED = frozenset(("sembuh", "mending", "baikan", "sehat", "pulih", "waras"))
_CAN = frozenset(("bisa", "sempat", "sanggup", "kuat", "mungkin"))
_WILL = frozenset(("mau", "akan", "jadi", "usah", "perlu"))
_ILL = frozenset(
    ("sakit", "demam", "meriang", "mriang", "diare", "mencret", "muntah", "flu", "pilek", "opname",
     "sakit_gigi", "tipes", "greges", "kecelakaan", "cedera", "keseleo")
)  # fmt: skip
_ELSEWHERE = frozenset(
    ("takziah", "layatan", "ngelayat", "melayat", "hajatan", "nikahan", "kawinan", "mantenan",
     "mantu", "tahlilan", "mudik", "opname", "lahiran", "melahirkan", "khitanan", "sunatan",
     "wisuda", "pemakaman", "kondangan", "rewang", "kontrol", "nganter", "ngantar", "mengantar",
     "antar", "anter", "ngeterno")
)  # fmt: skip
"""What keeps people away: with a day and nothing else asked it may mean the class of that day."""
_REASONS = (_ILL - {"sakit_gigi"}) | _ELSEWHERE | frozenset(
    ("ada", "agenda", "karena", "lagi", "sedang", "masih", "kerja", "anak", "istri", "suami",
     "kena", "hujan", "banjir", "repot", "izin", "dulu", "sekarang", "badan", "sangat", "sekali",
     "banget", "panas", "perut", "kepala", "gigi", "mules", "muntaber", "pusing", "ngelu", "mumet",
     "batuk", "kaki", "pinggang", "maag", "masuk_angin", "mata")
)  # fmt: skip
_ABOUT_CLASS = _REASONS | CLASS | ATTENDS
_OF_HIMSELF = frozenset(("saya", "izin", "bisa", "sempat", "sanggup")) | _ILL
_KIN = frozenset(
    ("anak", "adik", "suami", "istri", "keluarga", "orang_lain", "dia", "bapak", "ibu")
)
_CALLED = frozenset(("pak", "bpk", "bp", "pa", "pakk", "bu", "buk", "buu", "p"))
"""So whoever is written to is called: "pak ga bisa", where "bapak ga bisa" tells of a father."""
_FOR_LEAVE = "boleh"


def weight_of_absence(heard: Heard) -> Weight | None:
    if heard.spoken <= ROLES["filler"] | {"tidak"} and "tidak" in heard.spoken:
        return None if heard.asks else Weight.NOD
    weights = [weight for clause in heard.clauses for weight in _refusals(clause, heard)]
    if not heard.asks or _FOR_LEAVE in heard.content:
        weights.append(_excuse(heard))
    return max((weight for weight in weights if weight), default=None)


def _excuse(heard: Heard) -> Weight | None:
    """ "Izin tidak masuk", "saya absen", "sakit": sure where nothing else is told or asked."""
    said = heard.content
    if heard.follows(NOT, {"izin", "absent", "skips", *_ILL}) or not said.isdisjoint(RECOVERED):
        return None
    if "absent" in said or ("skips" in said and "saya" in heard.spoken):
        return Weight.NEWS
    is_plain = said <= _REASONS | CLASS | {"mau"}
    if "izin" in said:
        is_sure = _FOR_LEAVE not in said and ((is_plain and len(said) > 1) or heard.days)
        return Weight.NEWS if is_sure else Weight.DOUBT
    return _reason(heard, is_plain=is_plain)


def _reason(heard: Heard, *, is_plain: bool) -> Weight | None:
    """What keeps him, or one of his family, away."""
    is_ill = not heard.content.isdisjoint(_ILL)
    is_of_family = any(_others(clause) for clause in heard.clauses)
    if is_ill and is_plain and not is_of_family:
        return Weight.NEWS
    may_be = heard.days or (is_ill and not is_of_family and "saya" in heard.spoken)
    return Weight.DOUBT if may_be and not heard.content.isdisjoint(_ILL | _ELSEWHERE) else None


def _others(clause: Clause) -> list[int]:
    """Where family is told of, not called: "bapak", "anak"; "pak" calls whoever is written to."""
    return [
        at
        for at, (form, word) in enumerate(zip(clause.forms, clause.words, strict=True))
        if word in _KIN and form not in _CALLED
    ]


def _refusals(clause: Clause, heard: Heard) -> Iterator[Weight | None]:
    words = clause.words
    for at, word in enumerate(words):
        if clause.asks or words[at - 1 : at] == ("sudah",):
            continue
        if word == "tidak" or (word == "belum" and words[at + 1 : at + 2] == ("bisa",)):
            after = [each for each in words[at + 1 :] if each not in ROLES["filler"]]
            yield _refusal(after, heard, is_other=_is_of_another(clause, at))
        elif word == "batal" and not ATTENDS.isdisjoint(words[at + 1 :]):
            yield Weight.DOUBT


def _refusal(after: Sequence[str], heard: Heard, *, is_other: bool) -> Weight | None:
    """The weight of a "tidak" with the words `after` it."""
    rest = after[1:] if after[:1] and after[0] in _CAN | _WILL else after
    if rest[1:2] == ["akal"]:
        return None
    if rest and rest[0] in ATTENDS:
        is_clear = not is_other and not heard.spoken.isdisjoint(_OF_HIMSELF)
        is_elsewhere = len(rest) > 1 and rest[0] == "ikut" and rest[1] not in _ABOUT_CLASS
        return Weight.NEWS if is_clear and not is_elsewhere else Weight.DOUBT
    if after[:1] and after[0] in _CAN and not is_other and (not rest or rest[0] in _REASONS):
        return Weight.DOUBT if heard.days or rest else Weight.ANSWER
    return None


def _is_of_another(clause: Clause, at: int) -> bool:
    """Is it family who can't: "bapakku juga tidak bisa"? A "saya" by itself speaks of himself."""
    kin = [each for each in _others(clause) if each < at]
    own = [each for each in range(at) if clause.words[each] == "saya" and each - 1 not in kin]
    return bool(kin) and not own
