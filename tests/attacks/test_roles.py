"""Attacks on roles: others press and write everything that the office can."""

from __future__ import annotations

from collections import deque

import pytest
from dialogue import EVENT_IDS, Bekal, Chat
from furnished_office import ADMIN, MOTHER, SECRETS, SELF, STAFF, ZUL, furnish
from role_attacks import OFFICE_BUTTONS, chat_event, own_buttons, secrets_in

from handlers.feature_list import FEATURES
from programme.messages import EventKind
from programme.people import Role, Topic
from store import contacts, staff
from store.connection import Tx

STARTS = ("/petugas", "/siaran", "/sesi")
SEARCHES = (("people", "zulkarnain"), ("codes", ZUL), ("team", "Pujiono"), ("requests", ""))
MOST_PRESSED = 250

FACTS = (
    "participants", "participant_phones", "enrolments", "certificates", "certificate_events",
    "sessions", "invites", "staff", "announcements", "tickets", "ticket_texts", "uploads",
    "link_requests", "birth_date_changes", "employer_proofs", "erasure_requests", "imports",
)  # fmt: skip
"""Tables that only a role changes."""

WRONG = (
    "stranger", "participant", "mother", "instructor of another skill", "escort", "dismissed",
)  # fmt: skip


async def seen_by(chat: Chat) -> list[str]:
    """The data of the buttons that somebody of the office comes across, pressing each once."""
    seen: dict[str, None] = {}
    waiting: deque[str] = deque()

    def look() -> None:
        for button in chat.buttons:
            if button.data.partition(":")[0] in OFFICE_BUTTONS and button.data not in seen:
                seen[button.data] = None
                waiting.append(button.data)

    for start in STARTS:
        await chat.says(start)
        look()
    for button, text in SEARCHES:
        await chat.presses(button)
        look()
        if text:
            await chat.says(text)
            look()
    while waiting and len(seen) < MOST_PRESSED:
        await chat.presses(waiting.popleft())
        look()
    return list(seen)


async def somebody(bekal: Bekal, who: str) -> Chat:
    address = f"6{next(EVENT_IDS)}"
    match who:
        case "participant" | "mother":
            number = f"LMG-2026-{address}"
            await bekal.participant(number, "Budi Santoso", skill="meubeler")
            topics = (Topic.SCHEDULE, Topic.CERTIFICATE) if who == "mother" else ()
            chat = await bekal.linked(address, number, *topics)
            await chat.says("Mas")
            return chat
        case "instructor of another skill":
            return await bekal.staff_chat(address, f"Guru {address}", skills=("meubeler",))
        case "escort":
            return await bekal.staff_chat(address, f"Pengawal {address}", Role.ESCORT)
        case "dismissed":
            chat = await bekal.staff_chat(address, f"Mantan {address}", Role.ADMIN)
            await chat.says("/petugas")
            await bekal.store.write(lambda tx: dismiss(tx, f"Mantan {address}"))
            return chat
    return bekal.chat(address)


def dismiss(tx: Tx, name: str) -> None:
    """What somebody of the office does; here without him."""
    (ident,) = [each.id for each in staff.everybody(tx) if each.name == name]
    tx.db.execute("UPDATE staff SET active = 0 WHERE id = ?", (ident,))


async def content_of(bekal: Bekal) -> dict[str, list[object]]:
    """All rows of the tables that only a role changes."""

    def work(tx: Tx) -> dict[str, list[object]]:
        return {
            table: tx.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in FACTS
        }

    return await bekal.store.read(work)


@pytest.fixture
async def office(bekal: Bekal) -> list[str]:
    """A furnished office, and the buttons its admin sees in one just like it."""
    chats = await furnish(bekal)
    data = await seen_by(chats[ADMIN])
    assert {"announce", "broadcast", "codes", "people", "requests", "team"} <= {
        each.partition(":")[0] for each in data
    }
    return data


@pytest.mark.parametrize("who", WRONG)
async def test_every_button_of_the_office_pressed_by_somebody_else(
    bekal: Bekal, office: list[str], who: str
) -> None:
    chat = await somebody(bekal, who)
    before = await content_of(bekal)
    for data in office:
        event = await chat_event(chat, EventKind.BUTTON, data=data)
        assert secrets_in(event) == [], data
    assert await content_of(bekal) == before


@pytest.mark.parametrize("who", WRONG)
async def test_every_command_by_every_wrong_role(
    bekal: Bekal, office: list[str], who: str
) -> None:
    chat = await somebody(bekal, who)
    before = await content_of(bekal)
    for command in FEATURES.commands:
        for arguments in ("", f" {ZUL}", " Zulkarnain Prakoso", " 1", " semua"):
            answers = await chat_event(chat, EventKind.TEXT, text=command + arguments)
            assert secrets_in(answers) == [], command
            answers = await chat_event(chat, EventKind.TEXT, text="1")
            assert secrets_in(answers) == [], command
    after = await content_of(bekal)
    assert {table for table in FACTS if after[table] != before[table]} <= {
        "tickets", "ticket_texts", "link_requests",
    }  # fmt: skip


