"""What a chat may call the people it knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.names import shown_name
from programme.people import Contact, Link
from services.people import roles, wards
from store import contacts, people
from store.connection import Tx
from understanding import Known

_PARTICIPANT = "p"


def of_chat(tx: Tx, contact: Contact, chosen: frozenset[str], now: datetime) -> Known:
    """The participants a chat is linked to; the office knows everybody on its lists,
    an escort his group.

    `chosen` are the keys of those who were spoken of last.
    """
    links = contacts.links(tx, contact.id, now)
    names = {key_of(link): _names(tx, link) for link in links}
    if contact.staff_id is not None and roles.is_office(tx, contact):
        everybody = ((participant_key(ident), name) for ident, name in people.names(tx))
        names |= {key: (shown_name(name),) for key, name in everybody}
    elif contact.staff_id is not None:
        group = wards.of_escort(tx, contact)
        names |= {participant_key(each.id): (each.shown_name,) for each in group}
    return Known(names, chosen)


def key_of(link: Link) -> str:
    return str(link.id)


def participant_key(participant_id: int) -> str:
    return f"{_PARTICIPANT}{participant_id}"


def participants_in(keys: Iterable[str]) -> list[int]:
    """The ids of the participants whom the office named."""
    return [int(key.removeprefix(_PARTICIPANT)) for key in keys if key.startswith(_PARTICIPANT)]


def _names(tx: Tx, link: Link) -> tuple[str, ...]:
    name = people.name_of(tx, link.participant_id)
    return (link.label, shown_name(name)) if name else (link.label,)
