"""The office answers requests to be linked without a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.linking import LinkRequest, RequestState
from programme.people import Contact, Participant, Topic
from services.linking import inviting, lookup, matching, notices
from services.linking.matching import Match
from services.people.roles import actor_of, ensure_office
from store import contacts, invites, link_requests as rows, people, records
from store.connection import Tx
from store.invites import InviteKind


class RequestGone(Exception):
    """There is no such request: its chat was deleted, or it never existed."""


class AlreadyAnswered(Exception):
    """Somebody of the office was quicker."""


class OwnRequest(Exception):
    """Nobody answers what he asked himself."""


class Changed(Exception):
    """The request, or the list it was compared with, has changed since it was shown."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which request is about which participant, as shown (`Match.fingerprint`)."""

    request_id: int
    participant_id: int
    seen: str


def open_ones(tx: Tx, by: Contact) -> list[LinkRequest]:
    """Open requests, the first due first. Raises `NotAllowed`."""
    ensure_office(tx, by)
    return rows.open_ones(tx)


def look_at(
    tx: Tx, by: Contact, request_id: int, local_now: datetime
) -> tuple[LinkRequest, list[Match]]:
    """An open request and the likely participants. Raises `NotAllowed` and the errors above."""
    request = _open_request(tx, by, request_id)
    found = matching.matches(tx, request.claim, local_now)
    _note_look(tx, by, request, [match.participant for match in found], local_now)
    return request, found


def compare(
    tx: Tx, by: Contact, request_id: int, participant_id: int, local_now: datetime
) -> tuple[LinkRequest, Match]:
    """An open request compared with a chosen participant. Raises as `look_at` does."""
    request = _open_request(tx, by, request_id)
    match = _match(tx, request, participant_id, local_now)
    _note_look(tx, by, request, [match.participant], local_now)
    return request, match


def search(tx: Tx, by: Contact, request_id: int, text: str, now: datetime) -> list[Participant]:
    """Participants by number, phone or name. Raises as `look_at` does."""
    _open_request(tx, by, request_id)
    return lookup.search(tx, by, text, now)


def check(
    tx: Tx, by: Contact, decision: Decision, local_now: datetime
) -> tuple[LinkRequest, Match]:
    """The request and the match, unchanged since they were shown. Raises the errors above."""
    request = _open_request(tx, by, decision.request_id)
    match = _match(tx, request, decision.participant_id, local_now)
    if match.fingerprint(request) != decision.seen:
        raise Changed
    return request, match


def approve(
    tx: Tx,
    by: Contact,
    decision: Decision,
    local_now: datetime,
    *,
    topics: frozenset[Topic] = frozenset(),
    consent_paper: str | None = None,
) -> Participant:
    """Open an invite for the asker, who uses it by agreeing to the consent text.

    He is the participant himself, or of his family, who allows it on a paper with this number.
    Nobody learns the code. Raises `NotAllowed` and the errors above.
    """
    request, match = check(tx, by, decision, local_now)
    kind = InviteKind.SELF if consent_paper is None else InviteKind.FAMILY
    actor, participant = actor_of(by), match.participant
    code = inviting.issue(
        tx, kind, actor, local_now, participant=participant, topics=topics, paper=consent_paper
    )
    rows.decide(tx, request.id, RequestState.APPROVED, actor, local_now, invite_id=code.invite_id)
    records.audit(tx, actor, f"approve link as {kind}", participant.uid, local_now)
    _tell(tx, actor, "answer link request", request, local_now)
    return participant


def decline(tx: Tx, by: Contact, request_id: int, now: datetime) -> None:
    """Raises `NotAllowed` and the errors above."""
    request = _open_request(tx, by, request_id)
    actor = actor_of(by)
    rows.decide(tx, request.id, RequestState.DECLINED, actor, now)
    _tell(tx, actor, "decline link request", request, now)


def take_back(tx: Tx, by: Contact, request_id: int, now: datetime) -> None:
    """Decline what was approved, while the asker hasn't used it.

    Raises `NotAllowed`, `RequestGone`, and `AlreadyAnswered` when it is too late.
    """
    ensure_office(tx, by)
    request = rows.by_id(tx, request_id)
    if request is None:
        raise RequestGone
    actor = actor_of(by)
    if not (
        invites.revoke(tx, request.invite_id or 0, now)
        and rows.reverse(tx, request.id, actor, now)
    ):
        raise AlreadyAnswered
    records.audit(tx, actor, "take back approval", _subject(tx, request), now)


def _open_request(tx: Tx, by: Contact, request_id: int) -> LinkRequest:
    member = ensure_office(tx, by)
    request = rows.by_id(tx, request_id)
    if request is None:
        raise RequestGone
    if request.state is not RequestState.OPEN:
        raise AlreadyAnswered
    asker = contacts.by_id(tx, request.contact_id)
    if asker and (asker.id == by.id or asker.staff_id == member.id):
        raise OwnRequest
    return request


def _match(tx: Tx, request: LinkRequest, participant_id: int, local_now: datetime) -> Match:
    participant = people.by_id(tx, participant_id)
    if participant is None:
        raise Changed
    return matching.match_with(tx, request.claim, participant, local_now)


def _note_look(
    tx: Tx, by: Contact, request: LinkRequest, seen: list[Participant], now: datetime
) -> None:
    actor = actor_of(by)
    records.audit(tx, actor, "look at link request", _subject(tx, request), now)
    for participant in seen:
        records.audit(tx, actor, "look at participant", participant.uid, now)


def _tell(tx: Tx, actor: str, action: str, request: LinkRequest, now: datetime) -> None:
    asker = contacts.by_id(tx, request.contact_id)
    if asker is not None:
        notices.tell_asker(tx, asker, request.id, now)
    records.audit(tx, actor, action, _subject(tx, request), now)


def _subject(tx: Tx, request: LinkRequest) -> str:
    asker = contacts.by_id(tx, request.contact_id)
    return f"contact:{asker.uid}" if asker else f"request:{request.id}"
