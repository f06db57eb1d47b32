"""Times the planning of reminders in a store of many links; run with Bekal's own interpreter.

LINKS chats, of which 500 have a class that reminds in a minute. Prints JSON: the seconds of each
tick that queues them ("due"), and of one after it ("again").
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from programme.reminders import ReminderRules
from services.classes import reminders
from store import people, sessions
from store.connection import Store, Tx
from store.sealing.concealed import ADDRESS

DUE = 500
TICKS = 7
OFFSET = timedelta(hours=2)
LINKS_EACH = 100
"""Of those who aren't due each participant has so many links."""


def fill(tx: Tx, links: int, now: datetime) -> None:
    programme = people.programme_named(tx, "Pelatihan Kerja", now.year, now)
    sealed = tx.seal("Peserta", "links.nickname")
    at = int(now.timestamp()) - 86400
    participant = 0
    for number in range(1, links + 1):
        is_due = number <= DUE
        if is_due or number % LINKS_EACH == 0 or number == DUE + 1:
            participant = people.add(
                tx, f"LMG-{number:07}", f"Peserta {number}", date(1990, 1, 1), (), now
            )
            skill = "pengelasan" if is_due else "meubeler"
            people.enrol(tx, participant, programme, skill, now)
        tx.db.execute(
            "INSERT INTO contacts (id, uid, channel, address, created_at, last_seen_at)"
            " VALUES (?, ?, 'telegram', ?, ?, ?)",
            (number, f"uid-{number}", tx.conceal(str(number), ADDRESS), at, at),
        )
        tx.db.execute(
            "INSERT INTO links (contact_id, participant_id, relation, topics, nickname, proven_by,"
            " allowed_by, created_at) VALUES (?, ?, 'self', 'schedule', ?, 'code', 'x', ?)",
            (number, participant, sealed, at),
        )


def tick(tx: Tx, rules: ReminderRules, now: datetime) -> float:
    tx.db.execute("BEGIN IMMEDIATE")
    began = time.perf_counter()
    queued = reminders.plan(tx, rules, now)
    seconds = time.perf_counter() - began
    tx.db.execute("COMMIT")
    if queued not in (0, DUE):
        raise RuntimeError(f"{queued} queued")
    return seconds


def main(links: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bekal.db"
        store = Store.open(file, Path(folder) / "bekal.key")
        store.close()
        tx = Tx(store.engine.connect(), store.keys)
        now = datetime.now(UTC)
        rules = ReminderRules((OFFSET,), None)
        tx.db.execute("BEGIN IMMEDIATE")
        fill(tx, links, now - timedelta(days=1))
        tx.db.execute("COMMIT")
        tick(tx, rules, now)
        due, again = [], []
        for number in range(TICKS):
            later = now + timedelta(minutes=10 * (number + 1))
            start = later + OFFSET + timedelta(minutes=1)
            tx.db.execute("BEGIN IMMEDIATE")
            sessions.add(tx, 1, "pengelasan", f"Sesi {number}", start, None, "", None, now)
            tx.db.execute("COMMIT")
            due.append(tick(tx, rules, later))
            again.append(tick(tx, rules, later))
        tx.db.close()
        sys.stdout.write(json.dumps({"due": due, "again": again}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
