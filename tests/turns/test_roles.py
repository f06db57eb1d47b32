"""Nobody else can do what the office can: each button, state, command and file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from dialogue import Bekal, Chat
from office_admin import retire

from handlers.announcing import broadcast
from handlers.certificates import find, move
from handlers.feature_list import FEATURES
from handlers.importing import birth_dates, lists
from handlers.linking import answer_requests, codes, escorts, lookup, team
from handlers.operations import health, office_menu
from handlers.privacy import erase
from handlers.tickets import answer
from handlers.turns.features import Features
from programme.certificates import Step
from programme.messages import DocumentRef, EventKind
from programme.people import Role, Topic
from services.inbox import conversation
from store import contacts
from store.connection import Tx
from store.conversations import Conversation

OUTSIDERS = ("stranger", "participant", "family", "instructor", "escort", "former staff")

ARGUMENTS = {
    "broadcast": ("", "to:all", "to:ready", "bare", "edit", "send", "counts:1", "stop:1",
                  "again:1"),
    "lists": ("", "save:1", "tell:1", "drop:1", "of:1:1"),
    "codes": ("", "for:1", "self:1", "family:1", "topics:1:a", "make:7", "end:1", "end:2"),
    "people": ("", "show:1", "links:1", "codes:1", "papers:1", "end-links:1:1", "end-codes:1:1",
               "end-papers:1:1"),
    "team": ("", "role:admin:0", "ended:0", "show:1", "code:1", "end:1", "yes:1", "past:1",
             "back:1"),
    "escorts": ("", "of:1"),
    "certificates": ("", "of:1", "open:1", "to:printing", "save", "tell", "stop:1", "duplicate:1",
                     "ready:0", "handed:1", "kept:1"),
    "erase": ("", "1", "by", "lift", "ask:1", "yes:1", "decline:1"),
    "births": ("", "new:1:1991-01-01", "leave:1:1991-01-01"),
    "tickets": ("", "page:1", "open:1", "answer:1", "close:1", "whole:1", "send"),
    "requests": ("", "look:1", "with:1:1", "find:1", "self:1:1:x", "family:1:1:x",
                 "topics:1:1:x:a", "no:1", "undo:1"),
}  # fmt: skip
"""What a button's data may say; of buttons that are not named here some guesses."""

GUESSES = ("", "1", "show:1", "of:1", "yes:1", "save:1", "stop:1", "find:1", "move:1:ready")

DRAFT = {
    "participant": "1", "upload": "1", "purpose": "", "topics": "a", "paper": "P-1", "to": "all",
    "name": "Agus", "request": "1", "seen": "x", "ticket": "1", "message": '{"text": "x"}',
    "chosen": "1:ready", "step": "printing", "reason": "keliru", "told": "yes", "text": "Siap.",
    "refused": "Kumpul di lapas.",
}  # fmt: skip
"""What stands in a conversation that an outsider never had."""

UNSPOILT = ("inbox", "outbox", "conversations", "attempts", "sqlite_sequence", "contacts")
"""Tables that every turn writes to."""

HARMLESS = ("Apa yang ingin ditanyakan", "Sudah tidak ada yang perlu dikirim")
"""The menu, and what everybody is told who wants to send what he never wrote."""

SECRETS = ("Budi", "Santoso", "LMG-2026-031", "Retno", "Wahyu", "LAS 9990", "P-1")


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    """An office with somebody of everything there is."""
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.READY)
    await bekal.session("2026-11-25 08:00")
    await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await bekal.code()
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    return bekal


async def outsider(bekal: Bekal, who: str) -> Chat:
    match who:
        case "participant":
            return bekal.chat("1001")
        case "family":
            return bekal.chat("1002")
        case "instructor":
            return await bekal.staff_chat("2001", "Joko", Role.INSTRUCTOR, ("meubeler",))
        case "escort":
            return await bekal.staff_chat("2002", "Agus", Role.ESCORT)
        case "former staff":
            chat = await bekal.staff_chat("3002", "Sari", Role.ADMIN)
            await retire(bekal, chat)
            return chat
    stranger = bekal.chat("1009")
    await stranger.says("halo")
    return stranger


OFFICE = Features(
    office_menu.FEATURE,
    lists.FEATURE,
    answer_requests.FEATURE,
    birth_dates.FEATURE,
    find.FEATURE,
    move.FEATURE,
    codes.FEATURE,
    erase.FEATURE,
    escorts.FEATURE,
    health.FEATURE,
    lookup.FEATURE,
    team.FEATURE,
    answer.FEATURE,
    broadcast.FEATURE,
)


