"""Does somebody say that he comes to a class, that he can't or is late, or ask what is noted?"""

import datetime
from dataclasses import dataclass
from enum import Enum, auto

from understanding.attending.absence import weight_of_absence
from understanding.attending.heard import ATTENDS, CLASS, Heard, hear
from understanding.attending.notes import (
    LONGEST,
    asks_for_attendance_list,
    asks_of_own_absences,
    is_about_being_late,
    weight_of_asking_after_note,
)
from understanding.attending.promises import weight_of_promise
from understanding.attending.weight import Weight

__all__ = ["Attendance", "Says", "Weight", "asks_for_attendance_list", "read_attendance"]

_OTHER_MATTERS = frozenset(
    ("sertifikat", "ambil", "jadwal", "kantor", "loket", "ktp", "dokumen", "wakil", "titip",
     "surat_kuasa", "notif", "ingatkan", "pengumuman", "pesan", "wa", "email", "telepon", "nomor",
     "nama", "alamat", "daftar", "tanya", "info", "uang", "biaya", "kode", "foto", "link", "hati",
     "data", "setuju", "teman", "orang_lain", "peserta")
)  # fmt: skip
"""Who speaks of one of these speaks of no class that he misses."""
_IF_OR_WHEN = frozenset(("kalau", "kapan", "jam", "berapa", "libur", "apakah", "siapa"))
_TEACHERS = frozenset(("instruktur", "petugas"))


class Says(Enum):
    COMES = auto()
    ABSENT = auto()
    LATE = auto()
    ASKS = auto()
    """What is noted of him."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """What somebody says of his coming, and of which days if he names them.

    `names_class`: are its words those of a class, so that it means no other appointment?
    """

    says: Says
    weight: Weight
    days: tuple[datetime.date, ...] = ()
    names_class: bool = False


def read_attendance(text: str, today: datetime.date) -> Attendance | None:
    """What `text`, written on `today`, says about coming; None when it says nothing of it."""
    if len(text) > LONGEST:
        return None
    heard = hear(text, today)
    if weight := weight_of_asking_after_note(heard):
        return Attendance(Says.ASKS, weight, heard.days)
    if not _OTHER_MATTERS.isdisjoint(heard.spoken) or any(day < today for day in heard.days):
        return None
    if asks_of_own_absences(heard):
        return Attendance(Says.ASKS, Weight.NEWS, heard.days)
    if is_about_being_late(heard):
        return Attendance(Says.LATE, Weight.NEWS, heard.days)
    return _coming_or_not(heard)


def _coming_or_not(heard: Heard) -> Attendance | None:
    if not (_IF_OR_WHEN | _TEACHERS).isdisjoint(heard.spoken):
        return None
    comes, away = weight_of_promise(heard), weight_of_absence(heard)
    names_class = not heard.spoken.isdisjoint(_NAMING_CLASS)
    if away and (comes is None or comes is Weight.DOUBT or away is Weight.NOD):
        return Attendance(Says.ABSENT, away, heard.days_away, names_class)
    return Attendance(Says.COMES, comes, heard.days, names_class) if comes else None


_NAMING_CLASS = (ATTENDS - {"datang", "berangkat", "teka"}) | CLASS | {"izin", "absent", "skips"}
