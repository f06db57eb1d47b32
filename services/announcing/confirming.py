"""What an instructor writes with a link, a number or a sum of money waits for the office.

An account of his in wrong hands could otherwise ask everybody for money in the office's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.changes import Draft, HeldState, KnownSession
from programme.lures import Lure
from programme.outbox import State
from programme.people import Contact
from services.announcing import announcements, changing
from services.announcing.announcements import PreviewOutdated
from services.people.roles import (
    NotAllowed,
    actor_of,
    ensure_office,
    is_office,
    member_of,
    office_chats,
)
from services.sending import notices
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import announcements as stored, contacts, held_announcements as rows, records, sessions
from store.connection import Tx
from store.held_announcements import Held

ASKED, SETTLED = "announcement to confirm", "announcement settled"
REFUSALS = (
    NotAllowed,
    PreviewOutdated,
    changing.PastSession,
    changing.ClassIsOff,
    changing.EndBeforeStart,
    changing.NothingNew,
)
WAITS = timedelta(days=3)
"""At most, and never longer than until the class begins."""


class Settled(Exception):
    """A colleague was quicker, or its time is over."""


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """What the office looks at: who wrote it, and what people would read."""

    held_id: int
    writer: str
    lures: Sequence[Lure]
    changes: Sequence[tuple[KnownSession, Draft]]


def ask(tx: Tx, writer: Contact, drafts: Sequence[Draft], now: datetime) -> datetime:
    """Keep it for the office, and tell it; returns until when (UTC). Raises `NotAllowed`."""
    begins = [
        moment
        for each in drafts
        for moment in (
            changing.session_to_change(tx, writer, each.session_id, now).starts_at,
            each.change.starts_at,
        )
        if moment
    ]
    until = min(*begins, now + WAITS)
    held_id = rows.add(tx, drafts, writer.id, until)
    records.audit(tx, actor_of(writer), "hold announcement", f"held:{held_id}", now)
    key = f"{ASKED}:{held_id}"
    notices.tell(tx, office_chats(tx), ASKED, key, now, expires_at=until, held=held_id)
    return until


def to_confirm(tx: Tx, contact: Contact, data: Data, _: datetime) -> ToConfirm | Withdrawn:
    """To the office."""
    held = rows.by_id(tx, data["held"])
    writer = contacts.by_id(tx, held.by_contact) if held else None
    member = member_of(tx, writer) if writer else None
    if not is_office(tx, contact) or held is None or held.state is not HeldState.WAITING:
        return Withdrawn(State.CANCELLED, "settled")
    known = [(sessions.by_id(tx, each.session_id), each) for each in held.drafts]
    changes = [(KnownSession.of(session), each) for session, each in known if session]
    if writer is None or member is None or not changes:
        return Withdrawn(State.CANCELLED, "no such role any more")
    lures = changing.lures(tx, writer, [each.change for each in held.drafts])
    return ToConfirm(held.id, member.shown_name, lures, changes)


def confirm(tx: Tx, by: Contact, held_id: int, now: datetime) -> None:
    """Send it now. The writer sees how far it is. Raises `NotAllowed` and `Settled`.

    Where the class has changed since, or is not the writer's any more, it is over.
    """
    held, writer = _waiting(tx, by, held_id)
    try:
        sent = announcements.send(tx, writer, held.drafts, now, now, is_confirmed=True)
    except REFUSALS:
        _settle(tx, held, HeldState.EXPIRED, now)
        raise Settled from None
    key = _settle(tx, held, HeldState.SENT, now)
    for announcement_id in sent:
        stored.show_progress_in(tx, announcement_id, notices.outbox_key(key, writer))
    records.audit(tx, actor_of(by), "confirm announcement", f"held:{held_id}", now)


def decline(tx: Tx, by: Contact, held_id: int, now: datetime) -> None:
    """Raises `NotAllowed` and `Settled`."""
    held, _ = _waiting(tx, by, held_id)
    _settle(tx, held, HeldState.DECLINED, now)
    records.audit(tx, actor_of(by), "decline announcement", f"held:{held_id}", now)


def expire(tx: Tx, now: datetime) -> int:
    """End what nobody confirmed in time, and tell its writer; returns how many."""
    over = [held for ident in rows.past(tx, now) if (held := rows.by_id(tx, ident))]
    for held in over:
        _settle(tx, held, HeldState.EXPIRED, now)
    return len(over)


def settled(_: Tx, __: Contact, data: Data, ___: datetime) -> HeldState:
    """To the writer: what became of it."""
    return HeldState(data["state"])


def _waiting(tx: Tx, by: Contact, held_id: int) -> tuple[Held, Contact]:
    ensure_office(tx, by)
    held = rows.by_id(tx, held_id)
    writer = contacts.by_id(tx, held.by_contact) if held else None
    if held is None or writer is None or held.state is not HeldState.WAITING:
        raise Settled
    return held, writer


def _settle(tx: Tx, held: Held, state: HeldState, now: datetime) -> str:
    """Tell its writer; returns the key of that notice."""
    rows.settle(tx, held.id, state)
    key = f"{SETTLED}:{held.id}"
    writer = contacts.by_id(tx, held.by_contact)
    if writer:
        notices.tell(tx, [writer], SETTLED, key, now, state=state)
    return key
