"""People without a code ask to be linked, and everybody gets the same answer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from dialogue import Bekal, Chat
from pushes import pushed
from stores import file_of

from programme.linking import LinkRequest
from programme.messages import EventKind
from programme.office import Office
from programme.people import Role
from services.linking import requests
from services.privacy import leaving
from store import contacts, link_requests as rows, people
from store.connection import Store, Tx

PASSED_ON = (
    "Terima kasih. Permintaannya diteruskan, dan kantor menjawab di sini dalam tiga hari kerja."
)
HOW = "Untuk menghubungkan chat ini, tulis kode"
BUDIS, MOTHERS, NOBODYS = "+6281200005001", "+6281200005002", "+6281200005009"


@pytest.fixture
async def listed(bekal: Bekal) -> None:
    """Budi's list has his own number, marked as such; Andi's has his mother's."""

    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        born = date(1990, 8, 17)
        people.add(tx, "LMG-2026-031", "Budi Santoso", born, (BUDIS,), now, phone_is_own=True)
        people.add(tx, "LMG-2026-032", "Andi Wijaya", born, (MOTHERS,), now)

    await bekal.store.write(work)


async def waiting(bekal: Bekal) -> list[LinkRequest]:
    return await bekal.store.read(rows.open_ones)


async def shares(chat: Chat, phone: str, *, is_own: bool = True) -> str:
    return await chat.sends(EventKind.PHONE, phone=phone, phone_is_own=is_own)


async def is_linked(bekal: Bekal, chat: Chat) -> bool:
    def work(tx: Tx) -> bool:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        return bool(contacts.links(tx, contact.id, bekal.clock.now()))

    return await bekal.store.write(work)


@pytest.mark.parametrize(
    "said",
    [
        "saya ibunya Budi, mau daftar",
        "aku bapake Andi, pengen dikabari",
        "kula ibuke Siapa Saja, badhe ndaftar",
        "saya istri Budi Santoso, tolong nomor saya didaftarkan",
    ],
)
@pytest.mark.usefixtures("listed")
async def test_whoever_says_whose_he_is_reads_the_same_sentence(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    answer = await chat.says(said)
    assert answer.startswith(PASSED_ON)
    assert chat.last.ask_phone == "Bagikan nomor HP saya"
    (request,) = await waiting(bekal)
    assert request.claim.text == said
    assert not await is_linked(bekal, chat)


@pytest.mark.parametrize(
    "said", ["hubungkan chat ini", "saya belum punya kode", "kodenya ketlisut", "[request]"]
)
async def test_whoever_only_wants_to_is_told_how(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    await chat.talks((said, HOW))
    assert chat.last.ask_phone == "Bagikan nomor HP saya"
    assert await waiting(bekal) == []
    await chat.talks(("Budi Santoso, saya kakaknya", PASSED_ON))
    assert len(await waiting(bekal)) == 1


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("jadwal las besok", "belum ada jadwal"),
        ("batal", "dibatalkan"),
        ("Batal", "dibatalkan"),
        ("terima kasih", "Sama-sama"),
        ("mau daftar pelatihan", "Pelatihan yang ada"),
    ],
)
async def test_another_matter_is_answered_and_not_kept(
    bekal: Bekal, said: str, answered: str
) -> None:
    chat = bekal.chat()
    await chat.presses("request")
    await chat.talks((said, answered))
    assert await waiting(bekal) == []


@pytest.mark.parametrize(
    ("phone", "is_own"),
    [
        (MOTHERS, True),
        (NOBODYS, True),
        ("6281200005002", True),
        (BUDIS, False),
        (MOTHERS, False),
        ("0812-0000-5009", False),
        ("13105550100", True),
        ("", False),
        ("abc" * 100, False),
    ],
)
@pytest.mark.usefixtures("listed")
async def test_known_unknown_and_others_numbers_are_answered_alike(
    bekal: Bekal, phone: str, is_own: bool
) -> None:
    chat = bekal.chat()
    assert await shares(chat, phone, is_own=is_own) == PASSED_ON
    assert [button.data for button in chat.buttons] == ["menu"]
    assert len(await waiting(bekal)) == 1
    assert not await is_linked(bekal, chat)


@pytest.mark.usefixtures("listed")
async def test_the_same_work_is_done_for_a_number_on_a_list_and_for_any_other(
    bekal: Bekal,
) -> None:
    async def work_for(address: str, phone: str) -> list[str]:
        """The statements that answering takes, without what they are about."""
        run: list[str] = []
        chat = bekal.chat(address)
        await chat.says("/menu")
        await bekal.store.write(lambda tx: tx.db.set_trace_callback(run.append))
        await shares(chat, phone)
        await bekal.store.write(lambda tx: tx.db.set_trace_callback(None))
        return [re.sub(r"X?'[^']*'|\d+", "?", statement) for statement in run]

    assert await work_for("2001", MOTHERS) == await work_for("2002", NOBODYS)


