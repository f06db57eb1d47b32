"""Which list somebody of the staff asks for: "siapa yang belum ambil sertifikat"."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from understanding.normalise import fold, split
from understanding.office_wishes import OfficeTask, OfficeWish

LONGEST = 100
_SHORTEST_GUESS = 6

_OF_HIMSELF = frozenset(
    ("saya", "kami", "anak", "suami", "adik", "kapan", "bagaimana", "di_mana", "cara")
)
"""Who writes these asks for himself, or for something else."""

_TICKETS, _SETTLED = (
    "tanya|tiket|ticket",
    "jawab|terjawab|dijawab|dibalas|terbalas|selesai|lama|riwayat",
)
_WHO = "siapa|sapa|sopo|sinten"
_RECAP = "rekap|rekapan|rekapitulasi|rangkuman|ringkasan|laporan"
_HOW_MANY = "berapa|jumlah|brp|jml|pira|pinten"
_ASKED = tuple(
    (task, tuple(frozenset(part.split("|")) for part in parts.split()))
    for task, parts in (
        (OfficeTask.WAITING_TICKETS, f"{_TICKETS} belum|menunggu|nunggu"),
        (OfficeTask.SETTLED_TICKETS, f"{_TICKETS} {_SETTLED}"),
        (OfficeTask.ERASURES, "hapus minta|permintaan|pengajuan|mengajukan|njaluk"),
        (OfficeTask.REQUESTS, "minta|permintaan|pengajuan tautan|tautkan|hubung|nyambung|sambung"),
        (OfficeTask.HEALTH, "backup|cadangan|server|sistem|sehat|kesehatan|error|eror"),
        (OfficeTask.TEAM, "instruktur|petugas|pendamping|admin kode|tambah|daftarkan|angkat|baru"),
        (OfficeTask.ABSENT, f"{_WHO} izin|absen|bolos|berhalangan|alpa|sakit"),
        (OfficeTask.ABSENT, f"{_WHO} tidak|belum hadir|masuk|datang|ikut|teko|teka|mlebu|mangkat"),
        (OfficeTask.ATTENDED, f"{_RECAP} hadir|presensi|absensi"),
        (OfficeTask.ATTENDED, f"{_RECAP} las|mebel|konstruksi|interior|kelas|bulan|absen"),
        (OfficeTask.UNLINKED, "belum|tidak|durung|dereng terhubung|tersambung|nyambung|tertaut"),
        (OfficeTask.UNLINKED, "belum chat|bot|bekal siapa|peserta|yang|daftar"),
        (OfficeTask.CERTIFICATES, f"sertifikat {_HOW_MANY}|rekap|rekapan"),
        (OfficeTask.READY, "sertifikat siap|jadi|ambil daftar|list|siapa|belum"),
        (OfficeTask.READY, "sertifikat belum|masih diserahkan|serah|kantor"),
        (OfficeTask.READY, "belum ambil"),
        (OfficeTask.READY, f"siap|ready ambil|diambil {_HOW_MANY}|siapa|daftar|list|ada"),
        (OfficeTask.PARTICIPANTS, f"peserta daftar|list|nama|siapa|jumlah|{_HOW_MANY}"),
    )
)
"""The first of which every part is there, as it is written or as the lexicon knows it."""


def read_list_wish(text: str) -> OfficeWish | None:
    """None where the text asks for no such list."""
    if len(text) > LONGEST:
        return None
    said = split(fold(text))
    words = {*said.forms, *said.words}
    if not _OF_HIMSELF.isdisjoint(words):
        return None
    found = (task for task, parts in _ASKED if all(_is_said(part, words) for part in parts))
    return next((OfficeWish(task) for task in found), None)


def _is_said(part: frozenset[str], words: set[str]) -> bool:
    return not words.isdisjoint(part) or any(_is_misspelt(each, words) for each in part)


def _is_misspelt(known: str, words: set[str]) -> bool:
    if len(known) < _SHORTEST_GUESS:
        return False
    return any(OSA.distance(known, word, score_cutoff=1) <= 1 for word in words)
