"""What people ask who are afraid, ashamed or in trouble, and don't know what to press."""

import re
from enum import StrEnum

from understanding.concern_rules import first_that_holds
from understanding.normalise import fold, split

LONGEST = 160


class Concern(StrEnum):
    """The values are the sections of concerns.txt."""

    FEAR = "fear"
    FAILURE = "failure"
    DANGER = "danger"
    """He speaks of giving up or of violence, in other words than `despair` knows."""
    TEMPTED = "tempted"
    """Somebody or something draws him back to what he left."""
    WHO_KNOWS = "who_knows"
    """Whether others hear that he takes part."""
    PAPER = "paper"
    """What a certificate or a proof tells whoever sees it."""
    PROOF = "proof"
    """He wants something to show an employer."""
    MISPRINT = "misprint"
    """Something on the certificate is wrong."""
    DATA = "data"
    """What is stored of him, where, and what for."""
    LENT_PHONE = "lent_phone"
    """Others use his phone and may read the chat."""
    PHONE_LOST = "phone_lost"
    PIN = "pin"
    MACHINE = "machine"
    """Whether a person or a program answers."""
    CALLBACK = "callback"
    """He wants to be called."""
    CANNOT_READ = "cannot_read"
    ANGER = "anger"
    NOT_RECORDED = "not_recorded"
    """A matter of the training that no list has: dress, marks, being late."""
    PARTLY_RECORDED = "partly_recorded"
    """The same beside a question that can be answered."""


_ME = r"(?:saya|sya|sy|aku|aq|ak|gw|gue|kulo|kula|dalem|ku|i)"
_NOT = r"(?:tidak|tdk|tak|gak|ga|gk|nggak|ngga|ndak|gag|kagak|ora|ra|mboten|not)"
_MAYBE = r"(?:apa|apakah|opo|nopo|brarti|berarti|kayaknya|kyknya|jadi|jangan2|pasti|ternyata)"
_SMALL = (
    r"(?:pak|bu|mas|mbak|kak|min|gan|ya|yo|iya|y|kah|ta|toh|to|kok|sih|si|nih|ini|itu|iki|dong|deh"
    r"|lho|lo|banget|bgt|sekali|tenan|terus|trs|wis|sudah|udah|sdh|lagi|juga|tolong|maaf|aduh|duh"
    r"|halo|rasanya|rasane|jadinya|sangat|very|am|so|m)"
)
_PHONE = r"(?:hp|hape|handphone|hendpon|henpon|ponsel|telepon|tlp|telpon|phone|simcard|sim)"
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
)  # fmt: skip


def read_concern(text: str, is_clear: bool = False) -> Concern | None:
    """What somebody is worried about, if he says so.

    `is_clear`: the text also asks for what can be answered.
    """
    if len(text) > LONGEST:
        return None
    folded = fold(text)
    said = " ".join(folded.replace("'", " ").replace("-", " ").replace(",", " ").split())
    said = re.sub(r"(.)\1{2,}", r"\1", said.lower())
    for concern, words in _KINDS:
        if words.search(said):
            return concern
    found = first_that_holds(said, split(folded).words, is_clear)
    return Concern(found) if found else None
