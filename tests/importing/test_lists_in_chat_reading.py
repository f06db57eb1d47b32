"""Files are fetched and read beside the turns: outages, crashes, and what a real channel does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from bot_in_process import bot_on
from dialogue import Bekal, FakeClock
from importing_lists import PEOPLE
from list_uploads import ListOffice, counted, uploads_left
from telegram_events import TelegramBot
from telegram_faults import refusal_of
from telegram_fixtures import MakeChannel

from bot import uploads as reading
from programme.outbox import NotSent, Refused, Uncertain
from programme.people import Role
from services.importing.uploads import AGAIN_AFTER, MOST_TRIES
from store.connection import Store
from store.sealing.keys import KeyRing

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;081200000001;Las\n"


@pytest.fixture
async def office(bekal: Bekal) -> ListOffice:
    return ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))


async def test_an_outage_is_waited_out(bekal: Bekal, office: ListOffice) -> None:
    office.channel.trouble = [NotSent("no_connection"), Uncertain("cut_off")]
    await office.sends(PEOPLE + BUDI)
    assert await office.reads() == ""
    bekal.clock.move(seconds=AGAIN_AFTER.total_seconds())
    assert await office.reads() == ""
    bekal.clock.move(seconds=AGAIN_AFTER.total_seconds())
    assert "Baris diterima: 1" in await office.reads()


async def test_in_the_end_somebody_is_told(bekal: Bekal, office: ListOffice) -> None:
    office.channel.trouble = [NotSent("no_connection")] * MOST_TRIES
    await office.sends(PEOPLE + BUDI)
    for _ in range(MOST_TRIES):
        assert await office.reads() == ""
        bekal.clock.move(seconds=AGAIN_AFTER.total_seconds())
    assert "kirim sekali lagi" in await office.reads()
    assert await counted(bekal, "uploads WHERE state = 'over'") == 1


async def test_one_that_was_sealed_with_another_key_holds_up_no_other(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.sends(PEOPLE + BUDI)
    sealed = KeyRing.new().seal("[]", "uploads.document")
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE uploads SET document = ?", (sealed,)))
    assert "Baris diterima: 1" in await office.loads(PEOPLE + BUDI)


async def test_a_file_that_is_gone(bekal: Bekal, office: ListOffice) -> None:
    office.channel.trouble = [Refused("file_gone")]
    await office.sends(PEOPLE + BUDI)
    assert "kirim sekali lagi" in await office.reads()
    assert len(office.channel.fetched) == 1


async def test_a_file_that_breaks_its_reader_is_given_up(
    bekal: Bekal, office: ListOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that takes the whole process along: each try is counted before it begins."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "parse_list", broken)
    await office.sends(PEOPLE + BUDI)
    for _ in range(MOST_TRIES):
        with pytest.raises(ZeroDivisionError):
            await office.reads()
        assert await office.reads() == ""
        bekal.clock.move(seconds=AGAIN_AFTER.total_seconds())
    assert "kirim sekali lagi" in await office.reads()


async def test_a_reader_that_fails_doesnt_end_the_loop(
    bekal: Bekal, office: ListOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOOKS_EVERY", 0.001)
    office.channel.files.clear()
    await office.sends(PEOPLE + BUDI)
    office.channel.files.clear()  # a KeyError in the channel
    second = await office.sends(PEOPLE + BUDI)
    assert "sedang dibaca" in second
    task = asyncio.create_task(office.reader.run())
    async with asyncio.timeout(20):
        while await counted(bekal, "uploads WHERE state = 'read'") == 0:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    task.cancel()
    assert sorted(state for state, _, _ in await uploads_left(bekal)) == ["noted", "read"]


async def test_it_goes_on_after_the_process_ended(tmp_path: Path) -> None:
    """Killed after the file was noted, and again after the preview: nothing is lost or twice."""
    opened = tmp_path / "b.db", tmp_path / "b.key"
    store = Store.open(*opened)
    bekal = Bekal(store, FakeClock())
    office = ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))
    await office.sends(PEOPLE + BUDI)
    store.close()

    bekal.store = store = Store.open(*opened)
    again = ListOffice(bekal, office.chat)
    again.channel.files = office.channel.files
    assert "Baris diterima: 1" in await again.reads()
    store.close()

    bekal.store = store = Store.open(*opened)
    assert "Sudah disimpan" in await office.chat.says("simpan")
    assert await counted(bekal, "participants") == 1
    store.close()


async def test_two_that_read_the_same_answer_once(bekal: Bekal, office: ListOffice) -> None:
    """As when an account changes hands in the middle."""
    await office.sends(PEOPLE + BUDI)
    other = ListOffice(bekal, office.chat)
    other.channel.files = office.channel.files

    async def late(_: object) -> bytes:
        bekal.clock.move(seconds=AGAIN_AFTER.total_seconds())
        assert "Baris diterima" in await other.reads()
        return (PEOPLE + BUDI).encode()

    office.channel.fetch = late  # type: ignore[method-assign,assignment]
    assert await office.reader.read_next()
    assert await counted(bekal, "outbox WHERE dedupe_key GLOB 'reply:upload:*'") == 1


async def test_with_telegram_the_file_goes_and_the_preview_comes(
    bekal: Bekal, account: TelegramBot, make_channel: MakeChannel
) -> None:
    await bekal.staff_chat("5", "Retno", Role.ADMIN)
    async with bot_on(bekal.store, make_channel):
        account.push_document(5, "peserta.csv", (PEOPLE + BUDI).encode())
        await account.until(
            lambda: any("Baris diterima: 1" in sent.text for sent in account.sent_to(5))
        )
        told = [sent for sent in account.sent_to(5) if "Berkas" in sent.text]
        assert "sedang dibaca" in told[0].text
        preview = told[-1]
        await account.until(
            lambda: any(entry.method == "deleteMessage" for entry in account.ledger)
        )
        account.push_press(5, preview.buttons[0][1], message_id=preview.message_id)
        await account.until(
            lambda: any("Sudah disimpan: 1 baris" in sent.text for sent in account.sent_to(5))
        )
    assert await counted(bekal, "participants") == 1


async def test_with_telegram_nothing_of_a_strangers_file_is_fetched(
    bekal: Bekal, account: TelegramBot, make_channel: MakeChannel
) -> None:
    account.faults.ordered.append(refusal_of(500, methods=("getFile",)))
    async with bot_on(bekal.store, make_channel):
        account.push_document(6, "peserta.csv", (PEOPLE + BUDI).encode())
        answer = await account.next_message(6)
        assert "jangan kirim foto KTP" in answer.text
    assert len(account.faults.ordered) == 1  # nobody asked for the file
