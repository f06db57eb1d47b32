"""Attacks by guessing numbers, birth dates and codes: tries are limited, answers alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dialogue import Bekal
from stores import file_of

from services.people import codes
from services.privacy import pins
from store import contacts
from store.connection import Tx
from store.sealing.keys import KeyRing

BORN = "17-8-1990"
TOLD = "Siap diambil."
NOTHING_FITS = "Belum ada yang cocok dengan nomor dan tanggal itu."
TOO_OFTEN = "Sudah terlalu sering dicoba."
UNUSABLE = "Kode itu tidak bisa dipakai (lagi)."
TOO_MANY_CODES = "Sudah terlalu banyak kode dicoba."


@pytest.fixture
async def budi(bekal: Bekal) -> int:
    ident = await bekal.participant()
    await bekal.certificate(ident)
    return ident


async def guess(bekal: Bekal, number: str, born: str, address: str = "6660") -> str:
    return await bekal.chat(address).says(f"sertifikat {number} {born}")


def days(count: int) -> list[str]:
    return [f"{date(1980, 1, 1) + timedelta(days=n):%d-%m-%Y}" for n in range(count)]


@pytest.mark.usefixtures("budi")
async def test_a_birth_date_is_not_found_hour_by_hour(bekal: Bekal) -> None:
    """Five dates an hour are a year of dates in three days: after twenty it is a month's pause."""
    tried = 0
    for day in days(200):
        answer = await guess(bekal, "LMG-2026-031", day, f"666{tried % 7}")
        tried += NOTHING_FITS in answer
        bekal.clock.move(minutes=61)
    assert tried == 20
    bekal.clock.move(days=15)
    assert TOO_OFTEN in await guess(bekal, "LMG-2026-031", BORN, "7001")
    bekal.clock.move(days=30)
    assert TOLD in await guess(bekal, "LMG-2026-031", BORN, "7001")


@pytest.mark.usefixtures("budi")
async def test_a_known_birth_date_does_not_find_its_number(bekal: Bekal) -> None:
    """Numbers follow one another: somebody's date tried with forty of them would tell of him."""
    answers = []
    for number in range(1, 41):
        answers.append(await guess(bekal, f"LMG-2026-{number:03}", BORN, f"77{number}"))
        bekal.clock.move(hours=25)
    assert sum(NOTHING_FITS in answer for answer in answers) <= 6 * 2  # forty days on
    assert not any(TOLD in answer for answer in answers)


@pytest.mark.usefixtures("budi")
async def test_one_chat_does_not_go_through_numbers(bekal: Bekal) -> None:
    tried = 0
    for place, day in enumerate(days(60)):
        tried += NOTHING_FITS in await guess(bekal, f"LMG-2026-{place + 100}", day)
        bekal.clock.move(minutes=20)
    assert tried == 20


@pytest.mark.usefixtures("budi")
async def test_a_pause_tells_nothing_of_whoever_is_asked_about(bekal: Bekal) -> None:
    for day in days(5):
        await guess(bekal, "LMG-2026-031", day, f"66{day}")
        await guess(bekal, "LMG-2026-555", day, f"66{day}")
    known = await guess(bekal, "LMG-2026-031", BORN, "6001")
    unknown = await guess(bekal, "LMG-2026-555", BORN, "6002")
    assert known == unknown
    assert TOO_OFTEN in known


@pytest.mark.usefixtures("budi")
@pytest.mark.parametrize(
    "number",
    ["lmg2026031", "LMG 2026 031", "lmg.2026.031", "LMG–2026–031", "ＬＭＧ-２０２６-０３１"],
)
async def test_another_spelling_of_a_number_is_no_further_try(bekal: Bekal, number: str) -> None:
    for day in days(5):
        await guess(bekal, "LMG-2026-031", day, f"66{day}")
    assert TOLD not in await guess(bekal, number, BORN, "6001")
    chat = bekal.chat("6002")
    await chat.says("cek sertifikat")
    await chat.says(number)
    assert TOO_OFTEN in await chat.says(BORN)


CERTIFICATE = "LAS 9990 00187 2026"


