"""What a column's title means.

A title is a set of concepts ("Tgl. Lahir" = date + birth). Rules, the most specific first, give
the concepts a meaning. A list of synonyms gives words their concept, rapidfuzz misspelt words.
"""

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from services.importing.cells import tidy


class Meaning(StrEnum):
    """What a column holds. The values are the names of the records' fields, if there is one."""

    REG_NO = "reg_no"
    FULL_NAME = "full_name"
    BIRTH = "birth"
    """Place and date of birth in one cell."""
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    PHONES = "phones"
    SEX = "sex"
    SKILL = "skill"
    SCHEME = "scheme"
    SKILL_AND_SCHEME = "skill_and_scheme"
    WHEN = "when"
    """Date and hours in one cell."""
    DATE = "date"
    WEEKDAY = "weekday"
    HOURS = "hours"
    START = "starts_at"
    END = "ends_at"
    PLACE = "place"
    TOPIC = "topic"
    INSTRUCTOR = "instructor"
    CERT_KIND = "certificate_kind"
    CERT_NO = "cert_no"
    REGISTRATION_NO = "registration_no"
    BLANK_NO = "blank_no"
    STATUS = "status"
    ISSUED_ON = "issued_on"
    VALID_UNTIL = "valid_until"
    ROLE = "role"
    NOTE = "note"


SKILL_COLUMNS = (Meaning.SKILL, Meaning.SKILL_AND_SCHEME, Meaning.SCHEME)
"""Columns that can name the skill, the clearest first."""

_CONCEPT_WORDS = """
number: no nomor nomer num nmr number id kode
participant: peserta pst siswa didik induk pendaftaran participant student nopes
name: nama nm name fullname namalengkap
date: tanggal tgl tggl date
birth: lahir kelahiran lhr birth born tgllahir birthdate
place: tempat tmpt ruang ruangan lokasi venue room place gedung
phone: hp telepon telp telpon tlp tel wa whatsapp handphone ponsel seluler kontak phone mobile
phone: nohp notelp nowa
sex: kelamin gender sex jk
skill: bidang kejuruan jurusan keterampilan ketrampilan keahlian kompetensi vokasi skill
programme: program pelatihan diklat kursus paket subkejuruan course training
class: kelas class
scheme: skema scheme okupasi
day: hari day
hours: waktu jam pukul jadwal time
start: mulai awal dari start
end: selesai akhir berakhir sampai end
topic: materi topik kegiatan bahasan acara agenda uraian modul tema unit topic
instructor: instruktur pengajar pelatih narasumber pemateri tutor fasilitator mentor
instructor: instructor trainer
certificate: sertifikat sertipikat sertif certificate
kind: jenis macam tipe kind type
registration: registrasi reg noreg registration
blank: blanko blangko
result: hasil
status: status tahap tahapan progres progress
issued: terbit diterbitkan penerbitan dikeluarkan issued
valid: berlaku kedaluwarsa kadaluarsa kadaluwarsa expired valid
role: jabatan peran role tugas posisi
note: keterangan ket catatan ktr note notes remarks
barred: nik ktp kk nip nisn npwp blok kamar sel pasal perkara pidana bebas ekspirasi hukuman
barred: vonis putusan kasus register napi narapidana wbp tahanan remisi agama alamat
barred: jumlah jml total lama durasi urut paraf ttd nilai skor usia umur pengambilan pendidikan
barred: email
another: ibu ayah bapak wali suami istri ortu orangtua panggilan penjamin penanggung darurat
"""
_VOWELS = str.maketrans("", "", "aeiou")
_BARRED = frozenset({"barred", "another"})
"""Columns that the bot doesn't need, and columns about somebody else than the row's person."""
_CONCEPT_OF = {
    word: concept
    for line in _CONCEPT_WORDS.strip().splitlines()
    for concept, words in [line.split(":")]
    for word in words.split()
}
_CONCEPTS_OF_CONSONANTS: dict[str, set[str]] = {}
for _word, _named in _CONCEPT_OF.items():
    _CONCEPTS_OF_CONSONANTS.setdefault(_word.translate(_VOWELS), set()).add(_named)
_PHRASES = {
    "l p": "jk",
    "p l": "jk",
    "ttl": "tempat tanggal lahir",
    "tanda tangan": "ttd",
    "orang tua": "ortu",
    "kartu keluarga": "kk",
    "jam pelajaran": "durasi",
    "jam ke": "urut",
    "mata pelajaran": "materi",
    "mata pelatihan": "materi",
    "mata diklat": "materi",
    "pokok bahasan": "materi",
    "unit kerja": "alamat",
    "jabatan instruktur": "jabatan",
    "masa berlaku": "berlaku",
    "status pengambilan": "status",
    "posisi sertifikat": "status",
    "jenis kelamin": "jk",
}
_MOST_WORDS = 7
_SHORTEST_GUESSED = 5
_ALIKE = 84.0

