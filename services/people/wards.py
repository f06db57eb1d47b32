"""The participants an escort asks and acts for: of his programme, without a chat of their own."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact, Link, Participant, Relation, Role, Topic
from services.people.roles import actor_of, member_of
from store import people, records
from store.connection import Tx

TOPICS = frozenset({Topic.SCHEDULE, Topic.CERTIFICATE})
"""What families may be told without a result, an escort may, too."""


def of_escort(tx: Tx, contact: Contact) -> list[Participant]:
    """Nobody where the chat is no escort's; an escort without a programme escorts all."""
    member = member_of(tx, contact)
    if member is None or member.role is not Role.ESCORT:
        return []
    return [
        participant
        for enrolment, _ in people.classes_without_chat(tx)
        if member.programme_id in (None, enrolment.programme_id)
        for participant in people.without_chat(tx, enrolment.programme_id, enrolment.skill)
    ]


def asked_about(tx: Tx, escort: Contact, ids: list[int], now: datetime) -> list[Link]:
    """What he may be told of those of his group who are meant, as if he were linked; audited."""
    found = {each.id: each for each in of_escort(tx, escort) if each.id in ids}
    for participant in found.values():
        records.audit(tx, actor_of(escort), "look at participant", participant.uid, now)
    return [
        Link(
            id=0,
            contact_id=escort.id,
            participant_id=each.id,
            relation=Relation.FAMILY,
            topics=TOPICS,
            muted=frozenset(),
            label=each.shown_name,
            expires_at=None,
        )
        for each in found.values()
    ]
