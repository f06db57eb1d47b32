"""Programmes, participants and what they are enrolled in."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from programme.people import Enrolment, Participant, number_key
from store.connection import Tx
from store.rows import epoch
from store.sealing.concealed import KEY, NUMBER

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a participants' list says of a person. Phones are E.164, `sex` is L or P."""

    name: str
    birth_date: date | None
    phones: tuple[str, ...]
    sex: str | None
    birth_place: str | None
    note: str | None
    phone_is_own: bool = False


def programmes(tx: Tx) -> list[tuple[int, str, int]]:
    """All programmes as (id, name, year), the newest first."""
    return list(tx.sql.programmes())


def programme_named(tx: Tx, name: str, year: int, now: datetime) -> int:
    """The id of the programme called `name`; made when there is none."""
    row = tx.sql.programme_by_name(name=name)
    if row:
        return int(row[0])
    return int(tx.sql.add_programme(name=name, year=year, at=epoch(now)))


def programme_by_name(tx: Tx, name: str) -> tuple[int, str, int] | None:
    row: tuple[int, str, int] | None = tx.sql.programme_by_name(name=name)
    return row


def by_id(tx: Tx, participant_id: int) -> Participant | None:
    return _participant(tx, tx.sql.participant_by_id(id=participant_id))


def name_of(tx: Tx, participant_id: int) -> str | None:
    """His name, as lists have it; None where he is gone."""
    return tx.open(tx.sql.participant_name(id=participant_id), "participants.name")


def by_ids(tx: Tx, participant_ids: Iterable[int]) -> list[Participant]:
    """Each of them once, without those that are gone."""
    found = (by_id(tx, each) for each in dict.fromkeys(participant_ids))
    return [participant for participant in found if participant]


def first(tx: Tx) -> Participant | None:
    """Whoever stands first in the lists, if anybody does."""
    return _participant(tx, tx.sql.first_participant())


def by_number(tx: Tx, number: str) -> Participant | None:
    """The participant with this number; only its letters and digits count."""
    row = tx.sql.participant_by_number(number_key=tx.conceal(number_key(number), KEY))
    return _participant(tx, row)


def by_phone(tx: Tx, phone: str) -> list[Participant]:
    """Everybody on whose list row this E.164 number stands."""
    rows = tx.sql.participants_by_phone(phone_hash=phone_hash(tx, phone))
    found = (_participant(tx, row) for row in rows)
    return [each for each in found if each and phone in each.phones]


def owners_of_phone(tx: Tx, phone: str) -> list[int]:
    """The ids of those of whom a list says that this E.164 number is their own."""
    return [each.id for each in by_phone(tx, phone) if each.phone_is_own]


def names(tx: Tx) -> Iterator[tuple[int, str]]:
    """Everybody's id and name, as lists have it."""
    for ident, name in tx.sql.participant_names():
        yield ident, tx.keys.open(name, "participants.name")


def everybody(tx: Tx) -> list[Participant]:
    rows = tx.sql.all_participants()
    return [found for row in rows if (found := _participant(tx, row))]


def add(
    tx: Tx,
    number: str,
    name: str,
    birth_date: date | None,
    phones: tuple[str, ...],
    now: datetime,
    *,
    phone_is_own: bool = False,
    sex: str | None = None,
    birth_place: str | None = None,
    note: str | None = None,
) -> int:
    """Add a participant and return the id."""
    participant_id = int(
        tx.sql.add_participant(
            uid=secrets.token_urlsafe(12),
            number=tx.conceal(number, NUMBER),
            number_key=tx.conceal(number_key(number), KEY),
            phone_is_own=phone_is_own,
            sex=sex,
            birth_place=tx.seal(birth_place, "participants.birth_place"),
            note=tx.seal(note, "participants.note"),
            at=epoch(now),
            **_sealed(tx, name, birth_date, phones),
        )
    )
    _remember_phones(tx, participant_id, phones)
    return participant_id


def details(tx: Tx, participant_id: int) -> Details:
    """Raises `LookupError` when there is no such participant."""
    row = tx.sql.details(id=participant_id)
    if row is None:
        raise LookupError(participant_id)
    name, birth_date, phones, sex, birth_place, note, phone_is_own = row
    return Details(
        name=tx.keys.open(name, "participants.name"),
        birth_date=_opened_date(tx, birth_date),
        phones=_opened_phones(tx, phones),
        sex=sex,
        birth_place=tx.open(birth_place, "participants.birth_place"),
        note=tx.open(note, "participants.note"),
        phone_is_own=bool(phone_is_own),
    )