def office_buttons() -> Iterator[str]:
    for name in OFFICE.presses:
        for argument in ARGUMENTS.get(name, GUESSES):
            yield f"{name}:{argument}".rstrip(":")


def office_states() -> list[str]:
    return [*OFFICE.states]


async def everything(bekal: Bekal) -> dict[str, list[Any]]:
    """All that is kept, but what every turn writes."""

    def work(tx: Tx) -> dict[str, list[Any]]:
        names = tx.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        kept = {
            name: tx.db.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for (name,) in names
            if name not in UNSPOILT
        }
        roles = tx.db.execute("SELECT id, staff_id FROM contacts ORDER BY id").fetchall()
        pushed = tx.db.execute("SELECT * FROM outbox WHERE kind <> 'reply'").fetchall()
        return kept | {"roles": roles, "pushed": pushed}

    return await bekal.store.read(work)


def reveals_nothing(chat: Chat, who: str) -> bool:
    """Participants know their own names."""
    shown = chat.last.words
    return who in ("participant", "family") or not any(secret in shown for secret in SECRETS)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_button_of_the_office_works_for_others(office: Bekal, who: str) -> None:
    chat = await outsider(office, who)
    before = await everything(office)
    for data in office_buttons():
        answer = await chat.confirms(data)
        assert answer.startswith(HARMLESS), data
        assert reveals_nothing(chat, who), data
    assert await everything(office) == before


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_dialogue_of_the_office_goes_on_for_others(office: Bekal, who: str) -> None:
    """As when a role ends in the middle of one."""
    chat = await outsider(office, who)
    before = await everything(office)
    for state, text in product(
        office_states(), ("Budi Santoso", "P-17 Siti", "ya", "besok jam 8")
    ):
        await put_into(office, chat, state)
        await chat.says(text)
        assert reveals_nothing(chat, who), (state, text)
        for data in ("codes:make:7", "escorts:of:1", "broadcast:send", "lists:save:1"):
            await put_into(office, chat, state)
            await chat.confirms(data)
            assert reveals_nothing(chat, who), (state, data)
    after = await everything(office)
    changed = [name for name in before if before[name] != after[name]]
    assert set(changed) <= {"examples"}


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_file_is_taken_from_others(office: Bekal, who: str) -> None:
    chat = await outsider(office, who)
    before = await everything(office)
    files = (
        DocumentRef("f", "peserta.xlsx", 100),
        DocumentRef("f", "surat.pdf", 100, "application/pdf"),
        DocumentRef("f", "", 100, "image/jpeg", is_picture=True),
    )
    states_with_files = [each.name for each in FEATURES.states.values() if each.take_file]
    for state, file in product(("", *states_with_files, *office_states()), files):
        await put_into(office, chat, state)
        await chat.sends(EventKind.DOCUMENT, document=file, source_message="9")
        assert reveals_nothing(chat, who), (state, file.name)
    assert await everything(office) == before


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_command_of_the_office_works_for_others(office: Bekal, who: str) -> None:
    chat = await outsider(office, who)
    before = await everything(office)
    for command in OFFICE.commands:
        answer = await chat.says(command)
        assert "Mau apa" not in answer
        assert "Kirim pesan ke siapa" not in answer
    assert await everything(office) == before


async def test_what_is_an_admins_is_not_the_other_staffs(office: Bekal) -> None:
    sari = await office.staff_chat("3002", "Sari", Role.STAFF)
    before = await everything(office)
    for name in ("team", "escorts"):
        for argument in ARGUMENTS[name]:
            answer = await sari.confirms(f"{name}:{argument}".rstrip(":"))
            assert "Apa yang ingin ditanyakan" in answer
    await put_into(office, sari, escorts.NAME)
    await sari.says("Agus Salim")
    await put_into(office, sari, escorts.NAME)
    await sari.presses("escorts:of:1")
    assert await everything(office) == before


def test_the_tables_of_the_office_are_part_of_all() -> None:
    """So that nothing is tried here that nobody could reach."""
    assert OFFICE.presses.items() <= FEATURES.presses.items()
    assert OFFICE.states.items() <= FEATURES.states.items()
    assert OFFICE.commands.items() <= FEATURES.commands.items()


async def put_into(bekal: Bekal, chat: Chat, state: str) -> None:
    """Have the chat be where only the office gets."""

    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        contact = contacts.at(tx, chat.channel, chat.address, now)
        shown = (("Simpan", "lists:save:1"), ("Batal", "lists:drop:1"))
        conversation.keep(tx, contact, Conversation(state, DRAFT if state else {}), shown, now)

    await bekal.store.write(work)
