"""What somebody of the office wants to do, in his own words instead of a button."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from understanding.broadcasting import read_to_many

_POLITE = r"\W*(?:(?:tolong|mau|saya|minta)\s+)*"


class OfficeTask(Enum):
    CODE = auto()
    """Make a code for somebody."""
    SEARCH = auto()
    """Look somebody up."""
    MENU = auto()
    BROADCAST = auto()
    SCHEDULED = auto()
    """Messages to many that wait for their time."""
    LIST = auto()
    """Load a list."""
    UNDO_LIST = auto()
    """Take the last list back."""
    CALL_LIST = auto()
    """Whom to call because the bot did not reach them."""
    WAITING_TICKETS = auto()
    SETTLED_TICKETS = auto()
    TICKETS = auto()
    """Look for questions: `whom` is what was written."""
    CERTIFICATES = auto()
    """How many certificates stand at which step."""
    PARTICIPANTS = auto()
    """Who is in a class."""
    UNLINKED = auto()
    """Who of a class has no chat."""
    ABSENT = auto()
    """Who has said that he can't come."""
    ATTENDED = auto()
    """Who was there how often."""
    READY = auto()
    """Certificates that are ready and wait to be collected."""
    ERASURES = auto()
    """Who asks to be erased."""
    REQUESTS = auto()
    """Who asks to be linked."""
    TEAM = auto()
    """Staff, instructors and escorts, and their codes."""
    HEALTH = auto()
    """How the bot is doing."""


@dataclass(frozen=True, slots=True)
class OfficeWish:
    """`whom` is who or what is searched for or gets the code, as written; None where none is."""

    task: OfficeTask
    whom: str | None = None

    @property
    def is_search(self) -> bool:
        return self.task is OfficeTask.SEARCH


_WHO = (
    r"(?:siapa|sapa|sopo|sinten)(?:\s+(?:saja|aja|wae|mawon|lagi|maneh|malih))?"
    r"(?:\s+(?:yang|yg|sing|ingkang))?\s+"
)
_CALLED = r"(?:di|dipun)?(?:tele?[pf]h?on|telp|tlp|hubungi|kabari)(?:i|in|e)?"

