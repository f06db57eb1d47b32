"""What people ask who are afraid, ashamed or in trouble, and don't know what to press."""

import re
from enum import Enum, auto

from understanding.normalise import fold

LONGEST = 160


class Concern(Enum):
    FEAR = auto()
    FAILURE = auto()
    WHO_KNOWS = auto()
    """Whether others hear that he takes part."""
    PHONE_LOST = auto()
    PIN = auto()
    MACHINE = auto()
    """Whether a person or a program answers."""


_ME = r"(?:saya|sya|sy|aku|aq|ak|gw|gue|kulo|kula|dalem|ku|i)"
_NOT = r"(?:tidak|tdk|tak|gak|ga|gk|nggak|ngga|ndak|gag|kagak|ora|ra|mboten|not)"
_MAYBE = r"(?:apa|apakah|opo|nopo|brarti|berarti|kayaknya|kyknya|jadi|jangan2|pasti|ternyata)"
_SMALL = (
    r"(?:pak|bu|mas|mbak|kak|min|gan|ya|yo|iya|y|kah|ta|toh|to|kok|sih|si|nih|ini|itu|iki|dong|deh"
    r"|lho|lo|banget|bgt|sekali|tenan|terus|trs|wis|sudah|udah|sdh|lagi|juga|tolong|maaf|aduh|duh"
    r"|halo|rasanya|rasane|jadinya|sangat|very|am|so|m)"
)
_PHONE = r"(?:hp|hape|handphone|hendpon|henpon|ponsel|telepon|tlp|telpon|phone|simcard|sim)"
_OTHERS = (
    r"(?:orang(?: lain|2| orang)?|org(?: lain)?|wong(?: liyo| liya)?|tetangga\w*|tonggo\w*"
    r"|tangga\w*|teman\w*|kanca\w*|konco\w*|bos|majikan|juragan|keluarga\w*|saudara\w*|istri\w*"
    r"|suami\w*|bojo\w*|mertua\w*|pacar\w*|anak\w*|bapak\w*|ibu\w*|mamak\w*|emak\w*|kampung"
    r"|siapa(?: saja| aja)?|sopo|others|people|neighbou?rs?|ada yang|ada yg|semua orang)"
)
_KNOW = (
    r"(?:tahu|tau|ngerti|weruh|tahuin|(?:di)?kasih (?:tahu|tau)|diberitahu|dikabari|bisa lihat"
    r"|isa lihat|iso ndelok|bisa melihat|bisa baca|bisa liat|iso moco|lihat|liat|dengar|know)"
)
_HERE = (
    r"(?:ikut|ikutan|pernah|melu|nderek|terdaftar|peserta|pelatihan|kursus|data\w*|chat\w*|pesan\w*"
    r"|di sini|disini|sini|sertifikat\w*|bot|tentang|soal|joining)"
)

