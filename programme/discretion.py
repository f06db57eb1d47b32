"""Words that reveal somebody's past: no message that is sent may contain them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_STEMS = """
    penjara memenjara memenjarakan pemenjaraan lapas rutan napi narapidana narpid tahanan sipir
    residivis terpidana pidana memidana kriminal kriminalitas pemasyarakatan kemasyarakatan
    bapas rupbasan remisi razia merazia asimilasi grasi amnesti litmas prodeo nusakambangan
    kalapas karutan kabapas andikpas wartelsuspas
    wargabinaan bebasbersyarat
    kunjara kunjoro kunjaran pakunjara pakunjaran pakunjoro paukuman pesakitan
    prison prisons prisoner prisoners jail jails jailed jailer gaol inmate inmates convict convicts
    convicted offender offenders detainee detainees felon felons felony criminal criminals parole
    paroled parolee parolees penitentiary correctional imprisoned imprisonment incarcerated
    incarceration
"""
"""Four letters and more: also "dipenjara", "lapasnya", and disguised as "1apas" or "p*njara"."""

_SHORT = "wbp lp lpka bui buwi buen kplp cmb ditjenpas dirjenpas kemenimipas"
"""Short or like a code: as they are, or as in "dibui", "LPnya"."""

_PHRASES = """
    warga binaan, bebas bersyarat, pembebasan bersyarat, cuti bersyarat, cuti menjelang bebas,
    bebas murni, tanggal bebas, tgl bebas, ditjen pas, dirjen pas, pb cb, sk pb, sk cb, usulan pb,
    usulan cb, sidang tpp, bebas pb, bebas cb, masa hukuman, menjalani hukuman, sisa hukuman,
    hukuman kurungan, hukuman badan, surat penahanan, masa penahanan, balik jeruji, balik terali,
    wartel suspas, nara pidana, wong ukuman, detention center, detention centre, behind bars,
    ex con, in custody
"""
"""Words that reveal it only together (PB is a badminton club, jeruji is what a welder makes)."""

_TRADE = """
    las tahanan, tahanan listrik, tahanan jenis, tahanan panas, tahanan termal, tahanan isolasi,
    tahanan pentanahan, tahanan pembumian, tahanan tanah, tahanan arde, tahanan kabel,
    tahanan kontak, tahanan geser, tahanan gesek, tahanan gulungan, tahanan penghantar,
    tahanan kawat, tahanan lentur, tahanan luncur, tahanan ujung, tahanan tiang, tahanan total,
    tahanan seri, tahanan paralel, tahanan variabel, tahanan karbon, tahanan elektroda,
    tahanan elektrode, nilai tahanan, besar tahanan, ukur tahanan, mengukur tahanan,
    pengukuran tahanan, hambatan tahanan, resistansi tahanan, momen tahanan, koefisien tahanan,
    rangkaian tahanan, ketahanan, amnesti pajak, tanggal bebas pilih, tanggal bebas memilih,
    lp ma arif
"""
"""Trade terms with another meaning: tahanan is also resistance, LP Ma'arif runs schools."""

_IN_OHM = r"tahanan(?:\s(?:sebesar|r))?[\W\d_]{1,8}[km]?\s?(?:ohm|ω)"

_DISGUISES = {
    "a": "[a4@*]", "e": "[e3*]", "i": "[i1!*]", "o": "[o0*]", "u": "[u*]", "s": "[s5$]",
    "b": "[b8]", "l": "[l1i|]", "z": "[z2]",
}  # fmt: skip

_LOOKALIKES = str.maketrans("авекмнорстухіјѕԛαβεηικμνορτυχıɑɡ", "abekmhopctyxijsqabenikmnoptuxiag")
"""Cyrillic and Greek letters, and those of phonetic script, that look Latin."""

_DRAWN_AS = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER) ([A-Z])"
)
"""Unicode names of letters that NFKD leaves as they are: "ʟᴀᴘᴀꜱ" in small capitals."""

_INVISIBLE = {"Cf", "Mn", "Me"}
"""Unicode categories: zero-width signs and soft hyphens, marks above and below a letter."""


