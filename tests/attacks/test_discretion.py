"""Attacks on discretion: what a lock screen, a group, a forwarded message or a file name tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from dialogue import EVENT_IDS, Bekal, Chat, plain
from furnished_office import MOTHER, SECRETS, SELF, ZUL, furnish
from telegram_events import TelegramBot

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import read_update
from programme.discretion import find_forbidden
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from programme.people import Topic
from services.classes import reminders
from services.privacy import pins
from services.pushed import Speaker
from services.sending import outbox
from store import contacts
from store.connection import Tx
from store.sealing.concealed import ADDRESS

HUGE = 2**52 - 1
"""Telegram's ids have up to 52 bits (Bot API, Chat)."""


async def all_pushed(bekal: Bekal) -> dict[str, list[Outgoing]]:
    """All that is due is sent; address → what it was told."""
    setup = bekal.setup
    speaker = Speaker(setup.language, setup.zone, bekal.rules, setup.office)
    told: dict[str, list[Outgoing]] = {}

    def work(tx: Tx) -> int:
        now = bekal.clock.now()
        claimed = outbox.claim_bulk(tx, "telegram", "test", 99, frozenset(), speaker, now)
        for each in claimed:
            told.setdefault(each.address, []).append(each.message)
            outbox.settle(tx, "telegram", "test", each, outbox.Sent(str(each.id)), now)
        return len(claimed)

    while await bekal.store.write(work):
        pass
    return told


def words_of(message: Outgoing) -> str:
    labels = (button.label for row in message.buttons for button in row)
    name = message.attachment.name if message.attachment else ""
    return "\n".join((plain(message.text), *labels, name))


async def test_no_pushed_message_gives_anybody_away(bekal: Bekal) -> None:
    """What a lock screen shows: no such word, no number, no full name, no place of birth."""
    await furnish(bekal)
    bekal.clock.move(hours=26)
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    told = await all_pushed(bekal)
    assert {SELF, MOTHER} <= set(told)
    for address in (SELF, MOTHER):
        for message in told[address]:
            words = words_of(message)
            assert find_forbidden(words) is None
            for secret in ("Zulkarnain Prakoso", ZUL, "1977", "Kembangbahu", "0812-0000-0777"):
                assert secret not in words


