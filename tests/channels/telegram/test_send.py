"""Messages to Telegram: what arrives, and which error each refusal and failure becomes."""

from __future__ import annotations

import asyncio
import json
import socket
import traceback

import pytest
from aiohttp import web
from telegram_events import TelegramBot
from telegram_faults import Fault, RateLimit, refusal_of
from telegram_fixtures import TOKEN, MakeChannel

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.transport import Timeouts
from programme.messages import Attachment, Button, Card, DocumentRef, Outgoing, Place
from programme.outbox import (
    AccountRefused,
    AccountTrouble,
    ChatMoved,
    NotSent,
    Refused,
    SendProblem,
    Sent,
    Throttled,
    Uncertain,
    Unreachable,
)

PNG = Attachment("qr.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 100)
PDF = Attachment("daftar.pdf", "application/pdf", b"%PDF-1.7 daftar hadir")
BIG_PICTURE = Attachment("denah.png", "image/png", PNG.content + bytes(10 * 1024 * 1024))
HELLO = Outgoing("Halo")


async def test_text_with_buttons(channel: TelegramChannel, account: TelegramBot) -> None:
    rows = ((Button("Jadwal", "m:1"), Button("Sertifikat", "m:2")), (Button("Batal", "x"),))
    sent = await channel.send("5", Outgoing("<b>Halo</b> &amp; selamat", rows))

    (entry,) = account.sent_to(5)
    assert entry.text == "Halo & selamat"
    assert entry.buttons == [("Jadwal", "m:1"), ("Sertifikat", "m:2"), ("Batal", "x")]
    assert entry.parameters["link_preview_options"] == {"is_disabled": True}
    assert "disable_notification" not in entry.parameters
    assert sent == Sent(str(entry.message_id))


async def test_phone_is_asked_for_with_a_keyboard_of_its_own(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    message = Outgoing("Nomor HP?", ((Button("Batal", "x"),),), ask_phone="Kirim nomor saya")
    await channel.send("5", message)

    markup = account.sent_to(5)[0].markup
    assert markup["keyboard"] == [
        [{"text": "Kirim nomor saya", "request_contact": True}],
        [{"text": "Batal"}],
    ]
    assert markup["one_time_keyboard"] is True


@pytest.mark.parametrize(
    ("attachment", "method", "part"),
    [
        (PNG, "sendPhoto", "photo"),
        (PDF, "sendDocument", "document"),
        (BIG_PICTURE, "sendDocument", "document"),
    ],
)
async def test_attachment(
    channel: TelegramChannel,
    account: TelegramBot,
    attachment: Attachment,
    method: str,
    part: str,
) -> None:
    await channel.send("5", Outgoing("<i>ini</i>", ((Button("Ya", "y"),),), attachment))

    (entry,) = account.sent_to(5)
    assert (entry.method, entry.text, entry.buttons) == (method, "ini", [("Ya", "y")])
    assert entry.parameters[part].content == attachment.content
    assert entry.parameters[part].name == attachment.name


async def test_a_place_and_a_contact(channel: TelegramChannel, account: TelegramBot) -> None:
    place = Place("Kantor", "Jl. Contoh No. 1", -7.1168, 112.4152)
    menu = ((Button("Menu", "menu"),),)
    await channel.send("5", Outgoing("Kantor", place=place))
    await channel.send("5", Outgoing("Kantor", menu, card=Card("Kantor", "0812-0000-9000")))
    venue, contact = account.sent_to(5)
    assert (venue.method, venue.text) == ("sendVenue", "Kantor")
    assert (contact.method, contact.buttons) == ("sendContact", [("Menu", "menu")])


async def test_attachment_alone(channel: TelegramChannel, account: TelegramBot) -> None:
    await channel.send("5", Outgoing("", attachment=PDF))
    assert [entry.text for entry in account.sent_to(5)] == [""]


async def test_caption_that_is_too_long_follows_as_text(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    sent = await channel.send("5", Outgoing("a" * 1025, ((Button("Ya", "y"),),), PDF))

    file, text = account.sent_to(5)
    assert (file.text, file.buttons) == ("", [])
    assert (len(text.text), text.buttons) == (1025, [("Ya", "y")])
    assert sent.provider_id == str(text.message_id)


@pytest.mark.parametrize(
    ("is_picture", "method", "field"),
    [(True, "sendPhoto", "photo"), (False, "sendDocument", "document")],
)
async def test_a_file_that_telegram_has_is_sent_on_by_its_id(
    channel: TelegramChannel, account: TelegramBot, is_picture: bool, method: str, field: str
) -> None:
    file_id = account.add_file("denah", b"x" * 100, is_photo=is_picture)
    file = DocumentRef(file_id, "denah", 100, is_picture=is_picture)
    await channel.send("5", Outgoing("<i>ini</i>", ((Button("Ya", "y"),),), file=file))

    (entry,) = account.sent_to(5)
    assert (entry.method, entry.text, entry.buttons) == (method, "ini", [("Ya", "y")])
    assert entry.parameters[field] == file_id


async def test_a_long_text_follows_the_file_that_is_sent_on(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    file = DocumentRef(account.add_file("surat.pdf", b"%PDF"), "surat.pdf", 4)
    await channel.send("5", Outgoing("a" * 1025, ((Button("Ya", "y"),),), file=file))

    first, second = account.sent_to(5)
    assert (first.method, first.text, first.buttons) == ("sendDocument", "", [])
    assert (len(second.text), second.buttons) == (1025, [("Ya", "y")])


@pytest.mark.parametrize(
    ("is_photo", "is_picture", "reason"),
    [(None, False, "file_gone"), (None, True, "file_gone"), (True, False, "refused")],
)
async def test_a_file_that_cannot_be_sent_on(
    channel: TelegramChannel,
    account: TelegramBot,
    is_photo: bool | None,
    is_picture: bool,
    reason: str,
) -> None:
    known = "" if is_photo is None else account.add_file("x", b"x", is_photo=is_photo)
    file = DocumentRef(known or "of another bot", "x", 1, is_picture=is_picture)
    with pytest.raises(Refused) as refused:
        await channel.send("5", Outgoing("Halo", file=file))
    assert refused.value.reason == reason
    assert account.sent_to(5) == []


async def test_text_that_is_too_long_comes_in_parts(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    lines = "\n".join(f"<b>baris {number}</b> 😀 &amp;" for number in range(600))
    await channel.send("5", Outgoing(lines, ((Button("Ya", "y"),),)))

    parts = account.sent_to(5)
    assert len(parts) > 2
    assert "\n".join(part.text for part in parts).count("baris") == 600
    assert all(part.text.startswith("baris") and part.text.endswith("&") for part in parts)
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]


async def test_failure_between_parts_is_uncertain(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.faults.rate_limit = RateLimit(burst=1)
    with pytest.raises(Uncertain, match="partly_sent"):
        await channel.send("5", Outgoing("a" * 5000))
    assert len(account.sent_to(5)) == 1


async def test_edit(channel: TelegramChannel, account: TelegramBot) -> None:
    first = await channel.send("5", Outgoing("Terkirim 0", ((Button("Hentikan", "s"),),)))
    second = await channel.send("5", Outgoing("Terkirim 7", edit_of=first.provider_id))

    assert second == first
    assert [entry.method for entry in account.sent_to(5)] == ["sendMessage", "editMessageText"]
    message = account.messages[5, int(first.provider_id)]
    assert message["text"] == "Terkirim 7"
    assert "reply_markup" not in message


async def test_edit_that_changes_nothing_counts_as_sent(channel: TelegramChannel) -> None:
    first = await channel.send("5", HELLO)
    assert await channel.send("5", Outgoing("Halo", edit_of=first.provider_id)) == first


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (Outgoing("Halo", edit_of="999999"), "edit_gone"),
        (Outgoing("a" * 4097, edit_of="1"), "too_long"),
        (Outgoing("Halo", attachment=PDF, edit_of="1"), "edit_with_file"),
        (Outgoing("Halo", file=DocumentRef("x", "y", 1), edit_of="1"), "edit_with_file"),
        (Outgoing(" \n "), "empty"),
        (Outgoing(""), "empty"),
        (Outgoing("<u"), "bad_markup"),
        (Outgoing("Halo", ((Button("Ya", "y" * 65),),)), "bad_button"),
    ],
)
async def test_message_that_telegram_will_never_take(
    channel: TelegramChannel, message: Outgoing, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        await channel.send("5", message)
    assert type(refused.value) is Refused
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("fault", "problem", "reason"),
    [
        (refusal_of(403), Unreachable, "blocked"),
        (refusal_of(403, "Forbidden: user is deactivated"), Unreachable, "deactivated"),
        (refusal_of(403, "Forbidden: bot was kicked from the group chat"), Unreachable, "kicked"),
        (refusal_of(400, "Bad Request: chat not found"), Unreachable, "chat_not_found"),
        (refusal_of(400, "Bad Request: PEER_ID_INVALID"), Unreachable, "chat_not_found"),
        (
            refusal_of(400, "Bad Request: not enough rights to send text messages to the chat"),
            Unreachable,
            "no_rights",
        ),
        (refusal_of(400, "Bad Request: something new"), Refused, "refused"),
        (refusal_of(413, "Request Entity Too Large"), Refused, "too_large"),
        (refusal_of(401), AccountRefused, "unauthorized"),
        (refusal_of(404), AccountRefused, "not_found"),
        (refusal_of(409), AccountTrouble, "conflict"),
        (refusal_of(500), Uncertain, "http_500"),
        (refusal_of(502), Uncertain, "http_502"),
        (Fault("cut"), Uncertain, "cut_off"),
        (Fault("cut_after"), Uncertain, "cut_off"),
        (Fault("hang"), Uncertain, "no_answer_in_time"),
        (Fault("hang_after"), Uncertain, "no_answer_in_time"),
    ],
    ids=lambda value: getattr(value, "description", None),
)
async def test_each_refusal_and_broken_line_has_its_name(
    channel: TelegramChannel,
    account: TelegramBot,
    fault: Fault,
    problem: type[SendProblem],
    reason: str,
) -> None:
    account.faults.ordered.append(
        Fault(fault.kind, code=fault.code, description=fault.description)
    )
    with pytest.raises(SendProblem) as raised:
        await channel.send("5", HELLO)
    assert (type(raised.value), raised.value.reason) == (problem, reason)
    assert len(account.sent_to(5)) == (1 if fault.kind.endswith("after") else 0)

    await channel.send("5", HELLO)


async def test_429_says_how_long_to_wait(channel: TelegramChannel, account: TelegramBot) -> None:
    account.faults.ordered.append(refusal_of(429, retry_after=3))
    with pytest.raises(Throttled) as throttled:
        await channel.send("5", HELLO)
    assert throttled.value.retry_after == 3


async def test_blocked_and_unblocked(channel: TelegramChannel, account: TelegramBot) -> None:
    account.block(5, tell=False)
    with pytest.raises(Unreachable, match="blocked"):
        await channel.send("5", HELLO)
    account.unblock(5, tell=False)
    await channel.send("5", HELLO)


async def test_stranger_cannot_be_written_to(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    with pytest.raises(Unreachable, match="chat_not_found"):
        await channel.send("77", HELLO)


async def test_upgraded_group_tells_its_new_address(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.add_chat(-40, "group")
    account.migrate(-40, -1001234567890123)
    with pytest.raises(ChatMoved) as moved:
        await channel.send("-40", HELLO)
    assert moved.value.address == "-1001234567890123"
    await channel.send(moved.value.address, HELLO)


async def test_nobody_listening_is_not_sent(make_channel: MakeChannel) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        channel = make_channel(api_base_url=f"http://127.0.0.1:{reserved.getsockname()[1]}")
        with pytest.raises(NotSent, match="no_connection"):
            await channel.send("5", HELLO)


async def test_no_free_connection_in_time_is_not_sent(
    make_channel: MakeChannel, account: TelegramBot
) -> None:
    account.faults.ordered.append(Fault("hang", times=2))
    channel = make_channel(pool_size=1, timeouts=Timeouts(connect=0.05, write=1, read=5))
    waiting = [asyncio.create_task(channel.send("5", HELLO)) for _ in range(2)]
    await account.until(lambda: not account.faults.ordered)
    with pytest.raises(NotSent, match="connect_timeout"):
        await channel.send("5", HELLO)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_proxys_refusal_is_not_telegrams(make_channel: MakeChannel) -> None:
    async def refuse(_: web.BaseRequest) -> web.Response:
        return web.Response(status=403, text="<h1>Portal login</h1>", content_type="text/html")

    runner = web.ServerRunner(web.Server(refuse))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    channel = make_channel(api_base_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    with pytest.raises(Uncertain, match="http_403"):
        await channel.send("5", HELLO)
    await runner.cleanup()


@pytest.mark.parametrize("body", ["<html>", "[]", '{"ok": true}', '{"ok": true, "result": 7}'])
async def test_success_that_cannot_be_read_is_uncertain(
    channel: TelegramChannel, account: TelegramBot, body: str
) -> None:
    account.faults.ordered.append(Fault("say", body=body))
    with pytest.raises(Uncertain, match="unreadable_answer"):
        await channel.send("5", HELLO)


async def test_no_error_and_no_log_holds_the_token(
    make_channel: MakeChannel,
    account: TelegramBot,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    account.faults.ordered += [Fault("cut"), Fault("hang"), refusal_of(500), refusal_of(401)]
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        channels = [make_channel() for _ in range(4)] + [make_channel(api_base_url=nowhere)]
        told = []
        for channel in channels:
            with pytest.raises(SendProblem) as raised:
                await channel.send("5", HELLO)
            told.append("".join(traceback.format_exception(raised.value)))
    assert len(told) == 5
    everything = "".join(told) + caplog.text + json.dumps(capsys.readouterr())
    assert TOKEN.split(":")[1] not in everything
