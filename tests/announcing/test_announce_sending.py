"""An announcement is checked again at the moment it is sent."""

from __future__ import annotations

import pytest
from announced_class import class_of_two
from dialogue import Bekal, Chat, plain
from office_admin import retire
from pushes import deliver, pushed, speaker_of

from programme.broadcasts import Broadcast
from programme.messages import DocumentRef
from programme.outbox import NotSent, SendProblem, Throttled, Uncertain
from programme.people import Role, Topic
from services.announcing import broadcasting, progress
from services.sending import outbox
from services.sending.outbox import Claimed
from store import announcements, contacts
from store.connection import Tx


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """His class is tomorrow, Wednesday, 12.30–16.00; two chats hear of a change."""
    return (await class_of_two(bekal))[0]


async def announces(instructor: Chat, words: str) -> None:
    await instructor.says(words)
    await instructor.presses("Kirim")


async def why_not(bekal: Bekal) -> list[tuple[str, str]]:
    """State and reason of what was not sent, in the order of its coming."""
    query = "SELECT state, reason FROM outbox WHERE kind != 'reply' AND reason != '' ORDER BY id"
    return await bekal.store.read(lambda tx: tx.db.execute(query).fetchall())


async def test_a_newer_change_takes_the_place_of_one_that_waits(
    bekal: Bekal, instructor: Chat
) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await announces(instructor, "Las besok diundur jam 15")
    messages = await pushed(bekal)
    assert {"15.00" in message.text for message in messages.values()} == {True}
    assert await why_not(bekal) == [("cancelled", "superseded")] * 2


async def test_a_newer_change_tells_also_what_it_takes_the_place_of(
    bekal: Bekal, instructor: Chat
) -> None:
    await announces(instructor, "Las besok pindah ke bengkel 3")
    await announces(instructor, "Las besok diundur jam 14")
    await announces(instructor, "Las besok diganti Pak Sukarji")
    text = plain((await pushed(bekal))["1001"].text)
    assert "Semula: besok, Rabu, 25 November 2026 pukul 12.30" in text
    assert "Sekarang: besok, Rabu, 25 November 2026 pukul 14.00–17.30 WIB" in text
    assert "Tempat: bengkel 3 (semula: Bengkel Las)" in text
    assert "Sukarji (semula: Wahyu Prasetyawan, S.T.)" in text


async def test_another_place_that_was_not_told_is_in_what_is_told_next(
    bekal: Bekal, instructor: Chat
) -> None:
    await announces(instructor, "Las besok pindah ke bengkel 3")
    await instructor.presses("Hentikan")
    await announces(instructor, "Las besok diganti Pak Sukarji")
    text = plain((await pushed(bekal))["1001"].text)
    assert text.startswith("Pindah tempat")
    assert "bengkel 3" in text
    assert "Sukarji" in text


@pytest.mark.parametrize(
    "outcome", [Throttled(1.0), NotSent("no_connection"), Uncertain("cut_off")]
)
async def test_what_comes_back_after_it_was_stopped_is_not_sent_again(
    bekal: Bekal, instructor: Chat, outcome: SendProblem
) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await comes_back_stopped(bekal, instructor, outcome)


@pytest.mark.parametrize("outcome", [Throttled(1.0), NotSent("no_connection")])
async def test_what_comes_back_of_a_stopped_broadcast_is_not_sent_again(
    bekal: Bekal, instructor: Chat, outcome: SendProblem
) -> None:
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await admin.presses("broadcast:to:all")
    await announces(admin, "Kantor tutup hari Jumat.")
    await comes_back_stopped(bekal, admin, outcome)


async def comes_back_stopped(bekal: Bekal, writer: Chat, outcome: SendProblem) -> None:
    """Two messages are under way when their writer stops it, and do not arrive."""
    speaker, owner = speaker_of(bekal), "h/1/x"

    def claim(tx: Tx) -> list[Claimed]:
        return outbox.claim_bulk(tx, "telegram", owner, 10, (), speaker, bekal.clock.now())

    rows = await bekal.store.write(claim)
    await writer.presses("Hentikan")

    def settle(tx: Tx) -> None:
        for row in rows:
            outbox.settle(tx, "telegram", owner, row, outcome, bekal.clock.now())
        outbox.resend_unclear(tx, "telegram", bekal.clock.now())

    await bekal.store.write(settle)
    bekal.clock.move(minutes=1)
    assert await bekal.store.write(claim) == []
    assert await why_not(bekal) == [("cancelled", "stopped")] * 2


async def test_what_was_told_is_not_told_again(bekal: Bekal, instructor: Chat) -> None:
    await announces(instructor, "Las besok pindah ke bengkel 3")
    await pushed(bekal)
    await announces(instructor, "Las besok diganti Pak Sukarji")
    text = (await pushed(bekal))["1001"].text
    assert "bengkel 3" not in text


