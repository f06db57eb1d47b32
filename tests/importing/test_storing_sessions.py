"""A schedule comes into the store, and comes again with sessions moved, missing and back."""

from __future__ import annotations

from datetime import timedelta

from dialogue import Bekal
from importing_lists import SESSIONS, ZONE, counts, import_list, problems, updated

from programme.people import Role
from programme.sessions import Session
from services.classes import reminders
from store import sessions
from store.connection import Tx

BASICS = "Las;25/11/2026;12.30-16.00;Bengkel Las;Las dasar;Wahyu\n"
SAFETY = "Las;27/11/2026;08.00-11.30;Ruang Teori 1;K3;Wahyu\n"
EXAM = "Las;30/11/2026;08.00-11.30;Bengkel Las;Ujian;Wahyu\n"
WHOLE = SESSIONS + BASICS + SAFETY + EXAM


async def stored(bekal: Bekal) -> list[Session]:
    def work(tx: Tx) -> list[Session]:
        found = sessions.between(
            tx, bekal.clock.now() - timedelta(days=400), bekal.clock.now() + timedelta(days=400)
        )
        return sorted(found, key=lambda session: session.id)

    return await bekal.store.read(work)


async def starts(bekal: Bekal) -> list[str]:
    return [f"{one.starts_at.astimezone(ZONE):%d %H.%M}" for one in await stored(bekal)]


async def planned_at(bekal: Bekal, local: str) -> int:
    """How many reminders are queued at this time."""
    bekal.clock.set(local)
    now = bekal.clock.now()
    return await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, now))


async def test_the_same_schedule_again_changes_nothing(bekal: Bekal) -> None:
    assert counts(await import_list(bekal, WHOLE)) == (3, 0, 0)
    before = await stored(bekal)
    report = await import_list(bekal, WHOLE)
    assert counts(report) == (0, 0, 3)
    assert problems(report) == []
    assert await stored(bekal) == before
    assert report.unaware
    assert report.unaware.sessions == 0


