"""Updates from Telegram become events, and are confirmed only after they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram_events import TelegramBot
from telegram_faults import Fault, refusal_of
from telegram_fixtures import Inbox, MakeChannel, running
from telegram_server import BotApiServer

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import Pauses
from programme.messages import ChatType, DocumentRef, EventKind, Incoming, Outgoing
from programme.outbox import AccountTrouble, Refused
from services.sending.channel import Unreadable

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BIG = 5_512_345_678_901


async def read(channel: TelegramChannel, count: int) -> list[Any]:
    """The first `count` events the channel brings."""
    inbox = Inbox()
    async with running(channel.listen(inbox)):
        return await inbox.holds(count)


TEXT, START, BUTTON = EventKind.TEXT, EventKind.START, EventKind.BUTTON
Push = Callable[[TelegramBot], int]


@pytest.mark.parametrize(
    ("push", "expected"),
    [
        (lambda b: b.push_text(BIG, "jadwal besok"), {"kind": TEXT, "text": "jadwal besok"}),
        (lambda b: b.push_text(BIG, "a" * 4096), {"kind": TEXT, "text": "a" * 4096}),
        (lambda b: b.push_text(BIG, "\u202e😀\x00"), {"kind": TEXT, "text": "\u202e😀\x00"}),
        (lambda b: b.push_text(BIG, "aneh \ud83d"), {"kind": TEXT, "text": "aneh ?"}),
        (lambda b: b.push_text(BIG, "halo", reply_to=17), {"text": "halo", "reply_to": "17"}),
        (lambda b: b.push_text(BIG, "hi", language="en"), {"text": "hi", "language": "en"}),
        (lambda b: b.push_text(BIG, "hi", language=None), {"text": "hi", "language": None}),
        (lambda b: b.push_start(BIG, "ABCD-2345"), {"kind": START, "data": "ABCD-2345"}),
        (lambda b: b.push_start(BIG), {"kind": START, "text": "/start", "data": ""}),
        (lambda b: b.push_text(BIG, "/Start  ab cd "), {"kind": START, "data": "ab cd"}),
        (lambda b: b.push_text(BIG, "/help"), {"kind": TEXT, "text": "/help"}),
        (lambda b: b.push_text(BIG, "/help@Bekal_Uji_Bot x"), {"kind": TEXT, "text": "/help x"}),
        (lambda b: b.push_text(BIG, "/help@lain_bot"), {"kind": TEXT, "text": "/help"}),
        (lambda b: b.push_text(BIG, "2/3 orang"), {"kind": TEXT, "text": "2/3 orang"}),
        (
            lambda b: b.push_press(BIG, "m:1", message_id=44),
            {"kind": BUTTON, "data": "m:1", "source_message": "44", "sent_at": NOW},
        ),
        (
            lambda b: b.push_press(BIG, "m:1", message_id=44, inaccessible=True),
            {"kind": BUTTON, "data": "m:1", "source_message": "44", "sent_at": NOW},
        ),
        (lambda b: b.push_press(BIG, None), {"kind": BUTTON, "data": ""}),
        (
            lambda b: b.push_contact(BIG, "+6281200001234"),
            {"kind": EventKind.PHONE, "phone": "+6281200001234", "phone_is_own": True},
        ),
        (
            lambda b: b.push_contact(BIG, "081200001234", own=False),
            {"kind": EventKind.PHONE, "phone": "081200001234", "phone_is_own": False},
        ),
        (lambda b: b.push_photo(BIG, "foto"), {"kind": EventKind.DOCUMENT, "text": "foto"}),
        (
            lambda b: b.push_edited(BIG, "halo!"),
            {"kind": EventKind.TEXT, "text": "halo!", "is_edit": True},
        ),
        (lambda b: b.push_sticker(BIG), {"kind": EventKind.OTHER, "text": ""}),
        (lambda b: b.push_voice(BIG), {"kind": EventKind.OTHER}),
        (lambda b: b.push_location(BIG), {"kind": EventKind.OTHER}),
        (
            lambda b: b.push_membership(BIG, "kicked"),
            {"kind": EventKind.MEMBERSHIP, "is_member": False},
        ),
        (
            lambda b: b.push_membership(BIG, "member"),
            {"kind": EventKind.MEMBERSHIP, "is_member": True},
        ),
    ],
)  # fmt: skip
async def test_event_of_a_private_chat(
    make_channel: MakeChannel, account: TelegramBot, push: Push, expected: dict[str, Any]
) -> None:
    update_id = push(account)
    (event,) = await read(make_channel(now=lambda: NOW), 1)

    assert isinstance(event, Incoming)
    assert (event.channel, event.address, event.chat_type, event.event_id) == (
        "telegram", str(BIG), ChatType.PRIVATE, str(update_id),
    )  # fmt: skip
    assert {name: getattr(event, name) for name in expected} == expected
    assert event.sent_at.tzinfo is not None
    assert Incoming.from_json(event.to_json()).address == str(BIG)


async def test_a_photo_comes_in_its_largest_size(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.push_photo(5)
    (event,) = await read(channel, 1)
    photo = event.document
    assert photo
    assert (photo.size, photo.is_picture, photo.media_type) == (320, True, "image/jpeg")
    assert await channel.fetch(photo) == b"x" * 320
    assert Incoming.from_json(event.to_json()).document == photo


async def test_a_document_tells_its_name_and_type(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.push_document(5, "surat.pdf", b"%PDF-1.7", media_type="application/pdf")
    (event,) = await read(channel, 1)
    document = event.document
    assert document
    assert (document.name, document.media_type) == ("surat.pdf", "application/pdf")
    assert not document.is_picture


@pytest.mark.parametrize(
    ("push", "expected"),
    [
        (lambda b: b.push_text(-40, "halo", user_id=9), {"kind": TEXT, "text": "halo"}),
        (lambda b: b.push_start(-40, "X2"), {"kind": START, "data": "X2"}),
        (
            lambda b: b.push_membership(-40, "left"),
            {"kind": EventKind.MEMBERSHIP, "is_member": False},
        ),
        (
            lambda b: b.push_message(-40, {"text": "halo"}, kind="supergroup"),
            {"kind": TEXT, "text": "halo"},
        ),
    ],
)
async def test_event_of_a_group(
    channel: TelegramChannel, account: TelegramBot, push: Push, expected: dict[str, Any]
) -> None:
    push(account)
    (event,) = await read(channel, 1)
    assert (event.address, event.chat_type) == ("-40", ChatType.GROUP)
    assert {name: getattr(event, name) for name in expected} == expected


@pytest.mark.parametrize(
    "push",
    [
        lambda b: b.push_message(5, {"text": "halo"}, is_bot=True),
        lambda b: b.push_edited(-40, "halo!"),
        lambda b: b.push_channel_post(-1001, "berita"),
        lambda b: b.push_membership(-1001, "member"),
        lambda b: b.push_text(-40, "/help@lain_bot"),
        lambda b: b.migrate_group(-40, -1002),
        lambda b: b.push_message(-40, {"new_chat_title": "Las 2026"}),
        lambda b: b.push_message(
            -40, {"text": "berita", "is_automatic_forward": True, "sender_chat": {
                "id": -1001, "type": "channel", "title": "Kanal"}},
        ),
    ],
    ids=["bot", "edited in a group", "channel", "into channel", "other bot's command", "upgrade",
         "service",
         "automatic forward"],
)  # fmt: skip
async def test_silence_but_confirmed(
    channel: TelegramChannel, account: TelegramBot, push: Push
) -> None:
    account.add_chat(-1001, "channel")
    silent = push(account)
    heard = account.push_text(5, "halo")
    inbox = Inbox()
    async with running(channel.listen(inbox)):
        await inbox.holds(1)
        await account.until(lambda: account.confirmed_to >= heard)
    assert [event.event_id for event in inbox.events] == [str(heard)]
    assert silent < heard


async def test_document_is_fetched(channel: TelegramChannel, account: TelegramBot) -> None:
    account.push_document(5, "peserta.xlsx", b"PK isi", caption="daftar baru")
    (event,) = await read(channel, 1)

    assert (event.kind, event.text) == (EventKind.DOCUMENT, "daftar baru")
    assert (event.document.name, event.document.size) == ("peserta.xlsx", 6)
    assert await channel.fetch(event.document) == b"PK isi"


async def test_fetching_has_its_limits(make_channel: MakeChannel, account: TelegramBot) -> None:
    channel = make_channel(max_file_bytes=100)
    lying = DocumentRef(account.add_file("besar.xlsx", b"x" * 101), "besar.xlsx", 3)
    with pytest.raises(Refused, match="too_large"):
        await channel.fetch(lying)
    with pytest.raises(Refused, match="too_large"):
        await channel.fetch(DocumentRef("x", "film.mp4", 20_000_000))
    with pytest.raises(Refused, match="file_gone"):
        await channel.fetch(DocumentRef("nothing", "hilang.xlsx", 3))
    full = DocumentRef(account.add_file("penuh.xlsx", b"x" * 100), "penuh.xlsx", 100)
    assert len(await channel.fetch(full)) == 100


async def test_press_is_acknowledged_beside_the_outbox(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    sent = await channel.send("5", Outgoing("Pilih"))
    account.push_press(5, "m:1")
    (event,) = await read(channel, 1)
    assert event.source_message == sent.provider_id
    await channel.close()
    assert list(account.queries.values()) == [True]


async def test_press_that_cannot_be_acknowledged_is_heard_all_the_same(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.faults.ordered.append(refusal_of(400, methods=("answerCallbackQuery",)))
    account.push_press(5, "m:1")
    (event,) = await read(channel, 1)
    await channel.close()
    assert event.data == "m:1"
    assert list(account.queries.values()) == [False]


@pytest.mark.parametrize("result", ["7", '[{"message": {}}]', '["x"]'])
async def test_answer_that_holds_no_updates_is_an_outage(
    channel: TelegramChannel, account: TelegramBot, result: str
) -> None:
    odd = f'{{"ok": true, "result": {result}}}'
    account.faults.ordered.append(Fault("say", methods=("getUpdates",), times=2, body=odd))
    account.push_text(5, "halo")
    assert [event.text for event in await read(channel, 1)] == ["halo"]


async def test_unreadable_update_does_not_hold_up_the_others(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    odd = account.push("message", {"message_id": "x", "chat": {"id": 5}})
    account.push_text(5, "halo")
    event, text = await read(channel, 2)
    assert isinstance(event, Unreadable)
    assert (event.channel, event.event_id) == ("telegram", str(odd))
    assert '"message_id": "x"' in event.body
    assert text.text == "halo"


async def test_confirmed_only_when_kept(channel: TelegramChannel, account: TelegramBot) -> None:
    account.push_text(5, "satu")
    full_disk = RuntimeError("no space left")

    async def fail(_: Sequence[Incoming | Unreadable]) -> None:
        raise full_disk

    with pytest.raises(RuntimeError, match="no space left"):
        await channel.listen(fail)
    assert account.unconfirmed == 1

    inbox = Inbox()
    async with running(channel.listen(inbox)):
        await inbox.holds(1)
        await account.until(lambda: account.unconfirmed == 0)
    assert [event.text for event in inbox.events] == ["satu"]


async def test_many_updates_come_in_batches_of_100(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    for number in range(250):
        account.push_text(5, str(number))
    inbox = Inbox()
    async with running(channel.listen(inbox)):
        await inbox.holds(250)
    assert inbox.batches == [100, 100, 50]
    assert [event.text for event in inbox.events] == [str(number) for number in range(250)]


async def test_outage_is_survived(channel: TelegramChannel, account: TelegramBot) -> None:
    polls = ("getUpdates",)
    account.faults.ordered += [
        Fault("refuse", methods=("getMe",), code=502, description="Bad Gateway"),
        Fault("cut", methods=polls, times=3),
        refusal_of(500, methods=polls, times=7),
        refusal_of(429, methods=polls, retry_after=0),
    ]
    inbox = Inbox()
    async with running(channel.listen(inbox)):
        await account.until(lambda: not account.faults.ordered)
        account.push_text(5, "halo lagi")
        await inbox.holds(1)
    assert [event.text for event in inbox.events] == ["halo lagi"]


@pytest.mark.parametrize(("code", "reason"), [(401, "unauthorized"), (404, "not_found")])
async def test_refused_account_ends_listening(
    channel: TelegramChannel, account: TelegramBot, code: int, reason: str
) -> None:
    account.faults.ordered.append(refusal_of(code, methods=("getUpdates",)))
    with pytest.raises(AccountTrouble, match=reason):
        await channel.listen(Inbox())


async def test_unknown_token(make_channel: MakeChannel, bot_api: BotApiServer) -> None:
    with pytest.raises(AccountTrouble, match="unauthorized"):
        await make_channel().check()


async def test_poller_that_is_just_ending_is_borne(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.faults.ordered.append(refusal_of(409, methods=("getUpdates",), times=5))
    account.push_text(5, "halo")
    assert len(await read(channel, 1)) == 1


async def test_poller_that_stays_ends_listening(
    make_channel: MakeChannel, account: TelegramBot
) -> None:
    pollers = [asyncio.create_task(make_channel().listen(Inbox())) for _ in range(2)]
    (ended,), (going_on,) = await asyncio.wait(pollers, return_when=asyncio.FIRST_COMPLETED)
    assert str(ended.exception()) == "conflict"
    assert not going_on.done()
    going_on.cancel()
    await asyncio.gather(going_on, return_exceptions=True)


async def test_webhook_in_the_way_is_deleted_and_nothing_dropped(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.webhook = {"url": "http://127.0.0.1:1/x", "secret_token": None}
    account.push_text(5, "menunggu")
    assert [event.text for event in await read(channel, 1)] == ["menunggu"]
    (deleted,) = (entry for entry in account.ledger if entry.method == "deleteWebhook")
    assert not deleted.parameters.get("drop_pending_updates")


def test_a_cut_line_is_tried_again_within_five_seconds_however_long_it_lasts() -> None:
    assert max(Pauses().after(failures) for failures in range(1, 1000)) == 5
