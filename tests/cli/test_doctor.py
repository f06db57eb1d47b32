"""`bekal doctor` checks the bot from another process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_process import Ended, call, names_in
from dialogue import Bekal

from programme.messages import Outgoing
from programme.outbox import Kind, Priority, State
from services.sending import accounts
from store import contacts, inbox, outbox
from store.connection import Tx

Happening = Callable[[Tx, datetime], Any]

NOBODY = {"BEKAL_TELEGRAM_API_BASE_URL": "http://127.0.0.1:9"}
ACCOUNT = {"BEKAL_TELEGRAM_TOKEN": "123456:loopback", **NOBODY}


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    """A bot that another process seems to run."""
    now, owner = datetime.now(UTC), accounts.new_owner()
    await bekal.store.write(lambda tx: accounts.take(tx, "telegram", owner, now))
    return bekal


async def ask(folder: Path) -> tuple[Ended, dict[str, tuple[str, str]]]:
    """What the doctor finds: what it is about → (level, says)."""
    ended = await call(folder, "doctor", "--json", **ACCOUNT)
    findings = ended.json["findings"]
    return ended, {each["about"]: (each["level"], each["says"]) for each in findings}


ERROR_AT = datetime(2026, 11, 24, 2, tzinfo=UTC)


def queued(tx: Tx, due: datetime, key: str = "reply:1") -> int:
    contact = contacts.at(tx, "telegram", "5", due)
    body = Outgoing("Halo").to_json()
    return outbox.enqueue(tx, contact, Kind.REPLY, Priority.REPLY, key, body, due) or 0


def refused(tx: Tx, now: datetime, state: State = State.FAILED, reason: str = "blocked") -> None:
    row = queued(tx, now)
    outbox.claim_all(tx, [row], "me", now, now)
    later = datetime.now(UTC) + timedelta(hours=1)
    outbox.settle(tx, row, "me", state, now, reason=reason, not_before=later)


def failed(tx: Tx, now: datetime) -> None:
    inbox.failed(tx, inbox.receive(tx, "telegram", "7", "{}", now) or 0, now)


async def test_all_is_well(office: Bekal, tmp_path: Path) -> None:
    ended, found = await ask(tmp_path)
    assert (ended.status, ended.json["ok"], ended.err) == (0, True, "")
    assert found.pop("at Telegram")[0] == "note"
    assert found.pop("admins") == ("note", "none has a chat")
    assert {level for level, _ in found.values()} == {"ok"}
    assert found["configuration"] == ("ok", "no config.toml here, all is from the environment")
    assert found["telegram"] == ("ok", "runs")
    assert found["messages"] == ("ok", "0 waiting, 0 sent")


@pytest.mark.parametrize(
    ("happens", "about", "finding"),
    [
        (
            lambda tx, now: accounts.stopped(tx, "telegram", "unauthorized", now),
            "telegram",
            ("problem", "stopped: unauthorized"),
        ),
        (
            lambda tx, now: queued(tx, now - timedelta(minutes=12, seconds=5)),
            "messages",
            ("problem", "1 waiting, 0 sent, the oldest due for 12 minutes"),
        ),
        (queued, "messages", ("ok", "1 waiting, 0 sent")),
        (
            lambda tx, _: refused(tx, ERROR_AT),
            "not delivered",
            ("note", "1 blocked; the last error at 2026-11-24 02:00 UTC"),
        ),
        (
            lambda tx, _: refused(tx, ERROR_AT, State.QUEUED, "connect_failed"),
            "tried again",
            ("note", "1 connect_failed; the last error at 2026-11-24 02:00 UTC"),
        ),
        (failed, "received", ("note", "1 failed")),
        (
            lambda tx, now: inbox.receive(tx, "telegram", "8", "{}", now, readable=False),
            "received",
            ("note", "1 unreadable"),
        ),
        (
            lambda tx, now: inbox.receive(tx, "telegram", "9", "{}", now),
            "received",
            ("ok", "1 waiting"),
        ),
        (
            lambda tx, _: queued(tx, datetime(2999, 1, 2, 3, 4, tzinfo=UTC)),
            "clock",
            ("problem", "it stands before the newest entry, 2999-01-02 03:04 UTC"),
        ),
    ],
)
async def test_what_happened_is_found(
    office: Bekal, tmp_path: Path, happens: Happening, about: str, finding: tuple[str, str]
) -> None:
    await office.store.write(lambda tx: happens(tx, datetime.now(UTC)))
    ended, found = await ask(tmp_path)
    assert found[about] == finding
    assert ended.status == (1 if finding[0] == "problem" else 0)


async def test_nobody_runs_it(bekal: Bekal, tmp_path: Path) -> None:
    ended, found = await ask(tmp_path)
    assert (ended.status, found["telegram"]) == (1, ("problem", "no process runs it"))


async def test_a_stopped_account_that_nobody_runs_is_told_why(
    bekal: Bekal, tmp_path: Path
) -> None:
    def stop(tx: Tx) -> None:
        accounts.take(tx, "telegram", "elsewhere/1/a", datetime(2026, 1, 1, tzinfo=UTC))
        accounts.stopped(tx, "telegram", "unauthorized", datetime(2026, 1, 1, tzinfo=UTC))

    await bekal.store.write(stop)
    _, found = await ask(tmp_path)
    assert found["telegram"] == ("problem", "stopped: unauthorized, and no process runs it")


async def test_a_hold_of_telegram_is_told(office: Bekal, tmp_path: Path) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    await office.store.write(lambda tx: outbox.hold_account(tx, "telegram", until))
    _, found = await ask(tmp_path)
    assert found["telegram"] == ("note", f"told to wait until {until:%H:%M:%S} UTC")


async def test_a_key_that_others_can_read_is_told_with_its_fix(
    office: Bekal, tmp_path: Path
) -> None:
    (tmp_path / "bekal.key").chmod(0o644)
    ended = await call(tmp_path, "doctor", **ACCOUNT)
    assert ended.status == 1
    assert f"problem  key            others can read it; chmod 600 {tmp_path}" in ended.out


async def test_a_token_that_others_can_read_is_told_with_its_fix(
    office: Bekal, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[telegram]\ntoken = "123456:loopback"\n')
    file.chmod(0o644)
    open_to_all = await call(tmp_path, "doctor", **NOBODY)
    assert open_to_all.status == 1
    assert "others can read the token in it; chmod 600 config.toml" in open_to_all.out
    file.chmod(0o600)
    assert (await call(tmp_path, "doctor", **NOBODY)).status == 0


async def test_where_things_are_is_told_in_full(office: Bekal, tmp_path: Path) -> None:
    """Not as “.”, where the configuration is in the present folder."""
    (tmp_path / "config.toml").write_text('[office]\nname = "Dinas"\n')
    _, found = await ask(tmp_path)
    assert found["configuration"] == ("ok", "config.toml")
    assert found["store"] == ("ok", str(tmp_path / "bekal.db"))
    assert found["disk"][1].endswith(f"MB left at {tmp_path}")


async def test_a_store_that_others_can_read_is_told_with_its_fix(
    office: Bekal, tmp_path: Path
) -> None:
    (tmp_path / "bekal.db").chmod(0o640)
    ended, found = await ask(tmp_path)
    assert ended.status == 1
    assert found["store"] == ("problem", "others can read it")
    told = await call(tmp_path, "doctor", **ACCOUNT)
    assert f"others can read it; chmod 600 {tmp_path / 'bekal.db'}*" in told.out


async def test_a_wrong_key_is_told(office: Bekal, tmp_path: Path) -> None:
    other = office.store.keys.new().to_text()
    ended = await call(tmp_path, "doctor", BEKAL_KEY=other, **ACCOUNT)
    assert ended.status == 1
    assert "problem  store" in ended.out


async def test_where_nothing_is_yet_nothing_is_made(tmp_path: Path) -> None:
    ended = await call(tmp_path, "doctor")
    assert ended.status == 1
    assert "note     configuration  no config.toml here; run this in the folder" in ended.out
    assert "problem  telegram       no token is set; get one from @BotFather" in ended.out
    assert "problem  store          there is no store" in ended.out
    assert names_in(tmp_path) == []


async def test_a_store_of_another_version_is_left_as_it_is(office: Bekal, tmp_path: Path) -> None:
    await office.store.write(lambda tx: tx.db.execute("PRAGMA user_version = 999"))
    ended, found = await ask(tmp_path)
    assert ended.status == 1
    assert "999" in found["store"][1]
