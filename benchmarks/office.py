"""Fills a store for a benchmark; run with Bekal's own interpreter.

Four skills, each with a session on every day of the coming two weeks, and participants linked to
chats of their own. With `--announce` an instructor has just moved tomorrow's first class.
"""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from programme.changes import ChangeKind, Draft, SessionChange
from programme.people import ALL_TOPICS, Relation, Role
from services.announcing import announcements
from services.privacy import consent
from store import contacts, people, sessions, staff
from store.connection import Store, Tx

ZONE = ZoneInfo("Asia/Jakarta")
SKILLS = ("pengelasan", "desain_interior", "konstruksi", "meubeler")
DAYS = 14
WRITER = "999999"
"""The instructor's chat; he doesn't get his own announcement."""


def fill(tx: Tx, chats: range, skills: tuple[str, ...], now: datetime) -> None:
    programme = people.programme_named(tx, "Pelatihan Kerja", now.year, now)
    today = now.astimezone(ZONE).date()
    for day in range(DAYS):
        for hour, skill in enumerate(SKILLS, 8):
            start = datetime.combine(today + timedelta(days=day), time(hour), ZONE).astimezone(UTC)
            sessions.add(
                tx, programme, skill, f"Praktik {day + 1}", start, start + timedelta(hours=3),
                "Bengkel 1", "Wahyu Prasetyo", now,
            )  # fmt: skip
    for chat in chats:
        number, name = f"LMG-{now.year}-{chat:05}", f"Peserta {chat}"
        participant = people.add(tx, number, name, date(1990, 1, 1), (), now)
        people.enrol(tx, participant, programme, skills[chat % len(skills)], now)
        contact = contacts.at(tx, "telegram", str(chat), now)
        contacts.add_link(
            tx, contact.id, participant, Relation.SELF, ALL_TOPICS, name, "code", "benchmark", now
        )
        consent.give(tx, contact, "id", "Disnaker", now)


def announce(tx: Tx, now: datetime) -> None:
    """Tomorrow's class of the first skill begins an hour later: all its linked chats are told."""
    instructor = contacts.at(tx, "telegram", WRITER, now)
    member = staff.add(tx, "Wahyu Prasetyo", Role.INSTRUCTOR, SKILLS[:1], now)
    contacts.set_staff(tx, instructor.id, member)
    tomorrow = datetime.combine(now.astimezone(ZONE).date(), time(), ZONE) + timedelta(days=1)
    later = [
        each
        for each in sessions.between(tx, tomorrow, tomorrow + timedelta(days=1))
        if each.skill == SKILLS[0]
    ]
    (session,) = later
    writer = contacts.by_id(tx, instructor.id)
    assert writer is not None  # noqa: S101 - for the type checker
    moved = SessionChange(ChangeKind.MOVED, starts_at=session.starts_at + timedelta(hours=1))
    announcements.send(tx, writer, [Draft(session.id, session.version, moved)], now, now)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chats", type=int, default=0, help="how many are linked")
    parser.add_argument("--every", type=int, default=1, help="only every second, third, … of them")
    parser.add_argument("--one-class", action="store_true", help="all in the first skill")
    parser.add_argument("--announce", action="store_true")
    given = parser.parse_args()

    def work(tx: Tx) -> None:
        now = datetime.now(UTC)
        chats = range(given.every, given.chats + 1, given.every)
        fill(tx, chats, SKILLS[:1] if given.one_class else SKILLS, now)
        if given.announce:
            announce(tx, now)

    store = Store.open(given.folder / "bekal.db", given.folder / "bekal.key")
    try:
        asyncio.run(store.write(work))
    finally:
        store.close()


if __name__ == "__main__":
    main()
