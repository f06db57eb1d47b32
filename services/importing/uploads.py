"""Lists that the office sends to the bot: noted, read, shown, and stored when somebody confirms.

noted ─► read ─► over        a file is read outside any transaction (`bot/uploads.py`)
  └───────────────┘          refused, given up, too old, or stored

Every step is in the store: if the process is killed, a file is read again, and stored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import PurePath

import structlog

from programme.messages import DocumentRef
from programme.outbox import Kind as MessageKind, State, most_uncertain
from programme.people import Contact, Role
from services.certificates import pending as certificate_pending
from services.importing import notifying, reading_json, undoing
from services.importing.file_reading import FileReading
from services.importing.files import MAX_BYTES, SUFFIXES
from services.importing.records import Kind
from services.importing.storing import lists
from services.importing.storing.lists import ImportOptions
from services.importing.storing.programmes import check_name
from services.importing.upload_outcome import Outcome
from services.people.roles import NotAllowed, actor_of, ensure_office, is_office, member_of
from services.sending import notices, outbox
from store import certificates, contacts, list_undo, outbox as rows, people, uploads
from store.connection import Tx
from store.errors import WrongKey
from store.list_undo import LastList, Step
from store.savepoint import rehearsal, savepoint
from store.uploads import Upload, UploadState

log = structlog.get_logger()

LASTS = timedelta(hours=1)
"""How long a list waits for a decision; then what was read of it is deleted."""

MOST_TRIES = 3
AGAIN_AFTER = timedelta(seconds=30)
"""When to try again after a failure (of the connection or the process)."""


class OtherKindOfFile(Exception):
    """The name's ending is not that of a list."""


class FileTooLarge(Exception):
    """Over `MAX_BYTES`: it is not fetched."""


class DecisionOver(Exception):
    """The list was stored or given up already, or has expired."""


class OnlyAdmins(Exception):
    """A list of staff gives roles: only an admin may store it."""


class PreviewOutdated(Exception):
    """Storing the list would do something else now than its preview said."""


def note(tx: Tx, sender: Contact, file: DocumentRef, message_id: str | None, now: datetime) -> int:
    """Queue a file for reading; returns the upload's id.

    Raises `NotAllowed`, `OtherKindOfFile` and `FileTooLarge`.
    """
    ensure_office(tx, sender)
    suffix = PurePath(file.name.strip().casefold()).suffix
    if file.is_picture or (suffix and suffix not in SUFFIXES):
        raise OtherKindOfFile
    if file.size > MAX_BYTES:
        raise FileTooLarge
    return uploads.add(tx, sender.id, file, message_id, now, now + LASTS)


def begin(tx: Tx, upload_id: int, now: datetime) -> tuple[Contact, Upload] | None:
    """Count one more try to read a file; returns its sender and the upload.

    None if it must not be read (any more): a file from somebody who has left the office is never
    fetched. One that was sealed with another key is over: it holds up none of the others.
    """
    try:
        upload = uploads.by_id(tx, upload_id)
    except WrongKey:
        uploads.end(tx, upload_id)
        log.warning("upload sealed with another key", upload=upload_id)
        return None
    sender = contacts.by_id(tx, upload.contact_id) if upload else None
    if upload is None or sender is None or upload.state is not UploadState.NOTED:
        return None
    if not is_office(tx, sender) or upload.expires_at <= now:
        give_up(tx, sender, upload_id, now)
        return None
    uploads.count_try(tx, upload_id, now + AGAIN_AFTER)
    return sender, upload


def is_hopeless(upload: Upload) -> bool:
    """Has reading it failed too often to try again?"""
    return upload.tries >= MOST_TRIES


def give_up(tx: Tx, sender: Contact, upload_id: int, now: datetime) -> bool:
    """End an upload and delete its message from the chat. False if it is not the sender's."""
    upload = uploads.by_id(tx, upload_id)
    if upload is None or upload.contact_id != sender.id:
        return False
    _clear_chat(tx, sender, upload, now)
    if upload.state is not UploadState.OVER:
        clear_preview(tx, sender, upload_id, None, now)
    return uploads.end(tx, upload_id)


