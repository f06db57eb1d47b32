"""What of a participant's certificates a linked chat may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from programme.certificates import Certificate, topic_of
from programme.people import Link, Topic
from services.proof import participant_with
from store import certificates
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Told:
    """`certificates` may be told. `is_allowed` is False when the chat may hear of none at all.

    `is_withheld` says that there is news which only the participant himself may be told.
    """

    certificates: tuple[Certificate, ...]
    is_allowed: bool
    is_withheld: bool


def told(tx: Tx, link: Link) -> Told:
    """What this link may hear; belum kompeten, suspended, revoked need the topic *result*."""
    if not (link.allows(Topic.CERTIFICATE) or link.allows(Topic.RESULT)):
        return Told((), is_allowed=False, is_withheld=False)
    found = certificates.of_participant(tx, link.participant_id)
    allowed = tuple(each for each in found if link.allows(topic_of(each.step)))
    return Told(allowed, is_allowed=True, is_withheld=len(allowed) < len(found))


def links_about(tx: Tx, links: Sequence[Link], number: str) -> list[Link]:
    """Those of a chat's `links` whose participant or certificate has this number."""
    participant = participant_with(tx, number)
    return [link for link in links if participant and link.participant_id == participant.id]
