"""The office writes to many."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_admin import retire
from pushes import deliver, pushed

from programme.outbox import Uncertain, Unreachable
from programme.people import Role
from services.pushed import Speaker
from services.sending import outbox


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("all", {"1001", "1002"}),
        ("skill:meubeler", {"1002"}),
        ("ready", {"1001"}),
        ("programme:1", {"1001", "1002"}),
    ],
)
async def test_everyone_chosen_gets_it(
    bekal: Bekal, admin: Chat, to: str, reached: set[str]
) -> None:
    await admin.presses(f"broadcast:to:{to}")
    await admin.says("Kantor tutup hari Jumat <libur>.")
    assert await pushed(bekal) == {}
    await admin.presses("broadcast:send")
    messages = await pushed(bekal)
    assert set(messages) == reached
    assert all("&lt;libur&gt;" in message.text for message in messages.values())


async def test_at_a_set_time(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.says("besok jam 8")
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-25 08:00")
    assert len(await pushed(bekal)) == 2


@pytest.mark.parametrize(
    ("now", "when", "told"),
    [
        ("2026-11-24 09:00", "jam 9.05", "pukul 09.05"),
        ("2026-11-24 09:00", "hari ini jam 22", "besok, Rabu, 25 November 2026 pukul 06.00"),
        ("2026-11-24 22:00", "[broadcast:send]", "besok, Rabu, 25 November 2026 pukul 06.00"),
    ],
)
async def test_the_moment_that_is_told_minds_the_quiet_hours(
    bekal: Bekal, admin: Chat, now: str, when: str, told: str
) -> None:
    bekal.clock.set(now)
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.talks((when, told), ("[Sudah sampai mana]", told))


async def test_unsubscribed_meanwhile_gets_nothing(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    await bekal.chat("1001").says("stop")
    assert set(await pushed(bekal)) == {"1002"}


SPEAKS_OF_STOPPING = "Kalau tidak mau terima pesan lagi, tulis berhenti ya."


async def test_a_text_that_speaks_of_stopping_goes_out_and_silences_nobody(
    bekal: Bekal, admin: Chat
) -> None:
    await admin.presses("broadcast:to:all")
    assert SPEAKS_OF_STOPPING in await admin.says(SPEAKS_OF_STOPPING)
    await admin.presses("broadcast:send")
    assert SPEAKS_OF_STOPPING in (await pushed(bekal))["1001"].text


async def test_a_short_stop_in_place_of_the_text_is_still_a_stop(
    bekal: Bekal, admin: Chat
) -> None:
    await admin.talks(("[broadcast:to:all]", "Apa isi"), ("berhenti ya pak", "menyangkut tugas"))
    await admin.presses("broadcast:send")
    assert await pushed(bekal) == {}


async def test_a_borrowed_phone_gets_nothing(bekal: Bekal, admin: Chat) -> None:
    """“Nothing will be sent to this phone by itself”."""
    await bekal.chat("1003").opens(await bekal.code(), "pinjaman")
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    assert set(await pushed(bekal)) == {"1001", "1002"}


async def test_whose_link_ended_meanwhile_gets_nothing(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.says("besok jam 8")
    await admin.presses("broadcast:send")
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE links SET ended_at = 1 WHERE id = 2"))
    bekal.clock.set("2026-11-25 08:00")
    assert set(await pushed(bekal)) == {"1001"}


async def test_instructors_and_strangers_may_not(bekal: Bekal, admin: Chat) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1009")):
        await chat.presses("broadcast:to:all")
        await chat.says("Kantor tutup hari Jumat.")
        await chat.presses("broadcast:send")
        await chat.presses("broadcast:counts:1")
    assert await pushed(bekal) == {}


async def test_words_that_give_people_away_are_not_taken(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kumpul di depan lapas.")
    await admin.presses("broadcast:send")
    assert await pushed(bekal) == {}


async def test_the_writer_decides_about_uncertain_ones(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    speaker, now = Speaker("id", bekal.setup.zone, bekal.rules), bekal.clock.now()
    (row,) = await bekal.store.write(
        lambda tx: outbox.claim_bulk(tx, "telegram", "h/1/x", 10, (), speaker, now)
    )
    await bekal.store.write(
        lambda tx: outbox.settle(tx, "telegram", "h/1/x", row, Uncertain("cut_off"), now)
    )
    assert await bekal.store.write(lambda tx: outbox.resend_unclear(tx, "telegram", now)) == 0
    assert "belum pasti sampai: 1" in await admin.presses("broadcast:counts:1")
    await admin.presses("broadcast:again:1")
    assert set(await pushed(bekal)) == {"1001"}


async def test_its_writer_sees_why_it_did_not_arrive(bekal: Bekal, admin: Chat) -> None:
    await deliver(bekal)
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    await deliver(bekal, to_1001=Unreachable("blocked"))
    await admin.talks(("[Sudah sampai mana]", "tidak terkirim: 1\nSebabnya: memblokir bot (1)"))


async def test_change_it_keeps_to_whom(bekal: Bekal, admin: Chat) -> None:
    await admin.talks(
        ("/siaran", "ke siapa"),
        ("[Meubeler]", "1 chat"),
        ("Kantor tutup hari Jumaat.", "Jumaat"),
        ("[Ubah]", "1 chat"),
        ("Kantor tutup hari Jumat.", "Jumat."),
        ("[Kirim]", "menunggu: 1"),
    )
    (message,) = (await pushed(bekal)).values()
    assert "Kantor tutup hari Jumat." in message.text


async def test_cancel_leaves_nothing_to_send(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.talks(("batal", "dibatalkan"), ("[broadcast:send]", "tidak ada"))
    assert await pushed(bekal) == {}


async def test_sent_twice_goes_once(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.talks(("[Kirim]", "menunggu: 1"), ("[broadcast:send]", "tidak ada"))
    assert len(await pushed(bekal)) == 1


async def test_stop_takes_back_what_waits(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.talks(("[Kirim]", "menunggu: 2"), ("[Hentikan]", "ditarik: 2"))
    assert "Hentikan" not in str(admin.buttons)
    assert await pushed(bekal) == {}


async def test_a_time_that_is_over_or_cannot_be_read(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await admin.talks(
        ("Kantor tutup hari Jumat.", "1 chat"),
        ("nanti saja", "belum terbaca"),
        ("tanggal 31 Februari jam 8", "belum terbaca"),
        ("hari ini jam 8 pagi", "sudah lewat"),
        ("jam 10", "hari ini, Selasa, 24 November 2026 pukul 10.00 WIB"),
    )
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-24 10:00")
    assert len(await pushed(bekal)) == 1


async def test_too_long_is_said_with_the_count_and_asked_again(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:ready")
    await admin.talks(("a" * 3501, "3501"), ("a" * 3500, "1 chat"), ("[Kirim]", "menunggu: 1"))


@pytest.mark.parametrize(
    "to",
    ["skill:konstruksi", "skill:", "programme:7", "programme:" + "9" * 30, "programme:٣", "?"],
)
async def test_nobody_to_write_to_is_said_at_once(bekal: Bekal, admin: Chat, to: str) -> None:
    answer = await admin.presses(f"broadcast:to:{to}")
    assert "tidak ada yang bisa dikirimi" in answer
    assert "ke siapa" in answer
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    assert await pushed(bekal) == {}


@pytest.mark.parametrize("how", ["Kantor tutup hari Jumat.", "[Kirim]", "besok jam 8"])
async def test_whoever_could_be_reached_is_gone_meanwhile(
    bekal: Bekal, admin: Chat, how: str
) -> None:
    await admin.presses("broadcast:to:ready")
    if how != "Kantor tutup hari Jumat.":
        await admin.says("Kantor tutup hari Jumat.")
    await bekal.chat("1001").says("stop")
    await admin.talks((how, "tidak ada yang bisa dikirimi"))
    bekal.clock.move(days=1)
    assert await pushed(bekal) == {}


@pytest.mark.parametrize("how", ["Kantor tutup hari Jumat.", "[Kirim]", "besok jam 8"])
async def test_a_role_that_is_taken_away_ends_at_once(bekal: Bekal, admin: Chat, how: str) -> None:
    await admin.presses("broadcast:to:ready")
    if how != "Kantor tutup hari Jumat.":
        await admin.says("Kantor tutup hari Jumat.")
    await retire(bekal, admin)
    await admin.talks((how, "Apa yang ingin ditanyakan"))
    bekal.clock.move(days=1)
    assert await pushed(bekal) == {}


@pytest.mark.parametrize(
    "data", ["bare", "edit", "send", "counts:1", "stop:" + "9" * 30, "again:x", "counts:²"]
)
async def test_forged_and_forgotten_buttons(bekal: Bekal, admin: Chat, data: str) -> None:
    await admin.presses("broadcast:to:all")
    await admin.presses("menu")
    assert await admin.presses(f"broadcast:{data}")
    await admin.presses("broadcast:to:all")
    assert "tidak ada" in await admin.presses("broadcast:bare")
    assert await pushed(bekal) == {}


async def test_send_before_there_is_a_text(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.talks(("[broadcast:send]", "tidak ada"))
    assert await pushed(bekal) == {}


async def test_colleagues_see_how_far_it_is_and_only_its_writer_repeats_it(
    bekal: Bekal, admin: Chat
) -> None:
    other = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.presses("broadcast:send")
    await other.talks(
        ("[broadcast:counts:1]", "Pesan rekan"),
        ("[broadcast:again:1]", "Apa yang ingin ditanyakan"),
    )
    assert len(await pushed(bekal)) == 2


async def test_one_that_is_gone_or_waits_for_the_morning(bekal: Bekal, admin: Chat) -> None:
    await admin.presses("broadcast:to:all")
    await admin.says("Kantor tutup hari Jumat.")
    await admin.says("jam 22")
    bekal.clock.set("2026-11-24 22:00")
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-25 06:00")
    query = "UPDATE outbox SET announcement_id = NULL WHERE contact_id = 1"
    await bekal.store.write(lambda tx: tx.db.execute(query))
    assert set(await pushed(bekal)) == {"1002"}
