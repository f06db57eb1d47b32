"""Who has ever had a chat of his own, also where links, chats and lists are gone."""

from __future__ import annotations

from datetime import datetime

from programme.people import Participant, number_key
from store.connection import Tx
from store.rows import epoch


def keep(tx: Tx, participant: Participant, now: datetime) -> None:
    """He has one now: keep it by his number, and by his phones where they are his own."""
    for person_hash in _hashes(tx, participant):
        tx.sql.keep_own_chat(person_hash=person_hash, at=epoch(now))


def has_ever_been(tx: Tx, participant: Participant) -> bool:
    """Has he ever had one, under this number or with one of his own phones?"""
    return any(
        tx.sql.is_own_chat_kept(person_hash=person_hash)
        for person_hash in _hashes(tx, participant)
    )


def _hashes(tx: Tx, participant: Participant) -> list[bytes]:
    phones = participant.phones if participant.phone_is_own else ()
    return [
        tx.keys.keyed_hash(number_key(participant.number), "own chat"),
        *(tx.keys.keyed_hash(phone, "own chat phone") for phone in phones),
    ]
