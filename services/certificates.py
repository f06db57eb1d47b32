"""What of a participant's certificates a linked chat may be told."""

from __future__ import annotations

from dataclasses import dataclass

from programme.certificates import Certificate, topic_of
from programme.people import Link, Topic
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