_RULES: tuple[tuple[frozenset[str], Meaning | None], ...] = tuple(
    (frozenset(concepts.split()), meaning)
    for concepts, meaning in (
        ("place date birth", Meaning.BIRTH),
        ("date birth", Meaning.BIRTH_DATE),
        ("place birth", Meaning.BIRTH_PLACE),
        ("birth", Meaning.BIRTH_DATE),
        ("phone", Meaning.PHONES),
        ("sex", Meaning.SEX),
        ("blank", Meaning.BLANK_NO),
        ("valid", Meaning.VALID_UNTIL),
        ("issued", Meaning.ISSUED_ON),
        ("date certificate", Meaning.ISSUED_ON),
        ("status", Meaning.STATUS),
        ("number participant", Meaning.REG_NO),
        ("registration", Meaning.REGISTRATION_NO),
        ("number certificate", Meaning.CERT_NO),
        ("name participant", Meaning.FULL_NAME),
        ("start end", Meaning.HOURS),
        ("hours start", Meaning.START),
        ("hours end", Meaning.END),
        ("date start", Meaning.DATE),
        ("date end", None),
        ("start", Meaning.START),
        ("end", Meaning.END),
        ("date hours", Meaning.WHEN),
        ("day hours", Meaning.WHEN),
        ("date", Meaning.DATE),
        ("hours", Meaning.HOURS),
        ("day", Meaning.WEEKDAY),
        ("note", Meaning.NOTE),
        ("instructor", Meaning.INSTRUCTOR),
        ("place", Meaning.PLACE),
        ("topic", Meaning.TOPIC),
        ("role", Meaning.ROLE),
        ("skill scheme", Meaning.SKILL_AND_SCHEME),
        ("programme scheme", Meaning.SKILL_AND_SCHEME),
        ("result skill", Meaning.STATUS),
        ("skill", Meaning.SKILL),
        ("scheme", Meaning.SCHEME),
        ("kind certificate", Meaning.CERT_KIND),
        ("certificate", Meaning.CERT_NO),
        ("programme", Meaning.SKILL),
        ("class", Meaning.SKILL),
        ("name", Meaning.FULL_NAME),
        ("participant", Meaning.FULL_NAME),
        ("result", Meaning.STATUS),
    )
)


def words_of(title: str) -> tuple[str, ...]:
    """A title's words in small letters, without remarks in brackets; "NoHP" is two words."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tidy(title))
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", apart)
    folded = re.sub(r"\bs\s*[./]?\s*d\b\.?", " ", (bare if bare.strip() else apart).casefold())
    words = re.findall(r"[^\W\d_]+", folded)
    joined = " ".join(words)
    for phrase, meant in _PHRASES.items():
        joined = re.sub(rf"\b{phrase}\b", meant, joined)
    return tuple(joined.split())


@lru_cache(maxsize=8192)
def concepts_of(title: str) -> frozenset[str]:
    """The concepts in a title; empty for a sentence."""
    words = words_of(title)
    if not 0 < len(words) <= _MOST_WORDS:
        return frozenset()
    return frozenset(concept for word in words if (concept := _concept(word)))


def ranked_meaning(concepts: frozenset[str]) -> tuple[int, Meaning] | None:
    """(rank, meaning) by the most specific rule that fits; a smaller rank is more specific.

    None for a column that isn't read.
    """
    if not _BARRED.isdisjoint(concepts):
        return None
    for rank, (needed, meaning) in enumerate(_RULES):
        if needed <= concepts:
            return (rank, meaning) if meaning else None
    return None


def _concept(word: str) -> str | None:
    if word in _CONCEPT_OF:
        return _CONCEPT_OF[word]
    if concept := _by_consonants(word):
        return concept
    if len(word) < _SHORTEST_GUESSED:
        return None
    found = process.extractOne(word, _CONCEPT_OF.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _CONCEPT_OF[found[0]] if found else None


def _by_consonants(word: str) -> str | None:
    """What a word without vowels ("psrt") is short for, if that is unambiguous."""
    concepts = _CONCEPTS_OF_CONSONANTS.get(word, ()) if len(word) > 1 else ()
    return next(iter(concepts)) if len(concepts) == 1 else None
