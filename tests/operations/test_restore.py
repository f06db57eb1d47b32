"""Restoring a backup keeps what people decided, and were told, after it was made."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cli_process import names_in
from dialogue import Bekal
from stores import file_of

from programme.messages import Outgoing
from programme.outbox import Kind, State
from programme.people import Role, Topic
from services.operations import auditing
from services.operations.key_rotation import rotate
from services.operations.restoring import BotRuns, Request, Restored, restore
from services.privacy import leaving, pins
from services.sending import accounts, outbox
from store import (
    archive,
    contacts,
    erasures,
    examples,
    inbox,
    migrations,
    outbox as rows,
    people,
    retention,
)
from store.connection import Store, Tx
from store.engines import engine_at
from store.errors import StoreError, WrongKey
from store.sealing import key_file, sealed
from store.sealing.keys import KeyRing
from store.sqlite import backup


class Office:
    """A bot with a backup of it, and what becomes of both."""

    def __init__(self, bekal: Bekal, folder: Path) -> None:
        self.bekal = bekal
        self.folder = folder
        self.key = folder / "bekal.key"
        self.file = folder / "one.backup"

    @property
    def path(self) -> Path:
        return file_of(self.bekal.store)

    @property
    def ring(self) -> KeyRing:
        return key_file.load_keys(self.key, None)

    @property
    def now(self) -> datetime:
        return self.bekal.clock.now()

    def back_up(self) -> None:
        backup.make(self.path, self.ring, self.file, self.now)

    def lose(self) -> None:
        """The disk is broken: the store is gone."""
        self.bekal.store.close()
        for file in self.folder.glob("bekal.db*"):
            file.unlink()

    def restore(self, *, nothing_since: bool = False, old: KeyRing | None = None) -> Restored:
        self.bekal.store.close()
        kept_in = self.folder / "backups"
        engine = engine_at(self.path)
        request = Request(engine, self.file, self.ring, old, nothing_since, kept_in)
        done = restore(request, self.now)
        self.bekal.store = Store.open(self.path, self.key)
        return done

    async def asks(self, question: str) -> list[tuple[object, ...]]:
        return await self.bekal.store.read(lambda tx: tx.db.execute(question).fetchall())


@pytest.fixture
async def office(bekal: Bekal, tmp_path: Path) -> Office:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    return Office(bekal, tmp_path)


def dump(path: Path) -> set[str]:
    """All that stands there but for what a restore notes."""
    with closing(sqlite3.connect(path)) as db:
        lines = db.iterdump()
        return {each for each in lines if "audit" not in each and '"accounts"' not in each}


# -- whole ---------------------------------------------------------------------------------------


async def test_a_lost_store_comes_back_as_it_was(office: Office) -> None:
    budi = await office.bekal.linked("1001")
    await budi.says("jadwal besok")
    office.back_up()
    before = dump(office.path)
    office.lose()
    done = office.restore(nothing_since=True)
    assert (done.made_at, done.is_known, done.kept) == (office.now, False, None)
    assert dump(office.path) == before
    assert office.path.stat().st_mode & 0o777 == 0o600
    assert "Pengelasan" in await budi.says("jadwal besok")
    assert await office.bekal.store.read(auditing.verify) is None
    assert await office.asks("SELECT actor, action FROM audit ORDER BY id DESC LIMIT 1") == [
        ("command line", "restore")
    ]


async def test_what_was_there_is_kept_as_a_backup(office: Office) -> None:
    office.back_up()
    await office.bekal.participant("LMG-2026-032", "Sugeng")
    done = office.restore()
    assert [each.name for each in await office.bekal.store.read(people.everybody)] == [
        "Budi Santoso"
    ]
    assert done.kept
    office.file = done.kept
    office.bekal.clock.move(minutes=1)
    office.restore()
    assert len(await office.bekal.store.read(people.everybody)) == 2


@pytest.mark.parametrize("damage", ["content", "everything", "empty"])
async def test_a_damaged_store_is_moved_aside(office: Office, damage: str) -> None:
    office.back_up()
    office.bekal.store.close()
    size = office.path.stat().st_size
    start, content = {
        "content": (4096, b"\xff" * (size - 4096)),
        "everything": (0, b"\xff" * size),
        "empty": (0, b""),
    }[damage]
    with office.path.open("r+b") as file:
        file.seek(start)
        file.write(content)
        file.truncate()
    done = office.restore()
    assert done.kept
    assert done.kept.name.startswith("bekal.db.before-restore-2026-11-24")
    assert (await office.bekal.store.read(people.everybody))[0].name == "Budi Santoso"


async def test_a_damaged_store_stays_where_no_other_can_be_put(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.back_up()
    office.bekal.store.close()
    office.path.write_bytes(b"")
    before = names_in(office.folder)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(office.path))

    monkeypatch.setattr("os.link", refuse)
    with pytest.raises(StoreError, match="nothing was restored and nothing has changed"):
        office.restore()
    assert names_in(office.folder) == before
    assert office.path.read_bytes() == b""


async def test_a_store_of_another_key_is_moved_aside(office: Office) -> None:
    """Started on a new computer before the key and the backup came."""
    office.back_up()
    ring = office.ring
    office.lose()
    office.key.unlink()
    Store.open(office.path, office.key).close()
    key_file.write_keys(office.key, ring)
    done = office.restore()
    assert done.kept
    assert "before-restore" in done.kept.name
    assert len(await office.bekal.store.read(people.everybody)) == 1


async def test_a_new_store_says_nothing_of_what_happened(office: Office) -> None:
    """Started with the right key in BEKAL_KEY, but before the backup came: it knows of no chat."""
    await office.bekal.linked("1001")
    office.back_up()
    office.lose()
    Store.open(office.path, office.key, office.key.read_text()).close()
    done = office.restore()
    assert not done.is_known
    assert await office.asks("SELECT COUNT(*) FROM contacts") == [(1,)]


async def test_something_else_s_database_is_never_replaced(office: Office) -> None:
    office.back_up()
    office.lose()
    with closing(sqlite3.connect(office.path)) as db:
        db.execute("CREATE TABLE recipes (a)")
        db.commit()
    with pytest.raises(StoreError, match="is not a Bekal database"):
        office.restore()
    with closing(sqlite3.connect(office.path)) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


async def test_a_backup_of_an_older_bekal_comes_up_to_date(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.back_up()
    office.lose()
    number = max(migrations.MIGRATIONS) + 1
    script = tmp_path / "next.sql"
    script.write_text("CREATE TABLE more (a)")
    monkeypatch.setitem(migrations.MIGRATIONS, number, script)  # type: ignore[arg-type]
    office.restore(nothing_since=True)
    assert await office.asks("SELECT COUNT(*) FROM more") == [(0,)]
    assert await office.asks("PRAGMA user_version") == [(number,)]


# -- refused -------------------------------------------------------------------------------------


async def test_refused_while_a_bot_runs(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.back_up()
    owner = accounts.new_owner()
    await office.bekal.store.write(lambda tx: accounts.take(tx, "telegram", owner, office.now))
    before = dump(office.path)
    monkeypatch.setattr(accounts, "is_another_alive", lambda _: True)
    with pytest.raises(BotRuns, match=r"`bekal run` uses .*; stop it first"):
        office.restore()
    assert dump(office.path) == before
    office.bekal.clock.move(minutes=2)
    assert office.restore().kept


@pytest.mark.parametrize("share", [0.001, 0.5, 0.9999])
async def test_a_tampered_backup_changes_nothing(office: Office, share: float) -> None:
    office.back_up()
    content = bytearray(office.file.read_bytes())
    content[int(len(content) * share)] ^= 1
    office.file.write_bytes(content)
    before, files = dump(office.path), names_in(office.folder)
    with pytest.raises(StoreError):
        office.restore()
    assert dump(office.path) == before
    assert [name for name in names_in(office.folder) if "-" not in name] == [
        name for name in files if "-" not in name
    ]


async def test_another_office_s_backup_changes_nothing(office: Office) -> None:
    office.back_up()
    before = dump(office.path)
    office.bekal.store.close()
    request = Request(
        engine_at(office.path), office.file, KeyRing.new(), None, False, office.folder
    )
    with pytest.raises(WrongKey, match="another office's key"):
        restore(request, office.now)
    assert dump(office.path) == before


async def test_a_full_disk_in_the_middle_changes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.back_up()
    before = dump(office.path)

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr("services.operations.restoring.seal_all_anew", full)
    with pytest.raises(StoreError, match="is full; free some space, nothing was half written"):
        office.restore()
    assert dump(office.path) == before


# -- what people decided since -------------------------------------------------------------------


async def test_who_was_erased_stays_erased(office: Office) -> None:
    office.back_up()
    await office.bekal.store.write(lambda tx: erasures.erase(tx, 1, "LMG-2026-031", office.now))
    done = office.restore()
    assert (done.is_known, done.settled.gone) == (True, 1)
    assert await office.bekal.store.read(people.everybody) == []
    assert await office.bekal.store.read(lambda tx: people.is_erased(tx, "LMG-2026-031"))


async def test_a_deleted_chat_stays_deleted(office: Office) -> None:
    budi = await office.bekal.linked("1001")
    office.back_up()

    def delete(tx: Tx) -> None:
        leaving.delete_chat(tx, contacts.at(tx, "telegram", "1001", office.now), office.now)

    await office.bekal.store.write(delete)
    assert office.restore().settled.gone == 1
    assert await office.asks("SELECT COUNT(*) FROM links WHERE ended_at IS NULL") == [(0,)]
    assert "Budi" not in await budi.says("jadwal")


async def test_what_was_ended_stays_ended(office: Office) -> None:
    """A link, reminders, a role, a code that was used and one that was revoked."""
    bekal = office.bekal
    budi = await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await bekal.staff_chat("2001", "Wahyu", Role.ADMIN)
    await bekal.participant("LMG-2026-032", "Sugeng")
    used, revoked = await bekal.code("LMG-2026-032"), await bekal.code("LMG-2026-032")
    office.back_up()

    def end(tx: Tx) -> None:
        contacts.end_links(tx, contacts.at(tx, "telegram", "1002", office.now).id, office.now)
        tx.db.execute("UPDATE staff SET active = 0")
        tx.db.execute("UPDATE invites SET revoked_at = 1 WHERE id = (SELECT MAX(id) FROM invites)")

    await bekal.store.write(end)
    await budi.says("stop")
    await bekal.chat("1003").opens(used, "HP saya")
    done = office.restore()
    assert done.is_known
    open_links = "SELECT contact_id FROM links WHERE ended_at IS NULL"
    assert await office.asks(open_links) == [(1,)]
    assert await office.asks("SELECT reminders FROM contacts WHERE id = 1") == [(0,)]
    for code in (used, revoked):
        assert "Selesai" not in await bekal.chat("1004").opens(code, "HP saya")
    assert await bekal.store.read(lambda tx: contacts.with_role(tx, Role.ADMIN)) == []


async def test_what_was_ended_and_forgotten_stays_ended(office: Office) -> None:
    """A link, a code good for a year and a text given to learn from, of which nothing is left."""
    bekal = office.bekal
    budi = await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    code = await bekal.code()
    for_a_year = "UPDATE invites SET expires_at = expires_at + 31536000"
    await bekal.store.write(lambda tx: tx.db.execute(for_a_year))

    def learn(tx: Tx) -> None:
        chat = contacts.at(tx, "telegram", "1001", office.now)
        examples.add(tx, chat.id, "jadwal e piye", "menu", office.now)

    def end(tx: Tx) -> None:
        contacts.end_links(tx, contacts.at(tx, "telegram", "1002", office.now).id, office.now)
        examples.forget_of(tx, contacts.at(tx, "telegram", "1001", office.now).id)
        tx.db.execute("UPDATE invites SET revoked_at = ?", (int(office.now.timestamp()),))

    await bekal.store.write(learn)
    office.back_up()
    await bekal.store.write(end)
    bekal.clock.move(days=91)
    await budi.says("halo")
    await bekal.store.write(lambda tx: retention.forget_links(tx, office.now, 9))
    await bekal.store.write(lambda tx: retention.forget_codes(tx, office.now, 9))
    assert office.restore().is_known
    assert await office.asks("SELECT contact_id FROM links") == [(1,)]
    assert await office.asks("SELECT COUNT(*) FROM examples") == [(0,)]
    assert "Selesai" not in await bekal.chat("1004").opens(code, "HP saya")


async def test_an_old_backup_brought_back_by_mistake_is_undone_by_what_was_kept(
    office: Office,
) -> None:
    """Who was linked after the old one was made isn't taken for somebody who left since."""
    office.back_up()
    bekal = office.bekal
    bekal.clock.move(days=1)
    await bekal.linked("1001")

    def keep_pin(tx: Tx) -> None:
        pins.keep(tx, contacts.at(tx, "telegram", "1001", office.now), "4826", office.now)

    await bekal.store.write(keep_pin)
    bekal.clock.move(days=1)
    kept = office.restore().kept
    assert await office.asks("SELECT COUNT(*) FROM links") == [(0,)]
    assert kept
    office.file = kept
    bekal.clock.move(minutes=5)
    await bekal.chat("1001").says("stop")
    assert office.restore().settled.gone == 0
    assert await office.asks("SELECT ended_at FROM links") == [(None,)]
    assert await office.asks("SELECT reminders FROM contacts WHERE id = 1") == [(0,)]
    assert await office.asks("SELECT COUNT(*) FROM pins") == [(1,)]


