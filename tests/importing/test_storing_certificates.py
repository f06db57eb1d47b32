"""A list of certificates comes into the store, and moves them along."""

from __future__ import annotations

from datetime import date

from dialogue import Bekal
from importing_lists import CERTIFICATES, PEOPLE, counts, import_list, problems, updated

from programme.certificates import Certificate, Kind, Step
from store import certificates, people
from store.connection import Tx

NUMBER = "LMG-2026-031"
READY = f"{NUMBER};Budi Santoso;Las;SMAW 3G;LAS 9990;01/11/2029;Siap diambil;\n"


async def with_budi(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + f"{NUMBER};Budi Santoso;Tuban;17/08/1990;;Las\n")


async def stored(bekal: Bekal) -> list[Certificate]:
    def work(tx: Tx) -> list[Certificate]:
        budi = people.by_number(tx, NUMBER)
        assert budi
        return sorted(certificates.of_participant(tx, budi.id), key=lambda one: one.id)

    return await bekal.store.read(work)


async def events(bekal: Bekal) -> list[tuple[str | None, str, str | None, str]]:
    def work(tx: Tx) -> list[tuple[str | None, str, str | None, str]]:
        rows = tx.db.execute(
            "SELECT from_step, to_step, reason, set_by FROM certificate_events ORDER BY id"
        )
        return [
            (old, new, tx.open(reason, "certificate_events.reason"), by)
            for old, new, reason, by in rows
        ]

    return await bekal.store.read(work)


async def move(bekal: Bekal, step: Step) -> None:
    (one,) = await stored(bekal)
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: certificates.move(tx, one, step, None, "staff:1", now))


async def test_a_certificate_is_stored_with_its_first_event(bekal: Bekal) -> None:
    await with_budi(bekal)
    assert counts(await import_list(bekal, CERTIFICATES + READY)) == (1, 0, 0)
    (one,) = await stored(bekal)
    assert (one.number, one.skill, one.scheme) == ("LAS 9990", "pengelasan", "SMAW 3G")
    assert (one.step, one.valid_until) == (Step.READY, date(2029, 11, 1))
    assert one.kind is Kind.COMPETENCE
    assert await events(bekal) == [(None, "ready", None, "import")]
    assert counts(await import_list(bekal, CERTIFICATES + READY)) == (0, 0, 1)
    assert await stored(bekal) == [one]


async def test_it_gets_its_number_and_moves_on(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + f"{NUMBER};Budi Santoso;Las;SMAW 3G;;;Asesmen;\n")
    report = await import_list(bekal, CERTIFICATES + READY)
    assert updated(report) == [(2, ["cert_no", "valid_until", "status"])]
    assert problems(report) == []
    assert len(await stored(bekal)) == 1
    assert (await events(bekal))[1] == ("assessment", "ready", None, "import")


async def test_a_step_back_is_followed_and_named(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    text = READY.replace("Siap diambil;", "Proses cetak;salah catat")
    report = await import_list(bekal, CERTIFICATES + text)
    (problem,) = report.taken.problems
    assert (problem.code, problem.column, problem.value) == ("step_back", "Status", "Proses cetak")
    assert (await events(bekal))[1] == ("ready", "printing", "salah catat", "import")


async def test_a_late_list_does_not_undo_what_staff_set(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    await move(bekal, Step.COLLECTED)
    report = await import_list(bekal, CERTIFICATES + READY)
    assert counts(report) == (0, 0, 1)
    assert problems(report) == []
    assert [one.step for one in await stored(bekal)] == [Step.COLLECTED]


async def test_blank_cells_and_another_spelling_of_the_number_change_nothing(
    bekal: Bekal,
) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    before = await stored(bekal)
    report = await import_list(
        bekal, CERTIFICATES + f"{NUMBER};Budi Santoso;;;las-9990;;Siap diambil;\n"
    )
    assert counts(report) == (0, 0, 1)
    assert await stored(bekal) == before


async def test_a_mistyped_number_is_corrected(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    report = await import_list(bekal, CERTIFICATES + READY.replace("9990", "9991"))
    assert updated(report) == [(2, ["cert_no"])]
    assert [one.number for one in await stored(bekal)] == ["LAS 9991"]


async def test_after_a_loss_another_number_is_another_certificate(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    await move(bekal, Step.LOST)
    report = await import_list(bekal, CERTIFICATES + READY.replace("9990", "9991"))
    assert counts(report) == (1, 0, 0)
    assert [one.step for one in await stored(bekal)] == [Step.LOST, Step.READY]


async def test_two_schemes_are_two_certificates(bekal: Bekal) -> None:
    await with_budi(bekal)
    both = READY + READY.replace("SMAW 3G;LAS 9990", "FCAW 2F;LAS 9991")
    assert counts(await import_list(bekal, CERTIFICATES + both)) == (2, 0, 0)
    assert counts(await import_list(bekal, CERTIFICATES + both)) == (0, 0, 2)


async def test_attendance_is_another_certificate_than_competence(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    training = f"{NUMBER};Budi Santoso;Las;;P 1;;Diserahkan;\n"
    report = await import_list(
        bekal, "DAFTAR SERTIFIKAT PELATIHAN TAHUN 2026;;;;;;;\n" + CERTIFICATES + training
    )
    assert counts(report) == (1, 0, 0)
    assert [one.kind for one in await stored(bekal)] == [Kind.COMPETENCE, Kind.TRAINING]
    typed = "No. Peserta;Nama;Jenis Sertifikat;No. Sertifikat;Status\n"
    row = f"{NUMBER};Budi Santoso;Sertifikat Pelatihan;P 1;Hilang\n"
    assert updated(await import_list(bekal, typed + row)) == [(2, ["status"])]


async def test_without_a_skill_the_participants_own_is_taken(bekal: Bekal) -> None:
    await with_budi(bekal)
    text = "No. Peserta;Nama;No. Sertifikat;Status\n" + f"{NUMBER};Budi Santoso;A 1;Cetak\n"
    await import_list(bekal, text)
    assert [one.skill for one in await stored(bekal)] == ["pengelasan"]


async def test_with_two_skills_the_list_has_to_say_which(bekal: Bekal) -> None:
    await with_budi(bekal)

    def enrol(tx: Tx) -> None:
        budi = people.by_number(tx, NUMBER)
        assert budi
        programme_id = people.programme_named(tx, "Pelatihan 2026", 2026, bekal.clock.now())
        people.enrol(tx, budi.id, programme_id, "meubeler", bekal.clock.now())

    await bekal.store.write(enrol)
    text = "No. Peserta;Nama;No. Sertifikat;Status\n" + f"{NUMBER};Budi Santoso;A 1;Cetak\n"
    report = await import_list(bekal, text)
    assert problems(report) == [(2, "missing_value")]
    assert report.taken.rejected == 1
    assert "Bidang" in report.taken.problems[0].message


async def test_unknown_people_and_taken_numbers_are_refused(bekal: Bekal) -> None:
    await with_budi(bekal)
    await import_list(bekal, PEOPLE + "LMG-2026-032;Endro;Tuban;01/02/1992;;Las\n")
    await import_list(bekal, CERTIFICATES + READY)
    report = await import_list(
        bekal,
        CERTIFICATES
        + READY.replace(NUMBER, "LMG-2026-099")
        + READY.replace(f"{NUMBER};Budi Santoso", "LMG-2026-032;Endro")
        + READY.replace("Budi Santoso", "Budi Susanto"),
    )
    assert problems(report) == [
        (2, "unknown_participant"),
        (3, "duplicate_cert_no"),
        (4, "name_mismatch"),
    ]
    assert counts(report) == (0, 0, 1)
