"""Classes as a file that a phone's calendar reads (RFC 5545)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from dialogue import Bekal, Chat

from programme.people import Topic
from store import sessions


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    await bekal.participant()
    return await bekal.linked("1001")


def events(chat: Chat) -> list[dict[str, str]]:
    """The events in the file of the last answer: name of a property → its value."""
    assert chat.last.attachment
    assert chat.last.attachment.name.endswith(".ics")
    text = chat.last.attachment.content.decode()
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert "\n" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = "\n".join(lines).replace("\n ", "")
    assert unfolded.startswith("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:")
    assert unfolded.endswith("END:VCALENDAR")
    found = re.findall("BEGIN:VEVENT\n(.*?)\nEND:VEVENT", unfolded, re.DOTALL)
    return [dict(line.split(":", 1) for line in event.split("\n")) for event in found]


async def test_all_that_is_planned(bekal: Bekal, budi: Chat) -> None:
    first = await bekal.session("2026-11-25 12:30", place="Bengkel Las, lantai 2; kiri")
    await bekal.session("2026-12-02 08:00", hours=0)
    await bekal.session("2026-12-03 08:00", skill="meubeler")
    await budi.talks(("masukkan jadwal ke kalender hp dong", "2 kelas"))
    event, following = events(budi)
    assert event == {
        "UID": f"session-{first}@bekal",
        "DTSTAMP": "20261124T020000Z",
        "SEQUENCE": "1",
        "DTSTART;TZID=Asia/Jakarta": "20261125T123000",
        "DTEND;TZID=Asia/Jakarta": "20261125T160000",
        "SUMMARY": "Kelas Pengelasan",
        "LOCATION": r"Bengkel Las\, lantai 2\; kiri",
        "STATUS": "CONFIRMED",
    }
    assert following["DTSTART;TZID=Asia/Jakarta"] == "20261202T080000"


async def test_one_class_by_the_button_under_its_day(bekal: Bekal, budi: Chat) -> None:
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-27 12:30")
    await budi.talks(("jadwal jumat", "Bengkel"), ("[Simpan ke kalender]", "1 kelas"))
    assert [each["DTSTART;TZID=Asia/Jakarta"] for each in events(budi)] == ["20261127T123000"]


async def test_what_is_moved_or_cancelled_replaces_the_earlier_entry(
    bekal: Bekal, budi: Chat
) -> None:
    ident = await bekal.session("2026-11-25 12:30")
    await budi.says("kalender")
    before = events(budi)[0]
    await bekal.cancel(ident)
    await budi.says("kalender")
    after = events(budi)[0]
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["STATUS"] == "CANCELLED"


async def test_nothing_in_it_tells_where_somebody_was(bekal: Bekal, budi: Chat) -> None:
    ident = await bekal.session("2026-11-25 12:30", topic="Lapas las", place="Aula Lapas")
    await budi.says("simpan ke kalender")
    assert "lapas" not in budi.last.attachment.content.decode().lower()  # type: ignore[union-attr]
    assert await bekal.store.read(lambda tx: sessions.by_id(tx, ident))


async def test_of_two_sons_the_one_who_was_named(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Karno Pratama", skill="meubeler")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 12:30", skill="meubeler")
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.opens(await bekal.code("LMG-2026-032", Topic.SCHEDULE), "HP saya")
    await mother.says("batal")
    await mother.says("jadwal karno")
    await mother.presses("Simpan ke kalender")
    assert [each["SUMMARY"] for each in events(mother)] == ["Kelas Meubeler"]


async def test_strangers_and_locked_chats_get_none(bekal: Bekal, budi: Chat) -> None:
    await bekal.session("2026-11-25 12:30")
    stranger = bekal.chat("1009")
    for said in ("kalender", "[calendar]", "[calendar:today]"):
        await (stranger.presses(said.strip("[]")) if said[0] == "[" else stranger.says(said))
        assert stranger.last.attachment is None
    await budi.talks(("[pin:set]", "PIN"), ("482913", ""), ("482913", ""))
    bekal.clock.move(hours=2)
    await budi.talks(("kalender", "PIN"))
    assert budi.last == replace(budi.last, attachment=None)
