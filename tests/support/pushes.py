"""What the bot sends without having been asked: what waits now, and what arrives."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue import OFFICE, Bekal, plain

from programme.messages import Outgoing
from programme.outbox import Kind, SendProblem, Sent
from services.pushed import Speaker
from services.sending import outbox
from services.sending.outbox import Claimed
from store.connection import Tx

OWNER = "host/1/x"


async def pushed(bekal: Bekal, channel: str = "telegram") -> dict[str, Outgoing]:
    """Address → the message that would be sent now."""
    speaker = speaker_of(bekal)

    def claim(tx: Tx) -> list[Claimed]:
        return outbox.claim_bulk(tx, channel, OWNER, 1000, (), speaker, bekal.clock.now())

    return {row.address: row.message for row in await bekal.store.write(claim)}


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as it stands in a chat, under the channel's `message_id`."""

    address: str
    message_id: str
    message: Outgoing

    @property
    def text(self) -> str:
        return plain(self.message.text)

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.message.buttons for button in row]


def speaker_of(bekal: Bekal) -> Speaker:
    return Speaker("id", bekal.setup.zone, bekal.rules, OFFICE)


async def deliver(bekal: Bekal, **failing: SendProblem) -> list[Delivered]:
    """Send all that is due, but what goes to an address `failing` names (with "to_" before it).

    Returns, in order, what wasn't an answer of the bot's: what it says by itself, and edits.
    """
    speaker = speaker_of(bekal)

    def work(tx: Tx) -> list[Delivered]:
        sent, now = [], bekal.clock.now()
        while rows := [
            *outbox.claim_replies(tx, "telegram", OWNER, 100, lambda _: True, now),
            *outbox.claim_bulk(tx, "telegram", OWNER, 100, (), speaker, now),
        ]:
            for row in rows:
                message_id = row.message.edit_of or f"m{row.id}"
                outcome = failing.get(f"to_{row.address}", Sent(message_id))
                outbox.settle(tx, "telegram", OWNER, row, outcome, now)
                if row.kind is not Kind.REPLY or row.message.edit_of:
                    sent.append(Delivered(row.address, message_id, row.message))
        return sent

    return await bekal.store.write(work)
