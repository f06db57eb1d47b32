"""What a person has to read: a complaint, or that something in the records is wrong."""

import re

from understanding.normalise import fold

LONGEST = 600
FEWEST_WORDS = 5
_ANNOUNCED = re.compile(r"komplain|complain|keluhan|ngeluh|protes|lapor", re.IGNORECASE)
""" "Mau protes" only announces what is to come."""

_COMPLAINT = re.compile(
    r"\b(?:komplain|complain|complaint|keluhan|keluhannya|ngeluh|mengeluh|protes|kecewa|kuciwa"
    r"|mengecewakan|ngelapor|pungli|dipungut|dipalak|diperas|dipersulit|diskriminasi|dibohongi"
    r"|ditipu|diapusi|dilecehkan|dihina|diejek|dibentak|bentak\w*|dimarahi|diseneni|judes|galak"
    r"|marah\W?marah|ngamuk|kasar|sombong)\b"
    r"|\b(?:tidak|tdk|gak|ga|nggak|ndak|ora|kurang)\W+(?:adil|sopan|ramah|becus|profesional)\b"
    r"|\b(?:diminta|dimintai)\W+(?:bayar|bayaran|uang|duit|dhuwit|sogokan)\b"
    r"|\b(?:pelayanan\w*|layanan\w*|petugas\w*|instruktur\w*|pengajar\w*|guru\w*|kantor\w*"
    r"|pelatihan\w*|fasilitas\w*|alat\w*|bengkel\w*)\W+(?:\w+\W+){0,2}?(?:jelek|elek|buruk|payah"
    r"|parah|lelet|lambat|lemot|rusak|kotor|ngawur|sering\W+telat|tidak\W+(?:datang|hadir|ngajar)"
    r"|gak\W+(?:datang|hadir|ngajar|becus))\b",
    re.IGNORECASE,
)
_ASKS_FOR_MONEY_OFFICIALLY = re.compile(r"\b(?:biaya|gratis|berapa)\b", re.IGNORECASE)

_ASKS_HOW_IT_STANDS = re.compile(
    r"\b(?:kapan|belum|blm|durung|apa\W+saja|takut|kalau|kalo|nek)\b", re.IGNORECASE
)

_RECORD = (
    r"(?:nama|jeneng|asma|tanggal\W?lahir|tgl\W?lahir|tempat\W?lahir|kelahiran|nik|ejaan|alamat\W+saya"
    r"|jenis\W?kelamin|(?:nomor|nomer|no)\W+(?:hp|wa|telepon|telp|registrasi|sertifikat|peserta)"
    r"|data)(?:ku|nya|ne|e)?"
)
_WRONG = r"(?:salah|slh|keliru|kliru|kleru|klentu|typo|wrong|tidak\W+sesuai|gak\W+sesuai)"
_MISTAKE = re.compile(
    rf"\b{_RECORD}\W+(?:\w+\W+){{0,4}}?(?:{_WRONG}|(?:se)?harusnya|(?:se)?mestinya|kudune|kuduné)\b"
    rf"|\b{_WRONG}\W+(?:(?:tulis|ketik|cetak|di|pada|dalam|eja|penulisan)\W+)*{_RECORD}\b"
    rf"|\b(?:perbaiki|betulkan|benerin|betulno|koreksi|ralat|ganti|ubah)\W+(?:\w+\W+)?{_RECORD}\W"
    r"+(?:\w+\W+){0,3}?(?:jadi|menjadi|dadi|ke)\b",
    re.IGNORECASE,
)


def is_complaint(text: str) -> bool:
    """ "Instruktur marah-marah terus"; not "mau protes", which says nothing yet."""
    if len(text.split()) < FEWEST_WORDS and _ANNOUNCED.search(text):
        return False
    said = fold(text[:LONGEST])
    return bool(_COMPLAINT.search(said)) and not _ASKS_FOR_MONEY_OFFICIALLY.search(said)


def reports_mistake(text: str) -> bool:
    """ "Nama saya salah tulis, harusnya Budhi"."""
    said = fold(text[:LONGEST])
    return bool(_MISTAKE.search(said)) and not _ASKS_HOW_IT_STANDS.search(said)
