"""`bekal doctor` on what is stored: disk, audit, backups, key, tickets; and on our addresses."""

from __future__ import annotations

import asyncio
import sqlite3
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cli_process import Ended, call
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from dialogue import Bekal

from bot.commands.doctor import addresses, at_rest as doctor_at_rest
from bot.config.settings import load
from bot.finding import Level
from programme.tickets import TicketKind
from services.operations import at_rest, backups, key_rotation
from services.operations.at_rest import AtRest
from services.sending import accounts
from services.tickets import tickets
from store import contacts, records, settings
from store.connection import Tx

Happening = Callable[[Tx, datetime], Any]


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    """A bot that another process seems to run."""
    now, owner = datetime.now(UTC), accounts.new_owner()
    await bekal.store.write(lambda tx: accounts.take(tx, "telegram", owner, now))
    return bekal


async def ask(folder: Path, **more: str) -> tuple[Ended, dict[str, tuple[str, str]]]:
    """What the doctor finds: what it is about → (level, says)."""
    account = {
        "BEKAL_TELEGRAM_TOKEN": "123456:loopback",
        "BEKAL_TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
    }
    ended = await call(folder, "doctor", "--json", **account, **more)
    findings = ended.json["findings"]
    return ended, {each["about"]: (each["level"], each["says"]) for each in findings}


def noted(tx: Tx, now: datetime) -> None:
    records.audit(tx, "staff:1", "look", "", now)
    tx.db.execute("UPDATE audit SET actor = 'staff:2'")


def overdue(tx: Tx, now: datetime) -> None:
    asker = contacts.at(tx, "telegram", "5", now)
    long_ago = now - timedelta(days=4)
    due = long_ago + timedelta(hours=72)
    tickets.open_ticket(tx, asker, TicketKind.CORRECTION, "salah", long_ago, due_at=due)


async def test_all_is_well(office: Bekal, tmp_path: Path) -> None:
    ended, found = await ask(tmp_path)
    assert ended.status == 0
    assert found["audit"] == ("ok", "whole")
    assert found["backup"] == ("ok", "none yet, the next at 02.00")
    assert found["tickets"] == ("ok", "0 waiting")
    assert found["disk"][1].endswith(f"MB left at {tmp_path}")
    assert found["zone"][1].startswith("Asia/Jakarta, where it is ")
    assert "webhook" not in found


@pytest.mark.parametrize(
    ("happens", "about", "finding"),
    [
        (noted, "audit", ("problem", "entry 1: it was changed")),
        (
            lambda tx, _: backups.note_made(tx, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
            "backup",
            ("problem", "the last is of 2026-01-02 03:04 UTC"),
        ),
        (
            lambda tx, now: backups.note_failure(tx, "the disk is full; free some", now),
            "backup",
            ("problem", "none yet, a try failed: the disk is full"),
        ),
        (
            lambda tx, now: settings.keep(tx, key_rotation.UNDER_WAY, now.isoformat()),
            "key",
            ("note", "a rotation was begun and not ended"),
        ),
        (overdue, "tickets", ("note", "1 waiting, 1 overdue")),
    ],
)
async def test_what_happened_is_found(
    office: Bekal, tmp_path: Path, happens: Happening, about: str, finding: tuple[str, str]
) -> None:
    await office.store.write(lambda tx: happens(tx, datetime.now(UTC)))
    ended, found = await ask(tmp_path)
    assert found[about] == finding
    assert ended.status == (1 if finding[0] == "problem" else 0)


async def test_a_role_written_without_the_key_is_told_with_its_fix(
    office: Bekal, tmp_path: Path
) -> None:
    await office.staff_chat("3001", "Kusmiran")
    with closing(sqlite3.connect(tmp_path / "bekal.db")) as db:
        db.execute("UPDATE staff SET active = 0")
        db.commit()
    ended, found = await ask(tmp_path)
    assert ended.status == 1
    assert found["roles and links"] == ("problem", "1 written without the key: staff 1")
    assert "compare with a backup" in ended.out
    assert "new codes" in ended.out


async def test_without_daily_backups_that_is_told(office: Bekal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[backup]\nfolder = ""\n')
    _, found = await ask(tmp_path)
    assert found["backup"] == ("note", "none yet, and none is made by itself")


async def test_a_disk_that_is_nearly_full_is_told(
    office: Bekal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = await office.store.read(lambda tx: at_rest.examine(tx, office.clock.now()))
    monkeypatch.setattr(doctor_at_rest, "ROOM_BELOW", 2**60)
    found = doctor_at_rest.findings(settings_in(tmp_path), stored, office.clock.now())
    (disk,) = [each for each in found if each.about == "disk"]
    assert (disk.level, disk.fix.startswith("free some space")) == (Level.PROBLEM, True)


def settings_in(folder: Path) -> Any:
    (folder / "config.toml").touch()
    return load(folder / "config.toml", {})


async def test_a_rotation_and_nothing_else_changes_what_is_found(office: Bekal) -> None:
    found: AtRest = await office.store.read(lambda tx: at_rest.examine(tx, office.clock.now()))
    assert (found.broken, found.is_rotating) == (None, False)


# -- addresses -----------------------------------------------------------------------------------


def new_certificate(folder: Path, until: datetime) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 with its key in one file, and who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "loopback.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file, ssl.create_default_context(cafile=file)


@asynccontextmanager
async def tls_server(file: Path) -> AsyncIterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = await asyncio.start_server(lambda _, out: out.close(), "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"


async def looked_at(url: str, trust: ssl.SSLContext | None = None) -> tuple[Level, str]:
    found = await asyncio.to_thread(
        addresses.certificate, "webhook", url, datetime.now(UTC), trust
    )
    return found.level, found.says


@pytest.mark.parametrize(("days", "level"), [(80, Level.OK), (3, Level.PROBLEM)])
async def test_how_long_a_certificate_is_good(tmp_path: Path, days: int, level: Level) -> None:
    until = datetime.now(UTC) + timedelta(days=days)
    file, trust = new_certificate(tmp_path, until)
    async with tls_server(file) as url:
        found = await looked_at(url, trust)
    assert found == (level, f"the certificate of 127.0.0.1 is good until {until:%Y-%m-%d}")


async def test_a_certificate_that_is_refused_is_told(tmp_path: Path) -> None:
    over, trust = new_certificate(tmp_path, datetime.now(UTC) - timedelta(days=1))
    async with tls_server(over) as url:
        assert await looked_at(url, trust) == (
            Level.PROBLEM,
            "the certificate of 127.0.0.1 is refused: certificate has expired",
        )
        level, says = await looked_at(url)
        assert level is Level.PROBLEM
        assert "refused: " in says


async def test_an_address_nobody_answers_at_is_a_note() -> None:
    level, says = await looked_at("https://127.0.0.1:1/hook")
    assert (level, says) == (
        Level.NOTE, "127.0.0.1 can't be reached from here (Connection refused)"
    )  # fmt: skip