@pytest.mark.usefixtures("budi")
@pytest.mark.parametrize(
    ("guessed", "asked"), [("LMG-2026-031", CERTIFICATE), (CERTIFICATE, "LMG-2026-031")]
)
async def test_all_numbers_of_a_person_share_one_limit(
    bekal: Bekal, guessed: str, asked: str
) -> None:
    """And the refusal doesn't tell that both are the same person's."""
    for day in days(5):
        assert NOTHING_FITS in await guess(bekal, guessed, day, f"66{day}")
    refused = await guess(bekal, asked, BORN, "6001")
    assert refused == await guess(bekal, "LAS 1234 00000 2026", "18-8-1990", "6002")
    assert NOTHING_FITS in refused
    bekal.clock.move(minutes=61)
    assert TOLD in await guess(bekal, asked, BORN, "6001")


@pytest.mark.usefixtures("budi")
async def test_a_month_of_dates_is_the_same_with_all_numbers(bekal: Bekal) -> None:
    for tried, day in enumerate(days(25)):
        await guess(bekal, ("LMG-2026-031", CERTIFICATE)[tried % 2], day, f"66{tried}")
        bekal.clock.move(minutes=61)
    assert NOTHING_FITS in await guess(bekal, CERTIFICATE, BORN, "7001")
    bekal.clock.move(days=31)
    assert TOLD in await guess(bekal, CERTIFICATE, BORN, "7001")


@pytest.mark.usefixtures("budi")
async def test_told_once_is_once_a_day(bekal: Bekal) -> None:
    assert TOLD in await guess(bekal, "LMG-2026-031", BORN, "6001")
    again = await guess(bekal, CERTIFICATE, BORN, "6001")
    assert "sudah saya jawab di chat ini" in again
    assert "setelah pukul 09.00 besok" in again
    other = await guess(bekal, "LMG-2026-031", BORN, "6002")
    assert other == await guess(bekal, "LMG-2026-999", "18-8-1990", "6003")
    assert NOTHING_FITS in other
    bekal.clock.move(hours=25)
    assert TOLD in await guess(bekal, "LMG-2026-031", BORN, "6002")


@pytest.mark.usefixtures("budi")
async def test_deleting_ones_data_does_not_give_new_tries(bekal: Bekal) -> None:
    chat = bekal.chat("6660")
    for day in days(5):
        await guess(bekal, f"LMG-2026-9{day[:2]}", day)
    await bekal.chat("6661").says("halo")  # so that the old chat's id isn't given out again
    await chat.says("hapus data saya")
    await chat.presses("Ya, hapus")
    assert TOO_OFTEN in await guess(bekal, "LMG-2026-031", BORN)


async def test_deleting_ones_data_does_not_give_new_tries_at_codes(bekal: Bekal) -> None:
    chat = bekal.chat("6660")
    for _ in range(5):
        assert UNUSABLE in await chat.says(codes.new_code())
    await bekal.chat("6661").says("halo")
    await chat.says("hapus data saya")
    await chat.presses("Ya, hapus")
    assert TOO_MANY_CODES in await chat.says(codes.new_code())


@pytest.mark.usefixtures("budi")
async def test_tries_outlive_a_restart(bekal: Bekal) -> None:
    for day in days(5):
        await guess(bekal, f"LMG-2026-9{day[:2]}", day)
    again = type(bekal.store).open(
        file_of(bekal.store), file_of(bekal.store).with_name("bekal.key")
    )
    try:
        restarted = Bekal(again, bekal.clock)
        assert TOO_OFTEN in await guess(restarted, "LMG-2026-031", BORN)
    finally:
        again.close()


async def test_a_recycled_number_is_not_opened_by_going_through_birth_dates(
    bekal: Bekal,
) -> None:
    """Whoever has the number now guesses at most twenty times in two months."""
    await bekal.certificate(await bekal.participant())
    chat = await bekal.linked("1001")
    bekal.clock.move(days=200)
    tried = 0
    for day in days(120):
        await chat.says("sertifikat saya")
        answer = await chat.says(day)
        tried += TOO_OFTEN not in answer
        assert TOLD not in answer
        bekal.clock.move(hours=13)
    assert tried <= 2 * 20 + 5


