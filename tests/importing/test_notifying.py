"""People hear of sessions that a list changed once somebody has looked at what they will read."""

from __future__ import annotations

from dialogue import Bekal, Chat
from importing_lists import SESSIONS, import_list
from pushes import pushed

from programme.changes import ChangeKind
from programme.people import Topic
from services.importing import notifying
from services.importing.notifying import Notice
from store import people
from store.connection import Tx

BASICS = "Las;25/11/2026;12.30-16.00;Bengkel Las;Las dasar;Wahyu\n"
SAFETY = "Las;27/11/2026;08.00-11.30;Ruang Teori 1;K3;Wahyu\n"
EXAM = "Las;30/11/2026;08.00-11.30;Bengkel Las;Ujian;Wahyu\n"
WHOLE = SESSIONS + BASICS + SAFETY + EXAM


async def office(bekal: Bekal) -> Chat:
    """A class of two: Budi has a chat, Andi's mother has one."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await import_list(bekal, WHOLE)
    budi = await bekal.linked("1001", "LMG-2026-031")
    mother = await bekal.linked("1002", "LMG-2026-032", Topic.SCHEDULE)
    await mother.presses("link:skip")
    return budi


async def pending(bekal: Bekal) -> list[Notice]:
    def work(tx: Tx) -> list[Notice]:
        programme_id = people.programme_named(tx, "Pelatihan 2026", 2026, bekal.clock.now())
        return notifying.pending(tx, programme_id, bekal.clock.now())

    return await bekal.store.write(work)


async def notify(bekal: Bekal, previewed: list[Notice]) -> int:
    now = bekal.clock.now()
    programme_id = previewed[0].session.programme_id
    return await bekal.store.write(
        lambda tx: notifying.notify(tx, programme_id, previewed, "test", now)
    )


async def test_an_import_alone_tells_nobody_but_counts_who_does_not_know(bekal: Bekal) -> None:
    await office(bekal)
    report = await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    assert report.unaware == notifying.Unaware(sessions=1, chats=2, without_chat=1)
    assert await pushed(bekal) == {}
    again = await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    assert again.unaware == report.unaware


async def test_everyone_concerned_is_told_once_from_what_to_what(bekal: Bekal) -> None:
    await office(bekal)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "13.00-16.00"))
    await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    (notice,) = await pending(bekal)
    assert notice.change
    assert notice.change.kind is ChangeKind.MOVED
    assert await notify(bekal, [notice]) == 2
    messages = await pushed(bekal)
    assert set(messages) == {"1001", "1002"}
    assert "12.30–16.00 WIB" in messages["1001"].text
    assert "14.00–17.00 WIB" in messages["1001"].text
    assert "Andi" in messages["1002"].text
    assert await pending(bekal) == []
    report = await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    assert report.unaware == notifying.Unaware(0, 0, 0)


async def test_cancelled_and_other_room(bekal: Bekal) -> None:
    await office(bekal)
    changed = SESSIONS + BASICS.replace("Bengkel Las", "Bengkel 2") + EXAM
    await import_list(bekal, changed, cancel_missing=True)
    notices = await pending(bekal)
    assert [one.change and one.change.kind for one in notices] == [
        ChangeKind.ROOM,
        ChangeKind.CANCELLED,
    ]
    assert await notify(bekal, notices) == 2


async def test_moved_back_is_nothing_to_tell(bekal: Bekal) -> None:
    await office(bekal)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    await import_list(bekal, WHOLE)
    assert await pending(bekal) == []


async def test_a_list_may_move_back_what_was_told_of_a_list(bekal: Bekal) -> None:
    await office(bekal)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    await notify(bekal, await pending(bekal))
    report = await import_list(bekal, WHOLE)
    assert len(report.changes.moved) == 1
    assert report.taken.problems == ()
    (notice,) = await pending(bekal)
    assert f"{notice.known.starts_at:%H.%M}" == "07.00"


async def test_another_topic_instructor_or_spelling_is_no_news(bekal: Bekal) -> None:
    await office(bekal)
    changed = WHOLE.replace("K3", "K3 lanjutan").replace("Wahyu", "Retno")
    report = await import_list(bekal, changed.replace("Bengkel Las", "BENGKEL LAS"))
    assert len(report.changes.updated) == 3
    assert await pending(bekal) == []


async def test_what_was_held_in_the_past_concerns_nobody(bekal: Bekal) -> None:
    await office(bekal)
    bekal.clock.set("2026-12-05 09:00")
    await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    assert await pending(bekal) == []


async def test_what_changed_since_the_preview_is_not_sent(bekal: Bekal) -> None:
    await office(bekal)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "14.00-17.00"))
    previewed = await pending(bekal)
    await import_list(bekal, WHOLE.replace("12.30-16.00", "15.00-17.00"))
    assert await notify(bekal, previewed) == 0
    assert len(await pending(bekal)) == 1


async def test_a_session_that_is_on_again_has_to_be_told_by_a_person(bekal: Bekal) -> None:
    await office(bekal)
    await import_list(bekal, SESSIONS + BASICS + EXAM, cancel_missing=True)
    await notify(bekal, await pending(bekal))
    await import_list(bekal, WHOLE)
    (notice,) = await pending(bekal)
    assert notice.change is None
    assert await notify(bekal, [notice]) == 0
