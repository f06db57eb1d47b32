"""An answer that came to nothing is told: to whoever asked, and to the admins how many."""

from __future__ import annotations

from datetime import timedelta

from dialogue import Bekal
from pushes import OWNER, deliver, pushed

from programme.messages import Outgoing
from programme.outbox import REPLY_USEFUL_FOR, NotSent, Refused, SendProblem
from programme.people import Role
from services.sending import late, outbox
from store import contacts
from store.connection import Tx

MINUTE = timedelta(minutes=1)


async def waits_in_vain(bekal: Bekal, problem: SendProblem, *chats: str) -> None:
    """An answer to each chat is tried every minute, until it is too old to help."""

    def queue(tx: Tx) -> None:
        for chat in chats:
            contact = contacts.at(tx, "telegram", chat, bekal.clock.now())
            key = f"{bekal.clock.now():%H%M}:{chat}"
            outbox.reply(tx, contact, Outgoing("Besok jam 8"), key, bekal.clock.now())

    def attempt(tx: Tx) -> None:
        now = bekal.clock.now()
        for claimed in outbox.claim_replies(tx, "telegram", OWNER, 100, lambda _: True, now):
            outbox.settle(tx, "telegram", OWNER, claimed, problem, now)
        late.tell(tx, now)

    await bekal.store.write(queue)
    for _ in range(REPLY_USEFUL_FOR // MINUTE + 2):
        await bekal.store.write(attempt)
        bekal.clock.move(minutes=1)
    await bekal.store.write(attempt)


async def test_whoever_asked_hears_one_sentence_and_admins_the_count(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await deliver(bekal)
    await waits_in_vain(bekal, NotSent("no_connection"), "5", "6")
    told = await pushed(bekal)
    assert told.keys() == {"5", "6", "3001"}
    assert "Silakan tanyakan sekali lagi" in told["5"].text
    assert ": 2</b>" in told["3001"].text
    await waits_in_vain(bekal, NotSent("no_connection"), "7")
    assert (await pushed(bekal)).keys() == {"7", "3001"}


async def test_what_the_channel_never_takes_is_told_too(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await deliver(bekal)
    await waits_in_vain(bekal, Refused("bad_markup"), "5")
    assert (await pushed(bekal)).keys() == {"5", "3001"}


async def test_what_arrived_in_time_is_told_to_nobody(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await deliver(bekal)
    await waits_in_vain(bekal, NotSent("no_connection"))
    assert await pushed(bekal) == {}
