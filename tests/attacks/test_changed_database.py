"""Whoever can write the database, but has no key, gives himself nothing, and it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from dialogue import Bekal, Chat
from stores import file_of
from structlog.testing import capture_logs

from programme.people import Role, Topic
from services.operations import at_rest
from services.privacy import pins
from store import contacts
from store.connection import Store, Tx
from store.errors import StoreError
from store.sealing import row_seals

OTHER = "LMG-2026-032"
HIS_OWN, HERS = "1001", "1002"
ATTACKER, MOTHER, ESCORT, ADMIN = "6666", "2001", "4001", "3001"


@contextmanager
def opened(bekal: Bekal) -> Iterator[sqlite3.Connection]:
    """The file, as anybody without the key opens it."""
    with closing(sqlite3.connect(file_of(bekal.store), isolation_level=None)) as db:
        yield db


def write(bekal: Bekal, statement: str, *values: Any) -> None:
    with opened(bekal) as db:
        assert db.execute(statement, values).rowcount, "it changed nothing"


def reopen(bekal: Bekal) -> None:
    bekal.store.close()
    file = file_of(bekal.store)
    bekal.store = Store.open(file, file.with_name("bekal.key"))


async def found(bekal: Bekal) -> list[str]:
    """What `bekal doctor` tells."""
    now = bekal.clock.now()
    return (await bekal.store.read(lambda tx: at_rest.examine(tx, now))).distrusted


async def is_linked(bekal: Bekal, chat: Chat) -> bool:
    def work(tx: Tx) -> bool:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        return bool(contacts.links(tx, contact.id, bekal.clock.now()))

    return await bekal.store.write(work)


async def is_office(chat: Chat) -> bool:
    await chat.says("/petugas")
    return "people" in {button.data for button in chat.buttons}


@pytest.fixture(autouse=True)
def _clock(bekal: Bekal, monkeypatch: pytest.MonkeyPatch) -> None:
    """When something was found, the store asks the system."""
    monkeypatch.setattr(row_seals, "time", lambda: bekal.clock.now().timestamp())


@pytest.fixture
async def chats(bekal: Bekal) -> dict[str, Chat]:
    """Budi and Siti in their own chats, Budi's mother, an escort, an admin, and the attacker."""
    await bekal.certificate(await bekal.participant())
    await bekal.participant(OTHER, "Siti Aminah", "1991-02-03")
    mother = await bekal.linked(MOTHER, "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("Lewati")
    attacker = bekal.chat(ATTACKER)
    await attacker.says("halo")
    return {
        HIS_OWN: await bekal.linked(HIS_OWN),
        HERS: await bekal.linked(HERS, OTHER),
        MOTHER: mother,
        ESCORT: await bekal.staff_chat(ESCORT, "Slamet Widodo", Role.ESCORT),
        ADMIN: await bekal.staff_chat(ADMIN, "Kusmiran", Role.ADMIN),
        ATTACKER: attacker,
    }


async def test_nothing_is_found_where_nobody_wrote(bekal: Bekal, chats: dict[str, Chat]) -> None:
    await chats[MOTHER].confirms("disown:yes")
    await chats[HERS].says("/stop")
    await chats[HIS_OWN].confirms("privacy:delete-yes")
    reopen(bekal)
    assert await found(bekal) == []
    assert await is_office(chats[ADMIN])


ROLES = {
    "his chat gets the admin's role":
        "UPDATE contacts SET staff_id = 2 WHERE id = (SELECT MIN(id) FROM contacts"
        " WHERE staff_id IS NULL AND id NOT IN (SELECT contact_id FROM links))",
    "he takes the place of the admin's chat":
        "UPDATE contacts SET staff_id = CASE staff_id WHEN 1 THEN 2 ELSE 1 END"
        " WHERE staff_id IS NOT NULL",
    "the escort becomes admin":
        "UPDATE staff SET role = (SELECT role FROM staff WHERE id = 2) WHERE id = 1",
}  # fmt: skip


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("how", ROLES)
async def test_nobody_becomes_an_admin(
    bekal: Bekal, chats: dict[str, Chat], how: str, restarts: bool
) -> None:
    write(bekal, ROLES[how])
    if restarts:
        reopen(bekal)
    with capture_logs() as logs:
        for chat in (chats[ATTACKER], chats[ESCORT], bekal.chat("x")):
            await chat.presses("people")
            assert "Budi" not in await chat.says("LMG-2026-031")
    assert await found(bekal)
    if not restarts:
        assert [each["fix"] for each in logs if each["event"] == "row distrusted"]


LINKS = {
    "the attacker's chat in the place of a linked one":
        "UPDATE links SET contact_id = (SELECT MIN(id) FROM contacts WHERE staff_id IS NULL"
        " AND id NOT IN (SELECT contact_id FROM links)) WHERE relation = 'self' AND id = 2",
    "Siti's link shows Budi": "UPDATE links SET participant_id = 1 WHERE participant_id = 2",
    "the mother hears everything": "UPDATE links SET topics = 'certificate,result,schedule',"
        " relation = 'self' WHERE relation = 'family'",
    "a link out of nothing":
        "INSERT INTO links (contact_id, participant_id, relation, topics, proven_by, allowed_by,"
        " created_at) SELECT MIN(c.id), 1, 'self', 'certificate,result,schedule', 'code',"
        " 'invite:1', 0 FROM contacts c WHERE c.staff_id IS NULL"
        " AND c.id NOT IN (SELECT contact_id FROM links)",
}  # fmt: skip


@pytest.mark.parametrize("how", LINKS)
async def test_no_link_is_made_or_widened(bekal: Bekal, chats: dict[str, Chat], how: str) -> None:
    write(bekal, LINKS[how])
    for address in (ATTACKER, HERS, MOTHER):
        assert "Siap diambil" not in await chats[address].says("sertifikat saya")
    assert len(await found(bekal)) == 1


async def test_an_ended_link_does_not_come_back(bekal: Bekal, chats: dict[str, Chat]) -> None:
    await chats[HIS_OWN].presses("review:end:1")
    assert not await is_linked(bekal, chats[MOTHER])
    write(bekal, "UPDATE links SET ended_at = NULL WHERE relation = 'family'")
    assert not await is_linked(bekal, chats[MOTHER])
    assert await found(bekal) == ["links 1"]


async def test_a_row_put_back_with_its_seal_is_found(bekal: Bekal, chats: dict[str, Chat]) -> None:
    link = "(SELECT id FROM links WHERE relation = 'family')"
    seal = f"name = 'links' AND row = {link}"
    with opened(bekal) as db:
        old = db.execute(f"SELECT seal_hash FROM row_seals WHERE {seal}").fetchone()  # noqa: S608
    await chats[HIS_OWN].presses("review:end:1")
    bekal.clock.move(minutes=1)
    with opened(bekal) as db:
        db.execute(f"UPDATE links SET ended_at = NULL WHERE id = {link}")  # noqa: S608
        db.execute(f"UPDATE row_seals SET seal_hash = ? WHERE {seal}", old)  # noqa: S608
    assert await found(bekal) == ["rows put back or removed"]
    await chats[HERS].says("halo")
    bekal.clock.move(days=29)
    assert await found(bekal) == ["rows put back or removed"]


async def test_a_withdrawn_consent_stays_withdrawn(bekal: Bekal, chats: dict[str, Chat]) -> None:
    await chats[HIS_OWN].confirms("consent:withdraw")
    assert not await is_linked(bekal, chats[HIS_OWN])
    write(bekal, "UPDATE consents SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL")
    write(bekal, "UPDATE links SET ended_at = NULL WHERE ended_at IS NOT NULL")
    assert not await is_linked(bekal, chats[HIS_OWN])
    assert len(await found(bekal)) == 2


PINS = {
    "taken away": "DELETE FROM pins WHERE contact_id = :his",
    "replaced by one's own": "UPDATE pins SET salt = (SELECT salt FROM pins WHERE contact_id ="
        " :own), pin_hash = (SELECT pin_hash FROM pins WHERE contact_id = :own)"
        " WHERE contact_id = :his",
    "said to be open": "UPDATE contacts SET open_until = 99999999999 WHERE id = :his",
}  # fmt: skip


@pytest.mark.parametrize("how", PINS)
async def test_a_pin_is_not_got_round(bekal: Bekal, chats: dict[str, Chat], how: str) -> None:
    now = bekal.clock.now()

    def lock(tx: Tx) -> dict[str, int]:
        his, own = (contacts.at(tx, "telegram", each, now) for each in (HIS_OWN, HERS))
        pins.keep(tx, his, "48261", now)
        pins.keep(tx, own, "12347", now)
        return {"his": his.id, "own": own.id}

    ids = await bekal.store.write(lock)
    bekal.clock.move(hours=2)
    with opened(bekal) as db:
        db.execute(PINS[how], ids)
    for said in ("sertifikat saya", "12347"):
        assert "Siap diambil" not in await chats[HIS_OWN].says(said)
    assert await found(bekal)


async def test_a_code_gives_no_more_than_it_was_made_for(
    bekal: Bekal, chats: dict[str, Chat]
) -> None:
    code = await bekal.code(OTHER)
    write(bekal, "UPDATE invites SET kind = 'staff', staff_id = 2 WHERE used_at IS NULL")
    await chats[ATTACKER].says(f"/start {code}")
    assert not await is_office(chats[ATTACKER])
    assert await found(bekal)


async def test_anothers_birth_date_does_not_become_ones_own(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.participant(OTHER, "Siti Aminah", "1991-02-03")
    write(bekal, "UPDATE participants SET birth_date = (SELECT birth_date FROM participants"
                 " WHERE id = 2) WHERE id = 1")  # fmt: skip
    answer = await bekal.chat(ATTACKER).says("sertifikat LMG-2026-031 3-2-1991")
    assert "Siap diambil" not in answer
    assert await found(bekal) == ["participants 1"]


async def test_a_change_that_was_not_noticed_is_not_sealed_by_a_later_one(
    bekal: Bekal, chats: dict[str, Chat]
) -> None:
    """As when the file is written behind the back of SQLite."""
    role = "UPDATE contacts SET staff_id = 2 WHERE staff_id IS NULL"
    write(bekal, "UPDATE contacts SET reminders = 1 WHERE id = 1")
    with opened(bekal) as db:
        db.execute(role)
        db.execute("UPDATE contacts SET open_until = NULL WHERE id = 1")
    await chats[ATTACKER].says("halo")
    reopen(bekal)
    assert not await is_office(chats[ATTACKER])


@pytest.mark.parametrize(
    "back", ["", "DELETE FROM settings WHERE name = 'key_check';"], ids=["seals", "and the key"]
)
async def test_a_store_is_not_passed_off_as_one_from_before_the_seals(
    bekal: Bekal, chats: dict[str, Chat], back: str
) -> None:
    old = "DELETE FROM row_seals; DELETE FROM seal_sums;"
    with opened(bekal) as db:
        db.execute("UPDATE contacts SET staff_id = 2 WHERE staff_id IS NULL")
        db.executescript(old + back)
    bekal.store.close()
    try:
        reopen(bekal)
    except (StoreError, sqlite3.Error):
        return
    assert not await is_office(chats[ATTACKER])


async def test_what_was_found_is_forgotten_after_a_month(
    bekal: Bekal, chats: dict[str, Chat]
) -> None:
    write(bekal, "UPDATE staff SET skills = 'pengelasan' WHERE id = 1")
    await chats[ADMIN].says("halo")
    assert await found(bekal) == ["staff 1"]
    later = bekal.clock.now() + timedelta(days=4000)
    assert (await bekal.store.read(lambda tx: at_rest.examine(tx, later))).distrusted == []
