"""Words that a list can use for a skill, a step of a certificate, a role or a sex.

Synonyms and small misspellings are understood; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from programme.certificates import Step
from programme.people import Role

_SMALLEST_GUESSED = 6
"""Shorter words are too much alike: a typo can't be told from another word."""
_ALIKE = 88.0

_SKILL_WORDS: Mapping[str, str] = {
    word: skill
    for skill, words in {
        "desain_interior": "interior",
        "konstruksi": "konstruksi bangunan construction sipil",
        "meubeler": "meubeler meubelair meubelir meubel mebeler mebelair mebelir mebeuler mebel"
        " furnitur furniture",
        "pengelasan": "las pengelasan ngelas welding welder smaw gmaw gtaw fcaw",
    }.items()
    for word in words.split()
}
_SKILL_HINTS: Mapping[str, str] = {
    "kayu": "meubeler",
    "perkayuan": "meubeler",
    "tukang batu": "konstruksi",
}
"""Words that name the skill only if there is no clearer word."""

_ALL_SKILLS = re.compile(
    r"(semua|seluruh|segala)(nya|\s+(bidang|kejuruan|jurusan|keahlian|kelas))?", re.IGNORECASE
)

_STEP_PHRASES: Mapping[Step, str] = {
    Step.REGISTERED: "terdaftar, didaftarkan, pendaftaran, registered",
    Step.ASSESSMENT: (
        "asesmen, assesmen, assessment, proses asesmen, menunggu asesmen, sedang asesmen, "
        "uji kompetensi, ujikom, proses uji kompetensi, menunggu uji kompetensi, "
        "asesmen ulang, uji ulang"
    ),
    Step.NOT_YET_COMPETENT: "belum kompeten, blm kompeten, bk, tidak kompeten",
    Step.PLENARY: (
        "menunggu pleno, pleno, rapat pleno, sidang pleno, proses pleno, "
        "rekomendasi kompeten, direkomendasikan kompeten"
    ),
    Step.AWAITING_BLANK: (
        "menunggu blanko, menunggu blangko, tunggu blanko, blanko, blanko habis, "
        "pengajuan blanko, menunggu blanko bnsp, belum ada blanko"
    ),
    Step.PRINTING: (
        "proses cetak, cetak, dicetak, sedang dicetak, pencetakan, proses pencetakan, "
        "menunggu cetak, cetak tanda tangan, menunggu tanda tangan, proses tanda tangan, "
        "tanda tangan, penandatanganan, proses ttd"
    ),
    Step.READY: (
        "siap diambil, siap ambil, siap diserahkan, siap, bisa diambil, dapat diambil, "
        "sudah bisa diambil, sudah jadi, belum diambil, belum diserahkan, ready, terbit, "
        "sudah terbit, sudah terbit belum diambil"
    ),
    Step.COLLECTED: (
        "diserahkan, sudah diserahkan, telah diserahkan, diambil, sudah diambil, "
        "telah diambil, diterima, sudah diterima, telah diterima, collected"
    ),
    Step.EXPIRED: (
        "kedaluwarsa, kadaluarsa, kadaluwarsa, kedaluarsa, expired, habis masa berlaku, "
        "masa berlaku habis, tidak berlaku"
    ),
    Step.SUSPENDED: "dibekukan, bekukan, pembekuan, ditangguhkan, suspended",
    Step.REVOKED: "dicabut, cabut, pencabutan, dibatalkan, revoked",
    Step.LOST: "hilang, hilang duplikat, duplikat, hilang proses duplikat, lost",
}
_STEP_OF = {
    phrase: step for step, phrases in _STEP_PHRASES.items() for phrase in phrases.split(", ")
}
_NOT = ("belum", "blm", "tidak")
_SHORT = {"sdh": "sudah", "tlh": "telah"}
_CHANGES = frozenset(
    {*_NOT, "sudah", "telah", "selesai", "akan", "bukan", "batal", "gagal"}.union(
        word for phrase in _STEP_OF for word in phrase.split()
    )
)
"""Words that change the step before them into another one."""

