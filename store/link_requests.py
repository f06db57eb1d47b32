"""Requests of chats that want to be linked and have no code."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from programme.linking import Claim, LinkRequest, RequestState
from store.connection import Tx
from store.rows import epoch, moment

Row = tuple[Any, ...]

BY_CODE, BY_PHONE = "code", "phone"


def add(tx: Tx, contact_id: int, claim: Claim, due_at: datetime, now: datetime) -> int:
    """Keep an open request, of which a chat can have one."""
    return int(
        tx.sql.add_link_request(
            contact_id=contact_id, at=epoch(now), due_at=epoch(due_at), **_sealed(tx, claim)
        )
    )


def add_by_phone(tx: Tx, contact_id: int, invite_id: int, by: str, now: datetime) -> None:
    """Keep that an invite was opened for a chat because of its own number."""
    tx.sql.add_link_by_phone(
        contact_id=contact_id, invite_id=invite_id, decided_by=by, at=epoch(now)
    )


def by_id(tx: Tx, request_id: int) -> LinkRequest | None:
    return _request(tx, tx.sql.link_request(id=request_id))


def open_of(tx: Tx, contact_id: int) -> LinkRequest | None:
    """The chat's request that waits for an answer."""
    return _request(tx, tx.sql.open_link_request_of(contact_id=contact_id))


def answered_of(tx: Tx, contact_id: int) -> list[LinkRequest]:
    """The chat's requests that were answered, the last answer first."""
    rows = tx.sql.answered_link_requests_of(contact_id=contact_id)
    return [found for row in rows if (found := _request(tx, row))]


def open_ones(tx: Tx) -> list[LinkRequest]:
    """All that wait for an answer, the first to be due first."""
    rows = tx.sql.open_link_requests()
    return [found for row in rows if (found := _request(tx, row))]


def count_open(tx: Tx, due_before: datetime | None = None) -> int:
    """How many wait for an answer, or should have been answered by then."""
    return int(tx.sql.count_open_link_requests(due_before=epoch(due_before)))


def change(tx: Tx, request_id: int, claim: Claim) -> None:
    """Put `claim` in the place of what was said; one that is answered stays as it is."""
    tx.sql.add_to_link_request(id=request_id, **_sealed(tx, claim))


def decide(
    tx: Tx,
    request_id: int,
    state: RequestState,
    by: str,
    now: datetime,
    *,
    invite_id: int | None = None,
) -> bool:
    """Answer an open request and empty what it said. False when it isn't open any more."""
    return bool(
        tx.sql.decide_link_request(
            id=request_id, state=state, invite_id=invite_id, decided_by=by, at=epoch(now)
        )
    )


def reverse(tx: Tx, request_id: int, by: str, now: datetime) -> bool:
    """Decline what was approved. False for any other request."""
    return bool(tx.sql.reverse_link_request(id=request_id, decided_by=by, at=epoch(now)))


def way_of(tx: Tx, invite_id: int) -> str:
    """How the invite came to the chat that holds it: by "request", by "phone", or by "code"."""
    return str(tx.sql.way_of_invite(invite_id=invite_id) or BY_CODE)


def take_back(tx: Tx, contact_id: int) -> None:
    """This chat no longer wants to be linked."""
    tx.sql.take_back_link_request(contact_id=contact_id)


def forget_answered(tx: Tx, before: datetime) -> int:
    return int(tx.sql.forget_link_requests(before=epoch(before)))


def _sealed(tx: Tx, claim: Claim) -> dict[str, object]:
    return {
        "text": tx.seal(claim.text or None, "link_requests.text"),
        "phone": tx.seal(claim.phone, "link_requests.phone"),
        "phone_is_own": claim.phone_is_own,
    }


def _request(tx: Tx, row: Row | None) -> LinkRequest | None:
    if row is None:
        return None
    ident, contact_id, text, phone, phone_is_own, state, invite_id, created_at, due_at = row
    claim = Claim(
        text=tx.open(text, "link_requests.text") or "",
        phone=tx.open(phone, "link_requests.phone"),
        phone_is_own=bool(phone_is_own),
    )
    return LinkRequest(
        id=ident,
        contact_id=contact_id,
        claim=claim,
        state=RequestState(state),
        invite_id=invite_id,
        created_at=moment(created_at),
        due_at=moment(due_at),
    )
