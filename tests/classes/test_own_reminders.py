"""Somebody may be reminded so long before each class as he likes, besides the usual times."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dialogue import Bekal, Chat
from pushes import deliver

from programme.people import Role
from services.classes import reminders
from understanding.own_reminders import OwnReminder, read_own_reminder


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("ingatkan saya 1 jam sebelumnya", 60), ("ingatkan 2 jam sebelum kelas", 120),
        ("ingetin setengah jam sblm kelas dong", 30),
        ("tolong diingatkan sehari sebelumnya", 1440),
        ("aku elingno sejam sakdurunge kelas", 60),
        ("minta pengingat tiga jam sebelum kelas", 180),
        ("jangan lupa ingatkan saya 45 menit sebelum kelas", 45),
        ("remind me 30 minutes before class", 30),
    ],
)  # fmt: skip
def test_is_understood(text: str, minutes: int) -> None:
    assert read_own_reminder(text) == OwnReminder(timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "text", ["hapus pengingat 1 jam", "matikan pengingat 1 jam sebelumnya",
             "gak usah diingatkan 2 jam sebelum kelas"],
)  # fmt: skip
def test_off_is_understood(text: str) -> None:
    assert read_own_reminder(text) == OwnReminder(None)


@pytest.mark.parametrize(
    "text", ["ingatkan saya", "matikan pengingat", "pengingat berapa jam sebelum kelas",
             "kok diingatkan 2 jam sebelum kelas",
             "ingatkan saya besok jam 8", "kelas 2 jam lagi"],
)  # fmt: skip
def test_is_not_mistaken(text: str) -> None:
    assert read_own_reminder(text) is None


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    await bekal.participant()
    await bekal.session("2026-11-27 12:30")
    return await bekal.linked("1001")


async def reminded(bekal: Bekal, since: str, until: str) -> dict[str, list[str]]:
    """Address → the times at which a reminder came."""
    came: dict[str, list[str]] = {}
    bekal.clock.set(since)
    for _ in range(200):
        await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
        for each in await deliver(bekal):
            if each.text.startswith("Pengingat"):
                at = bekal.clock.now().astimezone(bekal.setup.zone)
                came.setdefault(each.address, []).append(f"{at:%H.%M}")
        bekal.clock.move(minutes=5)
        if f"{bekal.clock.now().astimezone(bekal.setup.zone):%Y-%m-%d %H:%M}" > until:
            break
    return came


async def test_it_comes_besides_the_usual_ones_and_only_to_him(bekal: Bekal, budi: Chat) -> None:
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.linked("1002", "LMG-2026-032")
    await budi.talks(("ingatkan saya 1 jam sebelumnya", "pengingat satu jam sebelum tiap kelas"))
    came = await reminded(bekal, "2026-11-27 06:00", "2026-11-27 12:30")
    assert came == {"1001": ["10.30", "11.30"], "1002": ["10.30"]}


async def test_it_is_shown_replaced_and_off_again(bekal: Bekal, budi: Chat) -> None:
    await budi.talks(
        ("ingatkan saya 3 jam sebelum kelas", "3 jam"),
        ("ingatkan saya setengah jam sebelum kelas", "setengah jam"),
        ("pengingat saya nyala gak", "Ada juga pengingat setengah jam"),
        ("hapus pengingat 30 menit", "sudah dihapus"),
        ("[Batalkan]", "setengah jam"),
        ("[Hapus pengingat tambahan]", "sudah dihapus"),
    )
    assert "Ada juga" not in await budi.says("pengingat saya nyala gak")
    assert await reminded(bekal, "2026-11-27 06:00", "2026-11-27 12:30") == {"1001": ["10.30"]}


async def test_not_at_night(bekal: Bekal, budi: Chat) -> None:
    await bekal.session("2026-11-28 06:30")
    await budi.says("ingatkan saya 1 jam sebelumnya")
    came = await reminded(bekal, "2026-11-27 19:00", "2026-11-28 06:30")
    assert came == {"1001": ["20.45"]}


@pytest.mark.parametrize(
    "said", ["ingatkan saya 5 menit sebelumnya", "ingatkan 9 hari sebelum kelas"]
)
async def test_it_has_bounds(budi: Chat, said: str) -> None:
    await budi.talks((said, "paling dekat 10 menit, paling lama 3 hari"))


async def test_who_has_no_class_is_told_how_to_be_linked(bekal: Bekal) -> None:
    await bekal.chat("1009").talks(("ingatkan saya 1 jam sebelumnya", "terhubung"))
    assert "Instruktur" in await (await bekal.staff_chat("2001", "Wahyu")).says(
        "ingatkan saya 1 jam sebelumnya"
    )


async def test_escorts_too(bekal: Bekal) -> None:
    await bekal.session("2026-11-27 12:30")
    escort = await bekal.staff_chat("2001", "Sari", Role.ESCORT)
    await escort.talks(("ingatkan saya 1 jam sebelumnya", "Dicatat"))
    came = await reminded(bekal, "2026-11-27 11:00", "2026-11-27 12:30")
    assert came == {"2001": ["11.30"]}


async def test_stop_stops_it_too(bekal: Bekal, budi: Chat) -> None:
    await budi.talks(("ingatkan saya 1 jam sebelumnya", "Dicatat"), ("stop", ""))
    assert await reminded(bekal, "2026-11-27 06:00", "2026-11-27 12:30") == {}