_KINDS = (
    (
        Concern.PHONE_LOST,
        re.compile(
            rf"\b{_PHONE}(?:ku|q|nya|e)?\b(?: {_ME}| {_SMALL}| android| lama)* "
            r"(?:ke)?(?:hilang|ilang|ical|dicuri|dicolong|dicopet|copet\w*|kecopetan|kecolongan|dijambret"
            r"|jambret|dirampas|dirampok|digondol|ketinggalan|keri|dimaling|kemalingan|lost|stolen"
            r"|jatuh di|kececer|tercecer)\b"
            r"|\b(?:ke)?(?:hilangan|ilangan|colongan|copetan|malingan) "
            rf"(?:{_SMALL} )*{_PHONE}\b|\blost my (?:phone|hp)\b"
        ),
    ),
    (
        Concern.MACHINE,
        re.compile(
            r"(?:robot|bot|mesin|komputer|program|ai|aplikasi|otomatis)\w*(?: \w+)? "
            r"(?:atau|apa|opo|nopo|utawi|or|po)(?: \w+)? ?(?:orang|wong|tiyang|manusia|org|human"
            r"|person|admin|petugas)"
            r"|(?:orang|wong|tiyang|manusia|org|human|person|petugas|admin)(?: \w+){0,2} "
            r"(?:atau|apa|opo|nopo|utawi|or|po)(?: a)? (?:robot|bot|mesin|komputer|program|ai)"
            r"|\b(?:kamu|anda|kowe|sampeyan|ini|iki|niki|sini|are you|jenengan|panjenengan)\b"
            rf"(?: {_SMALL}| apa| apakah| a| cuma| hanya| mung)* "
            rf"(?:robot|bot|mesin|komputer|manusia|wong tenan|orang beneran|orang asli|human)"
            rf"(?: {_SMALL}| apa| bukan| asli| beneran| tidak| gak| ga| ora)*\W*$"
            rf"|(?:bicara|ngobrol|chat|chatan|omong|ngomong) (?:sama|dengan|karo|kalih) "
            r"(?:robot|bot|mesin|komputer|orang|manusia|wong)(?: asli| beneran| tenan| apa)*"
            rf"(?: {_SMALL})*\W*\?"
        ),
    ),
    (
        Concern.WHO_KNOWS,
        re.compile(
            rf"\b{_OTHERS}\b(?: \w+){{0,2}}? {_KNOW}\b(?: \w+){{0,3}}? {_HERE}\b"
            rf"|\b{_OTHERS}\b(?: \w+){{0,2}}? {_KNOW}\b(?: {_NOT}| {_SMALL})*\W*\?"
            rf"|\b{_OTHERS}\b(?: saya| sy| ku)? {_KNOW} {_NOT}(?: {_SMALL})*\W*$"
            rf"|{_NOT} (?:mau |pingin |ingin |pengen )?{_OTHERS} {_KNOW}\b"
            r"|(?<!file )\b(?:ketahuan|konangan|ketauan|kewruhan|dirahasiakan|rahasia)\b"
            r"(?: \w+){0,4}\W*$"
        ),
    ),
    (
        Concern.FAILURE,
        re.compile(
            rf"^\W*(?:(?:{_SMALL}|{_MAYBE}) )*{_ME}(?: {_SMALL}| {_MAYBE})* "
            rf"(?:gagal|failed|{_NOT} (?:lulus|kompeten|berhasil|lolos|pass))"
            rf"(?: (?:{_SMALL}|{_NOT}|{_ME}|ujian|ujiannya|asesmen|tes|test|uji|kompetensi"
            r"|pelatihan|did|total))*\W*$"
            rf"|^\W*(?:(?:{_SMALL}|{_MAYBE}|did) )*(?:gagal|{_NOT} lulus) {_ME}"
            rf"(?: {_SMALL})*\W*$|^\W*did i fail\b"
        ),
    ),
    (
        Concern.PIN,
        re.compile(
            r"\b(?:pasang|pakai|pake|kasih|beri|buat|bikin|gawe|masang|atur|setel|set|nganggo|aktifkan"
            r"|pasangkan|ganti|ubah|hapus|minta|mau|cara|gimana|apa itu)\w*(?: \w+)? pin\b"
            r"(?!\s*(?:bb|atm|bank|drat))"
            r"|\bpin(?:nya)? (?:chat|buat|untuk|gimana|piye|dong|caranya)\b"
            r"|\b(?:kunci|ngunci|mengunci|dikunci|gembok|sandi|password)\w*(?: \w+)? "
            r"(?:chat|bot|pesan|percakapan)\b"
        ),
    ),
    (
        Concern.FEAR,
        re.compile(
            r"\b(?:takut|wedi|ajrih|malu|isin|lingsem|cemas|khawatir|kuatir|kawatir|minder|gelisah"
            r"|sedih|susah ati|nangis|stres|stress|stresss|deg degan|was was|afraid|scared|ashamed"
            r"|worried|galau|kesepian|putus semangat|down)\b"
        ),
    ),
)  # fmt: skip


def read_concern(text: str) -> Concern | None:
    """What somebody is worried about, if he says so."""
    if len(text) > LONGEST:
        return None
    said = " ".join(fold(text).replace("'", " ").replace("-", " ").replace(",", " ").split())
    said = re.sub(r"(.)\1{2,}", r"\1", said.lower())
    return next((concern for concern, words in _KINDS if words.search(said)), None)
