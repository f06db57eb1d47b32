"""A question that was cancelled, answered or left for a day is dead."""

from __future__ import annotations

import pytest
from dialogue import Bekal

from programme.people import Role

OLD = "sudah tidak berlaku"
STILL_THERE = "Bengkel Las"


@pytest.mark.parametrize(
    "left", ["tidak jadi", "batal", "ora sido", "tidak", "[cancel]", "[Tidak", "a day"]
)
@pytest.mark.parametrize(
    ("asked", "yes"), [("hapus data saya", "privacy:yes"), ("bukan saya", "disown:yes")]
)
async def test_an_old_yes_says_so_and_changes_nothing(
    bekal: Bekal, left: str, asked: str, yes: str
) -> None:
    await bekal.participant()
    await bekal.session("2026-11-27 12:30")
    chat = await bekal.linked("1001")
    await chat.says(asked)
    if left == "a day":
        bekal.clock.move(hours=25)
    else:
        await (chat.presses(left.strip("[]")) if left.startswith("[") else chat.says(left))
    assert OLD in await chat.presses(yes)
    assert STILL_THERE in await chat.says("jadwal jumat")


@pytest.mark.parametrize("between", ["jadwal jumat", "alamat kantor", "halo"])
async def test_a_question_in_between_leaves_it_open(bekal: Bekal, between: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.talks(
        ("hapus data saya", "Hapus"), (between, ""), ("[privacy:yes]", "Sudah dihapus")
    )
    assert OLD in await chat.presses("privacy:yes")


async def test_hours_later_it_still_holds(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.says("hapus data saya")
    bekal.clock.move(hours=3)
    assert "Sudah dihapus" in await chat.presses("privacy:yes")


async def test_what_was_never_asked_is_not_answered(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    assert OLD in await chat.presses("privacy:list-yes")


async def test_of_the_team(bekal: Bekal) -> None:
    admin = await bekal.staff_chat("3001", "Joko Susilo", Role.ADMIN)
    await bekal.staff_chat("3002", "Rina Wati", Role.STAFF)
    await admin.talks(("[team:end:2]", "Rina"), ("[Tidak", ""), ("[team:yes:2]", OLD))
    await admin.presses("team:end:2")
    assert OLD not in await admin.presses("team:yes:2")
