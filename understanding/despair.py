"""Whether somebody writes of giving up, of harming himself, or of violence done to him.

To miss such a text is worse than a false alarm. But a lamp, a phone and a card "die" here too,
and a machine that doesn't run "has no wish to live".
"""

import re
from functools import lru_cache

_STRETCHED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LETTER_OF = str.maketrans("013457", "oieast")

_ME = r"(?:saya|sya|sy|aku|aq|ak|gw|gue|kulo|kula|awaku|diriku)"
_NOT = r"(?:tidak|tdk|tak|gak|ga|gk|g|ngak|nga|engak|ndak|nda|kagak|ora|ra|gamau|mboten)"
_WANT = (
    r"(?:mau|mo|mw|ingin|pengen|pingin|pengin|pngen|pngn|pgn|pgen|pen|kepengen|kepingin|kpengen"
    r"|kpingin|arep|arp|ape|kate|gelem|want to|wana)"
)
_DIE = r"(?:mati|matek|modar|die)"
_LIVE = r"(?:hidup|hdp|idup|hidupku|urip|uripku|urep)"
_ONLY = r"(?:saja|sja|sj|aja|ajah|aj|ae|wae|ajalah|sajalah|lah)"
_AGAIN = r"(?:lagi|lg|lgi|maneh|meneh)"
_DONE = r"(?:sudah|sdh|udah|udh|uda|wis|wes|dah)"
_SELF = r"(?:diri|dri|awak|awake|awaku|diriku|dirinya)"
_SOME = r"(?:\w+ ){0,2}?"
_DEALT = r"(?:di(?:pukuli|gebuki|hajar|aniaya|siksa|kaploki|antemi|tonjoki|ajar)(?:n|in)?)"
_AT_HOME = r"(?:suami|bojo|bapak|ayah|istri|pacar|mertua|anak)\w*"

_UNMISTAKABLE = (
    rf"b[ou]?n[ou]?h ?{_SELF}|bundir|(?:bunuh|mateni) {_SELF}|{_WANT} bunuh {_SOME}{_AT_HOME}",
    rf"(?:nyakiti|menyakiti|melukai|lukai|nglarani) {_SELF}|self harm|suicide|kil my ?self"
    r"|end my life|dont want to live",
    rf"(?:{_ME} )?{_WANT} {_SOME}{_DIE}(?: {_ONLY})?",
    rf"(?:(?<!\S){_ME} |(?<=^ )|{_DONE} |biar |biarlah |biarin )+{_DIE} {_ONLY}"
    r"(?! (?:dari|kamu|lu|lo|kowe|koe|kon)\b)",
    rf"(?:lebih|lbh|luwih) (?:baik|bagus|becik|apik) {_SOME}{_DIE}",
    rf"(?:mending|mendingan|aluwung|luwung) {_SOME}{_DIE}",
    rf"(?:lebih|lbh) baik {_ME} {_NOT} ada(?=$| {_ONLY}| {_AGAIN}| di dunia)",
    rf"(?:capek|cape|capk|cpk|lelah|bosan|bosen|kesel|muak|jenuh|wegah|emoh|males|malas) {_SOME}"
    rf"{_LIVE}",
    rf"{_NOT} (?:iso |bisa )?(?:kuat|kuwat|sangup|tahan|betah|semangat|{_WANT}) {_SOME}{_LIVE}",
    rf"(?:{_DONE} )?{_NOT} (?:sangup|kuat|kuwat) {_AGAIN} (?:jalani|menjalani|nglakoni)\b",
    rf"(?:buat|untuk|utk|kango|gawe) (?:apa|opo) {_SOME}{_LIVE}|(?:ngapain|lapo) {_SOME}{_LIVE}",
    rf"percuma {_SOME}{_LIVE}|{_LIVE} {_SOME}percuma",
    rf"{_LIVE} {_SOME}(?:{_NOT} )?(?:ada |ana |ono |punya )?{_NOT} (?:ada |ana |ono |punya )?"
    r"(?:guna|arti|berarti|berguna|harapan|paedah)\w*",
    rf"{_NOT} (?:ada|ana|ono) (?:guna|arti|harapan)\w*(?: {_AGAIN}| {_ME})* {_LIVE}",
    rf"{_NOT} ada arti\w* {_AGAIN}",
    rf"(?:meng)?akhiri (?:{_LIVE}|diri|segala\w*|semua\w*(?! (?:pengingat|pesan|notif)))",
    r"(?:cabut|ambil) nyawa\w*",
    rf"(?:gantung|ngantung|nyuduk) {_SELF}|ngend?h?at|kendat|nglalu",
    r"(?:minum|ngombe|nengak|telan) (?:racun|baygon|baigon|potas|portas"
    r"|obat (?:serang|nyamuk|tikus)\w*)",
    r"(?:sayat|nyayat|menyayat|silet|nyilet|iris|ngiris) (?:urat|nadi|tangan|lengan)\w*"
    r"|(?:potong|motong) (?:urat )?nadi\w*",
    rf"{_WANT} (?:lompat|loncat|terjun|nyemplung) (?:dari|teko|soko|saka|ke|nang) \w+"
    rf"|{_WANT} (?:tabrak|nabrak)\w* (?:{_SELF}|kereta|sepur)",
    rf"{_WANT} (?:hilang|menghilang|ngilang|pergi|lungo|tidur|turu) "
    r"(?:selama\w*|(?:dari|teko|soko|saka) d[ou]n[iy]\w+)",
    rf"{_NOT} {_WANT} bangun {_AGAIN}|dunia {_SOME}(?:lebih )?(?:baik )?tanpa {_ME}",
    r"putus asa(?:ku)?|depresi|kdrt",
    rf"{_DEALT}|{_AT_HOME} {_SOME}(?:mukul|mukuli|gebuk|gebuki|nyiksa|ngantem|hajar)\w*",
    rf"{_LIVE} {_SOME}(?:berat|hancur|abot) {_SOME}{_WANT} (?:nyerah|menyerah)",
)
_SEEN = re.compile(rf" (?:{'|'.join(_UNMISTAKABLE)})(?!\S)")
"""A blank stands before each word, since that is found much faster than where a word begins."""

