"""What a fraud needs in a message: a link, a number to write or pay to, or a sum of money."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Lure(StrEnum):
    LINK = "link"
    NUMBER = "number"
    MONEY = "money"


def lures_in(text: str) -> list[Lure]:
    """Which of them a text has, also where they are written apart, in words or with other signs.

    Hours, dates and numbers of rooms are none. Better a staff member too many looks at it: a
    number of seven digits may be anything.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    in_digits = _WORD.sub(lambda word: _DIGITS.get(word[0], word[0]), plain)
    found = {
        Lure.LINK: _LINK.search(plain),
        Lure.NUMBER: _NUMBER.search(_LIKE_A_DIGIT.sub(_as_digit, _WHEN.sub(" ", in_digits))),
        Lure.MONEY: _MONEY.search(plain),
    }
    return [lure for lure, match in found.items() if match]


_ENDINGS = (
    "com|net|org|id|co|me|ly|link|info|site|online|xyz|shop|store|app|io|my|sg|biz|tk|ru|cn|to|gl|"
    "gg|be|page|click|club|top|vip|cc|tv|us|uk|dev|live|fun|pro|web|asia|space|website|bio|ws"
)
_LINK = re.compile(
    rf"""
      https?: | \bwww\b
    | [a-z0-9-]+ (?: \. | \s\.\s | \s?[(\[]\s?(?:dot|titik)\s?[)\]]\s? | \s(?:titik|dot)\s )
      (?:{_ENDINGS}) (?![a-z0-9])
    | [a-z0-9-]+ \.[a-z]{{2,}} / \S
    | (?<!\w)@[a-z0-9_.]{{3,}} | \w@\w
    """,
    re.VERBOSE,
)

_DIGITS = {
    word: str(digit)
    for digit, words in enumerate(
        ("nol kosong", "satu siji", "dua loro", "tiga telu", "empat papat", "lima limo",
         "enam enem", "tujuh pitu", "delapan lapan wolu", "sembilan sanga songo")
    )
    for word in words.split()
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_DATE = r"(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:20)?\d\d"
_WHEN = re.compile(
    rf"(?<![\d+])(?<!\d[\s.\-]) (?:{_DATE}\s*[,;]?\s*(?:jam|pukul|pkl)?\.?\s*)?"
    rf"{_CLOCK}(?:\s*(?:-|–|s/d|sampai|sd)\s*{_CLOCK})?(?![\s.\-–]{{0,2}}\d)"
    rf"|(?<![\d+])(?<!\d[\s.\-])(?:{_DATE})(?![\s.\-–]{{0,2}}\d)",
    re.VERBOSE,
)
"""An hour, two at most, a date or both, with no further digits beside them."""

_LIKE_A_DIGIT = re.compile(r"(?<=\d)[oil]+(?=[\doil])|(?<![a-z])[oil](?=\d)")
_NUMBER = re.compile(r"\d(?:[\s().,/\-–_*]{0,3}\d){6,}")


def _as_digit(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans("oil", "011"))


_COUNT = (
    r"(?:\d[\d.,]*|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|ratus|atus"
    r"|se\s?ratus|se\s?puluh|siji|rong|telung|patang|limang|seket|sewidak|setengah|beberapa)"
)
_MONEY = re.compile(
    rf"""
      (?<![a-z]) (?:rp|idr|rupiah|usd) \.? \s* \d | [$€£] \s? \d
    | {_COUNT} [\s-]*
      (?:ribu|ribuan|rb|rebu|ewu|juta|jutaan|jt|yuta|yuto|rupiah|perak|dolar|dollar) \b
    | \b(?:seribu|sejuta|sewu|sayuta|sakyuta|goceng|ceban|gocap|cepek|noceng|goban|gopek)\b
    | \d \s? k \b
    | \d{{1,3}} (?:[.,]\d{{3}})+ (?!\d) | \d \s? ,-
    | \b(?:bayar|mbayar|dibayar|pembayaran|transfer|ditransfer|tf|setor|iuran|patungan|sumbang\w*
        |denda|biaya|uang|duit|pulsa|saldo|dana|ovo|gopay|pay)\b [^.!?\n]{{0,25}}? \d
    """,
    re.VERBOSE,
)