@pytest.mark.usefixtures("listed")
async def test_a_number_that_a_list_marks_as_ones_own_links_after_the_consent_text(
    bekal: Bekal,
) -> None:
    chat = bekal.chat()
    assert "Sebelum mulai: soal data" in await shares(chat, "6281200005001")
    assert not await is_linked(bekal, chat)
    assert "Selesai." in await chat.presses("HP saya")
    assert await is_linked(bekal, chat)

    def proof(tx: Tx) -> list[tuple[str, str]]:
        return tx.db.execute("SELECT relation, proven_by FROM links").fetchall()

    assert await bekal.store.read(proof) == [("self", "phone")]
    assert await waiting(bekal) == []


@pytest.mark.usefixtures("listed")
async def test_the_same_number_shared_twice_opens_one_invite(bekal: Bekal) -> None:
    chat = bekal.chat()
    await shares(chat, BUDIS)
    await chat.says("batal")
    await shares(chat, BUDIS)
    count = "SELECT COUNT(*) FROM invites"
    assert await bekal.store.read(lambda tx: tx.db.execute(count).fetchone()) == (1,)
    await chat.presses("pinjaman")
    assert await is_linked(bekal, chat)
    bekal.clock.move(minutes=31)
    assert not await is_linked(bekal, chat)
    await shares(chat, BUDIS)
    await chat.presses("HP saya")
    bekal.clock.move(days=1)
    assert await is_linked(bekal, chat)


