"""The office finds certificates by number, moves them to a step, and notifies people or not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from certificate_office import (
    NUMBER,
    after_ten_minutes,
    certificate,
    moves,
    office,
    sent,
    step_of,
    texts_sent,
)
from dialogue import Bekal, Chat
from importing_lists import import_list

from programme.certificates import Step
from programme.people import Role
from services.certificates import moves as certificate_moves
from services.certificates.moves import Chosen
from services.people.roles import NotAllowed
from store import certificates, contacts
from store.connection import Tx

LIST = """Daftar:
1. LAS-9990-00187-2026 Budi Santoso
2) las9990001882026; LMG-2026-033, LAS 9990 00999 2026
"""


async def colleagues(bekal: Bekal) -> Chat:
    """Besides Budi two more: Andi with a certificate, Joko with none yet."""
    staff = await office(bekal)
    andi = await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.certificate(andi, Step.PRINTING, "LAS 9990 00188 2026")
    await bekal.participant("LMG-2026-033", "Joko")
    return staff


async def test_a_pasted_list_from_the_numbers_to_the_messages(bekal: Bekal) -> None:
    staff = await colleagues(bekal)
    await staff.talks(
        ("/petugas", "Mau apa"),
        ("[Sertifikat]", "Kirim nomor sertifikat"),
        (LIST, "Sertifikat ditemukan: 2\n• Proses cetak: 2"),
    )
    answer = await staff.says(LIST)
    assert "Nomor yang tidak dikenal:\n• LAS 9990 00999 2026" in answer
    assert "Belum punya sertifikat:\n• LMG-2026-033" in answer
    preview = await staff.presses("Siap diambil")
    assert "Sertifikat yang pindah ke “Siap diambil”: 2" in preview
    assert "Yang dibawa:\n• KTP asli" in preview
    assert "Chat yang akan diberi tahu: 2" in preview
    assert "Belum terhubung ke chat (1): Andi Wijaya" in preview
    assert await step_of(bekal) is Step.PRINTING
    saved = await staff.presses("Simpan dan beri tahu")
    assert "2 chat akan diberi tahu, paling cepat pukul 09.10" in saved
    assert await step_of(bekal) is Step.READY
    assert await texts_sent(bekal) == {}
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001", "1002"}
    assert told["1001"].startswith("Sertifikat Pengelasan\nSiap diambil.")
    assert told["1002"].startswith("Sertifikat Pengelasan – Budi\nSiap diambil.")


async def test_a_list_in_two_messages_is_one(bekal: Bekal) -> None:
    """Telegram sends what is longer than 4,096 characters as several messages."""
    staff = await office(bekal)
    other = await bekal.participant("LMG-2026-040", "Andi Wijaya")
    await bekal.certificate(other, Step.PRINTING, "LAS 40 2026")
    await staff.presses("certificates")
    unknown = "\n".join(f"LAS 9990 {place:05} 2025" for place in range(190))
    await staff.says(f"{NUMBER}\n{unknown}")
    bekal.clock.move(seconds=1)
    await staff.talks(("LAS 40 2026", "Sertifikat ditemukan: 2"))
    bekal.clock.move(seconds=1)
    assert "Andi Wijaya" in await staff.says("LAS 40 2026")
    await staff.presses("certificates:to:ready")
    await staff.presses("Simpan saja")
    assert await step_of(bekal) is Step.PRINTING
    assert await step_of(bekal, "LAS 40 2026") is Step.READY


async def test_saved_only_tells_nobody(bekal: Bekal) -> None:
    staff = await office(bekal)
    assert "Tidak ada yang diberi tahu." in await moves(staff, "ready", told=False)
    assert await step_of(bekal) is Step.READY
    assert await after_ten_minutes(bekal) == {}


async def test_batal_leaves_all_as_it_was(bekal: Bekal) -> None:
    staff = await office(bekal)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    await staff.presses("Siap diambil")
    await staff.talks(("batal", "dibatalkan"), ("[certificates:tell]", "sudah disimpan atau"))
    assert await step_of(bekal) is Step.PRINTING
    assert await after_ten_minutes(bekal) == {}


async def test_saved_twice_is_saved_once(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    await staff.talks(("[certificates:tell]", "sudah disimpan atau"))
    assert "Tidak ada yang diubah" not in staff.last.text
    assert len(await bekal.store.read(lambda tx: certificates.steps(tx, 1))) == 2


@pytest.mark.parametrize(
    "said",
    [
        f"sertifikat {NUMBER} sudah siap",
        f"{NUMBER} siap diambil pak",
        "LMG-2026-031 sudah jadi",
    ],
)
async def test_in_own_words(bekal: Bekal, said: str) -> None:
    staff = await office(bekal)
    await staff.talks(
        (said, "Sertifikat yang pindah ke “Siap diambil”: 1"), ("[Simpan dan]", "2 chat")
    )
    assert await step_of(bekal) is Step.READY


@pytest.mark.parametrize(
    "said", [f"apakah {NUMBER} sudah siap?", f"{NUMBER} belum siap", "LAS 1234 sudah siap"]
)
async def test_a_question_moves_nothing(bekal: Bekal, said: str) -> None:
    staff = await office(bekal)
    assert "yang pindah ke" not in await staff.says(said)


async def test_number_and_step_where_numbers_are_asked_for(bekal: Bekal) -> None:
    staff = await office(bekal)
    await staff.presses("certificates")
    await staff.talks(
        (f"{NUMBER} siap diambil", "yang pindah ke “Siap diambil”: 1"),
        ("batal", "dibatalkan"),
        ("/petugas", "Mau apa"),
        ("[Sertifikat]", "Kirim nomor"),
        (NUMBER, "langkah mana"),
        ("entahlah", "tidak saya kenal"),
        ("sudah siap", "yang pindah ke “Siap diambil”: 1"),
    )


async def test_what_looks_like_a_code_is_a_number_here(bekal: Bekal) -> None:
    staff = await office(bekal)
    await bekal.certificate(
        await bekal.participant("LMG-2026-040", "Andi"), number="MEBL 2345 6789"
    )
    await staff.presses("certificates")
    assert "Andi (LMG-2026-040)" in await staff.says("MEBL 2345 6789")


async def test_a_step_back_asks_for_a_reason_and_corrects_the_news(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    await after_ten_minutes(bekal)
    await staff.presses("certificates")
    await staff.talks(
        (NUMBER, "Siap diambil sejak"),
        ("[Langkah mundur]", "langkah mana"),
        ("[Proses cetak]", "Itu langkah mundur. Apa alasannya?"),
        ("salah catat di lapas", "dengan kata lain"),
        ("x" * 201, "201"),
        ("namanya salah cetak", "Alasannya: namanya salah cetak"),
        ("[Simpan dan beri tahu]", "2 chat"),
    )
    told = await after_ten_minutes(bekal)
    for address in ("1001", "1002"):
        assert "Maaf, kabar sebelumnya keliru." in told[address]
        assert "Sedang dicetak" in told[address]
        assert "Alasannya: namanya salah cetak" in told[address]
    (newest, *_) = await bekal.store.read(lambda tx: certificates.steps(tx, 1))
    assert (newest.reason, newest.set_by) == ("namanya salah cetak", "staff:1")


async def test_illegal_steps_are_refused_with_the_reason(bekal: Bekal) -> None:
    staff = await office(bekal)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    assert "Hilang" not in str(staff.buttons)
    answer = await staff.presses("certificates:to:lost")
    assert f"{NUMBER}: belum siap diambil" in answer
    assert "Tidak ada yang diubah." in answer
    await moves(staff, "ready", told=False)
    await moves(staff, "lost", told=False)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    assert "tercatat hilang" in await staff.presses("certificates:to:collected")
    assert await step_of(bekal) is Step.LOST


async def test_of_many_those_that_may_move_do(bekal: Bekal) -> None:
    staff = await colleagues(bekal)
    await moves(staff, "collected", told=False)
    await staff.presses("certificates")
    await staff.says(f"{NUMBER}\nLAS 9990 00188 2026")
    preview = await staff.presses("certificates:to:lost")
    assert "yang pindah ke “Hilang”: 1" in preview
    assert "LAS 9990 00188 2026: belum siap diambil" in preview
    await staff.presses("Simpan saja")
    assert await step_of(bekal) is Step.LOST
    assert await step_of(bekal, "LAS 9990 00188 2026") is Step.PRINTING


async def test_a_colleague_was_quicker(bekal: Bekal) -> None:
    staff = await office(bekal)
    other = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    await staff.presses("Siap diambil")
    await moves(other, "collected", told=False)
    assert "dipindahkan orang lain" in await staff.presses("Simpan dan beri tahu")
    assert await step_of(bekal) is Step.COLLECTED


async def test_suspended_goes_back_to_where_it_was_and_nowhere_else(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await moves(staff, "suspended", told=False)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    offered = {button.data for button in staff.buttons}
    assert {"certificates:to:collected", "certificates:to:revoked"} <= offered
    assert "certificates:to:ready" not in offered
    assert "kembali ke langkah semula" in await staff.presses("certificates:to:ready")
    await moves(staff, "collected", told=False)
    assert await step_of(bekal) is Step.COLLECTED


async def test_a_number_of_several_is_chosen_from(bekal: Bekal) -> None:
    staff = await office(bekal)

    def second(tx: Tx) -> None:
        one = certificates.by_id(tx, 1)
        assert one
        certificates.change(tx, replace(one, blank="B 77001"), bekal.clock.now())
        certificates.add(tx, one.__class__(**{
            **{name: getattr(one, name) for name in one.__slots__},
            "number": "MEB 1 2026", "skill": "meubeler", "blank": "B 77001",
        }), "test", bekal.clock.now())  # fmt: skip

    await bekal.store.write(second)
    await staff.presses("certificates")
    for number in ("LMG-2026-031", "B77001"):
        answer = await staff.says(number)
        assert "Sertifikatnya lebih dari satu; pilih di bawah" in answer
        assert f"kirim nomor sertifikatnya:\n• {number}" in answer
    await staff.talks(("[MEB 1 2026]", "Meubeler"), ("[Siap diambil]", "“Siap diambil”: 1"))
    await staff.presses("Simpan saja")
    assert await step_of(bekal, "MEB 1 2026") is Step.READY
    assert await step_of(bekal) is Step.PRINTING


async def test_one_of_several_joins_what_was_found(bekal: Bekal) -> None:
    staff = await colleagues(bekal)
    await staff.presses("certificates")
    await staff.says("LAS 9990 00188 2026")
    assert "Sertifikat ditemukan: 2" in await staff.presses("certificates:add:1")


async def test_only_the_office_may(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    teacher = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (teacher, bekal.chat("1001"), bekal.chat("6666")):
        for data in ("", ":open:1", ":of:1", ":to:lost", ":tell", ":stop:2", ":ready:0",
                     ":handed:1", ":duplicate:1"):  # fmt: skip
            answer = await chat.presses(f"certificates{data}")
            assert "Apa yang ingin ditanyakan" in answer, data
        await chat.says(f"{NUMBER} sudah diserahkan")
        contact = await bekal.store.write(
            lambda tx, chat=chat: contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        )
        with pytest.raises(NotAllowed):
            await bekal.store.write(
                lambda tx, by=contact: certificate_moves.save(
                    tx, by, [Chosen(1, Step.READY)], Step.LOST, "", bekal.clock.now(), is_told=True
                )
            )
    assert await step_of(bekal) is Step.READY
    assert set(await after_ten_minutes(bekal)) == {"1001", "1002"}


async def test_a_role_that_is_taken_away_ends_in_the_middle(bekal: Bekal) -> None:
    staff = await office(bekal)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    await staff.presses("Siap diambil")
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE staff SET active = 0"))
    assert "Apa yang ingin ditanyakan" in await staff.presses("Simpan dan beri tahu")
    assert await step_of(bekal) is Step.PRINTING


@pytest.mark.parametrize("said", ["", "?", "halo", "LP", "٣٣٣", "<b>1</b>", "1", "9" * 4096])
async def test_rubbish_is_asked_again(bekal: Bekal, said: str) -> None:
    staff = await office(bekal)
    await staff.presses("certificates")
    answer = await staff.says(said)
    assert answer
    assert "yang pindah ke" not in answer


@pytest.mark.parametrize(
    "data",
    ["to:", "to:flown", "stop:x", "stop:999", "open:0", "duplicate:-1", "add:²", "back", "x"],
)
async def test_forged_buttons_do_nothing(bekal: Bekal, data: str) -> None:
    staff = await office(bekal)
    assert await staff.presses(f"certificates:{data}")
    assert await step_of(bekal) is Step.PRINTING


async def test_every_look_and_move_is_in_the_audit(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    rows = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT actor, action, subject FROM audit").fetchall()
    )
    by_staff = {(action, subject) for actor, action, subject in rows if actor == "staff:1"}
    (uid,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT uid FROM participants").fetchone()
    )
    assert ("look at certificate", uid) in by_staff
    assert ("move certificate: ready", uid) in by_staff


async def test_lost_gets_a_duplicate_and_is_found_still(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await moves(staff, "lost")
    await staff.talks(
        ("[Buat duplikat]", "Duplikat dibuat: menunggu blanko."),
        ("[Buka]", "Ini duplikat dari yang hilang."),
        ("[certificates:duplicate:1]", "Duplikatnya sudah ada."),
        ("[certificates:duplicate:2]", "hanya untuk sertifikat yang tercatat hilang"),
        ("/petugas", "Mau apa"),
        ("[Sertifikat]", "Kirim nomor"),
        (NUMBER, "Duplikatnya: Menunggu blanko"),
        ("LMG-2026-031", "Ini duplikat dari yang hilang."),
    )
    told = await after_ten_minutes(bekal)
    assert "Duplikatnya sedang dibuat" in told["1001"]
    assert (await certificate(bekal)).step is Step.LOST
    answer = await bekal.chat("1001").says("sertifikat")
    assert "Menunggu blangko" in answer
    assert (
        f"Duplikatnya sedang dibuat; kalau sudah siap, dikabari di sini.\nNomor: {NUMBER}"
        in answer
    )
    await moves_duplicate(staff)
    assert "Siap diambil." in (await after_ten_minutes(bekal))["1001"]


async def test_a_duplicate_does_not_bear_the_number_of_the_lost_form(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    heading, row = (
        "No. Peserta;Nama;Bidang;No. Sertifikat;No. Blanko;Status\n",
        "0095716;Diserahkan",
    )
    await import_list(bekal, f"{heading}LMG-2026-031;Budi Santoso;Las;{NUMBER};{row}\n")
    await moves(staff, "lost")
    await staff.presses("Buat duplikat")
    await staff.presses("certificates")
    await staff.talks(
        ("0095716", "Duplikatnya: Menunggu blanko"),
        ("LMG-2026-031", "Ini duplikat dari yang hilang."),
    )


async def moves_duplicate(staff: Chat) -> None:
    await staff.presses("certificates:open:2")
    await staff.presses("Siap diambil")
    await staff.presses("Simpan dan beri tahu")


@pytest.mark.parametrize("step", ["revoked", "suspended"])
async def test_decisions_are_said_plainly_with_whom_to_speak_and_not_to_family(
    bekal: Bekal, step: str
) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await moves(staff, step)
    bekal.clock.move(minutes=10)
    messages = await sent(bekal)
    assert set(messages) == {"1001"}
    (message,) = messages["1001"]
    assert ("dicabut" if step == "revoked" else "dibekukan") in message.text.lower()
    assert "0812-0000-9000" in message.text
    assert [button.data for row in message.buttons for button in row] == ["contact"]