def correct(tx: Tx, participant_id: int, new: Details, now: datetime) -> None:
    """Put `new` in the place of what was known of a participant."""
    tx.sql.correct_participant(
        id=participant_id,
        sex=new.sex,
        phone_is_own=new.phone_is_own,
        birth_place=tx.seal(new.birth_place, "participants.birth_place"),
        note=tx.seal(new.note, "participants.note"),
        at=epoch(now),
        **_sealed(tx, new.name, new.birth_date, new.phones),
    )
    tx.sql.forget_phones(participant_id=participant_id)
    _remember_phones(tx, participant_id, new.phones)


def number_keys_with_phone(tx: Tx, phone: str) -> set[str]:
    """The participant numbers (as `number_key`) on whose list row this E.164 number stands."""
    rows = tx.sql.number_keys_by_phone(phone_hash=phone_hash(tx, phone))
    return {tx.keys.reveal(key, KEY) for (key,) in rows}


def enrol(tx: Tx, participant_id: int, programme_id: int, skill: str, now: datetime) -> bool:
    """Enrol in a class. False when he already was."""
    return bool(
        tx.sql.enrol(
            participant_id=participant_id, programme_id=programme_id, skill=skill, at=epoch(now)
        )
    )


def leave(tx: Tx, participant_id: int, programme_id: int, skill: str) -> None:
    """End an enrolment that was a mistake."""
    tx.sql.leave(participant_id=participant_id, programme_id=programme_id, skill=skill)


def enrolled(tx: Tx, programme_id: int, skill: str) -> list[int]:
    """The ids of a class's participants, less those whose data may not be used."""
    rows = tx.sql.enrolled(programme_id=programme_id, skill=skill)
    return [participant_id for (participant_id,) in rows]


def classes_without_chat(tx: Tx) -> list[tuple[Enrolment, int]]:
    """Each class, with how many of it have no chat of their own; the newest programme first."""
    rows = tx.sql.classes_without_chat()
    return [(Enrolment(*enrolment), count) for *enrolment, count in rows]


def without_chat(tx: Tx, programme_id: int, skill: str) -> list[Participant]:
    """The participants of a class who have no chat of their own, by name."""
    rows = tx.sql.enrolled_without_chat(programme_id=programme_id, skill=skill)
    return sorted(by_ids(tx, (ident for (ident,) in rows)), key=lambda each: each.shown_name)


def enrolments(tx: Tx, participant_id: int) -> list[Enrolment]:
    """What a participant is enrolled in, the newest programme first."""
    rows = tx.sql.enrolments_of(participant_id=participant_id)
    return [Enrolment(*row) for row in rows]


def is_erased(tx: Tx, number: str) -> bool:
    """Was the participant with this number erased at his own request?"""
    return bool(tx.sql.is_erased(participant_hash=erased_hash(tx, number)))


def erased_hash(tx: Tx, number: str) -> bytes:
    """By what an erased participant is known."""
    return tx.keys.keyed_hash(number_key(number), "erased")


def phone_hash(tx: Tx, phone: str) -> bytes:
    return tx.keys.keyed_hash(phone, "phone")


def _sealed(
    tx: Tx, name: str, birth_date: date | None, phones: tuple[str, ...]
) -> dict[str, bytes | None]:
    born = birth_date.isoformat() if birth_date else None
    return {
        "name": tx.seal(name, "participants.name"),
        "birth_date": tx.seal(born, "participants.birth_date"),
        "phones": tx.seal(json.dumps(phones), "participants.phones"),
    }


def _remember_phones(tx: Tx, participant_id: int, phones: tuple[str, ...]) -> None:
    for phone in phones:
        tx.sql.remember_phone(participant_id=participant_id, phone_hash=phone_hash(tx, phone))


def _participant(tx: Tx, row: Row | None) -> Participant | None:
    if row is None:
        return None
    ident, uid, number, name, birth_date, phones, phone_is_own = row
    return Participant(
        id=ident,
        uid=uid,
        number=tx.keys.reveal(number, NUMBER),
        name=tx.keys.open(name, "participants.name"),
        birth_date=_opened_date(tx, birth_date),
        phones=_opened_phones(tx, phones),
        phone_is_own=bool(phone_is_own),
    )


def _opened_date(tx: Tx, sealed: bytes | None) -> date | None:
    text = tx.open(sealed, "participants.birth_date")
    return date.fromisoformat(text) if text else None


def _opened_phones(tx: Tx, sealed: bytes | None) -> tuple[str, ...]:
    text = tx.open(sealed, "participants.phones")
    return tuple(json.loads(text)) if text else ()