_SMALL = (
    rf"(?:{_ME}|{_DONE}|{_ONLY}|pak|bu|mas|mbak|kak|min|ya|yo|rasanya|rasane|banget|bgt|sekali"
    r"|tenan|kok|sih|ini|iki|terus|ya alah|alah)"
)
_WHOLE = re.compile(
    rf"(?: {_SMALL})* (?:"
    rf"{_NOT} (?:iso |bisa )?(?:kuat|kuwat|sangup|tahan) {_AGAIN}"
    rf"|{_NOT} ada harapan(?: {_AGAIN})?"
    rf"|(?:{_WANT} )?(?:nyerah|menyerah)"
    rf"|{_LIVE} (?:{_SMALL} )*(?:berat|hancur|abot)"
    rf")(?: {_SMALL})*"
)
"""What says it only where nothing else is said: "gak kuat lagi" may go on with "bayar"."""

_THINGS = (
    r"(?:lampu|listrik|hp|hape|handphone|ponsel|mesin|motor|mobil|wifi|sinyal|kuota|paket|paketan"
    r"|data|sertifikat|sertif|ktp|kk|sim|stnk|kis|bpjs|kartu|masa berlaku|berlaku|pengingat|notif"
    r"|notifikasi|baterai|batre|bateri|bat|bor|gerinda|trafo|genset|kipas|tv|radio|laptop|komputer"
    r"|kompor|las|api|alat|pompa|travo|stop kontak|paku|besi|plat|kayu|pipa|tanaman|pohon)"
    r"(?:n?ya|ku|mu|e|ne)?"
)
_OF_THINGS = re.compile(
    rf" (?:{_THINGS} (?:(?:{_ME}|{_DONE}|las|juga|terus|trs|lagi|ini|itu|iki|e|{_NOT}) )*"
    rf"(?:{_WANT} )?(?:{_DIE}|{_LIVE}|{_DEALT})(?: {_ONLY})?"
    rf"|(?:{_WANT} |mending )?(?:{_DIE}|{_LIVE})(?: {_ONLY})? {_THINGS}"
    rf"|{_DEALT} (?:dengan |pakai )?(?:palu|martil))(?!\S)"
)
"""What is said of a thing that "dies", runs or is hammered."""


def without_despair(text: str) -> str | None:
    """What else a folded text says, None where it says nothing of despair."""
    said = " " + " ".join(map(_plain, _WORD.findall(text)))
    if not (_SEEN.search(said) or _WHOLE.fullmatch(said)):
        return None
    said = _OF_THINGS.sub(lambda match: re.sub(r"\S+", "_", match[0]), said)
    if _WHOLE.fullmatch(said):
        return ""
    found = list(_SEEN.finditer(said))
    if not found:
        return None
    words = list(_WORD.finditer(text))
    for match in reversed(found):
        first, after = said.count(" ", 0, match.start()), said.count(" ", 0, match.end())
        text = f"{text[: words[first].start()]} . {text[words[after - 1].end() :]}"
    return text


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """As it would be said: "M4TIII" is "mati", "sanggup" is "sangup"."""
    word = word.lower().replace("'", "")
    if not word.isalpha() and not word.isdecimal():
        word = word.translate(_LETTER_OF)
    return _STRETCHED.sub(r"\1", word)
