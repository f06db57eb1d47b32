"""The office writes to many."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from test_announce import pushed

from programme.certificates import Step
from programme.outbox import Uncertain
from programme.people import Role, Topic
from services import outbox
from services.wording import Speaker


@pytest.fixture
async def admin(bekal: Bekal) -> Chat:
    """An admin's chat; Budi (las, certificate ready) and Andi's mother (mebel) are linked."""
    budi = await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await bekal.certificate(budi, Step.READY)
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("all", {"1001", "1002"}),
        ("skill:meubeler", {"1002"}),
        ("ready", {"1001"}),
        ("programme:1", {"1001", "1002"}),
        ("programme:x", set()),
    ],
)
async def test_everyone_chosen_gets_it(
    bekal: Bekal, admin: Chat, to: str, reached: set[str]
) -> None:
    await admin.presses(f"broadcast:to:{to}")
    await admin.says("Kantor tutup hari Jumat <libur>.")
    assert await pushed(bekal) == {}
    await admin.presses("broadcast:send")
    messages = await pushed(bekal)
    assert set(messages) == reached
    assert all("&lt;libur&gt;" in message.text for message in messages.values())


async def test_at_a_set_time(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.says("besok jam 8")
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-25 08:00")
    assert len(await pushed(bekal)) == 2


async def test_unsubscribed_meanwhile_gets_nothing(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    await bekal.chat("1001").says("stop")
    assert set(await pushed(bekal)) == {"1002"}


async def test_instructors_and_strangers_may_not(bekal: Bekal, admin: Chat) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1009")):
        await chat.presses("broadcast:to:all")
        await chat.says("Kantor tutup hari Jumat.")
        await chat.presses("broadcast:send")
        await chat.presses("broadcast:counts:1")
    assert await pushed(bekal) == {}


async def test_words_that_give_people_away_are_not_taken(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kumpul di depan lapas.")
    await admin.presses("broadcast:send")
    assert await pushed(bekal) == {}


async def test_the_writer_decides_about_uncertain_ones(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    speaker, now = Speaker("id", bekal.setup.zone, bekal.rules), bekal.clock.now()
    (row,) = await bekal.store.write(
        lambda tx: outbox.claim_bulk(tx, "telegram", "h/1/x", 10, (), speaker, now)
    )
    await bekal.store.write(
        lambda tx: outbox.settle(tx, "telegram", "h/1/x", row, Uncertain("cut_off"), now)
    )
    assert await bekal.store.write(lambda tx: outbox.resend_unclear(tx, "telegram", now)) == 0
    await admin.presses("broadcast:counts:1")
    await admin.presses("broadcast:again:1")
    assert set(await pushed(bekal)) == {"1001"}