@pytest.mark.usefixtures("listed")
async def test_what_was_asked_about_somebody_else_still_waits(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("saya kakaknya Andi Wijaya, mau daftar")
    await shares(chat, BUDIS)
    await chat.presses("HP saya")
    assert await is_linked(bekal, chat)
    (request,) = await waiting(bekal)
    assert "Andi Wijaya" in request.claim.text
    await chat.talks(("[request:answer]", PASSED_ON))
    await chat.talks(("saya kakaknya Andi, mau daftar", PASSED_ON))
    assert len(await waiting(bekal)) == 1


@pytest.mark.usefixtures("listed")
async def test_numbers_shared_too_often_are_not_kept(bekal: Bekal) -> None:
    chat = bekal.chat()
    for _ in range(requests.NEW_REQUESTS.most):
        assert await shares(chat, NOBODYS) == PASSED_ON
        await chat.confirms("privacy:yes")
    assert "terlalu sering" in await shares(chat, BUDIS)
    assert "terlalu sering" in await shares(chat, NOBODYS)


@pytest.mark.usefixtures("listed")
async def test_a_number_given_to_somebody_else_takes_nothing_from_a_linked_chat(
    bekal: Bekal,
) -> None:
    own = await bekal.linked("1001")
    stranger = bekal.chat("6666")
    assert await shares(stranger, BUDIS) == PASSED_ON
    assert await is_linked(bekal, own)
    assert not await is_linked(bekal, stranger)


@pytest.mark.usefixtures("listed")
async def test_a_number_marked_for_two_proves_neither(bekal: Bekal) -> None:
    def work(tx: Tx) -> None:
        born, now = date(1991, 1, 1), bekal.clock.now()
        people.add(tx, "LMG-2026-040", "Beni Santoso", born, (BUDIS,), now, phone_is_own=True)

    await bekal.store.write(work)
    assert await shares(bekal.chat(), BUDIS) == PASSED_ON


@pytest.mark.parametrize(
    ("shared", "read"),
    [
        ("6281200005001", "+6281200005001"),
        ("+62 812-0000-5001", "+6281200005001"),
        ("0812-0000-5001", "+6281200005001"),
        ("819012345678", "+819012345678"),
        ("+13105550100", "+13105550100"),
    ],
)
def test_international_numbers_without_a_plus_are_no_indonesian_ones(
    shared: str, read: str
) -> None:
    assert requests.read_phone(shared) == read


async def test_a_chat_has_one_open_request_to_which_more_is_added(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("saya ibunya Budi, mau daftar")
    await chat.talks(
        ("lahirnya 17-8-1990", PASSED_ON), ("saya ibunya Budi, mau daftar", PASSED_ON)
    )
    await shares(chat, MOTHERS)
    (request,) = await waiting(bekal)
    assert "17-8-1990" in request.claim.text
    assert (request.claim.phone, request.claim.phone_is_own) == (MOTHERS, True)


async def test_a_flood_of_one_chat_is_one_request_and_one_notice(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    chat = bekal.chat()
    answers = {await chat.says(f"saya ibunya Budi {number}, mau daftar") for number in range(40)}
    assert len(answers) == 1
    (request,) = await waiting(bekal)
    assert len(request.claim.text) <= requests.LONGEST_TEXT
    assert set(await pushed(bekal)) == {"3001"}
    await chat.says("saya ibunya Budi, mau daftar")
    assert await pushed(bekal) == {}


async def test_a_flood_of_many_chats_is_one_notice_in_ten_minutes(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    told = []
    for number in range(30):
        await bekal.chat(f"5{number}").says("saya ibunya Budi, mau daftar")
        told += (await pushed(bekal)).values()
        bekal.clock.move(seconds=30)
    bekal.clock.move(minutes=10)
    told += (await pushed(bekal)).values()
    assert len(told) == 3
    assert "menunggu: 30" in told[-1].text


async def test_deleting_the_chat_opens_no_new_tries(bekal: Bekal) -> None:
    chat = bekal.chat()
    for _ in range(requests.NEW_REQUESTS.most):
        assert PASSED_ON in await chat.says("saya ibunya Budi, mau daftar")
        await chat.confirms("privacy:yes")
    answer = await chat.says("saya ibunya Budi, mau daftar")
    assert "terlalu sering" in answer
    assert await waiting(bekal) == []
    bekal.clock.move(days=1, minutes=1)
    assert PASSED_ON in await chat.says("saya ibunya Budi, mau daftar")


async def test_tries_survive_a_restart(bekal: Bekal) -> None:
    for _ in range(requests.NEW_REQUESTS.most):
        await bekal.chat().says("saya ibunya Budi, mau daftar")
        await bekal.chat().confirms("privacy:yes")
    store = Store.open(file_of(bekal.store), file_of(bekal.store).with_name("bekal.key"))
    try:
        answer = await Bekal(store, bekal.clock).chat().says("saya ibunya Budi, mau daftar")
    finally:
        store.close()
    assert "terlalu sering" in answer


async def test_what_was_written_is_sealed_and_goes_with_the_chat(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("saya ibunya Budi, mau daftar")
    await shares(chat, MOTHERS)
    sealed = "SELECT text, phone FROM link_requests"
    ((text, phone),) = await bekal.store.read(lambda tx: tx.db.execute(sealed).fetchall())
    assert b"Budi" not in text
    assert MOTHERS.encode() not in phone

    def delete(tx: Tx) -> None:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        leaving.delete_chat(tx, contact, bekal.clock.now())

    await bekal.store.write(delete)
    assert await bekal.store.read(lambda tx: tx.db.execute(sealed).fetchall()) == []


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-24 09:00", "2026-11-28 00:00"),
        ("2026-11-27 23:30", "2026-12-03 00:00"),
        ("2026-12-23 09:00", "2026-12-31 00:00"),
    ],
)
async def test_three_working_days_leave_out_weekends_and_holidays(
    bekal: Bekal, asked: str, due: str
) -> None:
    bekal.clock.set(asked)
    await bekal.chat().says("saya ibunya Budi, mau daftar")
    (request,) = await waiting(bekal)
    bekal.clock.set(due)
    assert request.due_at == bekal.clock.now()


async def test_an_office_without_hours_works_from_monday_to_friday(bekal: Bekal) -> None:
    bekal.setup = replace(bekal.setup, office=Office())
    bekal.clock.set("2026-11-26 09:00")
    await bekal.chat().says("saya ibunya Budi, mau daftar")
    (request,) = await waiting(bekal)
    bekal.clock.set("2026-12-02 00:00")
    assert request.due_at == bekal.clock.now()


@pytest.mark.parametrize("data", ["request:answer", "request:", "request:answer:1", "request:x"])
async def test_forged_buttons_of_the_asker_tell_nothing(bekal: Bekal, data: str) -> None:
    await bekal.participant()
    await bekal.chat("2001").says("saya ibunya Budi, mau daftar")
    stranger = bekal.chat("6666")
    await stranger.talks((f"[{data}]", HOW))
    assert not await is_linked(bekal, stranger)


async def test_while_nobody_has_answered_the_answer_is_the_same_sentence(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("saya ibunya Budi, mau daftar")
    await chat.talks(("[request:answer]", PASSED_ON))


async def test_a_linked_chat_is_not_offered_to_be_linked(bekal: Bekal) -> None:
    await bekal.participant()
    assert "request" in {button.data for button in (await menu_of(bekal.chat("6666"))).buttons}
    linked = await bekal.linked("1001")
    assert "request" not in {button.data for button in (await menu_of(linked)).buttons}


async def menu_of(chat: Chat) -> Chat:
    await chat.says("/menu")
    return chat


async def test_who_only_says_whose_wife_she_is_reads_how_to_be_linked(bekal: Bekal) -> None:
    await bekal.chat("6666").talks(("saya istrinya budi", HOW))
    await bekal.participant()
    linked = await bekal.linked("1001")
    assert HOW not in await linked.says("saya istrinya budi")
    assert await waiting(bekal) == []