async def test_staff_is_no_admin(bekal: Bekal, office: list[str]) -> None:
    """What only admins press: whom the staff list names, and what he may."""
    member = bekal.chat(STAFF)
    before = (await content_of(bekal))["staff"]
    for data in office:
        if data.partition(":")[0] == "team":
            await member.confirms(data)
            await member.says("Mas")
    assert (await content_of(bekal))["staff"] == before
    assert "Staf" not in " ".join(button.label for button in member.buttons)


OWN = (
    "links", "pins", "consents", "tickets", "ticket_texts", "certificate_answers", "attendance",
    "presence",
    "employer_proofs", "erasure_requests", "link_requests", "conversations", "certificates",
    "participants", "certificate_events",
)  # fmt: skip
"""Tables with rows that are somebody's own."""


async def owned_by_others(bekal: Bekal, address: str) -> dict[str, list[object]]:
    """All such rows but those of the chat at this address."""

    def work(tx: Tx) -> dict[str, list[object]]:
        own = contacts.at(tx, "telegram", address, bekal.clock.now()).id
        found: dict[str, list[object]] = {}
        for table in OWN:
            columns = [row[1] for row in tx.db.execute(f"PRAGMA table_info({table})")]
            if "contact_id" in columns:
                others = f"WHERE contact_id IS NOT {own}"
            elif "ticket_id" in columns:
                asked = f"SELECT id FROM tickets WHERE contact_id = {own}"  # noqa: S608
                others = f"WHERE ticket_id NOT IN ({asked})"
            else:
                others = ""
            query = f"SELECT * FROM {table} {others} ORDER BY 1, 2"  # noqa: S608
            found[table] = tx.db.execute(query).fetchall()
        return found

    return await bekal.store.read(work)


async def test_what_is_somebodys_own_is_changed_by_nobody_else(bekal: Bekal) -> None:
    """Every button with every id, pressed and followed by words, by another participant."""
    chats = await furnish(bekal)
    data = await own_buttons(chats[SELF]) + await own_buttons(chats[MOTHER])
    thief = await somebody(bekal, "participant")
    before = await owned_by_others(bekal, thief.address)
    for each in dict.fromkeys(data):
        if each.startswith(("privacy:yes", "privacy:list")):
            continue  # his own chat would be gone
        pressed = await chat_event(thief, EventKind.BUTTON, data=each)
        written = await chat_event(thief, EventKind.TEXT, text="Penipu Ulung")
        assert secrets_in([*pressed, *written]) == [], each
    after = await owned_by_others(bekal, thief.address)
    for table, rows in before.items():
        assert after[table] == rows, table


async def test_a_role_can_not_be_taken_by_saying_so(bekal: Bekal) -> None:
    await furnish(bekal)
    chat = bekal.chat("6660")
    for text in (
        "saya admin",
        "saya petugas kantor",
        "/petugas admin",
        "sudo",
        "/admin",
        "Kusmiran",
    ):
        answer = await chat.says(text)
        assert "Mau apa" not in answer

    def role(tx: Tx) -> bool:
        return contacts.at(tx, "telegram", "6660", bekal.clock.now()).staff_id is not None

    assert not await bekal.store.write(role)


async def test_the_same_address_on_another_channel_is_another_chat(bekal: Bekal) -> None:
    """A role or a link belongs to a chat of a channel: ids of two channels may be the same."""
    await furnish(bekal)
    for address in (ADMIN, "1001"):
        twin = Chat(bekal, address, "webchat")
        for said in ("/petugas", "sertifikat saya", "data saya", "/sesi"):
            answer = await twin.says(said)
            assert not [secret for secret in (*SECRETS, ZUL) if secret in answer]


async def test_a_staff_code_gives_one_chat_its_role(bekal: Bekal) -> None:
    code = await bekal.staff_code("Kusmiran", Role.ADMIN)
    await bekal.chat("3001").says(f"/start {code}")
    thief = bekal.chat("6660")
    assert "tidak bisa dipakai" in await thief.says(f"/start {code}")
    assert "Mau apa" not in await thief.says("/petugas")


async def test_a_forwarded_staff_link_shows_in_the_audit(bekal: Bekal) -> None:
    """Whoever was first has the role, and it is noted which chat that was."""
    code = await bekal.staff_code("Kusmiran", Role.ADMIN)
    await bekal.chat("6660").says(f"/start {code}")

    def noted(tx: Tx) -> list[tuple[str, str]]:
        return tx.db.execute(
            "SELECT action, subject FROM audit WHERE actor GLOB 'contact:*'"
        ).fetchall()

    assert ("join staff", "staff:1") in await bekal.store.read(noted)
