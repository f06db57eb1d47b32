"""An escort prints the attendance list and answers for participants without a chat."""

from __future__ import annotations

import pytest
from dialogue import OFFICE, Bekal, Chat
from pushes import pushed

from locales import Words
from programme.certificates import Step
from programme.people import Role
from services.announcing import progress
from services.classes import reminders
from services.classes.attendance_list import attendance_list
from services.classes.escorting import Meeting
from store import sessions


async def group_of_two(bekal: Bekal) -> tuple[Chat, Chat]:
    """Escort and instructor; Budi has a chat, Ma'ruf has none; class tomorrow 12.30."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Ma’ruf Amin")
    await bekal.session("2026-11-25 12:30")
    await bekal.linked("1001", "LMG-2026-031")
    escort = await bekal.staff_chat("4001", "Slamet", Role.ESCORT)
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    return escort, instructor


async def test_escort_hears_of_changes_and_confirms_the_group(bekal: Bekal) -> None:
    escort, instructor = await group_of_two(bekal)
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    message = (await pushed(bekal))["4001"]
    buttons = [(button.label, button.data) for row in message.buttons for button in row]
    assert buttons == [
        ("Daftar hadir (PDF)", "escort:list:1"),
        ("Konfirmasi rombongan", "escort:group:1"),
    ]
    await escort.presses("escort:group:1")
    names = [button.label for button in escort.buttons]
    assert any("Ma’ruf" in name for name in names)
    assert not any("Budi" in name for name in names)
    await escort.presses("Ma’ruf")
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert found.coming == ("Ma’ruf Amin",)
    await escort.presses("Ma’ruf")
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert found.not_coming == ("Ma’ruf Amin",)


async def test_attendance_list_is_a_pdf_without_numbers(bekal: Bekal) -> None:
    escort, _ = await group_of_two(bekal)
    await escort.presses("escort:list:1")
    assert escort.last.attachment
    assert escort.last.attachment.content.startswith(b"%PDF")
    assert "LMG" not in escort.last.attachment.name


async def test_the_attendance_list_is_asked_for_in_words(bekal: Bekal) -> None:
    escort, instructor = await group_of_two(bekal)
    await bekal.session("2026-11-26 08:00", "meubeler")
    await bekal.session("2026-11-23 08:00", "konstruksi")
    for said in ("daftar hadir las", "cetak absensi besok"):
        await escort.says(said)
        assert escort.last.attachment
    await escort.says("dftr hadir")
    assert [button.label for button in escort.buttons] == [
        "1. Pengelasan, Rabu 25 Nov 12.30",
        "2. Meubeler, Kamis 26 Nov 08.00",
        "3. Menu",
    ]
    await escort.presses("Meubeler")
    assert escort.last.attachment
    await instructor.says("daftar hadir las besok")
    assert instructor.last.attachment
    for stranger in (bekal.chat("1001"), bekal.chat("1009")):
        await stranger.says("daftar hadir las besok")
        assert stranger.last.attachment is None


async def test_an_escort_is_welcomed_with_what_he_can_ask(bekal: Bekal) -> None:
    code = await bekal.staff_code("Slamet", Role.ESCORT)
    await bekal.chat("4001").talks((f"/start {code}", "“Daftar hadir besok”"))


async def test_others_get_neither_list_nor_group(bekal: Bekal) -> None:
    _, instructor = await group_of_two(bekal)
    for data in ("escort:group:1", "escort:yes:1:2", "escort:list:x"):
        assert "Ma’ruf" not in await instructor.presses(data)
        assert instructor.last.attachment is None
    for chat in (bekal.chat("1001"), bekal.chat("1009")):
        for data in ("escort:list:1", "escort:group:1", "escort:yes:1:2", "escort:list:x"):
            answer = await chat.presses(data)
            assert "Ma’ruf" not in answer
            assert chat.last.attachment is None


async def test_escort_is_reminded(bekal: Bekal) -> None:
    await group_of_two(bekal)
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, now))
    bekal.clock.set("2026-11-24 12:30")
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, now))
    assert set(await pushed(bekal)) == {"1001", "4001"}


async def test_any_name_can_be_printed(bekal: Bekal) -> None:
    await group_of_two(bekal)
    session = await bekal.store.read(lambda tx: sessions.by_id(tx, 1))
    assert session
    say = Words("id", bekal.setup.zone)
    names = ["Ma’ruf", "李明", "Ṣafiyyah", "x" * 200, *(f"Peserta {n}" for n in range(60))]
    paper = attendance_list(say, OFFICE, session, Meeting(1, 1), names)
    assert paper.content.startswith(b"%PDF")


async def test_a_borrowed_phone_is_no_chat_of_his_own(bekal: Bekal) -> None:
    escort, _ = await group_of_two(bekal)
    await bekal.chat("1009").opens(await bekal.code("LMG-2026-032"), "pinjaman")
    assert await escort.presses("escort:group:1")
    assert any("Ma’ruf" in button.label for button in escort.buttons)


async def test_after_the_class_has_begun_or_is_off_nothing_is_confirmed(bekal: Bekal) -> None:
    escort, _ = await group_of_two(bekal)
    await escort.presses("escort:group:1")
    name = next(button.data for button in escort.buttons if "Ma’ruf" in button.label)
    bekal.clock.set("2026-11-25 12:30")
    assert "sudah lewat" in await escort.presses(name)
    bekal.clock.set("2026-11-25 12:00")
    await bekal.cancel(1)
    assert "sudah lewat" in await escort.presses(name)
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found is None or found.coming == ()


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Sumiran tidak bisa hadir", "✘"),
        ("sumiran besok sakit pak", "✘"),
        ("besok sumiran gak iso teko", "✘"),
        ("Sumiran hadir", "✔"),
    ],
)
async def test_who_comes_is_noted_in_words(bekal: Bekal, text: str, mark: str) -> None:
    await bekal.participant("LMG-2026-071", "Sumiran")
    await bekal.participant("LMG-2026-072", "Slamet Riyadi")
    await bekal.session("2026-11-25 12:30")
    escort = await bekal.staff_chat("4009", "Harto", Role.ESCORT)
    assert "Dicatat: Sumiran" in await escort.says(text)
    labels = [button.label for button in escort.buttons]
    assert any(f"{mark} Sumiran" in label for label in labels)
    assert any("· Slamet Riyadi" in label for label in labels)


async def test_two_of_one_name_are_shown_to_press(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-071", "Slamet Widodo")
    await bekal.participant("LMG-2026-072", "Slamet Riyadi")
    await bekal.session("2026-11-25 12:30")
    escort = await bekal.staff_chat("4009", "Harto", Role.ESCORT)
    assert "Dicatat" not in await escort.says("slamet tidak bisa hadir")
    assert [button.label[3:] for button in escort.buttons[:2]] == [
        "· Slamet Widodo",
        "· Slamet Riyadi",
    ]
    assert "Dicatat: Slamet Riyadi" in await escort.says("slamet riyadi tidak bisa hadir")


async def group_of_sumiran(bekal: Bekal, step: Step = Step.READY) -> Chat:
    sumiran = await bekal.participant("LMG-2026-033", "Sumiran Hadi", "1980-01-01")
    await bekal.certificate(sumiran, step, number="LAS 9990 00188 2026")
    await bekal.participant()
    await bekal.linked("1001")
    await bekal.session("2026-11-25 12:30")
    return await bekal.staff_chat("2002", "Sari", Role.ESCORT)


async def test_an_escort_asks_about_the_group_what_a_family_may(bekal: Bekal) -> None:
    escort = await group_of_sumiran(bekal)
    await escort.talks(
        ("sertifikat sumiran", "Siap diambil."),
        ("sertifikatnya sumiran sudah jadi belum", "Siap diambil."),
        ("jadwal sumiran", "Bengkel Las"),
        ("jadwal sumiran jumat", "Tidak ada kelas"),
    )
    noted = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT COUNT(*) FROM audit WHERE action = 'look at participant'"
        ).fetchone()
    )
    assert noted == (4,)


async def test_a_result_is_for_the_participant_only(bekal: Bekal) -> None:
    escort = await group_of_sumiran(bekal, Step.NOT_YET_COMPETENT)
    answer = await escort.says("sertifikat sumiran")
    assert "kompeten" not in answer.lower()
    assert "khusus untuk pesertanya" in answer


async def test_of_others_an_escort_hears_nothing(bekal: Bekal) -> None:
    """Not of who has a chat of his own, nor of who is on no list: both are answered alike."""
    escort = await group_of_sumiran(bekal)
    of_budi = await escort.says("sertifikat budi")
    await escort.says("batal")
    assert of_budi == await escort.says("sertifikat andi")
    instructor = await bekal.staff_chat("2003", "Wahyu Prasetyawan")
    assert "Siap diambil" not in await instructor.says("sertifikat sumiran")
