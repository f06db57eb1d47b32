"""Times what guessers wait for; run with Bekal's own interpreter.

Prints JSON: guess → [seconds of each turn that hits somebody, of each that hits nobody]. The two
kinds take turns, each turn is that of a chat of its own, and the time is that of the whole turn
without the commit, whose one fsync would hide what is looked for. Fails unless all are answered
alike.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.dispatch import take_turn
from handlers.turns.turn import Setup
from programme.certificates import Certificate, Kind, Step
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from programme.office import Office
from programme.people import ALL_TOPICS, Relation
from services.inbox import conversation
from services.linking import inviting
from services.people.codes import new_code, written_code
from store import certificates, contacts, people
from store.connection import Store, Tx

SAMPLES = 500
WARM_UP = 50
SETUP = Setup("Bekal", ZoneInfo("Asia/Jakarta"), "id", Office(), {})
BORN = date(1990, 1, 1)
FIRST_GUESSED_DAY = date(1950, 1, 1)

EVENTS = count(1)
NUMBERS = count(1)
DAYS = count()

Details = dict[str, Any]
Guess = Callable[[Tx, datetime], Details]
"""Makes the event of somebody who guesses, and whatever has to be there for it."""


def participant(tx: Tx, now: datetime) -> tuple[int, str]:
    """Somebody with a certificate, as (id, number)."""
    number = f"LMG-2026-{next(NUMBERS):05}"
    ident = people.add(tx, number, "Budi Santoso", BORN, ("+6281200000031",), now)
    certificate = Certificate(
        0, ident, Kind.COMPETENCE, "pengelasan", "", Step.READY, f"SK {number}", None, None,
        None, None, "", now,
    )  # fmt: skip
    certificates.add(tx, certificate, "benchmark", now)
    return ident, number


def writes(text: str) -> Details:
    return {"kind": EventKind.TEXT, "text": text}


def asks(number: str, born: date) -> Details:
    return writes(f"sertifikat {number} {born:%d-%m-%Y}")


def shares(phone: str) -> Details:
    return {"kind": EventKind.PHONE, "phone": phone, "phone_is_own": True}


def another_day() -> date:
    """Each is guessed once, so that no guess is refused for its date."""
    return FIRST_GUESSED_DAY + timedelta(days=next(DAYS))


def number_with_wrong_date(tx: Tx, now: datetime) -> Details:
    return asks(participant(tx, now)[1], another_day())


def certificate_with_wrong_date(tx: Tx, now: datetime) -> Details:
    return asks(f"SK {participant(tx, now)[1]}", another_day())


def number_of_a_linked_person(tx: Tx, now: datetime) -> Details:
    """Number and date are right, but he has a chat of his own."""
    born = another_day()
    number = f"LMG-2026-{next(NUMBERS):05}"
    ident = people.add(tx, number, "Budi Santoso", born, ("+6281200000031",), now)
    own = contacts.at(tx, "telegram", f"own-{number}", now)
    contacts.add_link(
        tx, own.id, ident, Relation.SELF, ALL_TOPICS, "Budi", "code", "benchmark", now
    )
    return asks(number, born)


def unknown_number(tx: Tx, now: datetime) -> Details:  # noqa: ARG001 - nothing has to be there
    return asks(f"LMG-2027-{next(NUMBERS):05}", another_day())


def unknown_certificate(tx: Tx, now: datetime) -> Details:  # noqa: ARG001 - the same
    return asks(f"SK LMG-2027-{next(NUMBERS):05}", another_day())


def used_code(tx: Tx, now: datetime) -> Details:
    _, number = participant(tx, now)
    code = inviting.invite_participant(tx, number, "benchmark", now).code
    inviting.revoke_code(tx, code, "benchmark", now)
    return writes(written_code(code))


def unknown_code(tx: Tx, now: datetime) -> Details:  # noqa: ARG001 - the same
    return writes(written_code(new_code()))


def phone_on_the_list(tx: Tx, now: datetime) -> Details:
    """A number that stands on the list, as somebody's relative's perhaps."""
    number, phone = f"LMG-2026-{next(NUMBERS):05}", f"+62812{next(NUMBERS):08}"
    people.add(tx, number, "Budi Santoso", BORN, (phone,), now)
    return shares(phone)


def unknown_phone(tx: Tx, now: datetime) -> Details:  # noqa: ARG001 - the same
    return shares(f"+62813{next(NUMBERS):08}")


GUESSES: dict[str, tuple[Guess, Guess]] = {
    "participant number, wrong date": (number_with_wrong_date, unknown_number),
    "certificate number, wrong date": (certificate_with_wrong_date, unknown_certificate),
    "number and date of a linked person": (number_of_a_linked_person, unknown_number),
    "a code that is over": (used_code, unknown_code),
    "a phone number on the list": (phone_on_the_list, unknown_phone),
}


def turn(tx: Tx, details: Details, now: datetime) -> float:
    """Take the turn of a chat of its own; returns how long it took, in seconds."""
    event = str(next(EVENTS))
    incoming = Incoming(
        channel="telegram", address=f"9{event}", chat_type=ChatType.PRIVATE, event_id=event,
        sent_at=now, **details,
    )  # fmt: skip
    ((inbox_id, stored),) = conversation.receive(tx, [incoming], now)
    began = time.perf_counter()
    take_turn(tx, SETUP, inbox_id, stored, now)
    return time.perf_counter() - began


def samples(tx: Tx, guesses: tuple[Guess, Guess], now: datetime) -> Iterator[tuple[float, float]]:
    """Pairs of turns; which kind goes first changes each time."""
    for number in range(WARM_UP + SAMPLES):
        tx.db.execute("BEGIN IMMEDIATE")
        made = [make(tx, now) for make in guesses]
        order = (0, 1) if number % 2 else (1, 0)
        took = {kind: turn(tx, made[kind], now) for kind in order}
        tx.db.execute("COMMIT")
        if number >= WARM_UP:
            yield took[0], took[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bekal.db"
        store = Store.open(file, Path(folder) / "bekal.key")
        store.close()
        tx = Tx(store.engine.connect(), store.keys)
        now = datetime.now(UTC)
        found = {
            name: [list(each) for each in zip(*samples(tx, guesses, now), strict=True)]
            for name, guesses in GUESSES.items()
        }
        answers = {
            Outgoing.from_json(tx.keys.open(body, "outbox.body")).text
            for (body,) in tx.db.execute("SELECT body FROM outbox")
        }
        tx.db.close()
    if len(answers) != 3:  # one for numbers, one for codes, one for phones
        raise RuntimeError(f"not answered alike: {answers}")
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
