"""Delete what was kept long enough, at most so many rows at once."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch


def forget_events(tx: Tx, before: datetime, most: int) -> int:
    """Events that were handled, or never can be.

    The newest stays: its id would be given again, and answers are known by their event's id.
    """
    tx.sql.empty_old_events(before=epoch(before))
    return int(tx.sql.forget_some_events(before=epoch(before), most=most))


def forget_texts(tx: Tx, before: datetime, most: int) -> int:
    """The words of messages that are settled; that there was one stays known."""
    return int(tx.sql.forget_some_texts(before=epoch(before), most=most))


def forget_written_to_many(tx: Tx, before: datetime, most: int) -> int:
    """What the office or an instructor wrote to many in his own words, once it went to everybody.

    What changed of a class stays with the class. The newest stays: its id would be given again,
    and messages are known by it.
    """
    found = [i for (i,) in tx.sql.written_to_many_before(before=epoch(before), most=most)]
    for announcement_id in found:
        tx.sql.part_from_announcement(id=announcement_id)
        tx.sql.forget_announcement(id=announcement_id)
    return len(found)


def forget_chats(tx: Tx, before: datetime, most: int) -> int:
    """Chats that were silent since then, without role or link, and that wait for nothing."""
    return int(tx.sql.forget_some_chats(before=epoch(before), most=most))


def forget_links(tx: Tx, before: datetime, most: int) -> int:
    """Links that were over before then."""
    return int(tx.sql.forget_some_links(before=epoch(before), most=most))


def forget_codes(tx: Tx, before: datetime, most: int) -> int:
    """Codes that were used, revoked or over before then, and on which no kept link rests."""
    return int(tx.sql.forget_some_codes(before=epoch(before), most=most))


def forget_imports(tx: Tx, before: datetime, most: int) -> int:
    """That a list was loaded, with the name of its file. The newest stays: the audit names them
    by their ids."""
    return int(tx.sql.forget_some_imports(before=epoch(before), most=most))


def forget_questions(tx: Tx, before: datetime, most: int) -> int:
    """Tickets that were closed before then."""
    return int(tx.sql.forget_some_questions(before=epoch(before), most=most))
