"""Stores a list of participants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from programme.people import Participant
from services.importing import birth_dates
from services.importing.problems import Code
from services.importing.records import ParticipantRow
from services.importing.storing.changes import Cell, Changes, corrected, fields_of
from services.people import own_links
from store import people, records
from store.connection import Tx

_FIELDS = {
    "full_name": "name",
    "birth_date": "birth_date",
    "phones": "phones",
    "sex": "sex",
    "birth_place": "birth_place",
    "note": "note",
}


def store_participants(
    tx: Tx, rows: Iterable[ParticipantRow], programme_id: int, by: str, now: datetime
) -> Changes:
    """Add new participants, correct those whose number is known, and enrol all of them.

    Corrections are in the audit, one entry for each person: a changed phone number can be used to
    get access. A list never changes links, consents or notification settings.
    """
    changes = Changes()
    for row in rows:
        participant = people.by_number(tx, row.reg_no)
        if participant is None:
            _add(tx, row, programme_id, now)
            changes.added += 1
        else:
            cells = _correct(tx, participant, row, changes, now)
            cells += _enrol(tx, participant.id, row.skill, programme_id, now)
            if cells:
                action = f"correct participant: {', '.join(fields_of(cells))}"
                records.audit(tx, by, action, participant.uid, now)
            changes.note(row, f"{participant.shown_name} ({participant.number})", cells)
    return changes


def _add(tx: Tx, row: ParticipantRow, programme_id: int, now: datetime) -> None:
    participant_id = people.add(
        tx,
        row.reg_no,
        row.full_name,
        row.birth_date,
        row.phones,
        now,
        sex=row.sex,
        birth_place=row.birth_place,
        note=row.note,
        phone_is_own=row.phone_is_own,
    )
    people.enrol(tx, participant_id, programme_id, row.skill, now)


def _correct(
    tx: Tx, participant: Participant, row: ParticipantRow, changes: Changes, now: datetime
) -> list[Cell]:
    stored = people.details(tx, participant.id)
    new, cells = corrected(stored, row, _FIELDS)
    listed, known = row.birth_date, stored.birth_date
    if listed and known and listed != known and own_links.of(tx, participant.id):
        changes.report(Code.BIRTH_DATE_WAITS, row, "birth_date")
        birth_dates.wait(tx, participant.id, listed, now)
        new = replace(new, birth_date=known)
        cells = [cell for cell in cells if cell.field != "birth_date"]
    elif listed:
        birth_dates.settle(tx, participant.id)
    has_new_phones = "phones" in fields_of(cells)
    is_own = row.phone_is_own or (stored.phone_is_own and not has_new_phones)
    if is_own != stored.phone_is_own:
        new = replace(new, phone_is_own=is_own)
        if not has_new_phones:
            cells.append(Cell("phone_is_own", stored.phone_is_own, is_own))
    if cells:
        people.correct(tx, participant.id, new, now)
    return cells


def _enrol(
    tx: Tx, participant_id: int, skill: str, programme_id: int, now: datetime
) -> list[Cell]:
    """Enrol in the skill. A number has one skill in a programme, so another one is corrected."""
    before = people.enrolments(tx, participant_id)
    others = [
        one.skill for one in before if one.programme_id == programme_id and one.skill != skill
    ]
    for other in others:
        people.leave(tx, participant_id, programme_id, other)
    is_new = people.enrol(tx, participant_id, programme_id, skill, now)
    if others:
        return [Cell("skill", tuple(others), skill)]
    if not is_new:
        return []
    known = tuple(dict.fromkeys(one.programme for one in before))
    names = (one.programme for one in people.enrolments(tx, participant_id))
    return [Cell("programme", known, (*known, *(name for name in names if name not in known)))]