async def test_the_audit_never_goes_back(office: Office) -> None:
    office.back_up()
    await office.bekal.linked("1001")
    before = await office.asks("SELECT action FROM audit ORDER BY id")
    office.restore()
    after = await office.asks("SELECT action FROM audit ORDER BY id")
    assert after[: len(before)] == before
    assert await office.bekal.store.read(auditing.verify) is None


# -- what people were told since -----------------------------------------------------------------


def queue(tx: Tx, kind: Kind, key: str, now: datetime, **times: datetime) -> int:
    contact = contacts.at(tx, "telegram", "5", now)
    if kind is Kind.REPLY:
        return outbox.reply(tx, contact, Outgoing("Halo"), key, now) or 0
    return outbox.push(tx, contact, kind, key, {}, now, **times) or 0


async def test_ids_given_since_the_backup_do_not_come_again(office: Office) -> None:
    """Their buttons are in the chats still."""

    async def write_from(address: str) -> int:
        return await office.bekal.store.write(
            lambda tx: contacts.at(tx, "telegram", address, office.now).id
        )

    office.back_up()
    since = await write_from("since")
    office.restore()
    assert await write_from("later") > since


async def test_what_became_of_messages_is_known_from_the_store_before(office: Office) -> None:
    store = office.bekal.store
    one = await store.write(lambda tx: queue(tx, Kind.NOTICE, "one", office.now))
    await store.write(lambda tx: queue(tx, Kind.NOTICE, "waits", office.now))
    office.back_up()

    def go_on(tx: Tx) -> None:
        for row in (one, queue(tx, Kind.NOTICE, "since", office.now)):
            rows.claim_all(tx, [row], "me", office.now, office.now)
            rows.settle(tx, row, "me", State.SENT, office.now, provider_id="77")

    await store.write(go_on)
    done = office.restore()
    assert done.settled.held == 0
    states = "SELECT dedupe_key, state FROM outbox WHERE kind = 'notice' ORDER BY dedupe_key"
    assert await office.asks(states) == [("one", "sent"), ("since", "sent"), ("waits", "queued")]


