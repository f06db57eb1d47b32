"""A class tomorrow, its instructor, and two chats that hear of it."""

from __future__ import annotations

from dialogue import Bekal, Chat

from programme.people import Topic


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
