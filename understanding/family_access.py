"""Whether a participant wants that one of his family hears nothing of him any more."""

import re

from understanding.normalise import fold

LONGEST = 160


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_MY = r"(?:(?:ku|q|e|ne)\b|\s+(?:saya|sya|sy|aku|ku|kula|kulo))"
_ADDRESSED = _any(
    "ibu ibuk bu bapak bapa bpk pak mas mbak mba kakak kakang kak adik adek adhik om tante paman"
    " bibi bulik bude paklik pakde"
)
""" "Bu" and "mas" are how people address the bot, too: these need a "saya"."""
_OTHER_KIN = (
    r"(?:my\s+)?"
    + _any(
        "mama mamak mak emak mamah umi ayah papa abah bapake ibune istri isteri bini suami bojo"
        r" garwa anak saudara sedulur kakek nenek simbah mertua pacar mantan keluarga ortu"
        r" orang\s?tua family mother mom mum father dad wife husband sister brother"
    )
    + r"(?:ku|q|nya|ne|e)?\b"
)
_KIN = rf"(?:{_ADDRESSED}{_MY}|{_OTHER_KIN}(?:{_MY})?)"
_NOT = _any("tidak tdk tak gak ga gk g nggak ngga enggak ndak gag ora mboten")
_LETS = _any(
    "mau ingin pengen pingin rela suka boleh bole usah usa perlu gelem oleh purun kersa setuju"
)
_REFUSES = (
    r"(?:(?:jangan|jgn|jngn|ojo)(?!\s+lupa)|aja(?=\s+(?:di|nganti))|ampun|don'?t|stop|setop"
    rf"|berhenti|{_NOT}\s*{_LETS}|no\s+longer|should\s*n(?:o|')t)"
)
_HEARS = _any(
    "lihat liat melihat lht ndelok ndeloki baca moco dibaca tahu tau ngerti weruh tanya buka akses"
    " ngakses mengakses intip ngintip pantau mantau dengar denger krungu terima nerima menerima"
    " dapat dapet oleh ikut dikasih diberi diwenehi kasih beri wenehi kabari dikabari ngabari"
    " kabarin dikabarin kirim kirimi kirimin dikirim dikirimi ngirim mengirim beritahu diberitahu"
    " infokan diinfo diinfokan info see know hear read get tell told"
)
_LINK = _any("akses sambungan hubungan koneksi tautan link izin ijin access")
_END = (
    r"(?:putus(?:kan|in|no|ke)|pedh?ot(?:no|ke)?|cabut(?:kan|in)?|hapus(?:kan|in)?|busak"
    rf"|keluarkan|keluarin|lepas(?:kan|in)?|blokir|blok|unlink|disconnect|remove"
    rf"|(?:putus|hentikan|stop|tutup|matikan|akhiri|batalkan|end)(?=\s+{_LINK}))"
)
_BETWEEN = (
    rf"(?:(?:{_LINK}|"
    + _any(
        "chat hp nomor nomer punya dari buat kanggo kagem untuk dengan sama ke saja aja dong saya"
        " of the"
    )
    + r")\s+){0,3}"
)
_PASSIVE = r"di(?:putus|hapus|keluarkan|cabut|blokir|lepas)(?:kan|in|no|ke)?"

_ENDS_ACCESS = re.compile(
    rf"\b{_REFUSES}\s+(?:\w+\s+){{0,2}}?{_KIN}\s+(?:\w+\s+){{0,2}}?{_HEARS}\b"
    rf"|\b{_REFUSES}\s+(?:\w+\s+)?{_HEARS}\s+(?:\w+\s+){{0,4}}?{_KIN}"
    rf"|\b{_KIN}\s+(?:\w+\s+)?{_REFUSES}\s+(?:\w+\s+)?{_HEARS}\b"
    rf"|\b(?:biar|supaya|agar|ben)\s+{_KIN}\s+{_NOT}\s+(?:\w+\s+)?{_HEARS}\b"
    rf"|\b{_END}\s+{_BETWEEN}{_KIN}"
    rf"|^(?:tolong\s+)?putuskan\s+{_BETWEEN}\w+(?:\s+saya)?$"
    rf"|\b{_KIN}\s+(?:{_any('mau tolong minta baiknya saja aja ya akan')}\s+)*"
    rf"(?:{_PASSIVE}|(?:saya\s+)?(?:putuskan|cabut|hapus))\b"
)
_ANOTHER_MATTER = re.compile(
    r"\b(?:kenapa|knp|kok|mengapa|ngapa|ngopo|kapan|siapa|sopo|apakah|why|belum|blm|data\w*"
    r"|dhata\w*|semua\s+yang)\b"
)
"""He asks why, or wants data erased."""


def ends_family_access(text: str) -> bool:
    """ "Saya tidak mau ibu saya lihat jadwal saya lagi", "putuskan ibu saya"."""
    if len(text) > LONGEST:
        return False
    said = " ".join(re.findall(r"[\w']+|[,.;?!]", fold(text).lower()))
    return _ENDS_ACCESS.search(said) is not None and _ANOTHER_MATTER.search(said) is None