async def test_a_closed_chat_reads_all_that_changed_when_it_opens(
    bekal: Bekal, instructor: Chat
) -> None:
    budi = bekal.chat("1001")
    await budi.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", ""))
    bekal.clock.move(hours=1)
    for words in ("Las besok pindah ke bengkel 3", "Las besok diganti Pak Sukarji"):
        await announces(instructor, words)
        await deliver(bekal)
    await budi.presses("unlock:news")
    news = await budi.says("4071")
    assert "bengkel 3" in news
    assert "Sukarji" in news


async def test_a_class_called_off_is_told_with_the_time_people_know(
    bekal: Bekal, instructor: Chat
) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await announces(instructor, "Las besok libur")
    text = (await pushed(bekal))["1001"].text
    assert "12.30" in text
    assert "14.00" not in text


async def test_what_was_undone_before_it_was_told(bekal: Bekal, instructor: Chat) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await announces(instructor, "Las besok diganti jadi jam 12.30")
    text = plain((await pushed(bekal))["1001"].text)
    assert text.startswith(
        "Kelas Pengelasan jadi diadakan\nBesok, Rabu, 25 November 2026 pukul 12"
    )
    assert "Semula" not in text


async def test_a_note_goes_with_the_time_as_it_is_by_then(bekal: Bekal, instructor: Chat) -> None:
    await instructor.presses("announce:info:1")
    await announces(instructor, "Bawa sarung tangan")
    await announces(instructor, "Las besok diundur jam 14")
    assert "14.00" in (await pushed(bekal))["1001"].text


async def test_no_note_about_a_class_that_is_off(bekal: Bekal, instructor: Chat) -> None:
    await instructor.presses("announce:info:1")
    await announces(instructor, "Bawa sarung tangan")
    await announces(instructor, "Las besok libur")
    assert "dibatalkan" in (await pushed(bekal))["1001"].text
    assert await why_not(bekal) == [("cancelled", "session is off")] * 2


async def test_whose_role_is_over_hears_nothing_any_more(bekal: Bekal, instructor: Chat) -> None:
    escort = await bekal.staff_chat("2010", "Agus", Role.ESCORT)
    other = await bekal.staff_chat("2011", "Sukarji", skills=("pengelasan",))
    await announces(instructor, "Las besok diundur jam 14")
    await retire(bekal, escort)
    await retire(bekal, other)
    assert set(await pushed(bekal)) == {"1001", "1002"}


async def test_stop_holds_for_what_waits(bekal: Bekal, instructor: Chat) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await bekal.chat("1002").says("stop")
    assert set(await pushed(bekal)) == {"1001"}
    assert await why_not(bekal) == [("cancelled", "unsubscribed")]


async def test_in_the_night_only_what_is_urgent(bekal: Bekal, instructor: Chat) -> None:
    """The class is at 12.30: until 0.30 its change waits for the morning."""
    bekal.clock.set("2026-11-24 22:00")
    await announces(instructor, "Las besok diundur jam 14")
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-25 06:00")
    assert set(await pushed(bekal)) == {"1001", "1002"}


async def test_in_the_night_before_a_class_it_goes_at_once(bekal: Bekal, instructor: Chat) -> None:
    bekal.clock.set("2026-11-25 01:00")
    await announces(instructor, "Las hari ini diundur jam 14")
    assert set(await pushed(bekal)) == {"1001", "1002"}


@pytest.mark.parametrize(
    "message",
    [
        Broadcast("Kumpul di depan lapas"),
        Broadcast("Halo", DocumentRef("x", "daftar napi.pdf", 1), "telegram"),
    ],
)
async def test_the_guard_stands_at_the_door_as_well(
    bekal: Bekal, instructor: Chat, message: Broadcast
) -> None:
    """However it came into the store, a word that gives people away does not leave it."""
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)

    def send(tx: Tx) -> int:
        now = bekal.clock.now()
        writer = contacts.at(tx, "telegram", "3001", now)
        return broadcasting.send(tx, writer, "all", message, now, now)

    await bekal.store.write(send)
    assert await pushed(bekal) == {}
    assert await why_not(bekal) == [("failed", "forbidden word")] * 2


async def test_its_writer_sees_when_it_leaves_in_the_night(bekal: Bekal, instructor: Chat) -> None:
    await deliver(bekal)
    bekal.clock.set("2026-11-24 22:00")
    await announces(instructor, "Las besok diundur jam 14")
    await deliver(bekal)
    assert await refreshed(bekal) == 1
    (edit,) = await deliver(bekal)
    assert "menunggu: 2\nDikirim besok, Rabu, 25 November 2026 pukul 06.00 WIB." in edit.text


