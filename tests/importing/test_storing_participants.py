"""A participants' list comes into the store, and comes again corrected."""

from __future__ import annotations

from datetime import date

from dialogue import Bekal
from importing_lists import CERTIFICATES, PEOPLE, counts, import_list, problems, updated
from stores import file_of

from programme.people import Participant, number_key
from store import contacts, people
from store.connection import Tx

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;0812-0000-5001;Las\n"


async def stored(bekal: Bekal, number: str = "LMG-2026-031") -> Participant:
    found = await bekal.store.read(lambda tx: people.by_number(tx, number))
    assert found
    return found


async def skills(bekal: Bekal, number: str = "LMG-2026-031") -> list[tuple[str, str]]:
    participant = await stored(bekal, number)
    found = await bekal.store.read(lambda tx: people.enrolments(tx, participant.id))
    return [(one.programme, one.skill) for one in found]


async def test_new_people_are_stored_and_enrolled(bekal: Bekal) -> None:
    report = await import_list(bekal, PEOPLE + BUDI)
    assert counts(report) == (1, 0, 0)
    assert report.programme == "Pelatihan 2026"
    budi = await stored(bekal)
    assert (budi.name, budi.birth_date) == ("Budi Santoso", date(1990, 8, 17))
    assert budi.phones == ("+6281200005001",)
    assert await skills(bekal) == [("Pelatihan 2026", "pengelasan")]


async def test_the_same_list_again_changes_nothing(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    before = await stored(bekal)
    report = await import_list(bekal, PEOPLE + BUDI)
    assert counts(report) == (0, 0, 1)
    assert problems(report) == []
    assert await stored(bekal) == before


async def test_a_corrected_list_updates_by_number_and_says_what(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(
        bekal, PEOPLE + "lmg 2026 031;Budi Santosa;Tuban;17/08/1990;0812-0000-5002;Mebel\n"
    )
    assert updated(report) == [(2, ["full_name", "phones", "birth_place", "skill"])]
    assert report.changes.fields["phones"] == 1
    budi = await stored(bekal)
    assert (budi.name, budi.phones) == ("Budi Santosa", ("+6281200005002",))
    assert await skills(bekal) == [("Pelatihan 2026", "meubeler")]
    by_old_phone = await bekal.store.read(lambda tx: people.by_phone(tx, "+6281200005001"))
    assert by_old_phone == []


async def test_blank_cells_change_nothing(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    before = await stored(bekal)
    report = await import_list(bekal, PEOPLE + "LMG-2026-031;Budi Santoso;;;-;Las\n")
    assert counts(report) == (0, 0, 1)
    assert await stored(bekal) == before


async def test_a_known_number_of_somebody_else_is_never_an_update(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(
        bekal, PEOPLE + "LMG-2026-031;Endro Wibisana;Tuban;01/02/1992;;Las\n"
    )
    assert problems(report) == [(2, "duplicate_reg_no")]
    assert report.taken.rejected == 1
    assert (await stored(bekal)).name == "Budi Santoso"


async def test_a_phone_of_somebody_stored_is_named_but_taken(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(
        bekal, PEOPLE + "LMG-2026-032;Endro Wibisana;Tuban;01/02/1992;0812-0000-5001;Las\n"
    )
    assert problems(report) == [(2, "duplicate_phone")]
    assert counts(report) == (1, 0, 0)


async def test_a_linked_persons_birth_date_waits_for_staff(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    await bekal.linked("1001")
    corrected = PEOPLE + "LMG-2026-031;Budi Santoso;Lamongan;18/08/1990;0812-0000-5009;Las\n"
    report = await import_list(bekal, corrected)
    (problem,) = report.taken.problems
    assert (problem.code, problem.column) == ("birth_date_waits", "Tgl Lahir")
    assert problem.value == "18/08/1990"
    assert updated(report) == [(2, ["phones"])]
    budi = await stored(bekal)
    assert (budi.birth_date, budi.phones) == (date(1990, 8, 17), ("+6281200005009",))


async def test_without_an_own_link_a_birth_date_is_corrected(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(bekal, PEOPLE + BUDI.replace("17/08", "18/08"))
    assert updated(report) == [(2, ["birth_date"])]
    assert (await stored(bekal)).birth_date == date(1990, 8, 18)


async def test_links_and_wishes_stay_as_they_are(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    chat = await bekal.linked("1001")
    contact = await bekal.store.write(
        lambda tx: contacts.at(tx, "telegram", chat.address, bekal.clock.now())
    )
    await bekal.store.write(lambda tx: contacts.set_reminders(tx, contact.id, wanted=False))
    before = await bekal.store.read(lambda tx: contacts.all_links(tx, contact.id))
    await import_list(bekal, PEOPLE + BUDI.replace("5001", "5002"))
    assert await bekal.store.read(lambda tx: contacts.all_links(tx, contact.id)) == before
    after = await bekal.store.read(lambda tx: contacts.by_id(tx, contact.id))
    assert after
    assert not after.reminders


async def test_an_erased_person_never_comes_back(bekal: Bekal) -> None:
    def erase(tx: Tx) -> None:
        digest = tx.keys.keyed_hash(number_key("LMG-2026-031"), "erased")
        tx.db.execute("INSERT INTO erased (participant_hash, at) VALUES (?, 0)", (digest,))

    await bekal.store.write(erase)
    report = await import_list(bekal, PEOPLE + BUDI)
    assert problems(report) == [(2, "erased_participant")]
    assert (len(report.taken.rows), report.taken.rejected) == (0, 1)
    assert await bekal.store.read(people.everybody) == []
    certificate = CERTIFICATES + "LMG-2026-031;Budi Santoso;Las;;A-1;;Cetak;\n"
    assert problems(await import_list(bekal, certificate)) == [(2, "erased_participant")]


async def test_a_second_programme_enrols_once_more(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(bekal, PEOPLE + BUDI, programme="Pelatihan lanjutan")
    assert updated(report) == [(2, ["programme"])]
    assert sorted(await skills(bekal)) == [
        ("Pelatihan 2026", "pengelasan"),
        ("Pelatihan lanjutan", "pengelasan"),
    ]


async def test_text_like_a_formula_is_stored_as_it_stands(bekal: Bekal) -> None:
    report = await import_list(
        bekal, PEOPLE + "LMG-2026-031;=cmd|' /C calc'!A0;Tuban;17/08/1990;;Las\n"
    )
    assert problems(report) == [(2, "formula_like_text")]
    assert (await stored(bekal)).name == "=cmd|' /C calc'!A0"


async def test_nothing_of_a_person_stands_in_the_file_in_plain(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    content = file_of(bekal.store).read_bytes()
    content += file_of(bekal.store).with_name(f"{file_of(bekal.store).name}-wal").read_bytes()
    for word in (b"Budi", b"Santoso", b"1990-08-17", b"81200005001", b"Lamongan"):
        assert word not in content
