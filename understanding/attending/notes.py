"""Questions about attendance: what is noted, coming late, the list of a class, who can't come."""

from understanding.attending.heard import ATTENDS, Heard
from understanding.attending.weight import Weight
from understanding.normalise import fold, split

LONGEST = 160

_LISTS = frozenset(("daftar", "lembar", "cetak", "print"))
_OF_THE_PAST = frozenset(("rekap", "rekapan", "rekapitulasi", "catat", "catatan", "isi"))
"""The list is not asked for where attendance is noted or counted."""
_LIST_ITSELF = frozenset(("absensi", "presensi", "attendance"))
_ASKED = frozenset(("berapa", "apa", "apa_saja", "cek", "lihat", "masih"))
_UNSURE = _ASKED | {"mengapa", "sudah", "belum", "kapan", "benar", "bilang", "siapa"}
_AWAY = frozenset(("izin", "absent", "skips"))
_OF_ATTENDANCE = ("absen", "presensi", "kehadiran")
_TOLD = frozenset(("instruktur", "petugas"))
_KNOW = frozenset(("tahu", "tau", "ngerti", "dikabari", "kabari", "baca", "lihat"))
_LATE = frozenset(("telat", "kasep"))


def weight_of_asking_after_note(heard: Heard) -> Weight | None:
    """Does it ask what is noted, or complain of it? In DOUBT where it names no absence."""
    said = heard.spoken
    is_asked = heard.asks or heard.ends_in_tag or not said.isdisjoint(_UNSURE)
    if "note" not in said or "jangan" in said or not is_asked:
        return None
    names_it = not said.isdisjoint(_AWAY | {"hadir", "sakit"}) or heard.follows({"tidak"}, ATTENDS)
    return Weight.NEWS if names_it else Weight.DOUBT


def asks_of_own_absences(heard: Heard) -> bool:
    """ "Absenku berapa", "berapa kali saya izin", "instruktur tahu kan kalau aku izin"."""
    said = heard.spoken
    is_of_attendance = any(form.startswith(_OF_ATTENDANCE) for form in heard.forms)
    is_away = not said.isdisjoint(_AWAY) or heard.follows({"tidak"}, ATTENDS)
    if is_of_attendance or is_away:
        asked = _ASKED | {"bagaimana"} if is_of_attendance else _ASKED
        is_told = not said.isdisjoint(_TOLD) and not heard.forms.isdisjoint(_KNOW)
        return not said.isdisjoint(asked) or (is_told and "siapa" not in said)
    return False


def is_about_being_late(heard: Heard) -> bool:
    return not heard.spoken.isdisjoint(_LATE) or heard.follows({"agak"}, {"siang"})


def asks_for_attendance_list(text: str) -> bool:
    """ "Daftar hadir las besok", "cetak absensi": the paper that is signed."""
    said = split(fold(text[:LONGEST]))
    if not _OF_THE_PAST.isdisjoint(said.forms):
        return False
    return not _LIST_ITSELF.isdisjoint(said.forms) or any(
        word in _LISTS and after == "hadir"
        for word, after in zip(said.words, said.words[1:], strict=False)
    )