async def test_what_may_have_been_sent_since_is_not_sent_blindly(office: Office) -> None:
    """Of a lost store: what was due is unclear, what lies ahead stays queued."""

    def fill(tx: Tx) -> None:
        later, over = office.now + timedelta(hours=9), office.now + timedelta(hours=5)
        for kind in (Kind.REMINDER, Kind.ANNOUNCEMENT, Kind.NOTICE, Kind.BROADCAST):
            queue(tx, kind, f"{kind} due", office.now)
            queue(tx, kind, f"{kind} later", office.now, not_before=later)
            queue(tx, kind, f"{kind} over", office.now, expires_at=over)
        queue(tx, Kind.REPLY, "1", office.now)

    await office.bekal.store.write(fill)
    office.back_up()
    office.lose()
    office.bekal.clock.move(hours=6)
    done = office.restore()
    assert done.settled.held == 4
    states = dict(await office.asks("SELECT dedupe_key, state FROM outbox"))
    assert {state for key, state in states.items() if key.endswith("due")} == {"uncertain"}
    assert {state for key, state in states.items() if key.endswith("later")} == {"queued"}
    assert {state for key, state in states.items() if key.endswith("over")} == {"expired"}
    assert states["reply:1"] == "expired"
    again = await office.bekal.store.write(
        lambda tx: outbox.resend_unclear(tx, "telegram", office.now)
    )
    assert again == 2
    queued = await office.asks(
        "SELECT dedupe_key FROM outbox WHERE state = 'queued' AND dedupe_key LIKE '% due'"
        " ORDER BY dedupe_key"
    )
    assert queued == [("announcement due",), ("reminder due",)]


