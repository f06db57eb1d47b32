"""To whom the office writes: several choices together, in words, with a guarded word, later."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role, Topic


@pytest.fixture
async def office(bekal: Bekal) -> Chat:
    """Two waves. Budi (las) and Sari (mebel) are of the first, Andi (mebel) of the second.

    Budi and Andi are linked themselves, of Sari only her mother; Dewi (las) has no chat at all.
    """
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Sari Lestari", skill="meubeler")
    await bekal.participant("LMG-2026-033", "Dewi Anggraini")
    second = "Pelatihan 2026 Gelombang 2"
    await bekal.participant("LMG-2026-034", "Andi Wijaya", skill="meubeler", programme=second)
    await bekal.linked("1001", "LMG-2026-031")
    mother = await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    await mother.presses("link:skip")
    await bekal.linked("1004", "LMG-2026-034")
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


async def told(bekal: Bekal) -> set[str]:
    return set(await pushed(bekal))


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("programme:1+skill:meubeler", {"1002"}),
        ("programme:2+skill:meubeler", {"1004"}),
        ("skill:meubeler", {"1002", "1004"}),
        ("skill:pengelasan+skill:meubeler", {"1001", "1002", "1004"}),
        ("skill:meubeler+unlinked", {"1002"}),
        ("unlinked", {"1002"}),
    ],
)
async def test_all_that_is_chosen_holds(
    bekal: Bekal, office: Chat, to: str, reached: set[str]
) -> None:
    await office.presses(f"broadcast:to:{to}")
    await office.talks(("Kantor tutup hari Jumat.", f"{len(reached)} chat"), ("[Kirim]", ""))
    assert await told(bekal) == reached


async def test_one_choice_after_the_other(bekal: Bekal, office: Chat) -> None:
    await office.talks(
        ("/siaran", "ke siapa"),
        ("[Gelombang 2]", "Untuk: Pelatihan 2026 Gelombang 2"),
        ("[Persempit]", "Sudah dipilih: Pelatihan 2026 Gelombang 2"),
        ("[Meubeler]", "Untuk: Pelatihan 2026 Gelombang 2, Meubeler"),
        ("Kantor tutup.", "1 chat"),
        ("[Kirim]", "menunggu: 1"),
    )
    assert await told(bekal) == {"1004"}


async def test_who_has_no_chat_is_named(office: Chat) -> None:
    await office.presses("broadcast:to:skill:pengelasan")
    assert "Belum terhubung ke chat (1): Dewi Anggraini" in await office.says("Kantor tutup.")
    nobody = await office.presses("broadcast:to:skill:pengelasan+unlinked")
    assert "tidak ada yang bisa dikirimi" in nobody
    assert "Dewi Anggraini" in nobody


@pytest.mark.parametrize(
    ("words", "text", "reached"),
    [
        ("kirim pesan ke semua peserta las: bawa masker", "bawa masker", {"1001"}),
        ("kirim pesan ke semua peserta las: besok bawa helm ya", "besok bawa helm ya", {"1001"}),
        ("tolong siarkan ke semua: kantor tutup jumat", "kantor tutup jumat",
         {"1001", "1002", "1004"}),
        ("kirim “bawa masker” ke semua peserta mebel", "bawa masker", {"1002", "1004"}),
        ("umumkan ke peserta mebel gelombang 2\nbawa amplas", "bawa amplas", {"1004"}),
        ("kabari semua peserta las bahwa sepatu wajib", "sepatu wajib", {"1001"}),
        ("kirim ke semua yang belum terhubung: hubungkan chatnya ya", "hubungkan chatnya ya",
         {"1002"}),
        ("pengumuman untuk semua peserta las: bawa masker", "bawa masker", {"1001"}),
        ("bilang ke semua peserta las besok bawa helm", "besok bawa helm", {"1001"}),
        ("kirim pesan untuk peserta las, isinya besok bawa masker", "besok bawa masker",
         {"1001"}),
        ("wartakno nang kabeh peserta las: gowo masker", "gowo masker", {"1001"}),
    ],
)  # fmt: skip
async def test_an_order_keeps_its_text(
    bekal: Bekal, office: Chat, words: str, text: str, reached: set[str]
) -> None:
    await bekal.session("2026-11-25 08:00")
    preview = await office.says(words)
    assert "Ini yang akan dikirim" in preview
    assert "Pesan dari" in preview
    assert text in preview
    assert "Info kelas" not in preview
    await office.presses("Kirim")
    messages = await pushed(bekal)
    assert set(messages) == reached
    assert all(text in message.text for message in messages.values())


async def test_a_change_of_a_class_that_is_passed_on_stays_one(bekal: Bekal, office: Chat) -> None:
    await bekal.session("2026-11-25 08:00")
    assert "Kelas dibatalkan" in await office.says("kabari semua peserta las kalau besok libur")


async def test_the_text_is_kept_where_nobody_can_be_written_to(bekal: Bekal, office: Chat) -> None:
    await office.talks(
        ("kirim pesan ke semua peserta konstruksi: bawa masker", "tidak ada yang bisa dikirimi"),
        ("[Meubeler]", "bawa masker"),
        ("[Kirim]", "menunggu: 2"),
    )
    assert await told(bekal) == {"1002", "1004"}


async def test_stopping_what_is_scheduled_stops_no_reminders(office: Chat) -> None:
    for words in ("batalkan pesan terjadwal", "hentikan pesan yang dijadwalkan"):
        assert "Tidak ada pesan yang menunggu" in await office.says(words)


async def test_an_order_without_a_text_asks_for_it(office: Chat) -> None:
    await office.talks(("kirim pesan ke semua peserta", "ke siapa"))


async def test_instructors_order_nothing(bekal: Bekal, office: Chat) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("meubeler",))
    await instructor.says("kirim pesan ke semua peserta las: bawa masker")
    await instructor.presses("broadcast:send")
    assert await told(bekal) == set()


async def test_a_guarded_word_is_named_and_nothing_is_lost(bekal: Bekal, office: Chat) -> None:
    refused = await office.says("kirim pesan ke semua peserta las: Kumpul di depan lapas jam 7")
    assert "“l…s”" in refused
    assert "tidak hilang" in refused
    await office.talks(
        ("[Ganti kata itu]", "“l…s” diganti apa"),
        ("rutan", "“r…n”"),
        ("[Ganti kata itu]", "diganti apa"),
        ("kantor", "Kumpul di depan kantor jam 7"),
        ("[Kirim]", "menunggu: 1"),
    )
    assert "Kumpul di depan kantor jam 7" in (await pushed(bekal))["1001"].text


async def test_it_can_be_written_anew_instead(bekal: Bekal, office: Chat) -> None:
    await office.presses("broadcast:to:skill:pengelasan")
    await office.talks(
        ("Kumpul di depan lapas.", "“l…s”"),
        ("Kumpul di depan kantor.", "depan kantor"),
        ("[Kirim]", "menunggu: 1"),
    )


async def test_a_guarded_word_in_an_announcement_is_named(bekal: Bekal, office: Chat) -> None:
    await bekal.session("2026-11-25 08:00")
    assert "“r…a”" in await office.says("Las besok libur karena razia")


async def test_a_forgotten_word_button(office: Chat) -> None:
    await office.talks(("[broadcast:word]", "tidak ada"))


@pytest.mark.parametrize("words", ["pesan terjadwal", "lihat pesan yang dijadwalkan", "/siaran"])
async def test_colleagues_see_and_stop_scheduled_ones(
    bekal: Bekal, office: Chat, words: str
) -> None:
    other = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await office.presses("broadcast:to:skill:meubeler")
    await office.talks(("Kantor tutup hari Jumat.", "2 chat"), ("besok jam 8", "menunggu: 2"))
    shown = await other.says(words)
    if words == "/siaran":
        shown = await other.presses("Pesan terjadwal")
    assert "Retno, besok, Rabu, 25 November 2026 pukul 08.00" in shown
    assert "untuk Meubeler (2 chat): “Kantor tutup hari Jumat.”" in shown
    await other.talks(("[Hentikan no. 1]", "ditarik: 2"))
    assert "Lestari menghentikan pesan" in (await pushed(bekal))["3001"].text
    await other.talks(("pesan terjadwal", "Tidak ada pesan"))
    bekal.clock.set("2026-11-25 08:00")
    assert await told(bekal) == set()


async def test_stopping_ones_own_tells_nobody(bekal: Bekal, office: Chat) -> None:
    await office.presses("broadcast:to:all")
    await office.talks(("Kantor tutup.", ""), ("besok jam 8", ""), ("[Hentikan]", "ditarik: 3"))
    assert await told(bekal) == set()


async def test_only_the_office_sees_what_is_scheduled(bekal: Bekal, office: Chat) -> None:
    await office.presses("broadcast:to:all")
    await office.talks(("Kantor tutup.", ""), ("besok jam 8", "menunggu: 3"))
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1001")):
        assert "Kantor tutup" not in await chat.says("pesan terjadwal")
        for verb in ("scheduled", "stop:1", "counts:1"):
            assert "Kantor tutup" not in await chat.presses(f"broadcast:{verb}")
    bekal.clock.set("2026-11-25 08:00")
    assert len(await told(bekal)) == 3