def take_reading(
    tx: Tx, sender: Contact, upload_id: int, reading: FileReading, now: datetime
) -> None:
    """Keep what was read, and delete the message with the file from the chat.

    Nothing is kept of a file that can't be read, nor when `DecisionOver`, `NotAllowed` or
    `OnlyAdmins` is raised.
    """
    upload = uploads.by_id(tx, upload_id)
    if upload is None or upload.state is not UploadState.NOTED:
        raise DecisionOver
    _clear_chat(tx, sender, upload, now)
    try:
        _ensure_may_load(tx, sender, reading)
    except (NotAllowed, OnlyAdmins):
        uploads.end(tx, upload_id)
        raise
    if reading.refusal:
        uploads.end(tx, upload_id)
    else:
        uploads.keep_reading(tx, upload_id, reading_json.to_json(reading))


def waiting(tx: Tx, sender: Contact, now: datetime) -> list[int]:
    """The sender's lists that wait for a decision."""
    return [one.id for one in uploads.read_ones(tx, sender.id) if one.expires_at > now]


def choose_programme(
    tx: Tx, sender: Contact, upload_id: int, programme_id: int, now: datetime
) -> None:
    """Say which programme a list belongs to. Raises `NotAllowed` and `DecisionOver`."""
    _to_decide(tx, sender, upload_id, now)
    if any(ident == programme_id for ident, _, _ in people.programmes(tx)):
        uploads.keep_programme(tx, upload_id, programme_id)


def name_programme(tx: Tx, sender: Contact, upload_id: int, name: str, now: datetime) -> None:
    """Say that a list belongs to a new programme of this name, or to the stored one called so.

    Raises `NotAllowed`, `DecisionOver` and `ForbiddenName`.
    """
    _to_decide(tx, sender, upload_id, now)
    check_name(name)
    uploads.keep_programme(tx, upload_id, None, name)


def say_same_people(tx: Tx, sender: Contact, upload_id: int, now: datetime) -> None:
    """Say that new names are of the same people. Raises `NotAllowed` and `DecisionOver`."""
    _to_decide(tx, sender, upload_id, now)
    uploads.say_same_people(tx, upload_id)


def preview(tx: Tx, sender: Contact, upload_id: int, zone: tzinfo, now: datetime) -> Outcome:
    """What storing the list would do; nothing is stored.

    Raises `NotAllowed`, `OnlyAdmins` and `DecisionOver`.
    """
    upload = _to_decide(tx, sender, upload_id, now)
    with rehearsal(tx):
        outcome = _store(tx, sender, upload, zone, now)
    uploads.keep_shown(tx, upload_id, outcome.facts())
    return outcome


def save(
    tx: Tx, sender: Contact, upload_id: int, zone: tzinfo, now: datetime, *, tell: bool
) -> Outcome:
    """Store the list as its preview said, and `tell` people about the changes.

    Without `tell`, changed classes can still be announced with a later list; new steps of
    certificates are not announced any more.

    Raises `PreviewOutdated` if it would do something else now; then nothing is stored. Raises
    `NotAllowed`, `OnlyAdmins` and `DecisionOver`.
    """
    upload = _to_decide(tx, sender, upload_id, now)
    with list_undo.recorded(tx) as steps:
        with savepoint(tx):
            outcome = _store(tx, sender, upload, zone, now)
            if uploads.facts_hash(tx, outcome.facts()) != upload.shown_hash:
                raise PreviewOutdated
        _tell(tx, sender, outcome, now, tell=tell)
    _keep_for_undo(tx, sender, outcome, steps, now)
    uploads.end(tx, upload_id)
    return outcome


def _tell(tx: Tx, sender: Contact, outcome: Outcome, now: datetime, *, tell: bool) -> None:
    if not tell:
        for certificate in outcome.pending.moved:
            certificates.settle_pending_notice(tx, certificate.id)
        return
    for programme_id, changed in outcome.notices.items():
        notifying.notify(tx, programme_id, changed, actor_of(sender), now)
    certificate_pending.tell(tx, outcome.pending, actor_of(sender), now)


