"""The office on the phone's map and among its contacts, and a kind word to a recording."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dialogue import OFFICE, Bekal, Chat, document

from bot.channels.telegram.messages import calls_for
from programme.messages import Card, EventKind, Outgoing, Place
from services.sending.channel import Capabilities


@pytest.fixture
def chat(bekal: Bekal) -> Chat:
    office = replace(OFFICE, coordinates=(-7.1168, 112.4152))
    bekal.setup = replace(bekal.setup, office=office)
    return bekal.chat("1001")


async def answers(chat: Chat, said: str) -> list[Outgoing]:
    """All messages of one answer."""
    found: list[Outgoing] = []
    turn = chat.bekal.turn

    async def noting(incoming: object) -> list[Outgoing]:
        found.extend(await turn(incoming))  # type: ignore[arg-type]
        return found

    chat.bekal.turn = noting  # type: ignore[method-assign]
    await (chat.presses(said.strip("[]")) if said.startswith("[") else chat.says(said))
    chat.bekal.turn = turn  # type: ignore[method-assign]
    return found


@pytest.mark.parametrize(
    "said", ["alamat kantor", "kantornya di mana ya", "[place]", "/lokasi", "lokasi disnaker"]
)
async def test_the_office_is_shown_on_the_map_with_its_hours(chat: Chat, said: str) -> None:
    shown, told = await answers(chat, said)
    assert shown.place == Place(
        "Disnaker Lamongan",
        "Jl. Contoh No. 1, Lamongan · Senin–Jumat: 08.00–15.30",
        -7.1168,
        112.4152,
    )
    assert "Jam buka" in told.text
    assert told.place is None


async def test_who_asks_for_the_hours_only_sees_no_map(chat: Chat) -> None:
    (told,) = await answers(chat, "kantor buka jam berapa")
    assert told.place is None


async def test_a_channel_without_maps_gives_a_link(chat: Chat) -> None:
    chat.bekal.setup = replace(chat.bekal.setup, channels={"telegram": Capabilities()})
    (told,) = await answers(chat, "alamat kantor")
    assert "https://www.openstreetmap.org/?mlat=-7.1168&mlon=112.4152" in told.plain.text.replace(
        "&amp;", "&"
    )


async def test_without_coordinates_there_is_no_map(bekal: Bekal) -> None:
    (told,) = await answers(bekal.chat("1001"), "alamat kantor")
    assert told.place is None


async def test_the_office_can_be_saved_as_a_contact(chat: Chat) -> None:
    await chat.says("nomor telepon kantor")
    await chat.presses("Simpan nomor kantor")
    assert chat.last.card == Card("Disnaker Lamongan", "0812-0000-9000")
    chat.bekal.setup = replace(chat.bekal.setup, channels={"telegram": Capabilities()})
    await chat.presses("card")
    assert chat.last.card is None
    assert chat.last.attachment
    assert b"TEL:0812-0000-9000" in chat.last.attachment.content


def test_as_telegram_gets_them() -> None:
    place = Place("Kantor", "Jl. Contoh No. 1", -7.1, 112.4)
    stored = Outgoing.from_json(Outgoing("Kantor", place=place).to_json())
    (call,) = calls_for(stored)
    assert (call.method, call.parameters["latitude"]) == ("sendVenue", -7.1)
    (call,) = calls_for(Outgoing.from_json(Outgoing("x", card=Card("K", "0812")).to_json()))
    assert (call.method, call.parameters) == (
        "sendContact",
        {"phone_number": "0812", "first_name": "K"},
    )


@pytest.mark.parametrize("media", ["voice", "video_note", "audio", "video"])
async def test_a_recording_gets_a_kind_word(chat: Chat, media: str) -> None:
    said = await chat.sends(EventKind.OTHER, media=media)
    assert "belum bisa mendengar rekaman" in said
    assert "Hubungi petugas" in " ".join(each.label for each in chat.buttons)
    assert "rekaman" not in await chat.sends(EventKind.OTHER, media="sticker")


async def test_a_photo_too(chat: Chat) -> None:
    said = await chat.sends(EventKind.DOCUMENT, document=document())
    assert "tidak perlu" in said.lower()
    assert "Hubungi petugas" in " ".join(each.label for each in chat.buttons)
