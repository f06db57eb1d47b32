"""What is stored about whoever asks, and how it is deleted (UU PDP 27/2022)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from programme.certificates import Certificate
from programme.people import Contact, Enrolment, Link, Participant, Relation
from store import certificates, contacts, people, records
from store.connection import Tx
from store.contacts import Consent


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The list's row about the asker himself."""

    participant: Participant
    enrolments: tuple[Enrolment, ...]
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class StoredData:
    """All that is stored about one chat; of others only the short names the chat chose."""

    contact: Contact
    links: tuple[Link, ...]
    consents: tuple[Consent, ...]
    own: tuple[OwnRecord, ...]


def stored_about(tx: Tx, contact: Contact, now: datetime) -> StoredData:
    """What is stored about the asker, and about nobody else."""
    links = contacts.links(tx, contact.id, now)
    return StoredData(
        contact,
        tuple(links),
        tuple(contacts.consents(tx, contact.id)),
        tuple(
            OwnRecord(
                participant,
                tuple(people.enrolments(tx, participant.id)),
                tuple(certificates.of_participant(tx, participant.id)),
            )
            for link in links
            if link.relation is Relation.SELF
            and (participant := people.by_id(tx, link.participant_id))
        ),
    )


def delete_chat(tx: Tx, contact: Contact, now: datetime) -> Contact:
    """Delete a chat with its links, consents, messages and tickets at once.

    Returns the chat as a new, unknown one, so that the receipt can be sent. The office's list is
    not touched: a tap on a shared phone must not erase it.
    """
    records.audit(tx, f"contact:{contact.uid}", "delete chat", f"contact:{contact.uid}", now)
    contacts.delete(tx, contact.id)
    return contacts.at(tx, contact.channel, contact.address, now)


def as_json(stored: StoredData) -> bytes:
    """The same for machines."""
    contact = stored.contact
    values = {
        "chat": {
            "channel": contact.channel,
            "address": contact.address,
            "language": contact.language,
            "reminders": contact.reminders,
        },
        "links": [
            {"relation": link.relation, "name": link.label, "topics": sorted(link.topics)}
            for link in stored.links
        ],
        "consents": [
            {"version": each.version, "given_at": each.given_at.isoformat()}
            for each in stored.consents
        ],
        "participant": [
            {
                "number": record.participant.number,
                "name": record.participant.name,
                "birth_date": str(record.participant.birth_date or ""),
                "phones": record.participant.phones,
                "classes": [[each.skill, each.year] for each in record.enrolments],
                "certificates": [
                    {"number": each.number, "step": each.step} for each in record.certificates
                ],
            }
            for record in stored.own
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=2).encode()
