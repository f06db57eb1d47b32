"""Names of a list in capitals are shown as people write them, wherever somebody reads them."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Role
from services.announcing import progress
from store import contacts, people
from store.connection import Tx


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """Teaches a class tomorrow of one without a chat, listed in capitals."""
    await bekal.participant("LMG-2026-031", "HADI MA'RUF")
    await bekal.session("2026-11-25 12:30")
    return await bekal.staff_chat("2001", "WAHYU PRASETYO, S.T.", skills=("pengelasan",))


async def test_the_instructor_reads_who_is_not_reached(instructor: Chat) -> None:
    preview = await instructor.says("Las besok diundur jam 14")
    assert "Hadi Ma'ruf" in preview


async def test_the_escort_reads_the_group(bekal: Bekal, instructor: Chat) -> None:
    escort = await bekal.staff_chat("4001", "SLAMET", Role.ESCORT)
    await escort.presses("escort:group:1")
    assert any("Hadi Ma'ruf" in button.label for button in escort.buttons)
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    await escort.presses("Hadi")
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert found.coming == ("Hadi Ma'ruf",)


async def test_a_chat_hears_of_him_by_his_given_name(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-032", "MOCH. RIFA'I")
    await bekal.linked("1001", "LMG-2026-032")
    (link,) = await bekal.store.read(lambda tx: contacts.all_links(tx, 1))
    assert link.label == "Rifa'i"


async def test_the_staff_are_welcomed(bekal: Bekal) -> None:
    code = await bekal.staff_code("WAHYU PRASETYO, S.T.")
    welcome = await bekal.chat("2002").says(f"/start {code}")
    assert "Wahyu Prasetyo" in welcome


async def test_the_store_keeps_what_the_list_says(bekal: Bekal, instructor: Chat) -> None:
    def kept(tx: Tx) -> str | None:
        found = people.by_number(tx, "LMG-2026-031")
        return found and found.name

    assert await bekal.store.read(kept) == "HADI MA'RUF"
