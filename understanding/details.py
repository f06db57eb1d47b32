"""Which detail of a class or a certificate a question is about, so that it is answered first."""

from enum import Enum, auto

from programme.certificates import Step
from understanding.normalise import fold, split


class Detail(Enum):
    TEACHER = auto()
    CLASSES_LEFT = auto()
    UNTIL = auto()
    """Until which day the training runs."""
    MEANING = auto()
    """What a step of a certificate, or what was said, means."""
    COST = auto()
    REQUIREMENTS = auto()
    """What is needed to take part."""
    PROXY = auto()
    """May somebody else collect it?"""


_WHO = frozenset(("siapa",))
_TEACHER = frozenset(("instruktur", "mengajar", "ngajar", "mulang"))
_LEFT = frozenset(("lagi", "sisa", "kurang", "tinggal", "masih", "kari"))
_TIMES = frozenset(("kali", "sesi", "ping", "pertemuan"))
_TRAINING = frozenset(("pelatihan", "kelas", "kursus", "las", "mebel", "konstruksi", "interior"))
_END = frozenset(("sampai", "selesai", "habis", "tamat", "berakhir", "terakhir"))
_WHEN = frozenset(("kapan", "tanggal", "bulan"))
_MEANS = frozenset(("arti", "artinya", "artine", "maksud", "maksudnya", "maksude", "tegese"))
_THAT = frozenset(("itu", "iku", "kuwi", "niku", "punika"))
_WHAT = frozenset(("apa", "?", "bagaimana"))
_LONGEST_DEFINED = 6
_COST = frozenset(("biaya", "gratis"))
_ASKING_LEAVE = frozenset(("bisa", "boleh", "oleh", "angsal", "saged", "?"))
_SOMEBODY_ELSE = frozenset(
    (
        "anak",
        "adik",
        "kakak",
        "suami",
        "istri",
        "ibu",
        "bapak",
        "keluarga",
        "orang_lain",
        "saudara",
    )
)
_STEP_OF = {
    "pleno": Step.PLENARY,
    "blanko": Step.AWAITING_BLANK,
    "ujian": Step.ASSESSMENT,
    "cetak": Step.PRINTING,
    "terdaftar": Step.REGISTERED,
    "bk": Step.NOT_YET_COMPETENT,
    "kedaluwarsa": Step.EXPIRED,
    "dibekukan": Step.SUSPENDED,
    "dicabut": Step.REVOKED,
}


def read_detail(text: str) -> Detail | None:
    """None where a question is about nothing so particular."""
    said = split(fold(text))
    heard = {*said.words, *said.forms}
    checks = (
        (Detail.MEANING, _asks_what_it_means(said.words, heard)),
        (Detail.TEACHER, heard & _TEACHER and heard & _WHO),
        (Detail.COST, heard & _COST),
        (Detail.REQUIREMENTS, "syarat" in heard),
        (Detail.PROXY, _asks_for_another(heard)),
        (Detail.CLASSES_LEFT, "berapa" in heard and heard & _TIMES and heard & _TRAINING),
        (Detail.CLASSES_LEFT, "berapa" in heard and heard & _LEFT and heard & _TRAINING
         and "jam" not in heard),
        (Detail.UNTIL, heard & _END and heard & _WHEN and heard & _TRAINING),
    )  # fmt: skip
    return next((detail for detail, holds in checks if holds), None)


def _asks_what_it_means(words: list[str], heard: set[str]) -> bool:
    if not heard.isdisjoint(_MEANS):
        return not heard.isdisjoint(_WHAT)
    is_short = len(words) <= _LONGEST_DEFINED and heard.isdisjoint(("sudah", "belum", "kapan"))
    names_step = not _STEP_OF.keys().isdisjoint(words)
    return names_step and is_short and "apa" in heard and not heard.isdisjoint(_THAT)


def _asks_for_another(heard: set[str]) -> bool:
    if heard.isdisjoint(_ASKING_LEAVE):
        return False
    return not heard.isdisjoint(("wakil", "titip")) or (
        "ambil" in heard and not heard.isdisjoint(_SOMEBODY_ELSE)
    )


def step_named(text: str) -> Step | None:
    """The step of a certificate that is named: "apa itu pleno"."""
    said = split(fold(text))
    return next((_STEP_OF[word] for word in said.words if word in _STEP_OF), None)