_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Unicode Standard Annex 9, explicit directional formatting characters: gone in `translate`."""

HIDDEN = "…"
"""Replaces a word that is not shown."""


@lru_cache(maxsize=256)  # one text goes to many, and names the same few places
def find_forbidden(text: str) -> str | None:
    """The first word in `text` that must not be sent, as written; None if there is none.

    Finds whole words only: "LP" but not "LPK". Case, accents and look-alike letters don't hide a
    word, nor does spelling it out ("n a p i").
    """
    start, end = next(_places(text), (0, 0))
    return text[start:end] or None


def without_forbidden(text: str) -> str:
    """The text with "…" for each word that must not be sent; only "…" if that is not enough."""
    shown, until = "", 0
    for start, end in sorted(_places(text)):
        if start >= until:
            shown += text[until:start] + HIDDEN
        until = max(until, end)
    shown += text[until:]
    return HIDDEN if find_forbidden(shown) else shown


def without_direction_marks(text: str) -> str:
    """The text without direction marks, between which "sapal" would be read as another word."""
    return text if text.isascii() else text.translate(_TURNING)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each such word."""
    plain = text.translate(_PLAIN)
    signs: list[int] = []
    for start, end in _plain_places(plain):
        signs = signs or [place for place, sign in enumerate(text) for _ in _PLAIN[ord(sign)]]
        yield signs[start], signs[end - 1] + 1


def _plain_places(plain: str) -> Iterator[tuple[int, int]]:
    for found in _LIST.finditer(plain):
        if found["word"]:
            yield found.span()
    for found in _SPELLED_OUT.finditer(plain):
        hidden = _LIST.search(_BETWEEN.sub("", found[0]))
        if hidden and hidden["word"]:
            yield found.span()


class _PlainLetters(dict[int, str]):
    """Maps a character to plain small letters, or to nothing, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        drawn = _DRAWN_AS.fullmatch(unicodedata.name(chr(code), ""))
        sign = drawn[1] if drawn else chr(code)
        letters = unicodedata.normalize("NFKD", sign).lower().translate(_LOOKALIKES)
        return "".join(
            "'" if each in "’‘ʼ`´" else each
            for each in letters
            if unicodedata.category(each) not in _INVISIBLE
        )


_PLAIN = _PlainLetters((code, chr(code).lower()) for code in range(128))


def _any_of(words: Iterable[Sequence[str]]) -> str:
    """A pattern for words given as patterns of their letters; common beginnings are shared."""
    by_first: dict[str, list[Sequence[str]]] = {}
    for word in words:
        by_first.setdefault(word[0] if word else "", []).append(word[1:])
    branches = [first + _any_of(rests) if first else "" for first, rests in by_first.items()]
    branches.sort(key=len, reverse=True)  # the end of a word comes last
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _words(words: str) -> str:
    return _any_of(words.split())


def _disguised(words: str) -> str:
    """Each word with its letters repeated, or replaced by signs that look like them."""
    return _any_of(
        [f"{_DISGUISES.get(letter, letter)}{{1,4}}" for letter in word] for word in words.split()
    )


def _phrases(phrases: str) -> str:
    """Each phrase with anything but letters and digits between its words."""
    return _any_of(
        [r"[\W_]{1,3}" if letter == " " else letter for letter in " ".join(phrase.split())]
        for phrase in phrases.split(",")
    )


_LIST = re.compile(
    rf"""
    (?<![a-z]) (?:
        (?: {_phrases(_TRADE)} (?:nya)? | {_IN_OHM} ) (?![a-z])
      | (?P<word>
            (?P<prefix> di|ke|ter|se|eks|ex )? {_disguised(_STEMS)} (?(prefix)(?:kan|an)?)
            (?: '? (?:nya|ne|e|ku|mu|lah|kah|pun) )? (?! '?[a-z] )
          | (?<![0-9]) (?:di)?
            (?: {_words(_SHORT)} | l\.\s?p | w\.\s?b\.\s?p ) (?:nya|ne)? (?! '?[a-z0-9] )
          | (?<![0-9]) {_phrases(_PHRASES)} (?:nya|ku|mu)? (?![a-z0-9])
        )
    )
    """,
    re.VERBOSE,
)

_SPELLED_OUT = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@$!][\W_]{1,2}){3,}[a-z0-9](?![a-z0-9])")
_BETWEEN = re.compile(r"[\W_]+")