async def test_a_chat_with_a_pin_shows_that_there_is_news_and_no_more(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30", place="Bengkel Las")
    await bekal.linked("1001")

    def lock(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", "1001", bekal.clock.now())
        pins.keep(tx, contact, "48261", bekal.clock.now())

    await bekal.store.write(lock)
    bekal.clock.set("2026-11-25 05:00")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    bekal.clock.set("2026-11-25 10:31")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    told = (await all_pushed(bekal)).get("1001", [])
    assert told
    for message in told:
        words = words_of(message)
        for fact in ("Pengelasan", "Bengkel", "12.30", "kelas", "Budi"):
            assert fact.lower() not in words.lower()


@pytest.mark.parametrize("said", ["/jadwal", "sertifikat saya", "data saya", ZUL, "/petugas"])
async def test_a_group_hears_nothing_even_where_everybody_is_linked(
    bekal: Bekal, said: str
) -> None:
    """A linked person asks in a group: the others would read the answer."""
    await furnish(bekal)
    group = Chat(bekal, "-100777")
    answer = await group.sends(EventKind.TEXT, chat_type=ChatType.GROUP, text=said)
    assert "chat pribadi" in answer
    assert not [secret for secret in SECRETS if secret in answer]
    assert group.buttons == []


async def test_a_code_shown_in_a_group_is_not_used_up_there(bekal: Bekal) -> None:
    await bekal.participant()
    code = await bekal.code()
    group = Chat(bekal, "-100777")
    for kind, details in ((EventKind.START, {"data": code}), (EventKind.TEXT, {"text": code})):
        answer = await group.sends(kind, chat_type=ChatType.GROUP, **details)
        assert code not in answer
    assert "Sebelum mulai" in await bekal.chat("1001").says(f"/start {code}")


async def test_a_channel_or_bot_can_not_speak_for_a_person(bekal: Bekal) -> None:
    """Posts of channels, of other bots and of anonymous admins are nobody's."""
    base = {"message_id": 1, "date": 1, "text": f"/start {await code_of_budi(bekal)}"}
    private, group = {"id": 5, "type": "private"}, {"id": -5, "type": "supergroup"}
    bot = {"id": 5, "is_bot": True, "first_name": "x"}
    for message in (
        {**base, "chat": private, "from": bot},
        {**base, "chat": private},
        {**base, "chat": group, "from": bot, "sender_chat": group},
        {**base, "chat": {"id": -6, "type": "channel"}},
        {**base, "chat": group, "from": {**bot, "is_bot": False}, "is_automatic_forward": True},
    ):
        update = {"update_id": 1, "message": message}
        assert read_update(update, "bekal_uji_bot", bekal.clock.now()) is None
    shown = {"message_id": 1, "date": 1, "chat": private, "from": bot}
    press = {"id": "1", "from": bot, "chat_instance": "1", "data": "menu", "message": shown}
    update = {"update_id": 1, "callback_query": press}
    assert read_update(update, "bekal_uji_bot", bekal.clock.now()) is None


async def code_of_budi(bekal: Bekal) -> str:
    await bekal.participant()
    return await bekal.code()


@pytest.mark.parametrize(
    ("contact", "is_own"),
    [
        ({"phone_number": "6281200000031", "user_id": 5}, True),
        ({"phone_number": "6281200000031", "user_id": 6}, False),
        ({"phone_number": "6281200000031"}, False),
        ({"phone_number": "6281200000031", "user_id": "5"}, False),
        ({"phone_number": "6281200000031", "user_id": None}, False),
    ],
)
def test_another_persons_contact_card_is_not_ones_own_number(
    contact: dict[str, object], is_own: bool
) -> None:
    message = {
        "message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "contact": contact,
        "from": {"id": 5, "is_bot": False, "first_name": "x"},
    }  # fmt: skip
    event = read_update(
        {"update_id": 1, "message": message}, "bot", datetime(2026, 11, 24, tzinfo=UTC)
    )
    assert event
    assert event.phone_is_own is is_own


async def test_a_forged_membership_silences_nobody_else(bekal: Bekal) -> None:
    """Somebody blocks the bot: no other chat counts as unreachable for it."""
    await bekal.participant()
    await bekal.linked("1001")
    thief = bekal.chat("1009")
    await thief.sends(EventKind.MEMBERSHIP, is_member=False)

    def reachable(tx: Tx) -> dict[str, bool]:
        rows = tx.db.rows("SELECT address, reachable FROM contacts")
        return {tx.keys.reveal(address, ADDRESS): is_there for address, is_there in rows}

    assert await bekal.store.read(reachable) == {"1001": 1, "1009": 0}


@pytest.mark.parametrize("address", [HUGE, -(10**12) - HUGE, 2**63 - 1, 2**31, 2**32 + 5])
async def test_ids_of_any_length_are_chats_of_their_own(bekal: Bekal, address: int) -> None:
    """Cut to 32 bits, or to what a float holds, two chats would be one."""
    await bekal.certificate(await bekal.participant())
    await bekal.linked(str(address))
    for other in (address & 0xFFFFFFFF, address - 1, address + 1, int(float(address)) + 2):
        if other != address:
            assert "Siap diambil" not in await bekal.chat(str(other)).says("sertifikat saya")
    assert "Siap diambil" in await bekal.chat(str(address)).says("sertifikat saya")


async def test_long_ids_come_and_go_unchanged(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.add_chat(HUGE)
    await channel.check()
    await channel.send(str(HUGE), Outgoing("halo"))
    assert [entry.chat_id for entry in account.ledger if entry.method == "sendMessage"] == [HUGE]


async def test_buttons_of_a_forwarded_message_act_for_whoever_presses(bekal: Bekal) -> None:
    """Data names what is asked, never who asks: pressed elsewhere it tells that chat's own."""
    chats = await furnish(bekal)
    for said in ("jadwal saya", "sertifikat", "data saya", "/keluarga", "/pin", "/bukti"):
        await chats[MOTHER].says(said)
        await chats[SELF].says(said)
        for data in [b.data for b in (*chats[SELF].buttons, *chats[MOTHER].buttons)]:
            stranger = bekal.chat(f"8{next(EVENT_IDS)}")
            answer = await stranger.presses(data)
            assert not [secret for secret in (*SECRETS, ZUL, "RAHASIA") if secret in answer], data


async def test_the_family_learns_of_no_other_family(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.says("anak lanang")
    wife = await bekal.linked("1003", "LMG-2026-031", Topic.CERTIFICATE)
    await wife.says("suami")
    for said in ("/keluarga", "data saya", "/privasi", "siapa saja yang terhubung"):
        answer = await wife.says(said)
        assert "anak lanang" not in answer
        assert "1002" not in answer


async def test_stop_tells_nobody_whether_he_was_linked(bekal: Bekal) -> None:
    await bekal.participant()
    linked, stranger = await bekal.linked("1001"), bekal.chat("1009")
    told = await linked.says("stop")
    assert "tidak ada lagi pesan otomatis" in told
    assert told == await stranger.says("stop")


async def test_bukan_saya_names_nobody(bekal: Bekal) -> None:
    await bekal.participant()
    linked, stranger = await bekal.linked("1001"), bekal.chat("1009")
    asked = await linked.says("bukan saya, salah nomor")
    assert "Budi" not in asked
    assert "Apakah chat ini bukan milik" in asked
    await linked.presses("Ya, putuskan")
    assert await linked.says("salah nomor") == await stranger.says("bukan saya, salah nomor")


async def test_an_answer_never_echoes_a_word_that_gives_away(bekal: Bekal) -> None:
    """Whoever looks over his shoulder reads what the bot wrote, not what was asked."""
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, address="Jl. Rutan 1"))
    for said in ("apa ini dari lapas?", "saya napi las", "rutan mana", "alamat kantor"):
        assert find_forbidden(await chat.says(said)) is None


def event_in(chat: Chat, **details: object) -> Incoming:
    """An event of a chat, to be changed as an attacker likes."""
    base = Incoming(
        chat.channel, chat.address, ChatType.PRIVATE, str(next(EVENT_IDS)), EventKind.TEXT,
        chat.bekal.clock.now(),
    )  # fmt: skip
    return replace(base, **details)  # type: ignore[arg-type]


async def test_a_reply_to_somebody_elses_message_reaches_nothing(bekal: Bekal) -> None:
    """Message ids are counted up: a reply to a guessed one doesn't open another's question."""
    chats = await furnish(bekal)
    before = await bekal.store.read(texts_of_tickets)
    stranger = bekal.chat("6660")
    for message in range(1, 40):
        event = event_in(stranger, text="jawaban palsu", reply_to=str(message))
        answer = await stranger.takes(event)
        assert "pengen ngerti" not in answer
    assert await bekal.store.read(texts_of_tickets) == before
    assert chats[MOTHER].address == MOTHER


def texts_of_tickets(tx: Tx) -> int:
    return int(tx.db.execute("SELECT COUNT(*) FROM ticket_texts").fetchone()[0])
