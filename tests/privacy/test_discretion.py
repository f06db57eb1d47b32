"""Words that reveal a prison background are found; lookalikes are not."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, strategies as st

from programme.discretion import find_forbidden, without_forbidden


@pytest.mark.parametrize(
    "word",
    [
        "lapas", "penjara", "napi", "narapidana", "warga binaan", "WBP", "tahanan",
        "bebas bersyarat", "rutan", "LP", "pemasyarakatan", "Bapas", "bui", "remisi", "razia",
        "asimilasi", "sipir", "kriminal", "residivis", "CMB", "wartelsuspas", "terpidana", "grasi",
        "amnesti", "litmas", "rupbasan", "LPKA", "KPLP", "kalapas", "nusakambangan",
        "cuti menjelang bebas", "cuti bersyarat", "pembebasan bersyarat", "rumah tahanan",
        "klien pemasyarakatan", "Ditjen PAS", "SK PB", "PB/CB", "masa hukuman", "sidang TPP",
        "tanggal bebas", "hukuman kurungan",
        "pakunjaran", "kunjara", "kunjoro", "mlebu buen", "wong ukuman",
        "prison", "prisoner", "jail", "jailed", "inmates", "convict", "ex-con", "parole",
        "offender",
        "imprisoned", "behind bars", "detention center", "criminal", "penitentiary",
    ],
)  # fmt: skip
def test_the_words(word: str) -> None:
    assert find_forbidden(word)
    assert find_forbidden(f"Kumpul di {word.upper()}, jam 8.")
    assert find_forbidden(f"({word.lower()})")
    assert find_forbidden(f"daftar_{word}_2025.pdf")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aula Lapas Lamongan", "Lapas"),
        ("Mantan Narapidana", "Narapidana"),
        ("dari warga\nbinaan baru", "warga\nbinaan"),
        ("Besok di L\u00e1pas.", "L\u00e1pas"),
        ("ketemu di L. A. P. A. S.", "L. A. P. A. S"),
        ("las tahanan di rutan", "rutan"),
        ("Halo … \U0001f600 napi", "napi"),
    ],
)
def test_the_word_is_told_as_it_stands_there(text: str, found: str) -> None:
    assert find_forbidden(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "dipenjara", "dipenjarakan", "memenjarakan", "pemenjaraan", "terpenjara", "penjaranya",
        "narapidana-nya", "narapidananya", "lapasnya", "lapas'e", "lapas’e", "lapasku", "lapaslah",
        "dilapas", "kelapas", "di-lapas", "eks-napi", "eksnapi", "dibui", "LPnya", "LP-nya",
        "L.P.",
        "L. P. Lamongan", "dirazia", "merazia", "tahanannya", "lapas2", "2lapas",
    ],
)  # fmt: skip
def test_affixes(text: str) -> None:
    assert find_forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "l4pas", "n4p1", "p3njara", "p*njara", "l*pas", "n*pi", "lapassss", "laapaas", "lapa$",
        "l a p a s", "l.a.p.a.s", "N-A-P-I", "p e n j a r a", "r_u_t_a_n",
        "l\u00e1p\u00e0s", "ｌａｐａｓ", "𝐥𝐚𝐩𝐚𝐬", "Ⓛⓐⓟⓐⓢ", "l\u0430p\u0430s", "la\u200bpas",
        "la\u00adpas",
        "la\u0336pa\u0336s",
        "1apas", "Iapas", "|apas", "8apas", "ra2ia", "asimi1asi", "ʟᴀᴘᴀꜱ", "ɴᴀᴘɪ", "🅻🅰🅿🅰🆂", "🅝🅐🅟🅘",
        "lαpas", "ΝΑΡΙ", "nɑpi", "napı", "wargabinaan", "bebasbersyarat", "W.B.P", "w. b. p",
    ],
)  # fmt: skip
def test_disguises(text: str) -> None:
    assert find_forbidden(text) == text


@pytest.mark.parametrize(
    "text",
    [
        # of the trades
        "las tahanan", "Las Tahanan (spot welding)", "tahanan listrik", "tahanan isolasi kabel",
        "ukur tahanan pentanahan", "tahanan 10 ohm", "tahanan R = 4,7 kΩ", "tahanan sebesar 5 Ohm",
        "nilai tahanannya", "hambatan (tahanan)", "momen tahanan profil", "tahanan ujung tiang",
        "ketahanan bahan", "pertahanan", "tahan api", "ditahan dengan klem", "dinding penahan",
        "penjarak tulangan", "penjarakan sengkang 15 cm", "jeruji jendela", "terali besi",
        "kurungan ayam dari bambu", "tamping rammer", "oli SAE 40", "lap as roda", "pelapisan",
        "lapis dua", "kapasitas", "buih sabun", "sel surya", "amplas", "kelas", "rutin", "rutinan",
        # abbreviations and institutions
        "LPK Maju Jaya", "LP3I", "LPG", "Jenis kelamin (L/P)", "LP Ma'arif NU", "LP Ma’arif",
        "LSP",
        "PB Djarum", "radio CB", "BUI1", "SKCK", "amnesti pajak", "Dinas Tenaga Kerja",
        # names
        "Bu Napi'ah", "Pak Napi’i", "Napier", "Raziah", "Pak Penjarang", "Ibu Lapasari",
        "Mbah Buiman", "Pak Jali", "Pak Jalil", "Jai!", "Iswanto", "W. B. Prakoso",
        # everyday words
        "parkir 🅿", "golongan darah 🅱", "sudut α dan β", "1 api", "apas", "kelas 1 A",
        "warga binar", "bengkel 1a", "bapak", "napas", "sae sanget", "besuk Senen", "bebas biaya",
        "pilih tanggal bebas memilih",
        "hukum kerja", "migrasi", "integrasi", "lepas", "convention", "criminology", "prisma",
        "Senin, 24 November 2025 pukul 08.00 WIB", "a b c d e", "n a i k", "*** *** ****", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_them(text: str) -> None:
    assert find_forbidden(text) is None


def test_a_trade_s_word_does_not_cover_another_one() -> None:
    assert find_forbidden("las tahanan untuk tahanan") == "tahanan"
    assert find_forbidden("kelas tahanan") == "tahanan"


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_are_found_between_any_others(before: str, after: str) -> None:
    assert find_forbidden(f"{before} narapidana {after}")


@given(st.text())
def test_what_is_found_stands_in_the_text(text: str) -> None:
    found = find_forbidden(text)
    assert found is None or found in text


@pytest.mark.parametrize(
    "piece", ["a", "4", "l", "n a p ", "* ", "tahanan ", "p*n*j*a*r*", "-", "€ l"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    begun = perf_counter()
    find_forbidden(text)
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("anak saya di lapas, kapan kelasnya?", "anak saya di …, kapan kelasnya?"),
        ("n a p i dan LP Lamongan", "… dan … Lamongan"),
        ("Warga binaan, la\u200bpas", "…, …"),
        ("las tahanan dan LPK", "las tahanan dan LPK"),
        ("lapas", "…"),
        ("", ""),
    ],
)
def test_what_is_shown_of_somebody_elses_words(text: str, shown: str) -> None:
    assert without_forbidden(text) == shown
    assert find_forbidden(without_forbidden(text)) is None


WORDS = [
    "lapas",
    "LP",
    "n a p",
    "i",
    "bebas",
    "murni",
    "las",
    "tahanan",
    "pb",
    "cb",
    "l",
    "a",
    "p",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_what_is_shown_can_be_sent(words: list[str]) -> None:
    assert find_forbidden(without_forbidden(" ".join(words))) is None
