"""What is known already (a store's people, phones, certificates, rooms) is an argument."""

from datetime import date, datetime

from office_lists import WIB, found, read_csv

from services.importing.checks import Known, KnownPerson, compared
from services.importing.rooms import Booking

PEOPLE = "No. Peserta,Nama,Tgl Lahir,No. HP,Bidang\n"
CERTIFICATES = "No. Peserta,Nama,No. Sertifikat,Status\n"
SESSIONS = "Bidang,Tanggal,Waktu,Tempat,Materi\n"
KNOWN_PERSON = {"LMG2026101": KnownPerson("Sulastri Ningsih", date(1990, 3, 14))}


def check(text: str, known: Known):
    return compared(read_csv(text), known)


def test_a_known_number_with_another_name_and_birth_date_is_never_an_update():
    reading = check(PEOPLE + "lmg 2026 101,Endro Wibisana,01/02/1992,,Las\n", Known(KNOWN_PERSON))
    assert found(reading) == [(2, "duplicate_reg_no")]
    assert (reading.rows, reading.rejected) == ((), 1)


def test_a_corrected_name_or_birth_date_of_a_known_person_is_taken():
    for name in ("Sulastri Ningsi", "Sulastri", "Sulastri Ningsih Wati"):
        text = PEOPLE + f"LMG-2026-101,{name},14/03/1990,,Las\n"
        assert len(check(text, Known(KNOWN_PERSON)).rows) == 1
    text = PEOPLE + "LMG-2026-101,Sulastri Ningsih,15/03/1990,,Las\n"
    assert len(check(text, Known(KNOWN_PERSON)).rows) == 1


def test_a_name_that_becomes_somebody_elses_waits_for_a_word():
    text = PEOPLE + "LMG-2026-101,Endro Wibisana,14/03/1990,,Las\n"
    reading = check(text, Known(KNOWN_PERSON))
    assert found(reading) == [(2, "renamed")]
    assert reading.rows == ()
    assert len(check(text, Known(KNOWN_PERSON, same_people=True)).rows) == 1


def test_without_a_birth_date_only_the_name_can_tell():
    known = Known({"LMG2026101": KnownPerson("Sulastri Ningsih", None)})
    assert found(check(PEOPLE + "LMG-2026-101,Endro Wibisana,01/02/1992,,Las\n", known)) == [
        (2, "duplicate_reg_no")
    ]
    assert found(check(PEOPLE + "LMG-2026-101,Sulastri Ningsi,01/02/1992,,Las\n", known)) == []


def test_a_phone_of_somebody_stored_is_a_warning_but_not_ones_own():
    text = PEOPLE + "LMG-2026-101,Sulastri Ningsih,14/03/1990,0812-0000-5001,Las\n"
    assert found(check(text, Known(phone_owners={"+6281200005001": {"LMG2026101"}}))) == []
    others = Known(phone_owners={"+6281200005001": {"LMG2026101", "LMG2026102"}})
    assert found(check(text, others)) == [(2, "duplicate_phone")]


def test_certificates_of_unknown_and_of_known_people():
    text = (
        CERTIFICATES + "LMG-2026-101,Sulastri N.,A 1,Siap diambil\nLMG-2026-999,Sugeng,A 2,Cetak\n"
    )
    reading = check(text, Known(KNOWN_PERSON))
    assert [row.reg_no for row in reading.rows] == ["LMG-2026-101"]
    assert found(reading) == [(2, "name_mismatch"), (3, "unknown_participant")]


def test_a_stored_certificate_number_stays_its_owners():
    text = CERTIFICATES + "LMG-2026-101,Sulastri Ningsih,a-1,Siap diambil\n"
    assert found(check(text, Known(certificate_owners={"A1": "LMG2026101"}))) == []
    assert found(check(text, Known(certificate_owners={"A1": "LMG2026102"}))) == [
        (2, "duplicate_cert_no")
    ]


def test_a_room_taken_by_a_stored_session():
    booked = Booking("BENGKEL  LAS", datetime(2026, 11, 23, 10, tzinfo=WIB), None)
    text = (
        SESSIONS
        + "Las,23/11/2026,08.00-11.30,Bengkel Las,K3\nLas,23/11/2026,13.00-15.00,Bengkel Las,K3\n"
    )
    (problem,) = check(text, Known(bookings=[booked])).problems
    assert (problem.row, problem.code, problem.related_rows) == (2, "room_overlap", ())


def test_the_same_person_twice_is_taken_once():
    line = "LMG-2026-101,Sulastri Ningsih,14/03/1990,,Las\n"
    reading = read_csv(PEOPLE + line + line)
    assert len(reading.rows) == 1
    assert [(one.row, one.code, one.related_rows) for one in reading.problems] == [
        (3, "repeated_row", (2,))
    ]


def test_twins_under_one_number_are_two_people():
    reading = read_csv(
        PEOPLE
        + "LMG-2026-101,Sriyanto Wahyudi,14/03/1990,,Las\n"
        + "LMG-2026-101,Sriyati Wahyuni,14/03/1990,,Las\n"
    )
    assert found(reading) == [(3, "duplicate_reg_no")]


def test_the_same_session_twice_is_taken_once_and_takes_no_room_from_itself():
    line = "Las,23/11/2026,08.00-11.30,Bengkel,K3\n"
    reading = read_csv(SESSIONS + line + line)
    assert found(reading) == [(3, "repeated_row")]
    assert len(reading.rows) == 1


def test_three_sessions_in_one_room_name_all_they_collide_with():
    reading = read_csv(
        SESSIONS
        + "Las,23/11/2026,09.00-12.00,Aula,A\n"
        + "Mebel,23/11/2026,08.00-10.00,aula ,B\n"
        + "Interior,23/11/2026,09.30-11.00,AULA,C\n"
        + "Las,23/11/2026,12.00-13.00,Aula,D\n"
    )
    assert [(one.row, one.related_rows) for one in reading.problems] == [(3, (2,)), (4, (2, 3))]
