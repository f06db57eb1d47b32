"""The office writes of a certificate by number or by name, without any button."""

from __future__ import annotations

import pytest
from certificate_office import NUMBER, after_ten_minutes, certificate, moves, office, step_of
from dialogue import Bekal, Chat

from programme.certificates import Step
from store import certificates, people

ANDI = "LAS 9990 00188 2026"


async def with_others(bekal: Bekal, step: Step = Step.READY) -> Chat:
    """Besides Budi three more: Andi has his certificate, a second Budi's is printed."""
    staff = await office(bekal, step)
    andi = await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.certificate(andi, Step.COLLECTED, ANDI)
    await bekal.participant("LMG-2026-033", "Joko Susilo")
    return staff


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("LMG-2026-033", "Joko Susilo\nNomor peserta: LMG-2026-033"),
        ("lmg2026033", "Joko Susilo"),
        ("lmg 2026 033", "Joko Susilo"),
        ("lmg2o26o33", "Joko Susilo"),
        ("lmg202633", "Joko Susilo"),
        ("no lmg2026032 gmn", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("cari lmg2026032", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("cari no LMG-2026-032", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("cariin andi dong", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("data andi", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("cri andi", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        ("tolong carikan LMG2026O32", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        (ANDI, "Andi Wijaya (LMG-2026-032)\nPengelasan\nNomor: LAS 9990 00188 2026"),
        ("las9990001882026", "Andi Wijaya (LMG-2026-032)\nPengelasan"),
        ("cari las 9990 00188 2026", "Andi Wijaya\nNomor peserta: LMG-2026-032"),
        (f"{NUMBER}\n{ANDI}", "Sertifikat ditemukan: 2"),
        ("LMG-2026-999", "Tidak ada yang cocok"),
        ("cari LAS 9990 00555 2026", "Tidak ada yang cocok"),
    ],
)
async def test_a_number_opens_what_it_stands_for(bekal: Bekal, said: str, answered: str) -> None:
    staff = await with_others(bekal)
    assert answered in await staff.says(said)


@pytest.mark.parametrize(
    "said", ["andi hilang", "sertifikat andi wijya ilang", "sertifnya pak andi hilang",
             "lmg2026032 hilang", f"sertifikat {ANDI} hilang", "andi lapor sertifikatnya hilang"],
)  # fmt: skip
async def test_a_lost_one_goes_on_to_its_duplicate(bekal: Bekal, said: str) -> None:
    staff = await with_others(bekal)
    whose = f"Andi Wijaya (LMG-2026-032), Pengelasan, {ANDI}"
    await staff.talks(
        (said, f"Sertifikat yang pindah ke “Hilang”: 1\n• {whose}"),
        ("[Simpan saja]", f"Tersimpan sebagai “Hilang”: 1\n• {whose}"),
        ("[Buat duplikat]", "Duplikat dibuat: menunggu blanko."),
    )
    assert "Andi Wijaya (LMG-2026-032), Pengelasan" in (
        await staff.presses("certificates:duplicate:2")
    )


async def test_lost_already_is_shown_with_what_can_be_done(bekal: Bekal) -> None:
    staff = await with_others(bekal)
    await staff.says("andi hilang")
    await staff.presses("Simpan saja")
    await staff.talks(("andi hilang", "Hilang sejak"), ("[Buat duplikat]", "Duplikat dibuat"))


async def test_what_is_not_printed_yet_is_not_lost(bekal: Bekal) -> None:
    staff = await office(bekal)
    answer = await staff.says("budi hilang")
    assert "Budi Santoso (LMG-2026-031), Pengelasan, LAS 9990 00187 2026: belum siap" in answer
    assert "Tidak ada yang diubah." in answer


@pytest.mark.parametrize(
    "said", ["belum diambil", "sertifikat yg blm di ambil", "siapa aja yg belum ambil sertif",
             "daftar sertifikat siap", "sertifikat yang masih di kantor",
             "sertifikat yang belum diambil siapa saja?"],
)  # fmt: skip
async def test_what_waits_to_be_collected(bekal: Bekal, said: str) -> None:
    staff = await with_others(bekal)
    answer = await staff.says(said)
    assert "Siap diambil: 1\n• Budi Santoso, Pengelasan (LAS 9990 00187 2026)" in answer
    assert "Andi" not in answer


@pytest.mark.parametrize(
    "said", ["budi belum diambil", "sertifikat budi blm diambil", "bdui belum ambil"]
)
async def test_whether_somebody_has_collected_his(bekal: Bekal, said: str) -> None:
    staff = await with_others(bekal)
    answer = await staff.says(said)
    assert "Budi Santoso (LMG-2026-031)" in answer
    assert "Siap diambil sejak Selasa" in answer
    assert "yang pindah ke" not in answer


async def test_of_two_of_a_name_one_is_chosen(bekal: Bekal) -> None:
    staff = await with_others(bekal)
    other = await bekal.participant("LMG-2026-034", "Budi Hartono")
    await bekal.certificate(other, Step.COLLECTED, "LAS 9990 00190 2026")
    await staff.talks(
        ("budi hilang", "Sertifikat yang mana?"),
        ("[Budi Hartono]", "Budi Hartono (LMG-2026-034)"),
        ("[Hilang]", "• Budi Hartono (LMG-2026-034), Pengelasan, LAS 9990 00190 2026"),
        ("[Simpan saja]", "Tersimpan"),
    )
    assert await step_of(bekal) is Step.READY
    assert await step_of(bekal, "LAS 9990 00190 2026") is Step.LOST


async def test_another_person_may_be_named_where_a_step_is_asked_for(bekal: Bekal) -> None:
    staff = await with_others(bekal)
    await staff.talks((NUMBER, "langkah mana"), ("andi hilang", "• Andi Wijaya (LMG-2026-032)"))


@pytest.mark.parametrize(
    "said", ["budi hilang?", "kode untuk budi", "las besok libur karena budi hilang"]
)
async def test_other_texts_with_a_name_move_nothing(bekal: Bekal, said: str) -> None:
    staff = await with_others(bekal)
    await bekal.session("2026-11-25 12:30")
    assert "yang pindah ke" not in await staff.says(said)


@pytest.mark.parametrize("said", ["lmg2026032", "andi hilang", "belum diambil", "cari andi", ANDI])
async def test_nobody_else_is_told(bekal: Bekal, said: str) -> None:
    await with_others(bekal)
    teacher = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (teacher, bekal.chat("1001"), bekal.chat("1002"), bekal.chat("6666")):
        answer = await chat.says(said)
        assert "Andi" not in answer
        assert "Siap diambil: 1" not in answer


@pytest.mark.parametrize(("step", "asked"), [("revoked", "Dicabut"), ("suspended", "Dibekukan")])
async def test_what_is_taken_away_needs_a_reason_that_is_kept(
    bekal: Bekal, step: str, asked: str
) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    question = await staff.presses(f"certificates:to:{step}")
    assert f"Ke “{asked}”:\n• Budi Santoso (LMG-2026-031), Pengelasan, {NUMBER}" in question
    assert "Apa alasannya?" in question
    await staff.talks(
        ("karena dia napi", "dengan kata lain"),
        ("asesornya tidak sah", "Budi Santoso (LMG-2026-031)"),
        ("[Simpan dan beri tahu]", f"Tersimpan sebagai “{asked}”: 1"),
    )
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001"}
    assert "asesornya" not in told["1001"]
    (newest, *_) = await bekal.store.read(lambda tx: certificates.steps(tx, 1))
    assert (newest.new, newest.reason) == (Step(step), "asesornya tidak sah")
    own = bekal.chat("1001")
    await own.says("data saya")
    assert own.last.attachment
    assert "asesornya tidak sah" in own.last.attachment.content.decode()


async def test_every_look_at_somebody_named_is_in_the_audit(bekal: Bekal) -> None:
    staff = await with_others(bekal)
    await staff.says("andi hilang")
    one = await certificate(bekal, ANDI)
    holder = await bekal.store.read(lambda tx: people.by_id(tx, one.participant_id))
    rows = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT actor, action, subject FROM audit").fetchall()
    )
    assert holder
    assert ("staff:1", "look at certificate", holder.uid) in rows


async def test_a_handover_names_whose_it_is(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    await bekal.chat("1001").presses("collect:collected:1")
    answer = await staff.presses("certificates:handed:1")
    assert "Budi Santoso (LMG-2026-031)" in answer
    await moves(staff, "lost", told=False)


@pytest.mark.parametrize("said", ["cabut sertifikat budi", "sertifikat budi dicabut"])
async def test_revoking_in_words_asks_the_reason(bekal: Bekal, said: str) -> None:
    staff = await with_others(bekal)
    await staff.talks((said, "Apa alasannya?"), ("[Batal]", "dibatalkan"))
    assert await step_of(bekal) is Step.READY
