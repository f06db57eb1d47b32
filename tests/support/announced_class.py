"""A class tomorrow that an instructor changes, and what people are pushed."""

from __future__ import annotations

from dialogue import Bekal, Chat

from programme.messages import Outgoing
from programme.people import Topic
from services.pushed import Speaker
from services.sending import outbox as sending
from services.sending.outbox import Claimed
from store.connection import Tx


async def pushed(bekal: Bekal, channel: str = "telegram") -> dict[str, Outgoing]:
    """What would be sent now without having been asked for: address → message."""
    speaker = Speaker("id", bekal.setup.zone, bekal.rules)

    def claim(tx: Tx) -> list[Claimed]:
        return sending.claim_bulk(tx, channel, "host/1/x", 1000, (), speaker, bekal.clock.now())

    return {row.address: row.message for row in await bekal.store.write(claim)}


async def class_of_two(bekal: Bekal) -> tuple[Chat, Chat, Chat]:
    """Instructor, participant and another participant's mother, with a class tomorrow 12.30."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001", "LMG-2026-031")
    mother = await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    await mother.presses("link:skip")
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    return instructor, budi, mother
