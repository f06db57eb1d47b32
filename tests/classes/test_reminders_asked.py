"""A question or a complaint about reminders shows how they are, and switches nothing."""

from __future__ import annotations

import pytest
from dialogue import Bekal
from pushes import deliver

from programme.messages import EventKind
from services.classes import reminders

ASKED = (
    "pengingat saya nyala gak", "saya kok tidak dapat pengingat", "kok gak ada pengingat",
    "pengingat saya aktif apa tidak", "kenapa pengingat saya mati",
    "apakah pengingat sudah nyala?",
    "saya tidak dapat info kelas", "saya gak dikabari kalau kelas batal", "botnya berhenti",
    "kok ga pernah diingetin ya",
    "kok berhenti kirim pesan", "saya tidak pernah dikirimi pesan", "ora tau dikabari",
    "kemarin tidak diberitahu", "pengingatku urip ora",
    "kenapa saya gak diingatkan kemarin", "notifikasi masih aktif?",
)  # fmt: skip


@pytest.mark.parametrize("said", ASKED)
async def test_it_is_told_and_nothing_is_switched(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    assert "Pengingat menyala" in await chat.says(said)
    assert "Matikan" in " ".join(each.label for each in chat.buttons)
    await chat.says("stop")
    assert "sedang dimatikan" in await chat.says(said)


@pytest.mark.parametrize("said", ["matikan pengingat", "bisa tolong matikan pengingat?", "stop"])
async def test_an_order_is_done(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    assert "tidak ada lagi pesan otomatis" in await chat.says(said)


async def reminded(bekal: Bekal) -> None:
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))


async def test_the_reason_is_told_with_the_way_out(bekal: Bekal) -> None:
    await bekal.participant()
    complaint = "saya kok tidak dapat pengingat"
    stranger = bekal.chat("1009")
    await stranger.talks((complaint, "terhubung"), ("[Hubungkan chat ini]", ""))

    chat = await bekal.linked("1001")
    await chat.talks((complaint, "Belum ada kelas yang direncanakan"))
    await bekal.session("2026-11-25 12:30")
    await chat.talks((complaint, "Kelas berikutnya: besok, Rabu, 25 November 2026 pukul 12.30"))
    await chat.says("matikan pengingat kelas")
    await chat.talks((complaint, "pengingat kelas tidak"), ("[Nyalakan kabar kelas]", "Pengingat"))
    await chat.says("stop")
    await chat.talks((complaint, "sedang dimatikan"), ("[Nyalakan pengingat]", "menyala"))


async def test_what_became_of_the_last_one_is_told(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    await reminded(bekal)
    bekal.clock.set("2026-11-24 12:30")
    await reminded(bekal)
    await deliver(bekal)
    await chat.talks(("pengingat saya nyala gak", "terakhir masuk ke sini Selasa, 24 November"))


async def test_who_had_blocked_the_bot_is_told_so(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    await reminded(bekal)
    await chat.sends(EventKind.MEMBERSHIP, is_member=False)
    bekal.clock.set("2026-11-24 12:30")
    await reminded(bekal)
    await deliver(bekal)
    await chat.talks(("kok saya gak diingatkan", "bot diblokir"))