_ROLES: Mapping[Role, str] = {
    Role.ESCORT: "pendamping pengawal escort",
    Role.INSTRUCTOR: "instruktur pengajar pelatih narasumber tutor instructor trainer widyaiswara",
    Role.ADMIN: "admin administrator operator",
    Role.STAFF: "petugas staf staff pegawai tu panitia penyelenggara",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}

_SEX_OF = {
    **dict.fromkeys(("l", "lk", "laki", "laki laki", "lakilaki", "pria", "m", "male"), "L"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "f", "female"), "P"),
}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _guess(word: str, known: Mapping[str, object]) -> str | None:
    if len(word) < _SMALLEST_GUESSED:
        return None
    found = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def parse_skill(text: str) -> str | None:
    """The only skill in a text ("Tukang Las SMAW 3G"); None for none or several."""
    skills = skills_in(text)
    return skills[0] if len(skills) == 1 else None


@lru_cache(maxsize=4096)
def parse_skills(text: str) -> tuple[str, ...] | None:
    """All skills of a list such as "Las, Mebel", in its order; None if a part names no skill."""
    if _ALL_SKILLS.fullmatch(text.strip()):
        return tuple(dict.fromkeys(_SKILL_WORDS.values()))
    parts = [part for part in re.split(r"[,;/&+\n]|\bdan\b", text) if part.strip()]
    found = [skills_in(part) for part in parts]
    if not all(found):
        return None
    return tuple(dict.fromkeys(skill for skills in found for skill in skills))


def skills_in(text: str) -> tuple[str, ...]:
    """The skills in a text with other words ("Instruktur Las dan Mebel")."""
    words = _words(text)
    clear: dict[str, None] = {}
    for word in words:
        spelled = word if word in _SKILL_WORDS else _guess(word, _SKILL_WORDS)
        if spelled:
            clear[_SKILL_WORDS[spelled]] = None
    if clear:
        return tuple(clear)
    phrase = f" {' '.join(words)} "
    return tuple(
        dict.fromkeys(skill for hint, skill in _SKILL_HINTS.items() if f" {hint} " in phrase)
    )


@lru_cache(maxsize=4096)
def parse_step(text: str) -> Step | None:
    """The step of a certificate; a date or remark after it is ignored."""
    words = [
        _SHORT.get(word, word)
        for word in _words(re.sub(r"\([^)]*\)", " ", text))
        if word not in {"tgl", "tanggal", "pada"}
    ]
    phrase = " ".join(words)
    if phrase in _STEP_OF:
        return _STEP_OF[phrase]
    months_off = " ".join(words[:-1])
    if re.search(r"\d", text) and months_off in _STEP_OF:
        return _STEP_OF[months_off]
    negated = phrase.startswith(_NOT)
    candidates = [known for known in _STEP_OF if known.startswith(_NOT) == negated]
    found = process.extractOne(phrase, candidates, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if found and len(phrase) >= _SMALLEST_GUESSED:
        return _STEP_OF[found[0]]
    return _step_before_a_remark(words)


def _step_before_a_remark(words: Sequence[str]) -> Step | None:
    """ "siap diambil di loket": a step of several words, followed by no word of another step."""
    for length in range(len(words) - 1, 1, -1):
        step = _STEP_OF.get(" ".join(words[:length]))
        if step:
            return step if _CHANGES.isdisjoint(words[length:]) else None
    return None


@lru_cache(maxsize=1024)
def parse_role(text: str) -> Role | None:
    """The role in a text; the more specific one of several ("Petugas Pendamping": escort)."""
    named = {
        _ROLE_OF[spelled]
        for word in _words(text)
        if (spelled := word if word in _ROLE_OF else _guess(word, _ROLE_OF))
    }
    return next((role for role in _ROLES if role in named), None)


@lru_cache(maxsize=1024)
def parse_sex(text: str) -> str | None:
    """L or P; None for other texts."""
    return _SEX_OF.get(" ".join(_words(text)))
