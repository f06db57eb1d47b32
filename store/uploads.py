"""Lists that the office sent to the bot, until somebody has decided about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from programme.messages import DocumentRef
from store.connection import Tx
from store.rows import epoch, moment


class UploadState(StrEnum):
    """noted → read → over: the file is to be read; what was read is to be decided; it is done."""

    NOTED = "noted"
    READ = "read"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of one chat.

    `message` brought it and is in the chat still, `tries` is how often its reading was begun,
    `reading` what came of it (JSON). `shown_hash` is what the preview's facts hash to. Its
    programme was chosen, or is to be made and called `new_programme`.
    """

    id: int
    contact_id: int
    document: DocumentRef
    message: str | None
    state: UploadState
    tries: int
    reading: str | None
    programme_id: int | None
    new_programme: str | None
    same_people: bool
    shown_hash: bytes | None
    expires_at: datetime


def add(
    tx: Tx,
    contact_id: int,
    document: DocumentRef,
    message: str | None,
    now: datetime,
    expires_at: datetime,
) -> int:
    sealed = tx.seal(json.dumps(document.to_list()), "uploads.document")
    return int(
        tx.sql.add_upload(
            contact_id=contact_id,
            document=sealed,
            message=message,
            at=epoch(now),
            expires_at=epoch(expires_at),
        )
    )


def by_id(tx: Tx, upload_id: int) -> Upload | None:
    return _upload(tx, tx.sql.upload(id=upload_id))


def read_ones(tx: Tx, contact_id: int) -> list[Upload]:
    """Those of this chat that wait for a decision, the oldest first."""
    rows = tx.sql.uploads_of_contact(contact_id=contact_id)
    return [found for row in rows if (found := _upload(tx, row))]


def next_to_read(tx: Tx, channel: str, now: datetime) -> int | None:
    found = tx.sql.next_upload_to_read(channel=channel, at=epoch(now))
    return None if found is None else int(found)


def count_try(tx: Tx, upload_id: int, again_at: datetime) -> None:
    """Reading begins; without a result it is due again then."""
    tx.sql.count_upload_try(id=upload_id, not_before=epoch(again_at))


def keep_reading(tx: Tx, upload_id: int, reading: str) -> bool:
    """False when it was read, or is over, already."""
    sealed = tx.seal(reading, "uploads.reading")
    return bool(tx.sql.keep_upload_reading(id=upload_id, reading=sealed))


def keep_programme(
    tx: Tx, upload_id: int, programme_id: int | None, new_programme: str | None = None
) -> None:
    tx.sql.keep_upload_programme(
        id=upload_id, programme_id=programme_id, new_programme=new_programme
    )


def say_same_people(tx: Tx, upload_id: int) -> None:
    tx.sql.say_same_people(id=upload_id)


def keep_shown(tx: Tx, upload_id: int, facts: str) -> None:
    tx.sql.keep_upload_shown(id=upload_id, shown_hash=facts_hash(tx, facts))


def facts_hash(tx: Tx, facts: str) -> bytes:
    return tx.keys.keyed_hash(facts, "upload")


def end(tx: Tx, upload_id: int) -> bool:
    """Forget what was read. False when it was over already."""
    return bool(tx.sql.end_upload(id=upload_id))


def to_expire(tx: Tx, now: datetime) -> list[int]:
    return [ident for (ident,) in tx.sql.uploads_to_expire(at=epoch(now))]


def with_message(tx: Tx) -> list[tuple[int, int]]:
    """Those whose message is, or may be, in the chat still, as (id, contact)."""
    return list(tx.sql.uploads_with_message())


def forget_message(tx: Tx, upload_id: int) -> None:
    tx.sql.forget_upload_message(id=upload_id)


def forget_over(tx: Tx) -> int:
    """Delete those of which nothing is left to do; returns how many."""
    return int(tx.sql.forget_uploads())


def _upload(tx: Tx, row: tuple[Any, ...] | None) -> Upload | None:
    if row is None:
        return None
    (
        ident,
        contact_id,
        document,
        message,
        state,
        tries,
        reading,
        programme_id,
        new_programme,
        same_people,
        hashed,
        until,
    ) = row
    return Upload(
        id=ident,
        contact_id=contact_id,
        document=DocumentRef(*json.loads(tx.keys.open(document, "uploads.document"))),
        message=message,
        state=UploadState(state),
        tries=tries,
        reading=tx.open(reading, "uploads.reading"),
        programme_id=programme_id,
        new_programme=new_programme,
        same_people=bool(same_people),
        shown_hash=hashed,
        expires_at=moment(until),
    )
