"""The office pastes certificate numbers in many forms."""

from __future__ import annotations

import pytest
from certificate_office import office
from dialogue import Bekal

from programme.certificates import Step
from programme.people import Contact
from services.certificates import numbers
from services.certificates.numbers import Found
from store import contacts
from store.connection import Tx

NUMBERS = (
    "LAS 9990 00187 2026",
    "LAS 9990 00188 2026",
    "25920.7212.2.9901143.2026",
    "B/77001",
)


async def many(bekal: Bekal) -> None:
    await office(bekal)
    for place, number in enumerate(NUMBERS[1:], 32):
        ident = await bekal.participant(f"LMG-2026-0{place}", f"Peserta {place}")
        await bekal.certificate(ident, Step.PRINTING, number)


async def find(bekal: Bekal, text: str) -> Found:
    def work(tx: Tx) -> Found:
        now = bekal.clock.now()
        staff: Contact = contacts.at(tx, "telegram", "3001", now)
        return numbers.find(tx, staff, text, now)

    return await bekal.store.write(work)


@pytest.mark.parametrize(
    "between", ["\n", ", ", ",", ";", " ; ", "\t", " ", "\r\n", " | ", " dan ", "\n- ", " / "]
)
async def test_whatever_stands_between(bekal: Bekal, between: str) -> None:
    await many(bekal)
    found = await find(bekal, between.join(NUMBERS))
    assert [one.number for one in found.certificates] == list(NUMBERS)
    assert (found.unknown, found.several, found.without) == ([], [], [])


@pytest.mark.parametrize(
    "written",
    [
        "las 9990 00187 2026",
        "LAS-9990-00187-2026",
        "LAS.9990.00187/2026",
        "las9990001872026",
        "No. LAS 9990 00187 2026 a.n. Budi",
        "1. LAS 9990 00187 2026",
        "12) LAS 9990 00187 2026 (Budi Santoso)",
        "LMG-2026-031 Budi Santoso",
        "lmg 2026 031",
        "LAS 9990 00187 2026 LMG-2026-031 las9990001872026",
    ],
)
async def test_however_it_is_written(bekal: Bekal, written: str) -> None:
    await many(bekal)
    found = await find(bekal, written)
    assert [one.number for one in found.certificates] == [NUMBERS[0]]
    assert found.unknown == []


@pytest.mark.parametrize(
    ("written", "unknown"),
    [
        ("LAS 9990 00999 2026", ["LAS 9990 00999 2026"]),
        ("Budi Santoso LMG-2026-099 siap", ["LMG-2026-099"]),
        ("1. LAS 9990 00187 2026\n2. LAS 9990 00999 2026\n3. X99999", [
            "LAS 9990 00999 2026", "X99999"
        ]),
        ("LMG-2026-099\nLMG-2026-099", ["LMG-2026-099"]),
        ("1.\n2)\nBudi", []),
    ],
)  # fmt: skip
async def test_what_is_not_known_is_named_once(
    bekal: Bekal, written: str, unknown: list[str]
) -> None:
    await many(bekal)
    assert (await find(bekal, written)).unknown == unknown