@pytest.mark.usefixtures("budi")
async def test_a_pin_is_not_found_by_going_through_all(bekal: Bekal) -> None:
    """On a shared phone: ten tries in two days are years for the 10,000 of four digits."""
    chat = await bekal.linked("1001")

    def lock(tx: Tx) -> None:
        pins.keep(tx, contacts.at(tx, "telegram", "1001", bekal.clock.now()), "4826",
                  bekal.clock.now())  # fmt: skip

    await bekal.store.write(lock)
    bekal.clock.move(hours=2)
    tried = 0
    for pin in range(1000, 1060):
        await chat.says("sertifikat saya")
        answer = await chat.says(str(pin))
        tried += TOO_OFTEN not in answer
        assert TOLD not in answer
        bekal.clock.move(hours=2)
    assert tried <= 10 * 3


async def test_codes_are_not_guessed_by_deep_links(bekal: Bekal) -> None:
    """Five wrong ones, then an hour in which not even a right one is taken."""
    await bekal.participant()
    code = await bekal.code()
    chat = bekal.chat("6660")
    for _ in range(5):
        assert UNUSABLE in await chat.says(f"/start {codes.new_code()}")
    assert TOO_MANY_CODES in await chat.says(f"/start {code}")
    bekal.clock.move(minutes=61)
    assert "Sebelum mulai" in await chat.says(f"/start {code}")


async def test_a_sentence_full_of_codes_is_one_try_of_a_few(bekal: Bekal) -> None:
    await bekal.participant()
    code = await bekal.code()
    flood = " ".join(codes.written_code(codes.new_code()) for _ in range(60))
    assert UNUSABLE in await bekal.chat("6660").says(f"{flood} {codes.written_code(code)}")


@pytest.mark.parametrize("ended", ["used", "revoked", "expired", "never was"])
async def test_a_code_that_is_over_reads_like_one_that_never_was(bekal: Bekal, ended: str) -> None:
    await bekal.participant()
    code = await bekal.code()
    match ended:
        case "used":
            await bekal.chat("1001").opens(code, "HP saya")
        case "revoked":
            await bekal.store.write(
                lambda tx: tx.db.execute("UPDATE invites SET revoked_at = created_at")
            )
        case "expired":
            bekal.clock.move(days=8)
        case "never was":
            code = codes.new_code()
    never = await bekal.chat("6661").says(f"/start {codes.new_code()}")
    assert await bekal.chat("6660").says(f"/start {code}") == never
    assert UNUSABLE in never


def test_codes_are_too_many_to_be_guessed() -> None:
    """A hundred thousand chats at five an hour, a thousand codes that are good: for ages."""
    possible = len(codes.ALPHABET) ** codes.LENGTH
    tries_a_year = 100_000 * 5 * 24 * 365
    assert possible / (tries_a_year * 1000) > 100_000
    made = [codes.new_code() for _ in range(2000)]
    assert len(set(made)) == len(made)
    for signs_in_one_place in zip(*made, strict=True):
        assert set(signs_in_one_place) == set(codes.ALPHABET)


# The time it takes is measured by benchmarks/timing.py; here, that the work is the same.


@pytest.mark.parametrize(
    "number", ["LMG-2026-031", "LAS 9990 00187 2026", "LMG-2026-040", "LMG-2026-999"],
    ids=["participant", "certificate", "linked", "nobody"],
)  # fmt: skip
@pytest.mark.usefixtures("budi")
async def test_the_same_work_is_done_whoever_is_guessed_at(
    bekal: Bekal, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    await bekal.participant("LMG-2026-040", "Andi Wijaya", "1991-01-02")
    opened = 0
    really_open = KeyRing.open

    def counting(self: KeyRing, sealed: bytes, place: str) -> str:
        nonlocal opened
        opened += place.startswith("participants.")
        return really_open(self, sealed, place)

    monkeypatch.setattr(KeyRing, "open", counting)
    await guess(bekal, number, "1-2-1980")
    assert opened == 3