async def test_after_a_move_everything_goes_on(office: Office) -> None:
    code = await office.bekal.code()
    await office.bekal.store.write(lambda tx: queue(tx, Kind.NOTICE, "one", office.now))
    await office.bekal.store.write(lambda tx: inbox.receive(tx, "telegram", "9", "{}", office.now))
    office.back_up()
    office.lose()
    done = office.restore(nothing_since=True)
    assert done.settled == type(done.settled)()
    assert await office.asks("SELECT state FROM outbox WHERE dedupe_key = 'one'") == [("queued",)]
    assert len(await office.bekal.store.read(inbox.waiting)) == 1
    assert "Selesai" in await office.bekal.chat("1002").opens(code, "HP saya")


async def test_of_a_lost_store_no_open_code_is_good_and_no_question_is_answered_late(
    office: Office,
) -> None:
    code = await office.bekal.code()
    await office.bekal.store.write(lambda tx: inbox.receive(tx, "telegram", "9", "{}", office.now))
    office.back_up()
    office.lose()
    done = office.restore()
    assert (done.settled.codes, done.settled.events) == (1, 1)
    assert await office.bekal.store.read(inbox.waiting) == []
    assert "Selesai" not in await office.bekal.chat("1002").opens(code, "HP saya")


# -- keys ----------------------------------------------------------------------------------------


async def test_a_backup_from_before_a_rotation_comes_under_the_present_key(
    office: Office,
) -> None:
    old = office.ring
    office.back_up()
    await rotate(office.bekal.store, office.key, lambda _: (), office.now)
    with pytest.raises(WrongKey, match=r"needs key 1, which is not in .*--key"):
        office.restore()
    office.restore(old=old)
    assert office.ring.numbers == {2}
    assert await office.bekal.store.read(lambda tx: sealed.keys_in_use(tx.db)) == {2}
    assert (await office.bekal.store.read(people.everybody))[0].name == "Budi Santoso"


async def test_a_backup_says_which_keys_it_needs(office: Office) -> None:
    await rotate(office.bekal.store, office.key, lambda _: {1}, office.now)
    office.back_up()
    header = archive.read_header(office.file)
    assert (header.key, header.keys) == (2, {2})