_TASKS = tuple(
    (task, re.compile(_POLITE + words, re.IGNORECASE))
    for task, words in (
        (
            OfficeTask.CODE,
            r"(?:(?:buat|bikin|gawe)(?:kan|no|in)?\s+kode(?!\s+\S)"
            r"|(?P<first>\S.*?)\s+(?:(?:tolong|minta|mohon|perlu|butuh)\s+)*"
            r"(?:di)?(?:buat|bikin|gawe)(?:kan|no|in)?\s+kode(?:nya)?(?:\s+(?:ya|dong|pak|bu))*"
            r"|(?:(?:buat|bikin|gawe|kirim)(?:kan|no|in)?\s+)?(?:kode|kodenya)\s+"
            r"(?:untuk|utk|buat|kanggo|kagem|gawe|bagi)\s+(?P<whom>\S.*))\W*",
        ),
        (
            OfficeTask.TICKETS,
            r"(?:(?:cari|cri|lihat|buka|tampilkan)(?:kan|in)?\s+)?(?:tiket|ticket|pertanyaan)(?:nya)?\s+"
            r"(?!.*(?:jawab|balas|selesai|nunggu|belum|lama|riwayat)|saya\b)"
            r"(?:(?:dari|nomor|nomer|no|soal|tentang|punya)\b\.?\s+)?(?P<whom>[^\s?][^?]*)\W*",
        ),
        (
            OfficeTask.SEARCH,
            r"(?:cari|cri|crai|golek)(?:kan|in|i|no)?\s+"
            r"(?:(?:peserta|orang|data|no|nomor|nomer|yang|yg|nama|namanya|atas|si)\b\.?\s+)*"
            r"(?P<whom>\S.*?)(?:\s+(?:dong|ya|deh|pak|bu|dulu))*\W*"
            r"|(?:nomor|nomer|no|hp|wa|telp|telepon|alamat)\s+(?:(?:hp|wa|telp|telepon|rumah)(?:nya|ne|e)?\s+)?"
            r"(?!kantor|petugas|disnaker|saya|sini|bot|gedung|kelas)(?P<first>\S.*?)\s+"
            r"(?:berapa|brp|piro|pira|apa|di ?mana)\W*",
        ),
        (
            OfficeTask.CALL_LIST,
            r"(?:(?:lihat|buka|tampilkan|show)\s+)?(?:the\s+)?(?:call\W?list|daftar\s+panggilan)\W*"
            rf"|(?:yang|yg|sing)\s+(?:belum|blm|durung|dereng)\s+{_CALLED}\b.*\W*"
            r"|(?:(?:lihat|buka|tampilkan)\s+)?(?:daftar|list)\s+"
            rf"(?:(?:yang|yg|sing)\s+)?(?:(?:harus|perlu|kudu)\s+)?{_CALLED}\b.*\W*"
            rf"|{_WHO}(?:masih\s+)?(?:harus|perlu|kudu|kedah|mesti|belum|blm|durung|dereng)\s+"
            rf"(?:bisa\s+)?(?:saya\s+|kita\s+|tak\s+)?(?:{_CALLED}|(?:dapat|dapet|oleh)\s+kabar)\b.*\W*",
        ),
        (OfficeTask.MENU, r"(?:menu\s+)?petugas\W*"),
        (
            OfficeTask.SCHEDULED,
            r"(?:(?:lihat|buka|tampilkan|cek|daftar|ada|apa|batalkan|hentikan|stop|hapus)\s+)?"
            r"(?:semua\s+)?(?:pesan|siaran|pengumuman)\s+"
            r"(?:(?:yang|yg|sing)\s+)?(?:ter|di)?(?:jadwal(?:kan)?|tunda)\b.*\W*",
        ),
        (
            OfficeTask.UNDO_LIST,
            r"(?:me|di)?(?:batal|urung|kembali|tarik|hapus|undo|wurung)(?:kan|in|no|ke)?\s+"
            r"(?:daftar|data|list|excel|unggahan|upload|impor|import)\s+"
            r"(?:(?:yang|yg|sing)\s+)?(?:ter|paling\s+)?(?:akhir|tadi|baru\w*|mau|last|keri)\b.*\W*"
            r"|(?:daftar|list|unggahan|upload)\s+(?:(?:yang|yg|sing)\s+)?"
            r"(?:ter|paling\s+)?(?:akhir|tadi|baru\w*|mau|keri)\s+"
            r"(?:\w+\s+)?(?:di)?(?:batal|urung|tarik)(?:kan|in|no|ke)?\b.*\W*",
        ),
        (
            OfficeTask.LIST,
            r"(?:cara(?:nya)?\s+|gimana\s+|bagaimana\s+)?"
            r"(?:me)?(?:muat|unggah|upload|masuk(?:kan|in))\s+"
            r"(?:daftar|data|excel|list)\b.*\W*",
        ),
    )
)


def read_office_wish(text: str) -> OfficeWish | None:
    """None where the whole text is no such wish."""
    if read_to_many(text):
        return OfficeWish(OfficeTask.BROADCAST)
    for task, words in _TASKS:
        if found := words.fullmatch(text):
            named = found.groupdict()
            return OfficeWish(task, named.get("whom") or named.get("first"))
    return None


_FILLERS = frozenset(
    ("sertifikat", "sertif", "sertifikatnya", "sertifnya", "no", "nomor", "pak", "bapak", "bu",
     "ibu", "mas", "mbak", "kak", "punya", "punyanya", "milik", "atas", "nama", "bilang",
     "katanya", "lapor", "yang", "yg", "itu", "ini", "ya", "nih", "tadi")
)  # fmt: skip
"""Words beside a step that say nothing of it."""

_DONE = frozenset(("sudah", "udah", "sdh", "telah", "wis", "sampun"))
"""They belong to some steps' names ("sudah jadi") and not to others'."""

_DOUBTS = frozenset(("belum", "durung", "dereng", "kapan", "apakah", "apa"))
"""Whoever writes these asks, or says that it isn't so."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """How the name of a certificate's step may be written in a text, and whether it is doubted."""

    names: tuple[str, str]
    has_doubt: bool


def step_words(words: Iterable[str]) -> StepWords:
    """What `words` beside a certificate's number say of its step."""
    said = [word.casefold().strip(".,!?") for word in words]
    telling = [word for word in said if word not in _FILLERS]
    bare = [word for word in telling if word not in _DONE]
    return StepWords((" ".join(telling), " ".join(bare)), not _DOUBTS.isdisjoint(said))
