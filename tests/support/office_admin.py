"""An admin with people to write to, and the end of a role."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step
from programme.people import Role, Topic
from store import contacts
from store.connection import Tx


@pytest.fixture
async def admin(bekal: Bekal) -> Chat:
    """An admin's chat; Budi (las, certificate ready) and Andi's mother (mebel) are linked."""
    budi = await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await bekal.certificate(budi, Step.READY)
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


async def retire(bekal: Bekal, chat: Chat) -> None:
    """The role of this chat's owner is taken away."""

    def work(tx: Tx) -> None:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        assert contact.staff_id
        tx.db.execute("UPDATE staff SET active = 0 WHERE id = ?", (contact.staff_id,))

    await bekal.store.write(work)
