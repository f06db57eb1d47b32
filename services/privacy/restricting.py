"""Restricting the use of somebody's data (UU PDP 27/2022, Art. 11 and 41).

Nothing is sent, told or listed of him any more; all of it stays stored. He restricts it himself in
his own chat, or the office does; only the office lifts it.
"""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact, Participant
from services.people import own_links
from services.people.roles import actor_of, ensure_office
from store import contacts, outbox, people, records, restrictions
from store.connection import Tx


class NotHisChat(Exception):
    """Only the participant himself restricts it in a chat, on his own phone."""


def restrict_own(tx: Tx, contact: Contact, now: datetime) -> None:
    """Raises `NotHisChat`."""
    own = own_links.of_chat(tx, contact, now)
    if not own:
        raise NotHisChat
    for participant in people.by_ids(tx, [link.participant_id for link in own]):
        _restrict(tx, participant, f"contact:{contact.uid}", now)


def restrict(tx: Tx, by: Contact, participant: Participant, now: datetime) -> None:
    """Raises `NotAllowed`."""
    ensure_office(tx, by)
    _restrict(tx, participant, actor_of(by), now)


def lift(tx: Tx, by: Contact, participant: Participant, now: datetime) -> bool:
    """False where nothing was restricted. Raises `NotAllowed`."""
    ensure_office(tx, by)
    is_lifted = restrictions.lift(tx, participant.id, now)
    if is_lifted:
        records.audit(tx, actor_of(by), "lift restriction", participant.uid, now)
    return is_lifted


def _restrict(tx: Tx, participant: Participant, actor: str, now: datetime) -> None:
    """What was queued for chats that hear of nobody else goes, too."""
    for contact_id in restrictions.begin(tx, participant.id, now):
        if not contacts.links(tx, contact_id, now):
            outbox.cancel_pushes(tx, contact_id, "restricted", now)
    records.audit(tx, actor, "restrict", participant.uid, now)
