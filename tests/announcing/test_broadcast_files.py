"""Pictures and PDFs that go with what the office writes to many."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from bot_in_process import bot_on
from dialogue import ZONE, Bekal, Chat, FakeClock
from office_admin import retire
from pushes import pushed
from telegram_events import TelegramBot
from telegram_fixtures import MakeChannel

from programme.broadcasts import LARGEST_FILE, Broadcast
from programme.messages import DocumentRef, EventKind, Outgoing
from programme.people import Role
from store import contacts
from store.connection import Store, Tx

PHOTO = DocumentRef("AgAC-photo", "", 50_000, "image/jpeg", is_picture=True)
PDF = DocumentRef("BQAC-letter", "Surat edaran.pdf", 80_000, "application/pdf")


async def sends(chat: Chat, file: DocumentRef, caption: str = "") -> str:
    return await chat.sends(EventKind.DOCUMENT, text=caption, document=file)


async def files(bekal: Bekal) -> dict[str, DocumentRef | None]:
    """Whom something reached now, and with which file."""
    return {address: message.file for address, message in (await pushed(bekal)).items()}


@pytest.mark.parametrize("file", [PHOTO, PDF], ids=["photo", "pdf"])
async def test_with_its_caption(bekal: Bekal, admin: Chat, file: DocumentRef) -> None:
    await admin.presses("broadcast:to:all")
    preview = await sends(admin, file, "Jadwal libur")
    assert "Jadwal libur" in preview
    assert "2 chat" in preview
    assert admin.last.file == file
    await admin.presses("Kirim")
    messages = await pushed(bekal)
    assert {address: message.file for address, message in messages.items()} == {
        "1001": file,
        "1002": file,
    }
    assert "Jadwal libur" in messages["1001"].text


async def test_the_text_can_follow_or_be_left_out(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    assert "Apa isi pesannya" in await sends(admin, PDF)
    assert "Kantor tutup" in await admin.says("Kantor tutup hari Jumat.")
    assert admin.last.file == PDF
    assert "Berkasnya sudah ada" in await admin.presses("Ubah")
    assert "Kantor tutup" not in await admin.presses("Tanpa tulisan")
    await admin.presses("Kirim")
    (message,) = (await pushed(bekal)).values()
    assert message.file == PDF
    assert message.text == "<b>Pesan dari Disnaker Lamongan</b>"


async def test_a_file_after_the_text_keeps_the_text_and_the_last_one_goes(
    bekal: Bekal, admin: Chat
) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await sends(admin, PDF)
    assert "Kantor tutup" in await sends(admin, PHOTO)
    await admin.presses("Kirim")
    assert await files(bekal) == {"1001": PHOTO, "1002": PHOTO}


async def test_at_a_set_time(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await sends(admin, PHOTO, "Denah ruang")
    assert "pukul 08.00 WIB" in await admin.says("besok jam 8")
    assert await files(bekal) == {}
    bekal.clock.set("2026-11-25 08:00")
    assert await files(bekal) == {"1001": PHOTO}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (replace(PDF, size=LARGEST_FILE + 1), "20 MB"),
        (DocumentRef("x", "aplikasi.apk", 10), "hanya gambar atau PDF"),
        (DocumentRef("x", "", 10, "video/mp4"), "hanya gambar atau PDF"),
        (replace(PDF, name="daftar_napi.pdf"), "nama berkasnya"),
    ],
)
async def test_what_cannot_be_sent_along_is_said_and_the_draft_stays(
    bekal: Bekal, admin: Chat, file: DocumentRef, said: str
) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    assert said in await sends(admin, file)
    await admin.presses("broadcast:send")
    assert await files(bekal) == {"1001": None, "1002": None}


@pytest.mark.parametrize("name", ["Foto.JPG", "denah.png", "surat.pdf"])
async def test_a_name_is_enough_where_the_phone_knows_no_type(
    bekal: Bekal, admin: Chat, name: str
) -> None:
    file = DocumentRef("x", name, LARGEST_FILE, "application/octet-stream")
    await admin.presses("broadcast:to:ready")
    await sends(admin, file, "Silakan dibaca")
    await admin.presses("Kirim")
    assert await files(bekal) == {"1001": file}


async def test_a_caption_that_gives_people_away_is_not_taken(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    assert "kata lain" in await sends(admin, PHOTO, "Kumpul di depan lapas")
    await admin.presses("broadcast:send")
    assert await files(bekal) == {}


async def test_stop_under_a_picture_is_still_a_stop(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    assert "tidak ada lagi pesan otomatis" in await sends(admin, PHOTO, "stop")
    await admin.presses("broadcast:send")
    assert await files(bekal) == {}


async def test_a_caption_may_speak_of_stopping(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    caption = "Kalau tidak mau terima pesan lagi, tulis berhenti ya."
    assert caption in await sends(admin, PHOTO, caption)


@pytest.mark.parametrize("file", [PHOTO, PDF], ids=["photo", "pdf"])
async def test_nobody_else_is_to_send_any_file(
    bekal: Bekal, admin: Chat, file: DocumentRef
) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1001"), bekal.chat("1009")):
        assert "jangan kirim foto KTP" in await sends(chat, file)


async def test_a_role_that_ended_meanwhile(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await retire(bekal, admin)
    assert "Apa yang ingin ditanyakan" in await sends(admin, PHOTO, "Kantor tutup")
    await admin.presses("broadcast:send")
    assert await files(bekal) == {}


async def test_a_chat_of_another_channel_gets_the_text_and_is_told(
    bekal: Bekal, admin: Chat
) -> None:
    def elsewhere(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", "1002", bekal.clock.now())
        tx.db.execute("UPDATE contacts SET channel = 'webchat' WHERE id = ?", (contact.id,))

    await bekal.store.write(elsewhere)
    await admin.presses("broadcast:to:all")
    await sends(admin, PHOTO, "Denah ruang baru")
    await admin.presses("Kirim")
    assert await files(bekal) == {"1001": PHOTO}
    (message,) = (await pushed(bekal, "webchat")).values()
    assert message.file is None
    assert "Denah ruang baru" in message.text
    assert "minta ke kantor" in message.text


def test_nothing_is_lost_in_the_store() -> None:
    for message in (Broadcast("Halo"), Broadcast("", PHOTO, "telegram")):
        assert Broadcast.from_json(message.to_json()) == message
    outgoing = Outgoing("Halo", file=PDF)
    assert Outgoing.from_json(outgoing.to_json()) == outgoing


@pytest.fixture
async def with_budi(store: Store) -> Store:
    """Budi's chat 1001 is linked, 3001 is an admin's; nothing waits to be sent."""
    bekal = Bekal(store, FakeClock(f"{datetime.now(ZONE):%Y-%m-%d %H:%M}"))
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'"))
    return store


async def test_from_a_chat_on_telegram_to_chats_there(
    with_budi: Store, make_channel: MakeChannel, account: TelegramBot
) -> None:
    """Nothing is fetched: the file goes on by its id."""
    account.add_chat(1001)
    async with bot_on(with_budi, make_channel):
        account.push_press(3001, "broadcast:to:all", message_id=1)
        await account.next_message(3001)
        account.push_document(3001, "Surat edaran.pdf", b"%PDF-1.7", caption="Kantor tutup")
        preview = await account.next_message(3001, after=1)
        account.push_press(3001, "broadcast:send")
        message = await account.next_message(1001)
    [file_id] = account.files
    for entry in (preview, message):
        assert (entry.method, entry.parameters["document"]) == ("sendDocument", file_id)
        assert "Kantor tutup" in entry.text


async def test_a_picture_with_a_long_text_that_telegram_has_lost_meanwhile(
    with_budi: Store, make_channel: MakeChannel, account: TelegramBot
) -> None:
    account.add_chat(1001)
    async with bot_on(with_budi, make_channel):
        account.push_press(3001, "broadcast:to:all", message_id=1)
        await account.next_message(3001)
        account.push_photo(3001)
        await account.next_message(3001, after=1)
        account.push_text(3001, "a" * 1500)
        picture = await account.next_message(3001, after=2)
        preview = await account.next_message(3001, after=3)
        account.files.clear()
        account.push_press(3001, "broadcast:send")
        async with asyncio.timeout(30):
            while await became(with_budi) != [("failed", "file_gone")]:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert (picture.method, picture.text) == ("sendPhoto", "")
    assert "a" * 1500 in preview.text
    assert account.sent_to(1001) == []


async def became(store: Store) -> list[tuple[str, str]]:
    """State and reason of what goes to many."""
    query = "SELECT state, reason FROM outbox WHERE kind = 'broadcast'"
    return await store.read(lambda tx: tx.db.execute(query).fetchall())
