"""A list of instructors and office staff comes into the store."""

from __future__ import annotations

from dialogue import Bekal
from importing_lists import STAFF, counts, import_list, problems, updated

from programme.people import Role
from store import staff


async def everybody(bekal: Bekal) -> list[tuple[str, Role, tuple[str, ...]]]:
    found = await bekal.store.read(staff.everybody)
    return [(one.name, one.role, one.skills) for one in found]


async def test_a_list_of_staff_is_stored_once(bekal: Bekal) -> None:
    text = STAFF + "Wahyu Prasetyawan, S.T.;Instruktur;Las\nRetno;Petugas;\n"
    assert counts(await import_list(bekal, text)) == (2, 0, 0)
    assert await everybody(bekal) == [
        ("Wahyu Prasetyawan, S.T.", Role.INSTRUCTOR, ("pengelasan",)),
        ("Retno", Role.STAFF, ()),
    ]
    assert counts(await import_list(bekal, text)) == (0, 0, 2)


async def test_degrees_and_case_make_no_other_person(bekal: Bekal) -> None:
    await import_list(bekal, STAFF + "WAHYU PRASETYAWAN;Instruktur;Las\n")
    report = await import_list(
        bekal, STAFF + "Wahyu Prasetyawan, S.T.;Instruktur;Las, Konstruksi\n"
    )
    assert updated(report) == [(2, ["name", "skills"])]
    found = await bekal.store.read(lambda tx: staff.named(tx, "wahyu prasetyawan, s.t."))
    assert found
    assert found.skills == ("konstruksi", "pengelasan")


async def test_one_row_a_skill_adds_up(bekal: Bekal) -> None:
    await import_list(bekal, STAFF + "Wahyu;Instruktur;Las\nWahyu;Instruktur;Mebel\n")
    assert await everybody(bekal) == [("Wahyu", Role.INSTRUCTOR, ("meubeler", "pengelasan"))]


async def test_a_role_that_was_taken_away_is_not_given_back(bekal: Bekal) -> None:
    text = STAFF + "Wahyu;Instruktur;Las\n"
    await import_list(bekal, text)
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE staff SET active = 0"))
    report = await import_list(bekal, text)
    assert problems(report) == [(2, "role_ended")]
    assert report.taken.rows == ()
    assert await everybody(bekal) == []


async def test_an_escort_accompanies_the_programme_named(bekal: Bekal) -> None:
    text = STAFF + "Sukarji;Pendamping;\nWahyu;Instruktur;Las\n"
    report = await import_list(bekal, text, programme="Angkatan II")
    found = await bekal.store.read(staff.everybody)
    assert [one.programme_id for one in found] == [report.programme_id, None]


async def test_the_skill_may_stand_in_the_role(bekal: Bekal) -> None:
    report = await import_list(
        bekal,
        "Nama;Jabatan\nWahyu;Instruktur Las\nRudi;Pelatih Konstruksi dan Mebel\nRetno;Petugas\n",
    )
    assert problems(report) == []
    assert await everybody(bekal) == [
        ("Wahyu", Role.INSTRUCTOR, ("pengelasan",)),
        ("Rudi", Role.INSTRUCTOR, ("konstruksi", "meubeler")),
        ("Retno", Role.STAFF, ()),
    ]


async def test_the_column_goes_before_the_role(bekal: Bekal) -> None:
    await import_list(bekal, STAFF + "Wahyu;Instruktur Las;Mebel\n")
    assert await everybody(bekal) == [("Wahyu", Role.INSTRUCTOR, ("meubeler",))]


async def test_an_instructor_without_a_skill_is_taken_and_named(bekal: Bekal) -> None:
    text = "Nama;Jabatan\nWahyu;Instruktur\nRetno;Petugas\nSukarji;Pendamping\n"
    report = await import_list(bekal, text)
    assert problems(report) == [(2, "missing_instructor_skill")]
    (problem,) = report.taken.problems
    assert "Bidang instruktur “Wahyu” belum diisi" in problem.message
    assert counts(report) == (3, 0, 0)


async def test_a_skill_that_is_stored_already_is_not_missed(bekal: Bekal) -> None:
    await import_list(bekal, STAFF + "Wahyu;Instruktur;Las\n")
    assert problems(await import_list(bekal, "Nama;Jabatan\nWahyu;Instruktur\n")) == []