async def test_a_moved_session_stays_itself(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    bekal.clock.move(minutes=5)
    report = await import_list(bekal, WHOLE.replace("25/11/2026;12.30-16.00", "26/11/2026;13.00"))
    assert counts(report) == (0, 1, 2)
    assert report.changes.fields["starts_at"] == 1
    assert [one.row for one in report.changes.moved] == [2]
    moved = (await stored(bekal))[0]
    assert (moved.version, moved.start_set_at) == (2, bekal.clock.now())
    assert await starts(bekal) == ["26 13.00", "27 08.00", "30 08.00"]
    assert moved.ends_at
    assert moved.ends_at - moved.starts_at == timedelta(hours=3, minutes=30)


async def test_the_only_session_can_move_out_of_its_lists_days(bekal: Bekal) -> None:
    await import_list(bekal, SESSIONS + BASICS)
    report = await import_list(bekal, SESSIONS + BASICS.replace("25/11", "03/12"))
    assert len(report.changes.moved) == 1
    assert await starts(bekal) == ["03 12.30"]


async def test_next_months_list_with_a_topic_once_more_moves_nothing(bekal: Bekal) -> None:
    await import_list(
        bekal,
        SESSIONS + "Las;20/11/2026;08.00-11.00;A;Praktik;\nLas;25/11/2026;08.00;A;Praktik;\n",
    )
    report = await import_list(bekal, SESSIONS + "Las;02/12/2026;08.00-11.00;A;Praktik;\n")
    assert counts(report) == (1, 0, 0)
    assert (report.changes.moved, report.changes.missing) == ([], [])


async def test_of_two_on_one_topic_none_is_taken_for_moved(bekal: Bekal) -> None:
    first = "Las;25/11/2026;08.00-11.00;A;Praktik;\nLas;26/11/2026;08.00-11.00;A;Praktik;\n"
    await import_list(bekal, SESSIONS + first + EXAM)
    report = await import_list(
        bekal, SESSIONS + first.replace("25/11", "27/11").replace("26/11", "28/11") + EXAM
    )
    assert report.changes.added == 2
    assert len(report.changes.missing) == 0  # 25 and 26 November are before the list's first day


async def test_two_sessions_at_one_start_are_told_apart_by_topic(bekal: Bekal) -> None:
    two = "Las;25/11/2026;08.00-11.00;A;Kelompok 1;\nLas;25/11/2026;08.00-11.00;B;Kelompok 2;\n"
    await import_list(bekal, SESSIONS + two)
    report = await import_list(bekal, SESSIONS + "\n".join(reversed(two.splitlines())) + "\n")
    assert counts(report) == (0, 0, 2)


async def test_another_room_or_topic_is_a_change_and_blank_is_none(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    report = await import_list(
        bekal,
        SESSIONS
        + "Las;25/11/2026;12.30-16.00;Bengkel 2;;\nLas;27/11/2026;08.00;;K3 lanjutan;\n"
        + EXAM,
    )
    assert updated(report) == [(2, ["place"]), (3, ["topic"])]
    first, second, _ = await stored(bekal)
    assert (first.place, first.topic, first.instructor) == ("Bengkel 2", "Las dasar", "Wahyu")
    assert (second.place, second.topic) == ("Ruang Teori 1", "K3 lanjutan")
    assert second.ends_at


async def test_a_missing_session_does_not_remind_until_it_is_back(bekal: Bekal) -> None:
    await bekal.participant()
    await import_list(bekal, WHOLE)
    await bekal.linked("1001")
    report = await import_list(bekal, SESSIONS + BASICS + EXAM)
    assert [one.topic for one in report.changes.missing] == ["K3"]
    missing = (await stored(bekal))[1]
    assert not missing.is_on
    assert not missing.is_cancelled
    assert await planned_at(bekal, "2026-11-26 07:50") == 0
    assert await planned_at(bekal, "2026-11-26 07:59") == 0
    report = await import_list(bekal, WHOLE)
    assert [one.topic for one in report.changes.back] == ["K3"]
    assert await planned_at(bekal, "2026-11-26 08:01") == 1


async def test_a_class_added_in_a_chat_is_missed_by_no_list(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await admin.says("tambah kelas las sabtu jam 8")
    await admin.presses("Kirim")
    assert (await import_list(bekal, WHOLE)).changes.missing == []
    assert (await stored(bekal))[-1].is_on


async def test_missing_twice_is_told_once(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    await import_list(bekal, SESSIONS + BASICS + EXAM)
    assert (await import_list(bekal, SESSIONS + BASICS + EXAM)).changes.missing == []


async def test_only_sessions_the_list_speaks_about_can_be_missing(bekal: Bekal) -> None:
    wood = "Mebel;27/11/2026;08.00-11.30;Ruang Teori 2;Sambungan;\n"
    past = "Las;23/11/2026;08.00-11.30;Ruang Teori 1;Pembukaan;\n"
    later = "Las;10/12/2026;08.00-11.30;Ruang Teori 1;Penutup;\n"
    await import_list(bekal, WHOLE + wood + past + later)
    report = await import_list(bekal, SESSIONS + BASICS.replace("25/11", "23/11") + EXAM)
    assert [one.topic for one in report.changes.missing] == ["K3"]


async def test_a_list_with_unreadable_rows_makes_none_missing(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    mistyped = WHOLE.replace("27/11/2026", "31/11/2026")
    report = await import_list(bekal, mistyped, cancel_missing=True)
    assert problems(report) == [(3, "invalid_date")]
    assert (report.changes.missing, report.changes.cancelled) == ([], [])
    assert all(one.is_on for one in await stored(bekal))


async def test_cancel_missing_cancels_and_the_next_list_brings_it_back(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    report = await import_list(bekal, SESSIONS + BASICS + EXAM, cancel_missing=True)
    assert [one.topic for one in report.changes.cancelled] == ["K3"]
    off = (await stored(bekal))[1]
    assert (off.is_cancelled, off.version) == (True, 2)
    assert report.unaware
    assert report.unaware.sessions == 1
    again = await import_list(bekal, SESSIONS + BASICS + EXAM, cancel_missing=True)
    assert again.changes.cancelled == []
    report = await import_list(bekal, WHOLE)
    assert [one.topic for one in report.changes.back] == ["K3"]
    assert (await stored(bekal))[1].is_on
    assert report.unaware
    assert report.unaware.sessions == 0


async def test_what_was_announced_outlasts_an_older_list(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    await bekal.participant()
    await bekal.linked("1001")
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14, pindah ke bengkel 2")
    await instructor.presses("announce:send")
    report = await import_list(bekal, WHOLE)
    assert problems(report) == [(2, "announced_otherwise")]
    assert counts(report) == (0, 0, 3)
    assert await starts(bekal) == ["25 14.00", "27 08.00", "30 08.00"]
    assert (await stored(bekal))[0].place == "bengkel 2"


async def test_a_list_newer_than_the_announcement_is_followed(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    report = await import_list(bekal, WHOLE.replace("12.30-16.00", "15.00-17.00"))
    assert problems(report) == []
    assert await starts(bekal) == ["25 15.00", "27 08.00", "30 08.00"]


async def test_what_was_called_off_stays_off(bekal: Bekal) -> None:
    await import_list(bekal, WHOLE)
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.presses("announce:cancelled:1")
    await instructor.says("listrik padam")
    await instructor.presses("announce:send")
    report = await import_list(bekal, WHOLE)
    assert problems(report) == [(2, "session_cancelled")]
    assert (await stored(bekal))[0].is_cancelled
    report = await import_list(bekal, WHOLE.replace("25/11", "26/11"))
    assert report.changes.added == 1
    assert len(await stored(bekal)) == 4


async def test_rooms_of_other_programmes_are_taken(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 13:00", place="bengkel las", programme="Lain", year=2025)
    report = await import_list(bekal, WHOLE)
    assert problems(report) == [(2, "room_overlap")]
    assert counts(report) == (3, 0, 0)


async def test_answers_about_the_old_time_are_forgotten(bekal: Bekal) -> None:
    await bekal.participant()
    await import_list(bekal, WHOLE)
    budi = await bekal.linked("1001")
    await budi.presses("attend:yes:1")
    await import_list(bekal, WHOLE.replace("Bengkel Las", "Bengkel 2"))
    kept = "SELECT COUNT(*) FROM attendance"
    assert (await bekal.store.read(lambda tx: tx.db.execute(kept).fetchone())) == (1,)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "13.00-16.00"))
    assert (await bekal.store.read(lambda tx: tx.db.execute(kept).fetchone())) == (0,)
