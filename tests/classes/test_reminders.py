"""Reminders on a real store: the job plans them, and they are checked again before sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from dialogue import ZONE, Bekal, Chat, plain

from programme.outbox import Sent
from programme.people import Topic
from services.classes import reminders
from services.operations import timekeeping
from services.pushed import Speaker
from services.sending import outbox
from store import sessions
from store.connection import Tx
from store.sessions import Session

CHANNEL, OWNER = "telegram", "host/1/x"


async def plan(bekal: Bekal) -> int:
    return await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))


async def send(bekal: Bekal) -> list[tuple[str, str]]:
    """Send all that is due; returns (address, text)."""
    return await bekal.store.write(lambda tx: send_due(bekal, tx))


def send_due(bekal: Bekal, tx: Tx) -> list[tuple[str, str]]:
    speaker, now, sent = Speaker("id", ZONE, bekal.rules), bekal.clock.now(), []
    for claimed in outbox.claim_bulk(tx, CHANNEL, OWNER, 1000, (), speaker, now):
        sent.append((claimed.address, plain(claimed.message.text)))
        outbox.settle(tx, CHANNEL, OWNER, claimed, Sent("1"), now)
    return sent


async def runs_until(bekal: Bekal, local: str) -> list[tuple[str, str, str]]:
    """Plan and send every 30 seconds until a local time; (time, address, text) of all sent."""
    until = datetime.fromisoformat(local).replace(tzinfo=ZONE)

    def run(tx: Tx) -> list[tuple[str, str, str]]:
        seen = []
        while bekal.clock.now() <= until:
            reminders.plan(tx, bekal.rules, bekal.clock.now())
            told_at = f"{bekal.clock.now().astimezone(ZONE):%d %H:%M}"
            seen += [(told_at, address, text) for address, text in send_due(bekal, tx)]
            bekal.clock.move(seconds=30)
        return seen

    return await bekal.store.write(run)


async def states(bekal: Bekal) -> list[tuple[str, str | None]]:
    """State and reason of each reminder, in the order of planning."""
    query = "SELECT state, reason FROM outbox WHERE kind = 'reminder' ORDER BY id"
    return await bekal.store.read(lambda tx: tx.db.execute(query).fetchall())


async def change(bekal: Bekal, session_id: int, **values: object) -> None:
    """Change a session as an import or an instructor does."""

    def work(tx: Tx) -> None:
        session = sessions.by_id(tx, session_id)
        assert session
        changed: Session = replace(session, **values)  # type: ignore[arg-type]
        assert sessions.change(tx, changed, bekal.clock.now())

    await bekal.store.write(work)


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZONE)


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    """A linked participant with a class today at 14.00; it is 09.00 and the bot runs."""
    await bekal.participant()
    await bekal.session("2026-11-24 14:00")
    chat = await bekal.linked("1001")
    await plan(bekal)
    return chat


async def test_the_reminder_says_all_that_is_needed(bekal: Bekal, budi: Chat) -> None:
    sent = await runs_until(bekal, "2026-11-24 12:01")
    [(when, address, text)] = sent
    assert (when, address) == ("24 12:00", "1001")
    for part in ("Pengelasan", "24 November 2026", "14.00–17.30 WIB", "Bengkel Las"):
        assert part in text


async def test_a_class_in_the_morning_reminds_the_evening_before(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 07:30")
    await bekal.linked("1001")
    bekal.clock.set("2026-11-24 20:40")
    await plan(bekal)
    sent = await runs_until(bekal, "2026-11-25 07:30")
    [(when, _, text)] = sent
    assert when == "24 20:45"
    assert "Besok, Rabu, 25 November 2026" in text


async def test_planning_again_and_again_sends_nothing_twice(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 11:58")
    assert [await plan(bekal) for _ in range(3)] == [1, 0, 0]
    bekal.clock.move(minutes=2)
    assert len(await send(bekal)) == 1
    assert await plan(bekal) == 0
    assert await send(bekal) == []


async def test_a_moved_session_reminds_at_its_new_time_only(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    start = at("2026-11-24 16:00")
    await change(bekal, 1, starts_at=start, ends_at=start + timedelta(hours=2))
    sent = await runs_until(bekal, "2026-11-24 16:01")
    [(when, _, text)] = sent
    assert when == "24 14:00"
    assert "16.00–18.00 WIB" in text
    assert await states(bekal) == [("cancelled", "session was moved"), ("sent", None)]


async def test_moved_to_and_fro_it_reminds_of_the_last_start(bekal: Bekal, budi: Chat) -> None:
    for start in ("2026-11-24 16:00", "2026-11-24 14:00", "2026-11-24 15:00"):
        await change(bekal, 1, starts_at=at(start), ends_at=None)
    sent = await runs_until(bekal, "2026-11-24 16:30")
    assert [when for when, _, _ in sent] == ["24 13:00"]


async def test_moved_so_near_that_its_moment_has_passed_it_does_not_remind(
    bekal: Bekal, budi: Chat
) -> None:
    """The announcement of the change has told it."""
    bekal.clock.set("2026-11-24 11:00")
    await plan(bekal)
    await change(bekal, 1, starts_at=at("2026-11-24 12:30"), ends_at=None)
    assert await runs_until(bekal, "2026-11-24 13:00") == []


async def test_a_cancelled_session_does_not_remind(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    await change(bekal, 1, is_cancelled=True)
    assert await runs_until(bekal, "2026-11-24 14:01") == []
    assert await states(bekal) == [("cancelled", "session is off")]


async def test_a_session_missing_from_the_list_waits_for_someone_to_confirm_it(
    bekal: Bekal, budi: Chat
) -> None:
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: sessions.mark_missing(tx, 1, now, now))
    bekal.clock.set("2026-11-24 11:50")
    assert await plan(bekal) == 0
    await bekal.store.write(lambda tx: sessions.mark_missing(tx, 1, None, now))
    assert len(await runs_until(bekal, "2026-11-24 12:01")) == 1


async def test_another_room_is_no_second_reminder_but_the_place_is_fresh(
    bekal: Bekal, budi: Chat
) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    await change(bekal, 1, place="Bengkel 2")
    sent = await runs_until(bekal, "2026-11-24 12:10")
    assert len(sent) == 1
    assert "Bengkel 2" in sent[0][2]
    await change(bekal, 1, place="Bengkel 3")
    assert await runs_until(bekal, "2026-11-24 14:01") == []


async def test_a_room_that_gives_people_away_is_not_named(bekal: Bekal, budi: Chat) -> None:
    await change(bekal, 1, place="Aula Lapas")
    [(_, _, text)] = await runs_until(bekal, "2026-11-24 12:01")
    assert "lapas" not in text.lower()


async def test_two_sons_in_one_class_are_one_message_that_names_both(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.participant("LMG-2026-033", "Joko Susilo", skill="meubeler")
    await bekal.session("2026-11-24 14:00")
    mother = Chat(bekal, "1002")
    for number, name in (
        ("LMG-2026-031", "Mas Bud"), ("LMG-2026-032", "Andik"), ("LMG-2026-033", "Jok"),
    ):  # fmt: skip
        mother = await bekal.linked("1002", number, Topic.SCHEDULE)
        await mother.says(name)
    await plan(bekal)
    [(_, address, text)] = await runs_until(bekal, "2026-11-24 12:01")
    assert address == "1002"
    assert "Mas Bud, Andik" in text
    assert "Jok" not in text
    assert "Santoso" not in text


async def test_a_link_made_after_the_moment_reminds_of_nothing(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 12:00:10")
    await bekal.linked("1003", "LMG-2026-031", Topic.SCHEDULE)
    sent = await runs_until(bekal, "2026-11-24 14:00")
    assert [address for _, address, _ in sent] == ["1001"]


async def test_after_downtime_a_late_one_while_the_session_has_not_begun(
    bekal: Bekal, budi: Chat
) -> None:
    bekal.clock.set("2026-11-24 13:45")
    sent = await runs_until(bekal, "2026-11-24 14:01")
    assert [when for when, _, _ in sent] == ["24 13:45"]


async def test_after_downtime_of_several_missed_only_the_nearest(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 10:00")
    await bekal.linked("1001")
    await plan(bekal)
    bekal.clock.set("2026-11-25 08:30")
    sent = await runs_until(bekal, "2026-11-25 10:01")
    assert [when for when, _, _ in sent] == ["25 08:30"]


async def test_what_was_queued_before_the_downtime_expires_with_the_session(
    bekal: Bekal, budi: Chat
) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    bekal.clock.set("2026-11-24 14:00")
    assert await send(bekal) == []
    assert await states(bekal) == [("expired", "too late")]


async def test_what_downtime_kept_from_being_planned_is_counted_as_expired(
    bekal: Bekal, budi: Chat
) -> None:
    bekal.clock.set("2026-11-24 15:00")
    assert await runs_until(bekal, "2026-11-24 15:02") == []
    assert await states(bekal) == [("expired", "too late")]


async def test_unsubscribed_in_between(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    await budi.says("berhenti")
    assert await runs_until(bekal, "2026-11-24 14:01") == []
    assert await states(bekal) == [("cancelled", "unsubscribed")]


async def test_late_into_the_night_it_waits_for_the_morning(bekal: Bekal) -> None:
    """Planned for 20.45, but the bot was down until 21.30; the class is at 08.00."""
    await bekal.participant()
    await bekal.session("2026-11-25 07:45")
    await bekal.linked("1001")
    bekal.clock.set("2026-11-24 20:44")
    assert await plan(bekal) == 1
    bekal.clock.set("2026-11-24 21:30")
    assert await send(bekal) == []
    sent = await runs_until(bekal, "2026-11-25 07:45")
    assert [when for when, _, _ in sent] == ["25 06:00"]


async def test_a_clock_set_back_sends_at_the_right_time_and_once(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    bekal.clock.set("2026-11-23 09:00")
    assert await runs_until(bekal, "2026-11-23 09:05") == []
    bekal.clock.set("2026-11-24 11:50")
    sent = await runs_until(bekal, "2026-11-24 12:10")
    assert [when for when, _, _ in sent] == ["24 12:00"]


async def test_what_a_clock_ahead_made_too_late_is_sent_once_it_is_right(
    bekal: Bekal, budi: Chat
) -> None:
    """Three hours ahead the class has begun; put right, its reminder is still to come."""
    bekal.clock.set("2026-11-24 11:58:30")
    assert await plan(bekal) == 1
    bekal.clock.set("2026-11-24 14:59")
    assert await runs_until(bekal, "2026-11-24 15:00") == []
    bekal.clock.set("2026-11-24 11:59")
    await bekal.store.write(lambda tx: timekeeping.heal(tx, bekal.clock.now()))
    sent = await runs_until(bekal, "2026-11-24 12:10")
    assert [when for when, _, _ in sent] == ["24 12:00"]


async def test_a_clock_mended_by_minutes_changes_nothing(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.set("2026-11-24 12:00:10")
    assert len(await runs_until(bekal, "2026-11-24 12:01")) == 1
    bekal.clock.set("2026-11-24 11:58")
    assert await runs_until(bekal, "2026-11-24 12:05") == []


async def test_other_classes_do_not_remind(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-24 14:00", "meubeler")
    await bekal.session("2026-11-24 14:00", programme="Pelatihan 2025", year=2025)
    await bekal.linked("1001")
    await plan(bekal)
    assert await runs_until(bekal, "2026-11-24 14:01") == []
