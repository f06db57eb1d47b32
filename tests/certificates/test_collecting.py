"""People say how they collect a ready certificate, and the office sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from certificate_office import after_ten_minutes, moves, office, sent, step_of, texts_sent
from dialogue import Bekal, Chat
from pdf_text import text_of

from programme.certificates import Step
from programme.discretion import find_forbidden
from programme.people import Role, Topic
from services.certificates import collecting
from understanding import Collecting, read_collecting, read_proxy


def letter_text(chat: Chat) -> str:
    """What is written on the PDF of the last answer."""
    attachment = chat.last.attachment
    assert attachment
    assert attachment.name == "surat-kuasa.pdf"
    return text_of(attachment.content)


async def asked_again(bekal: Bekal) -> set[str]:
    await bekal.store.write(lambda tx: collecting.ask_again(tx, bekal.clock.now()))
    return set(await texts_sent(bekal))


async def test_the_news_offers_four_answers(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    bekal.clock.move(minutes=10)
    messages = await sent(bekal)
    labels = [
        [button.label for row in messages[address][0].buttons for button in row]
        for address in ("1001", "1002")
    ]
    assert labels == [
        ["Saya ambil", "Diwakilkan", "Tidak bisa datang", "Sudah saya ambil"],
        ["Diambil Budi", "Diwakilkan", "Tidak bisa datang", "Sudah diambil"],
    ]


async def test_it_says_when_the_office_is_open(bekal: Bekal) -> None:
    """Friday noon: whoever comes tomorrow comes in vain."""
    staff = await office(bekal)
    bekal.clock.set("2026-11-27 12:00")
    await moves(staff, "ready")
    assert "Senin–Jumat: 08.00–15.30" in (await after_ten_minutes(bekal))["1001"]
    chat = bekal.chat("1001")
    for said in ("besok bisa ambil sertifikat?", "besok saya ambil"):
        assert "Besok, Sabtu, 28 November 2026: tutup." in await chat.says(said)
    assert "Sekarang buka, sampai pukul 15.30." in await chat.presses("pickup")


async def test_one_thing_at_a_time(bekal: Bekal) -> None:
    """How it stands and what next; how it is collected and by whom comes behind a button."""
    await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    bekal.setup = replace(bekal.setup, public_url="https://bekal.example")
    await chat.says("sertifikat")
    assert shown(chat) == [
        ["1. Cara mengambil", "2. Hubungi petugas"],
        ["3. Bukti untuk perusahaan"],
        ["4. Menu"],
    ]
    await chat.says("1")
    assert shown(chat) == [
        ["1. Saya ambil", "2. Diwakilkan"],
        ["3. Tidak bisa datang", "4. Sudah saya ambil"],
        ["5. Alamat dan jam buka"],
        ["6. Menu"],
    ]


def shown(chat: Chat) -> list[list[str]]:
    return [[button.label for button in row] for row in chat.last.buttons]


async def test_he_collects_it_himself(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.talks(
        ("sertifikat", "Siap diambil."),
        ("[Cara mengambil]", "Apakah ada yang akan mengambilnya?"),
        ("[Saya ambil]", "Sudah dicatat: sertifikat akan diambil."),
        ("sertifikat", "Sudah dicatat: sertifikat akan diambil."),
        ("[Cara mengambil]", "Sudah dicatat: sertifikat akan diambil."),
    )
    answer = await chat.presses("Saya ambil")
    for fact in ("Loket 2", "KTP asli", "Senin–Jumat: 08.00–15.30"):
        assert fact in answer
    await staff.talks(("[certificates:ready:0]", "Budi Santoso, Pengelasan"))
    assert "diambil sendiri" in await staff.presses("certificates:ready:0")


async def test_somebody_else_collects_it_with_a_letter(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.talks(
        ("cara ambil sertifikat", "Apakah ada yang akan mengambilnya?"),
        ("[Diwakilkan]", "Tulis nama lengkapnya"),
        ("0812-0000-0001", "belum bisa dicetak sebagai nama"),
        ("Napi Joko", "belum bisa dicetak sebagai nama"),
        ("x" * 61, "belum bisa dicetak sebagai nama"),
        ("  siti  Nur'aini ", "Ini surat kuasanya."),
    )
    text = letter_text(chat)
    for fact in ("SURAT KUASA", "Budi Santoso", "siti Nur'aini", "Meterai", "Nomor KTP",
                 "LAS 9990 00187 2026", "sertifikat kompetensi", "Pengelasan"):  # fmt: skip
        assert fact in text, text
    assert "LMG" not in text
    assert find_forbidden(text) is None
    assert "diwakilkan kepada siti Nur'aini" in await staff.presses("certificates:ready:0")
    (proxy,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT proxy FROM certificate_answers").fetchone()
    )
    assert b"siti" not in proxy


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("  siti  Nur’aini ", "siti  Nur'aini"),
        ("kakak saya, Bu Siti", "Siti"),
        ("bojoku Siti", "Siti"),
        ("siti aja pak", "siti"),
        ("Sutrisno (tetangga) 🙏", "Sutrisno"),
        ("Moch. Ma'ruf, S.Pd", "Moch. Ma'ruf, S.Pd"),
        ("Minggu Purwanto", "Minggu Purwanto"),
        ("namanya Kuat", "Kuat"),
        *(
            (said, None)
            for said in ("istri saya", "ibuku", "ya", "belum tahu", "gak tau pak", "nanti dulu",
                         "matur nuwun", "saya sendiri", "siapa aja boleh gak pak?", "Kuat", "?",
                         "alamatnya mana ya", "jadwal las besok jam brp", "")
        ),
    ],
)  # fmt: skip
def test_whose_name_it_is(said: str, name: str | None) -> None:
    assert read_proxy(said) == name


async def test_what_is_no_name_makes_no_letter(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.presses("collect:proxy:1")
    for said in ("ya", "istri saya", "belum tahu"):
        assert "Tulis namanya saja" in await chat.says(said)
        assert chat.last.attachment is None
    assert "kelas" in await chat.says("jadwal las besok jam brp")
    assert chat.last.attachment is None
    assert "belum menjawab" in await staff.presses("certificates:ready:0")
    await chat.presses("collect:proxy:1")
    await chat.talks(("istri saya, Bu Siti Aminah", "Yang mengambil: Siti Aminah"))
    assert "istri" not in letter_text(chat)
    assert "diwakilkan kepada Siti Aminah" in await staff.presses("certificates:ready:0")


async def test_a_mother_who_collects_it_needs_the_letter(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    mother = bekal.chat("1002")
    await mother.talks(
        ("saya ambil besok", "Tulis nama lengkapnya"),
        ("saya ambil sendiri", "Tulis nama lengkapnya"),
        ("saya Sumiati", "Ini surat kuasanya."),
    )
    assert "Sumiati" in letter_text(mother)
    assert "diwakilkan kepada Sumiati" in await staff.presses("certificates:ready:0")
    await mother.talks(("cara ambil sertifikat", ""), ("[Diambil Budi]", "akan diambil"))


async def test_long_names_stay_in_their_columns(bekal: Bekal) -> None:
    owner = "Muhammad Khoirul Anwar Abdurrahman Wahid Hidayatullah"
    await bekal.certificate(await bekal.participant(name=owner), Step.READY)
    chat = await bekal.linked("1001")
    await chat.presses("collect:proxy:1")
    await chat.says("Nyai Hajah Siti Nur Khasanah binti Muhammad Ali Al Hasan")
    lines = letter_text(chat).splitlines()
    for part in ("( Nyai Hajah Siti Nur Khasanah binti", "( Muhammad Khoirul Anwar Abdurrahman"):
        assert part in lines


async def test_asked_for_the_name_he_may_answer_otherwise(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.presses("collect:proxy:1")
    await chat.talks(("saya ambil sendiri saja", "Sudah dicatat: sertifikat akan diambil."))


async def test_a_name_that_gives_away_is_left_to_be_filled_in(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(name="Bui Santoso"), Step.READY)
    chat = await bekal.linked("1001")
    await chat.presses("collect:proxy:1")
    await chat.says("Siti Aminah")
    text = letter_text(chat)
    assert "Bui" not in text
    assert "Siti Aminah" in text


async def test_batal_leaves_the_question_for_the_name(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.presses("collect:proxy:1")
    await chat.talks(("batal", "dibatalkan"))
    assert "belum menjawab" in await staff.presses("certificates:ready:0")


async def test_he_cannot_come(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.talks(
        ("cara ambil sertifikat", "Apakah ada yang akan mengambilnya?"),
        ("[Tidak bisa datang]", "Tidak apa-apa."),
        ("[Diwakilkan]", "Tulis nama lengkapnya"),
    )
    assert "belum ada yang bisa datang" in await staff.presses("certificates:ready:0")


async def test_a_word_alone_hands_nothing_over(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    for _ in range(3):
        await chat.talks(("[pickup]", "Loket 2"), ("[Sudah saya ambil]", "Terima kasih."))
        bekal.clock.move(minutes=1)
    assert await step_of(bekal) is Step.READY
    messages = await sent(bekal)
    (asked,) = messages["3001"]
    assert "milik Budi Santoso (LAS 9990 00187 2026) sudah diambil. Betul?" in asked.text
    assert [[button.label for button in row] for row in asked.buttons] == [
        ["Ya, diserahkan"],
        ["Belum"],
    ]
    await staff.talks(
        (
            "[certificates:handed:1]",
            "Tercatat diserahkan: Budi Santoso (LMG-2026-031), Pengelasan, LAS 9990 00187 2026",
        ),
        ("[certificates:handed:1]", "sudah selesai"),
        ("[certificates:kept:1]", "sudah selesai"),
    )
    assert await step_of(bekal) is Step.COLLECTED
    told = await after_ten_minutes(bekal)
    assert "Sudah diserahkan." in told["1001"]


async def test_the_office_knows_that_it_lies_there_still(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    await bekal.chat("1002").presses("collect:collected:1")
    await staff.talks(
        ("[certificates:ready:0]", "katanya sudah diambil"),
        ("[certificates:kept:1]", "Tetap siap diambil"),
        ("[certificates:ready:0]", "belum menjawab"),
    )
    told = await texts_sent(bekal)
    assert "Menurut catatan kantor, sertifikat ini belum diserahkan." in told["1002"]
    assert "1001" not in told
    assert await step_of(bekal) is Step.READY
    noted = "SELECT COUNT(*) FROM audit WHERE actor LIKE 'staff:%' AND action = 'deny handover'"
    assert await bekal.store.read(lambda tx: tx.db.execute(noted).fetchone()) == (1,)


async def test_the_list_confirms_too_and_shows_whole_pages(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    for place in range(40, 56):
        ident = await bekal.participant(f"LMG-2026-0{place}", f"Peserta {place}")
        await bekal.certificate(ident, Step.READY, f"LAS {place} 2026")
    await bekal.chat("1001").presses("collect:collected:1")
    first = await staff.presses("certificates:ready:0")
    assert first.startswith("Siap diambil: 17")
    assert first.count("•") == 15
    assert "Sudah diserahkan: Budi Santoso" in str(staff.buttons)
    assert (await staff.presses("certificates:ready:1")).count("•") == 2
    await staff.presses("certificates:ready:0")
    await staff.talks(("[Sudah diserahkan: Budi]", "Tercatat diserahkan"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("saya ambil", Collecting.MYSELF),
        ("besok saya ambil sendiri pak", Collecting.MYSELF),
        ("Sudah saya ambil.", Collecting.COLLECTED),
        ("udah diambil kemarin bu", Collecting.COLLECTED),
        ("wis tak jupuk", Collecting.COLLECTED),
        ("diwakilkan istri saya", Collecting.PROXY),
        ("gak bisa datang", Collecting.CANNOT),
        ("saya ambil di mana?", None),
        ("sudah bisa diambil belum", None),
        ("kapan bisa diambil", None),
        ("apa boleh diwakilkan?", None),
        ("saya mau ambil sertifikat", None),
        ("sertifikat saya", None),
        ("", None),
        ("saya ambil " * 20, None),
    ],
)
def test_answers_in_words(said: str, meant: Collecting | None) -> None:
    assert read_collecting(said) is meant


async def test_words_answer_where_something_is_ready(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await bekal.chat("1001").talks(
        ("besok saya ambil", "Sudah dicatat: sertifikat akan diambil."),
        ("diwakilkan", "Tulis nama lengkapnya"),
        ("Siti", "Ini surat kuasanya."),
        ("sudah diambil", "Terima kasih."),
    )
    assert "Pengambilannya gratis" in await bekal.chat("6666").says("saya ambil")


async def test_cannot_come_is_about_what_was_asked_last(bekal: Bekal) -> None:
    staff = await office(bekal)
    await bekal.session("2026-11-25 08:00")
    chat = bekal.chat("1001")
    await moves(staff, "ready")
    await chat.talks(("sakit, besok tidak bisa datang", "dicatat: tidak bisa hadir."))
    await after_ten_minutes(bekal)
    await chat.talks(("tidak bisa datang", "Tidak apa-apa. Sudah dicatat"))


async def test_of_two_it_is_asked_which(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await bekal.certificate(1, Step.READY, "MEB 1 2026", "meubeler")
    chat = bekal.chat("1001")
    await chat.talks(
        ("saya ambil", "Sertifikat yang mana?"),
        ("[Meubeler]", "Sudah dicatat: sertifikat akan diambil."),
        ("cara ambil sertifikat", "Loket 2"),
        ("[Pengambilan: Meubeler]", "Sertifikat Meubeler"),
    )


@pytest.mark.parametrize("verb", ["myself", "proxy", "cannot", "collected", "lost", "ask", "x"])
async def test_nobody_answers_for_others(bekal: Bekal, verb: str) -> None:
    staff = await office(bekal, Step.READY)
    other = await bekal.linked("1003", "LMG-2026-031", Topic.SCHEDULE)
    await other.presses("Lewati")
    for chat in (bekal.chat("6666"), other):
        for ident in ("1", "2", "", "²", "-1"):
            answer = await chat.presses(f"collect:{verb}:{ident}")
            assert "tidak sedang menunggu diambil" in answer
    assert "belum menjawab" in await staff.presses("certificates:ready:0")
    assert await texts_sent(bekal) == {}


async def test_it_is_collected_while_he_thinks_of_a_name(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    chat = bekal.chat("1001")
    await chat.presses("collect:proxy:1")
    await moves(staff, "collected", told=False)
    await chat.talks(("Siti Aminah", "tidak sedang menunggu diambil"))


async def test_an_answer_is_about_this_time_only(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    await bekal.chat("1001").presses("collect:myself:1")
    bekal.clock.move(days=1)
    await moves(staff, "printing", told=False, reason="salah cetak")
    bekal.clock.move(days=1)
    await moves(staff, "ready", told=False)
    assert "belum menjawab" in await staff.presses("certificates:ready:0")


async def test_without_an_answer_he_is_asked_again_after_14_and_45_days(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    bekal.clock.set("2026-12-08 08:59")
    assert await asked_again(bekal) == set()
    bekal.clock.set("2026-12-08 09:00")
    await bekal.store.write(lambda tx: collecting.ask_again(tx, bekal.clock.now()))
    told = await texts_sent(bekal)
    assert set(told) == {"1001", "1002"}
    assert (
        "Siap diambil sejak Selasa, 24 November 2026. Apakah ada yang akan mengambilnya?"
        in (told["1001"])
    )
    assert "Loket 2" in told["1001"]
    for _ in range(3):
        bekal.clock.move(days=10)
        assert await asked_again(bekal) == set()
    bekal.clock.set("2027-01-08 09:00")
    assert await asked_again(bekal) == {"1001", "1002"}
    assert await asked_again(bekal) == set()


async def test_after_a_long_stop_only_the_later_reminder_goes(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    bekal.clock.set("2027-01-20 09:00")
    assert await asked_again(bekal) == {"1001", "1002"}
    bekal.clock.move(days=1)
    assert await asked_again(bekal) == set()
    bekal.clock.set("2028-01-20 09:00")
    await bekal.linked("1009")
    assert await asked_again(bekal) == set()


async def test_who_has_answered_is_not_asked_again(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await bekal.chat("1002").presses("collect:cannot:1")
    bekal.clock.set("2026-12-08 09:00")
    assert await asked_again(bekal) == set()


async def test_an_answer_before_it_leaves_ends_the_reminder(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    bekal.clock.set("2026-12-08 22:00")
    assert await asked_again(bekal) == set()
    await bekal.chat("1001").presses("collect:myself:1")
    bekal.clock.set("2026-12-09 06:00")
    assert await texts_sent(bekal) == {}


async def test_one_who_has_lost_it_asks_the_office_for_a_duplicate(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    chat = bekal.chat("1001")
    await chat.talks(
        ("sertifikat saya hilang", "surat kehilangan"),
        ("[Minta duplikat]", "Petugas sudah diberi tahu."),
    )
    assert await step_of(bekal) is Step.COLLECTED
    told = await texts_sent(bekal)
    assert "hilang. Orangnya minta duplikat." in told["3001"]
    await staff.talks(
        ("[certificates:lost:0]", "Dilaporkan hilang: 1\n• Budi Santoso"),
        ("[Budi Santoso]", "Diserahkan sejak"),
        ("[Hilang]", "“Hilang”: 1"),
        ("[Simpan dan beri tahu]", "2 chat"),
        ("[Buat duplikat]", "menunggu blanko"),
        ("[certificates:lost:0]", "Dilaporkan hilang: 0"),
    )
    assert "Minta duplikat" not in str((await chat.says("sertifikat saya hilang"), chat.buttons))


async def test_one_that_is_found_again_is_lost_no_more(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await bekal.chat("1001").presses("collect:lost:1")
    await staff.talks(
        ("[certificates:lost:0]", "Dilaporkan hilang: 1"),
        ("[Budi Santoso]", "Pindah ke langkah mana?"),
        (
            "[Tidak jadi hilang]",
            "Tercatat tidak hilang: Budi Santoso (LMG-2026-031), Pengelasan, LAS 9990 00187 2026",
        ),
        ("[Dilaporkan hilang]", "Dilaporkan hilang: 0"),
        ("[certificates:found:1]", "sudah selesai"),
        ("[certificates:open:1]", "Pindah ke langkah mana?"),
    )
    assert not any("found" in button.data for button in staff.buttons)
    assert "hilang" not in await bekal.chat("1001").says("sertifikat")


async def test_only_the_office_notes_that_it_is_found(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    budi = bekal.chat("1001")
    await budi.presses("collect:lost:1")
    await budi.presses("certificates:found:1")
    await staff.talks(("[certificates:lost:0]", "Dilaporkan hilang: 1"))


async def test_a_stranger_with_a_lost_one_goes_to_the_office(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    chat = bekal.chat("6666")
    await chat.talks(("sertifikat saya hilang", "surat kehilangan"))
    assert [button.data for button in chat.buttons] == ["menu"]


async def test_office_news_is_settled_by_the_first_colleague(bekal: Bekal) -> None:
    """A second colleague whose chat was off reads nothing of what is settled."""
    staff = await office(bekal, Step.READY)
    bekal.clock.set("2026-11-24 22:00")
    await bekal.chat("1001").presses("collect:collected:1")
    assert await texts_sent(bekal) == {}
    await staff.presses("certificates:handed:1")
    bekal.clock.set("2026-11-25 06:00")
    assert "3001" not in await texts_sent(bekal)


async def test_escorts_and_instructors_are_not_asked_to_confirm(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await bekal.staff_chat("2001", "Wahyu", Role.INSTRUCTOR)
    await bekal.chat("1001").presses("collect:collected:1")
    assert set(await texts_sent(bekal)) == {"3001"}
