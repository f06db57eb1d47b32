"""Several changes in one message are previewed one by one, and none is lost."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role

BOTH = "Las besok diundur jam 14, mebel lusa pindah ke bengkel 3"


@pytest.fixture
async def admin(bekal: Bekal) -> Chat:
    """Welding tomorrow at 12.30 (Budi, 1001), furniture on Thursday (Andi, 1002)."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 08:00", "meubeler")
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-032")
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


async def told(bekal: Bekal) -> dict[str, str]:
    """What each chat reads now."""
    return {address: message.text for address, message in (await pushed(bekal)).items()}


async def test_the_second_is_shown_when_the_first_is_sent(bekal: Bekal, admin: Chat) -> None:
    await admin.talks(
        (BOTH, "(1 dari 2)"),
        ("[Kirim]", "(2 dari 2)"),
        ("[Kirim]", "menunggu: 1"),
        ("[announce:send]", "tidak ada"),
    )
    messages = await told(bekal)
    assert set(messages) == {"1001", "1002"}
    assert "14.00" in messages["1001"]
    assert "bengkel 3" in messages["1002"]


async def test_one_can_be_left_out(bekal: Bekal, admin: Chat) -> None:
    await admin.talks((BOTH, "14.00"), ("[Lewati]", "bengkel 3"))
    assert "Lewati" not in str(admin.buttons)
    await admin.presses("Kirim")
    assert set(await told(bekal)) == {"1002"}


async def test_cancel_drops_all(bekal: Bekal, admin: Chat) -> None:
    await admin.talks((BOTH, "14.00"), ("[Batal]", "dibatalkan"), ("[announce:next]", ""))
    await admin.presses("announce:send")
    assert await told(bekal) == {}


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("Las besok jam 12.30", "tidak ada yang perlu dikirim"),
        ("Las besok jam 14.00 sampai 13.00", "selesai"),
        ("Interior besok libur", "1 dari 2: belum ketemu"),
    ],
)
async def test_one_that_cannot_be_does_not_hold_up_the_next(
    bekal: Bekal, admin: Chat, first: str, said: str
) -> None:
    answer = await admin.says(f"{first}. Mebel lusa pindah ke bengkel 3")
    assert said in answer.lower()
    assert "(2 dari 2)" in answer
    await admin.presses("Kirim")
    assert set(await told(bekal)) == {"1002"}


async def test_the_last_that_fits_no_class_ends_with_a_choice(bekal: Bekal, admin: Chat) -> None:
    await admin.says("Las besok diundur jam 14. Interior besok libur")
    answer = await admin.presses("Kirim")
    assert "menunggu: 1" in answer
    assert "Yang mana, ya?" in answer


async def test_which_class_is_asked_and_the_next_follows(bekal: Bekal, admin: Chat) -> None:
    await bekal.session("2026-11-25 08:00")
    await admin.talks(
        (BOTH, "kelas yang mana"), ("[12.30]", "14.00–17.30"), ("[Kirim]", "(2 dari 2)")
    )


async def test_the_next_follows_a_change_of_mind_about_the_first(
    bekal: Bekal, admin: Chat
) -> None:
    await admin.talks(
        (BOTH, "14.00"),
        ("[Ubah]", "apa yang berubah"),
        ("[Tempat]", "Tempat"),
        ("Aula", "Alasan"),
        ("[Tanpa alasan]", "Aula"),
        ("[Kirim]", "bengkel 3"),
        ("[Ubah]", "apa yang berubah"),
        ("[announce:cancelled:2]", "Alasan"),
        ("[Tanpa alasan]", "Meubeler"),
        ("[Kirim]", "menunggu: 1"),
    )
    assert set(await told(bekal)) == {"1001", "1002"}


async def test_an_outdated_first_is_shown_anew_and_the_second_still_follows(
    bekal: Bekal, admin: Chat
) -> None:
    await admin.says(BOTH)
    bekal.clock.move(minutes=16)
    await admin.talks(("[Kirim]", "(1 dari 2)"), ("[Kirim]", "(2 dari 2)"))


async def test_the_first_was_made_by_somebody_else_meanwhile(bekal: Bekal, admin: Chat) -> None:
    other = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await admin.says(BOTH)
    await other.says("Las besok diundur jam 14")
    await other.presses("Kirim")
    answer = await admin.presses("Kirim")
    assert "tidak ada yang perlu dikirim" in answer
    assert "(2 dari 2)" in answer


async def test_the_first_has_begun_meanwhile(bekal: Bekal, admin: Chat) -> None:
    bekal.clock.set("2026-11-25 12:20")
    await admin.says("Las hari ini jam 14, mebel besok pindah ke bengkel 3")
    bekal.clock.move(minutes=11)
    answer = await admin.presses("Kirim")
    assert "sudah mulai" in answer
    assert "(2 dari 2)" in answer


async def test_tomorrow_stays_the_day_it_was_when_it_was_written(
    bekal: Bekal, admin: Chat
) -> None:
    bekal.clock.set("2026-11-24 23:55")
    await admin.says("Las besok diundur jam 14, mebel lusa pindah ke bengkel 3")
    bekal.clock.set("2026-11-25 00:05")
    preview = await admin.presses("Kirim")
    assert "26 November 2026" in preview
    await admin.presses("Kirim")
    bekal.clock.set("2026-11-25 06:00")
    assert "bengkel 3" in (await told(bekal))["1002"]


@pytest.mark.parametrize(
    ("said", "told_as"),
    [
        ("Las besok gurunya diganti Pak Sukarji", "Sukarji"),
        ("Las besok libur karena listrik padam", "listrik padam"),
        ("Las besok mundur 1 jam", "13.30–17.00"),
        ("Info las besok: bawa sarung tangan", "sarung tangan"),
    ],
)
async def test_each_kind_of_change_in_own_words(
    bekal: Bekal, admin: Chat, said: str, told_as: str
) -> None:
    assert told_as in await admin.says(said)
    await admin.presses("Kirim")
    assert told_as in (await told(bekal))["1001"]


async def test_the_class_is_picked_and_a_note_keeps_its_words(bekal: Bekal, admin: Chat) -> None:
    await bekal.session("2026-11-25 08:00")
    await admin.talks(
        ("Info las besok: bawa sarung tangan", "kelas yang mana"), ("[12.30]", "sarung tangan")
    )


@pytest.mark.parametrize(
    ("words", "said"), [("Las besok libur karena razia", "kata lain"), ("a" * 300, "3")]
)
async def test_own_words_that_cannot_be_sent(
    bekal: Bekal, admin: Chat, words: str, said: str
) -> None:
    assert said in await admin.says(f"Las besok libur karena {words}")
    await admin.presses("announce:send")
    assert await told(bekal) == {}


async def test_a_pick_without_words_asks_what_changes(bekal: Bekal, admin: Chat) -> None:
    assert "apa yang berubah" in await admin.presses("announce:this:1")


async def test_no_coming_class_at_all(bekal: Bekal) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.talks(("/sesi", "Belum ada kelas"))
