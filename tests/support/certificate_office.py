"""An office with certificates, and what it sends by itself."""

from __future__ import annotations

from dialogue import OFFICE, Bekal, Chat, plain

from programme.certificates import TAKEN_AWAY, Certificate, Step
from programme.messages import Outgoing
from programme.outbox import Sent
from programme.people import Role, Topic
from services.pushed import Speaker
from services.sending import outbox
from services.sending.outbox import Claimed
from store import certificates
from store.connection import Tx

NUMBER = "LAS 9990 00187 2026"
OWNER = "host/1/x"


async def sent(bekal: Bekal) -> dict[str, list[Outgoing]]:
    """Send what is due now: address → messages that arrived without having been asked for."""
    speaker, now = Speaker("id", bekal.setup.zone, bekal.rules, OFFICE), bekal.clock.now()
    found: dict[str, list[Outgoing]] = {}

    def work(tx: Tx) -> list[Claimed]:
        rows = outbox.claim_bulk(tx, "telegram", OWNER, 1000, (), speaker, now)
        for row in rows:
            outbox.settle(tx, "telegram", OWNER, row, Sent(str(row.id)), now)
        return rows

    while rows := await bekal.store.write(work):  # one a chat at a time
        for row in rows:
            found.setdefault(row.address, []).append(row.message)
    return found


async def texts_sent(bekal: Bekal) -> dict[str, str]:
    """The same as texts without markup."""
    return {
        address: "\n---\n".join(plain(message.text) for message in messages)
        for address, messages in (await sent(bekal)).items()
    }


async def after_ten_minutes(bekal: Bekal) -> dict[str, str]:
    bekal.clock.move(minutes=10)
    return await texts_sent(bekal)


async def office(bekal: Bekal, step: Step = Step.PRINTING) -> Chat:
    """Somebody of the office; Budi with a certificate is linked, and his mother for it."""
    await bekal.certificate(await bekal.participant(), step, NUMBER)
    await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


async def moves(staff: Chat, step: str, *, told: bool = True, reason: str = "") -> str:
    """Move Budi's certificate as the office does; returns what is said at the end."""
    await staff.presses("certificates")
    await staff.says(NUMBER)
    answer = await staff.presses(f"certificates:to:{step}")
    if reason or step in TAKEN_AWAY:
        answer = await staff.says(reason or "data asesmen keliru")
    assert "Simpan saja" in str(staff.buttons), answer
    return await staff.presses("Simpan dan beri tahu" if told else "Simpan saja")


async def step_of(bekal: Bekal, number: str = NUMBER) -> Step:
    return (await certificate(bekal, number)).step


async def certificate(bekal: Bekal, number: str = NUMBER) -> Certificate:
    found = await bekal.store.read(lambda tx: certificates.by_any_number(tx, number))
    assert found
    return found
