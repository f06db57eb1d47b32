"""A question that was cancelled, answered or left for a day is dead."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step
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


@pytest.mark.parametrize("left", ["[Batal]", "tidak jadi", "a day"])
async def test_consent_is_not_taken_back_by_an_old_button(bekal: Bekal, left: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-27 12:30")
    chat = await bekal.linked("1001")
    await chat.says("/privasi")
    if left == "a day":
        bekal.clock.move(hours=25)
    else:
        await chat.says(left.strip("[]"))
    assert OLD in await chat.presses("consent:withdraw")
    assert STILL_THERE in await chat.says("jadwal jumat")


async def drafted(bekal: Bekal, what: str) -> tuple[Chat, str, str]:
    """Two previews one after the other: the chat, and the data of both buttons that send."""
    await bekal.participant()
    await bekal.linked("1001")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 12:30")
    if what == "announcement":
        chat = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
        said = ("las besok diundur jam 14", "las kamis diundur jam 15")
    else:
        chat = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
        said = ("bawa masker", "bawa helm")
    sends = []
    for text in said:
        if what == "message to many":
            await chat.presses("broadcast:to:all")
        await chat.says(text)
        sends += [button.data for button in chat.buttons if ":send" in button.data]
    first, second = sends
    return chat, first, second


@pytest.mark.parametrize("what", ["announcement", "message to many"])
async def test_the_button_of_an_older_preview_sends_nothing(bekal: Bekal, what: str) -> None:
    chat, first, second = await drafted(bekal, what)
    count = "SELECT COUNT(*) FROM outbox WHERE kind IN ('announcement', 'broadcast')"
    assert OLD in await chat.presses(first)
    assert await bekal.store.read(lambda tx: tx.db.rows(count)) == [(0,)]
    assert OLD not in await chat.presses(second)
    assert await bekal.store.read(lambda tx: tx.db.rows(count)) != [(0,)]


@pytest.mark.parametrize("what", ["announcement", "message to many"])
@pytest.mark.parametrize("left", ["batal", "a day"])
async def test_a_cancelled_preview_sends_nothing(bekal: Bekal, what: str, left: str) -> None:
    chat, _, second = await drafted(bekal, what)
    if left == "a day":
        bekal.clock.move(hours=25)
    else:
        await chat.says(left)
    assert OLD in await chat.presses(second)


async def test_no_certificate_is_moved_by_an_older_preview(bekal: Bekal) -> None:
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.PRINTING)
    await bekal.certificate(budi, Step.PRINTING, "LAS 9990 00188 2026", "meubeler")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.says("LAS 9990 00187 2026 siap diambil")
    (first,) = [each.data for each in staff.buttons if each.data.startswith("certificates:save")]
    await staff.presses("certificates")
    await staff.says("LAS 9990 00188 2026")
    await staff.presses("Siap diambil")
    (second,) = [each.data for each in staff.buttons if "save" in each.data]
    assert OLD in await staff.presses(first)
    saved = await staff.presses(second)
    assert "LAS 9990 00188 2026" in saved
    assert "LAS 9990 00187 2026" not in saved


async def test_a_link_is_not_ended_by_an_old_list(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.presses("people:links:1")
    (end,) = [each.data for each in staff.buttons if "end-links" in each.data]
    bekal.clock.move(hours=25)
    assert OLD in await staff.presses(end)
    assert "tidak terhubung" not in await chat.says("pengingat saya nyala gak")


async def test_of_the_team(bekal: Bekal) -> None:
    admin = await bekal.staff_chat("3001", "Joko Susilo", Role.ADMIN)
    await bekal.staff_chat("3002", "Rina Wati", Role.STAFF)
    await admin.talks(("[team:end:2]", "Rina"), ("[Tidak", ""), ("[team:yes:2]", OLD))
    await admin.presses("team:end:2")
    assert OLD not in await admin.presses("team:yes:2")