async def test_its_writer_sees_the_answers_till_the_class_begins_at_its_new_time(
    bekal: Bekal, instructor: Chat
) -> None:
    await announces(instructor, "Las besok diundur hari Jumat jam 14")
    await deliver(bekal)
    await refreshed(bekal)
    bekal.clock.set("2026-11-26 09:00")
    await refreshed(bekal)
    await bekal.chat("1001").presses("attend:no:1")
    assert await refreshed(bekal) == 1
    bekal.clock.set("2026-11-27 14:01")
    await refreshed(bekal)
    assert await bekal.store.read(announcements.under_way) == []


async def test_whom_to_call_is_told_where_sending_ends(bekal: Bekal, instructor: Chat) -> None:
    """Budi has blocked the bot before, Eka wants no messages, Candra has no chat."""
    await bekal.participant("LMG-2026-033", "Candra")
    await bekal.participant("LMG-2026-034", "Eka Putri")
    await (await bekal.linked("1004", "LMG-2026-034")).says("stop")
    await block(bekal, "1001")
    preview = await instructor.says("Las besok diundur jam 14")
    assert "chat-nya sudah tidak ada (1): Budi Santoso." in preview
    assert "Tidak mau menerima pesan (1): Eka Putri." in preview
    assert "Belum terhubung ke chat (2): Andi Wijaya, Candra." in preview
    assert "(2): Budi Santoso, Eka Putri" in await instructor.presses("Kirim")
    await deliver(bekal)
    await refreshed(bekal)
    (edit,) = await deliver(bekal)
    assert "mohon ditelepon (2): Budi Santoso, Eka Putri" in edit.text
    assert "Belum terhubung ke chat (2): Andi Wijaya, Candra." in edit.text


async def test_a_borrowed_phone_is_no_chat_of_his_own(bekal: Bekal, instructor: Chat) -> None:
    await bekal.participant("LMG-2026-033", "Candra")
    await bekal.chat("1005").opens(await bekal.code("LMG-2026-033"), "pinjaman")
    preview = await instructor.says("Las besok diundur jam 14")
    assert "Belum terhubung ke chat (2): Andi Wijaya, Candra." in preview
    assert "Tidak mau" not in preview


async def test_who_opts_out_meanwhile_is_to_be_called(bekal: Bekal, instructor: Chat) -> None:
    await announces(instructor, "Las besok diundur jam 14")
    await bekal.chat("1001").says("stop")
    await deliver(bekal)
    await refreshed(bekal)
    (edit,) = await deliver(bekal)
    assert "mohon ditelepon (1): Budi Santoso" in edit.text


async def test_a_blocked_mother_is_named_as_family(bekal: Bekal, instructor: Chat) -> None:
    await block(bekal, "1002")
    assert "(1): keluarga Andi Wijaya." in await instructor.says("Las besok diundur jam 14")


async def test_a_mother_who_muted_one_son_hears_of_the_other(
    bekal: Bekal, instructor: Chat
) -> None:
    mother = bekal.chat("1002")
    await bekal.participant("LMG-2026-030", "Agus Wijaya")
    await mother.opens(await bekal.code("LMG-2026-030", Topic.SCHEDULE), "HP saya")
    await mother.presses("link:skip")
    await mute(bekal, "1002", link_id=2)
    await announces(instructor, "Las besok diundur jam 14")
    assert "Untuk: Agus" in (await pushed(bekal))["1002"].text


async def mute(bekal: Bekal, address: str, link_id: int) -> None:
    def work(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", address, bekal.clock.now())
        contacts.set_muted(tx, contact.id, link_id, {Topic.SCHEDULE})

    await bekal.store.write(work)


async def block(bekal: Bekal, address: str) -> None:
    def work(tx: Tx) -> None:
        contact = contacts.at(tx, "telegram", address, bekal.clock.now())
        contacts.unreachable(tx, contact.id, "blocked")

    await bekal.store.write(work)


async def test_its_writer_sees_who_comes_in_an_open_chat_only(
    bekal: Bekal, instructor: Chat
) -> None:
    await instructor.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", ""))
    await announces(instructor, "Las besok diundur jam 14")
    await deliver(bekal)
    bekal.clock.move(hours=1)
    await bekal.chat("1001").says("hadir")
    assert await refreshed(bekal) == 0
    await instructor.presses("unlock:news")
    await instructor.says("4071")
    assert await refreshed(bekal) == 1


async def refreshed(bekal: Bekal) -> int:
    speaker = speaker_of(bekal)
    return await bekal.store.write(
        lambda tx: progress.refresh(tx, speaker.progress, bekal.clock.now())
    )
