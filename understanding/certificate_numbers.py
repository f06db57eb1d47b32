"""Find numbers of certificates and participants, but no NIK and no phone number."""

import re
from typing import NamedTuple

from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.lexicon import WORD_OF

_DIGIT = re.compile(r"\d")
_PARTICIPANT = re.compile(
    r"\b([A-Za-z]{3})\s?[-–./ ]\s?(20\d\d)\s?[-–./ ]\s?(\d{2,4})\b(?!\s?[-./]?\d)"
)
_SOLID_PARTICIPANT = re.compile(r"\b([A-Za-z]{3})[\s./–-]?(20\d\d)(\d{3})(?![\d./-])")
""" "lmg2025033"."""
_BARE_PARTICIPANT = re.compile(
    r"\b(?:no|nomor|nmr|nomer)\.?\s*(?:peserta|psrta|pst)\s*:?\s*(\d{1,4})\b", re.IGNORECASE
)
_REGISTRATION = re.compile(
    r"\b(?!(?:no|nr|nmr|sk|jl|rt|rw|tgl|jam|dan|di|ke|th|thn|wa|hp|tlp|telp)\b)(?:[a-z]{2,4}[-/])?[a-z]{2,4}"
    r"[-./ ]{1,2}\d{3,5}(?:[-./ ]{1,2}\d{2,7}){1,3}\b",
    re.IGNORECASE,
)
_LETTER_NUMBER = re.compile(
    r"(?<![\w/.-])(?=[\w/.-]*[a-z])(?!(?:no|nr|nmr|sk|jl|rt|rw|tgl|jam|jln|s)\b)"
    r"[a-z\d]{1,6}(?:[/-][a-z\d]{1,6}){1,5}(?![\w/-])",
    re.IGNORECASE,
)
""" "0231/BLK-LMG/2026", "LMG/MB/2026/037": parts as offices number papers."""
_OTHER_NUMBER = re.compile(
    r"\b(?:nik|ktp|kk|hp|wa|telp|tlp|telepon|rek|rekening|npwp)\b[^\w]*(?:no\w*)?\W*$"
)
"""Words before a number that make it one of something else."""
_LABEL = re.compile(r"\b(?:sertif\w*|status|cek|blanko|reg\w*|no|nomor|nomer|nmr)\b(?: urut)?\W*$")
_GROUPED = re.compile(r"(?<![\d+])\d{2,6}(?:[ ./-]{1,2}\d{1,9}){2,6}(?!\d)")
_SOLID = re.compile(r"(?<![\d+])\d{7,24}(?!\d)")
_CODES = frozenset(("las", "kon", "mbl", "int", "des", "mub", "sip", "ars", "lsp", "reg"))
_ENDS_IN_A_DAY = re.compile(r"[a-z] 20\d\d-[01]\d-[0-3]\d$", re.IGNORECASE)
""" "las 2026-12-01" is a class on a day."""
_DATE_WORDS = frozenset((*WEEKDAY_NUMBER, *MONTH_NUMBER))
_FEWEST_DIGITS_OF_A_LETTER = 4
_FEWEST_DIGITS = 12
_FEWEST_DIGITS_AFTER_A_CODE = 8
_LONGEST_PHONE = 14
_LABEL_LENGTH = 24
_NIK_DIGITS = 16


class Numbers(NamedTuple):
    """What was found, and the text with the numbers blanked out, of the same length."""

    certificate: str | None
    participant: str | None
    rest: str


def find_numbers(text: str) -> Numbers:
    """A certificate number is given as written, a participant number as LMG-2025-031."""
    if not _DIGIT.search(text):
        return Numbers(None, None, text)
    participant = None
    if match := _PARTICIPANT.search(text) or _SOLID_PARTICIPANT.search(text):
        participant = f"{match[1].upper()}-{match[2]}-{match[3].zfill(3)}"
        text = _blank(text, match)
    elif match := _BARE_PARTICIPANT.search(text):
        participant, text = match[1], _blank(text, match)
    for match in _LETTER_NUMBER.finditer(text):
        if _is_letter(match[0], text[: match.start()]):
            return Numbers(match[0], participant, _blank(text, match))
    for pattern in (_REGISTRATION, _GROUPED, _SOLID):
        for match in pattern.finditer(text):
            if _is_certificate(match[0], text[: match.start()]):
                return Numbers(match[0].strip(), participant, _blank(text, match))
    for match in _SOLID.finditer(text):
        text = _blank(text, match)
    return Numbers(None, participant, text)


def _blank(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _is_letter(number: str, before: str) -> bool:
    """Whether parts joined by strokes number a paper: digits enough, and none is a day's name.

    Where "nomor" stands before it one group of digits is enough.
    """
    label = before.lower()[-_LABEL_LENGTH:]
    parts = re.split("[/-]", number.lower())
    digits = [part for part in parts if part.isdigit()]
    letters = [part for part in parts if part.isalpha()]
    is_labelled = _LABEL.search(label) is not None
    fewest = _FEWEST_DIGITS_OF_A_LETTER - is_labelled
    return (
        len(digits) > (not is_labelled)
        and len("".join(digits)) >= fewest
        and bool(letters)
        and _DATE_WORDS.isdisjoint(WORD_OF.get(part, part) for part in letters)
        and not _OTHER_NUMBER.search(label)
        and not _ENDS_IN_A_DAY.search(number)
    )


def _is_certificate(number: str, before: str) -> bool:
    label = before.lower()[-_LABEL_LENGTH:]
    if _OTHER_NUMBER.search(label):
        return False
    digits = re.sub(r"\D", "", number)
    if number[0].isalpha():
        if _ENDS_IN_A_DAY.search(number):
            return False
        letters = re.split(r"[^A-Za-z]", number, maxsplit=1)[0]
        is_code = letters.isupper() or letters.lower() in _CODES
        return is_code and len(digits) >= _FEWEST_DIGITS_AFTER_A_CODE
    if digits.startswith(("08", "62")) and len(digits) <= _LONGEST_PHONE:
        return False
    if number.isdigit() and len(digits) == _NIK_DIGITS:
        return False
    is_labelled = number.isdigit() and _LABEL.search(label) is not None
    return is_labelled or len(digits) >= _FEWEST_DIGITS
