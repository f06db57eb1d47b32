"""Chats that are out of use: their address is free for a new chat, and they can come back."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact
from store.connection import Tx
from store.rows import epoch, moment
from store.sealing.concealed import ADDRESS


def set_aside(tx: Tx, contact_id: int, now: datetime) -> None:
    """Take a chat out of use. Its links have to be ended as well."""
    tx.sql.keep_set_aside(id=contact_id, at=epoch(now))
    tx.sql.take_out_of_use(id=contact_id, address=tx.conceal(f"set aside {contact_id}", ADDRESS))


def newest(tx: Tx, contact: Contact, since: datetime) -> tuple[int, datetime] | None:
    """The chat set aside last at this chat's address, by its id, and when."""
    row = tx.sql.newest_set_aside(
        channel=contact.channel, address=tx.conceal(contact.address, ADDRESS), since=epoch(since)
    )
    return (row[0], moment(row[1])) if row else None


def put_back(tx: Tx, contact_id: int) -> None:
    """Give a chat its address and its role back. No other chat may be there."""
    tx.sql.put_back_in_use(id=contact_id)
    tx.sql.forget_set_aside(id=contact_id)


def forget(tx: Tx, until: datetime) -> int:
    """Delete the chats that were set aside until then; returns how many."""
    return int(tx.sql.forget_chats_set_aside(until=epoch(until)))
