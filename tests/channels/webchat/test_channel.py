"""The channel webchat, both sides of it, without a page."""

from __future__ import annotations

import pytest
from webchat_people import MOTHER, PARTICIPANT, open_office, shown, ticking

from bot.channels.webchat import WebChat
from programme.messages import Attachment, Button, ChatType, EventKind, Outgoing
from programme.outbox import Refused
from services.sending.channel import Channel
from web.chat import NotListening

ME = PARTICIPANT.address
EVENT, OTHER_EVENT = "a" * 32, "b" * 32
YES_NO = ((Button("Hadir", "yes"), Button("Tidak bisa", "no")),)


def test_it_is_a_channel() -> None:
    channel: Channel = WebChat(ticking())
    assert channel.name == "webchat"


async def test_a_typed_text_comes_in_and_shows() -> None:
    async with open_office() as office:
        await office.chat.write(ME, EVENT, "jdwl las bsk\x00 jam brp\u202e pak")
        [event] = office.taken
        assert (event.channel, event.address, event.event_id) == ("webchat", ME, EVENT)
        assert (event.kind, event.chat_type) == (EventKind.TEXT, ChatType.PRIVATE)
        assert event.text == "jdwl las bsk\x00 jam brp\u202e pak"
        [bubble] = await shown(office.chat, ME)
        assert bubble.is_own
        assert bubble.text == event.text


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("/start", EventKind.START, ""),
        ("/start ABCD-2345", EventKind.START, "ABCD-2345"),
        ("/Start  abcd 2345\n", EventKind.START, "abcd 2345"),
        ("halo /start", EventKind.TEXT, ""),
        ("/starter", EventKind.TEXT, ""),
    ],
)
async def test_start_may_bring_a_code(text: str, kind: EventKind, code: str) -> None:
    async with open_office() as office:
        await office.chat.write(ME, EVENT, text)
        [event] = office.taken
        assert (event.kind, event.data) == (kind, code)
        assert event.text == ("/start" if kind is EventKind.START else text)
        [bubble] = await shown(office.chat, ME)
        assert bubble.text == text


async def test_the_same_event_again_shows_once_where_it_was() -> None:
    async with open_office({"halo": [(ME, Outgoing("Halo!"))]}) as office:
        await office.chat.write(ME, EVENT, "halo")
        await office.chat.write(ME, EVENT, "halo")
        assert len(office.taken) == 1
        assert [bubble.text for bubble in await shown(office.chat, ME)] == ["halo", "Halo!"]


async def test_what_was_not_stored_does_not_show() -> None:
    async with open_office() as office:
        office.trouble = OSError("disk full")
        with pytest.raises(OSError, match="disk full"):
            await office.chat.write(ME, EVENT, "halo")
        assert await shown(office.chat, ME) == []


async def test_nobody_listens_before_and_after() -> None:
    chat = WebChat(ticking())
    with pytest.raises(NotListening):
        await chat.write(ME, EVENT, "halo")
    async with open_office() as office:
        pass
    with pytest.raises(NotListening):
        await office.chat.write(ME, EVENT, "halo")


async def test_a_pressed_button_names_its_message_and_gets_a_tick() -> None:
    async with open_office() as office:
        sent = await office.chat.send(ME, Outgoing("Besok?", YES_NO))
        await office.chat.press(ME, EVENT, sent.provider_id, "no")
        [event] = office.taken
        assert (event.kind, event.data, event.source_message) == (
            EventKind.BUTTON,
            "no",
            sent.provider_id,
        )
        [bubble] = await shown(office.chat, ME)
        assert bubble.pressed == "no"


@pytest.mark.parametrize("data", ["yes", "forged"])
async def test_a_button_of_a_forgotten_message_and_a_forged_one_come_in_too(data: str) -> None:
    async with open_office() as office:
        known = await office.chat.send(ME, Outgoing("Besok?"))
        await office.chat.press(ME, EVENT, known.provider_id, data)
        await office.chat.press(ME, OTHER_EVENT, "f" * 32, data)
        assert [event.data for event in office.taken] == [data, data]
        [bubble] = await shown(office.chat, ME)
        assert bubble.pressed is None


async def test_an_edit_replaces_in_place_and_keeps_the_picture() -> None:
    picture = Attachment("qr.png", "image/png", b"png")
    async with open_office() as office:
        first = await office.chat.send(ME, Outgoing("satu", YES_NO, attachment=picture))
        await office.chat.send(ME, Outgoing("dua"))
        edited = await office.chat.send(ME, Outgoing("satu lagi", edit_of=first.provider_id))
        assert edited == first
        top, bottom = await shown(office.chat, ME)
        assert (top.text, top.buttons, bottom.text) == ("satu lagi", (), "dua")
        assert top.file
        assert top.file.is_picture


async def test_an_edit_of_a_message_from_before_the_restart_shows() -> None:
    async with open_office() as office:
        await office.chat.send(ME, Outgoing("terkirim 12 dari 12", edit_of="e" * 32))
        [bubble] = await shown(office.chat, ME)
        assert (bubble.message_id, bubble.text) == ("e" * 32, "terkirim 12 dari 12")


async def test_a_shared_number_is_ones_own() -> None:
    async with open_office() as office:
        await office.chat.share_phone(MOTHER.address, EVENT, "081200000002")
        [event] = office.taken
        assert (event.kind, event.phone, event.phone_is_own) == (
            EventKind.PHONE,
            "081200000002",
            True,
        )


async def test_an_uploaded_document_can_be_fetched() -> None:
    async with open_office() as office:
        await office.chat.upload(ME, EVENT, Attachment("daftar.csv", "text/csv", b"a;b"))
        [event] = office.taken
        assert event.document
        assert (event.document.name, event.document.size) == ("daftar.csv", 3)
        assert await office.chat.fetch(event.document) == b"a;b"


async def test_an_uploaded_picture_is_sent_on_to_another_chat() -> None:
    picture = Attachment("denah.png", "image/png", b"png")
    async with open_office() as office:
        await office.chat.upload(ME, EVENT, picture)
        [event] = office.taken
        assert event.document
        assert event.document.is_picture
        await office.chat.send(MOTHER.address, Outgoing("Denahnya", file=event.document))
        [bubble] = await shown(office.chat, MOTHER.address)
        assert bubble.file
        assert (bubble.file.name, bubble.file.is_picture) == ("denah.png", True)
        assert office.chat.files.find(bubble.file.file_id) == picture


async def test_a_document_that_is_no_longer_kept_is_refused() -> None:
    async with open_office() as office:
        await office.chat.upload(ME, EVENT, Attachment("daftar.csv", "text/csv", b"a;b"))
        [event] = office.taken
    assert event.document
    with pytest.raises(Refused):
        await WebChat(ticking()).fetch(event.document)
    with pytest.raises(Refused, match="file_gone"):
        await WebChat(ticking()).send(ME, Outgoing("Ini", file=event.document))