def _keep_for_undo(
    tx: Tx, sender: Contact, outcome: Outcome, steps: Sequence[Step], now: datetime
) -> None:
    """Roles are given and taken away one by one: no list of staff is undone."""
    lists_ = outcome.report.lists
    has_staff = any(one.taken.kind is Kind.STAFF for one in lists_)
    member = member_of(tx, sender)
    about = LastList(
        0,
        outcome.report.reading.name,
        sum(len(one.taken.rows) for one in lists_),
        member.shown_name if member else "",
        now,
    )
    list_undo.keep(tx, sender.id, about, [] if has_staff else steps, now + undoing.LASTS)


def clear_preview(
    tx: Tx, sender: Contact, upload_id: int, message: str | None, now: datetime
) -> None:
    """Take the first preview, and `message` where one more was shown, out of the chat."""
    first = rows.sent_as(tx, f"reply:upload:{upload_id}:0")
    for shown in dict.fromkeys((message, first and first[0])):
        if shown:
            outbox.delete(tx, sender, shown, f"delete:preview:{upload_id}:{shown}", now)


def clean_up(tx: Tx, now: datetime) -> int:
    """Give up lists that nobody decided on in time, and check that their messages were deleted.

    If one could not be deleted, its sender is asked to do it. Returns how much was done.
    """
    done = 0
    for upload_id in uploads.to_expire(tx, now):
        upload = uploads.by_id(tx, upload_id)
        sender = contacts.by_id(tx, upload.contact_id) if upload else None
        if sender:
            done += give_up(tx, sender, upload_id, now)
    for upload_id, contact_id in uploads.with_message(tx):
        if (is_deleted := _is_deleted(tx, upload_id)) is not None:
            uploads.forget_message(tx, upload_id)
            sender = contacts.by_id(tx, contact_id)
            if sender and not is_deleted:
                done += notices.tell(
                    tx, [sender], "list left in chat", f"list-left:{upload_id}", now
                )
    list_undo.expire(tx, now)
    return done + uploads.forget_over(tx)


def _to_decide(tx: Tx, sender: Contact, upload_id: int, now: datetime) -> Upload:
    ensure_office(tx, sender)
    upload = uploads.by_id(tx, upload_id)
    if (
        upload is None
        or upload.contact_id != sender.id
        or upload.state is not UploadState.READ
        or upload.expires_at <= now
    ):
        raise DecisionOver
    return upload


def _ensure_may_load(tx: Tx, sender: Contact, reading: FileReading) -> None:
    member = ensure_office(tx, sender)
    if member.role is not Role.ADMIN and any(one.kind is Kind.STAFF for one in reading.lists):
        raise OnlyAdmins


def _store(tx: Tx, sender: Contact, upload: Upload, zone: tzinfo, now: datetime) -> Outcome:
    reading = reading_json.from_json(upload.reading or "", zone)
    _ensure_may_load(tx, sender, reading)
    names = {ident: name for ident, name, _ in people.programmes(tx)}
    programme = upload.new_programme or names.get(upload.programme_id or 0)
    options = ImportOptions(actor_of(sender), zone, programme, same_people=upload.same_people)
    (report,) = lists.store_files(tx, [reading], options, now)
    touched = {one.programme_id for one in report.lists if one.taken.kind is Kind.SESSIONS}
    notices = {ident: notifying.pending(tx, ident, now) for ident in touched if ident is not None}
    if all(one.taken.kind is not Kind.CERTIFICATES for one in report.lists):
        return Outcome(report, notices)
    pending = certificate_pending.pending(tx, now)
    newest = max((certificates.steps(tx, one.id)[0].id for one in pending.moved), default=0)
    return Outcome(report, notices, pending, newest)


def _deletion(upload_id: int) -> str:
    return f"delete:upload:{upload_id}"


def _clear_chat(tx: Tx, sender: Contact, upload: Upload, now: datetime) -> None:
    """Delete the message with the file from the chat: it names people."""
    if upload.message:
        outbox.delete(tx, sender, upload.message, _deletion(upload.id), now)


def _is_deleted(tx: Tx, upload_id: int) -> bool | None:
    """None while it isn't known yet."""
    fate = rows.fate(tx, _deletion(upload_id))
    if fate is None:
        return None
    state, times_unclear = fate
    is_lost = state is State.UNCERTAIN and times_unclear >= most_uncertain(MessageKind.REPLY)
    if is_lost or state in {State.FAILED, State.EXPIRED, State.CANCELLED}:
        return False
    return True if state is State.SENT else None
