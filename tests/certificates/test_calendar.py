"""Certificates expire: people hear 90 and 30 days before, and a newer list can extend them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from certificate_office import (
    NUMBER,
    after_ten_minutes,
    certificate,
    moves,
    office,
    step_of,
    texts_sent,
)
from dialogue import Bekal
from hypothesis import given, strategies as st

from programme.certificate_validity import TOLD_BEFORE, is_over, told_before
from programme.certificates import Step
from programme.people import Role
from scheduler.jobs import jobs_of
from services.certificates import calendar
from services.pushed import Speaker
from store import certificates


async def look(bekal: Bekal) -> int:
    return await bekal.store.write(
        lambda tx: calendar.look(tx, bekal.setup.zone, bekal.clock.now())
    )


async def valid_until(bekal: Bekal, day: str) -> None:
    one = await certificate(bekal)
    new = replace(one, valid_until=date.fromisoformat(day))
    await bekal.store.write(lambda tx: certificates.change(tx, new, bekal.clock.now()))


async def looked_at(bekal: Bekal, moment: str) -> dict[str, str]:
    """What goes out when the calendar is looked at then (or a little later)."""
    bekal.clock.set(moment)
    await look(bekal)
    return await texts_sent(bekal)


async def test_it_is_told_90_and_30_days_before_the_end_once(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    await valid_until(bekal, "2027-06-30")
    assert await looked_at(bekal, "2027-03-31 09:00") == {}
    first = await looked_at(bekal, "2027-04-01 09:00")
    assert set(first) == {"1001", "1002"}
    assert "Hanya berlaku sampai Rabu, 30 Juni 2027." in first["1001"]
    assert "Untuk memperpanjang" in first["1001"]
    for moment in ("2027-04-01 10:30", "2027-04-02 09:00", "2027-05-30 09:00"):
        assert await looked_at(bekal, moment) == {}
    assert set(await looked_at(bekal, "2027-05-31 09:00")) == {"1001", "1002"}
    assert await looked_at(bekal, "2027-06-30 09:00") == {}
    assert await step_of(bekal) is Step.COLLECTED


async def test_who_is_unlinked_before_it_is_sent_does_not_hear_of_the_end(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    admin = await bekal.staff_chat("3002", "Lestari", Role.ADMIN)
    await valid_until(bekal, "2027-06-30")
    bekal.clock.set("2027-04-01 09:00")
    await look(bekal)
    await admin.talks(("[people:show:1]", ""), ("[Putuskan tautan]", ""), ("[Keluarga]", ""))
    assert set(await texts_sent(bekal)) == {"1001"}
    ended = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT state, reason FROM outbox WHERE kind = 'notice' AND state = 'cancelled'"
            " AND dedupe_key NOT LIKE 'link unfinished%'"
        ).fetchall()
    )
    assert ended == [("cancelled", "no longer wanted")]


async def test_late_on_the_list_only_the_nearer_is_told(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await valid_until(bekal, "2026-12-10")
    assert set(await looked_at(bekal, "2026-11-24 09:00")) == {"1001", "1002"}
    assert await looked_at(bekal, "2026-11-25 09:00") == {}


@pytest.mark.parametrize("step", [Step.PRINTING, Step.SUSPENDED, Step.REVOKED, Step.LOST])
async def test_what_is_not_held_or_not_valid_does_not_run_out(bekal: Bekal, step: Step) -> None:
    await office(bekal, step)
    await valid_until(bekal, "2026-12-10")
    assert await looked_at(bekal, "2026-11-24 09:00") == {}
    assert await looked_at(bekal, "2026-12-11 09:00") == {}
    assert await step_of(bekal) is step


async def test_a_longer_validity_before_it_leaves_is_no_warning(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    await valid_until(bekal, "2026-12-10")
    assert await looked_at(bekal, "2026-11-24 22:00") == {}
    await valid_until(bekal, "2029-12-10")
    bekal.clock.set("2026-11-25 06:00")
    assert await texts_sent(bekal) == {}


async def test_it_expires_after_its_last_day_here(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    await valid_until(bekal, "2026-12-10")
    await looked_at(bekal, "2026-12-10 23:30")
    assert await step_of(bekal) is Step.COLLECTED
    bekal.clock.set("2026-12-11 00:30")
    await look(bekal)
    assert await step_of(bekal) is Step.EXPIRED
    (newest, *_) = await bekal.store.read(lambda tx: certificates.steps(tx, 1))
    assert (newest.old, newest.set_by) == (Step.COLLECTED, "system")
    bekal.clock.set("2026-12-11 06:00")
    told = await texts_sent(bekal)
    assert "Bawa sertifikat lama dan KTP." in told["1001"]
    assert set(told) == {"1001", "1002"}


async def test_nobody_is_told_of_what_ran_out_long_ago(bekal: Bekal) -> None:
    await office(bekal, Step.COLLECTED)
    await valid_until(bekal, "2025-01-31")
    await look(bekal)
    assert await step_of(bekal) is Step.EXPIRED
    assert await after_ten_minutes(bekal) == {}


async def test_a_longer_validity_brings_it_back_to_where_it_was(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await valid_until(bekal, "2026-11-23")
    await look(bekal)
    await after_ten_minutes(bekal)
    await valid_until(bekal, "2029-11-23")
    bekal.clock.move(hours=1)
    await look(bekal)
    assert await step_of(bekal) is Step.READY
    told = await after_ten_minutes(bekal)
    assert "Siap diambil." in told["1001"]
    assert "Maaf" not in told["1001"]


async def test_what_the_office_let_expire_stays_so(bekal: Bekal) -> None:
    staff = await office(bekal, Step.COLLECTED)
    await moves(staff, "expired", told=False)
    await look(bekal)
    assert await step_of(bekal) is Step.EXPIRED


async def test_it_is_looked_at_once_an_hour_also_after_a_restart(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await look(bekal)
    await valid_until(bekal, "2026-11-23")
    bekal.clock.move(minutes=58)
    assert await look(bekal) == 0
    assert await step_of(bekal) is Step.READY
    bekal.clock.move(minutes=1)
    assert await look(bekal) > 0
    assert await step_of(bekal) is Step.EXPIRED


async def test_the_bot_looks_by_itself(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await valid_until(bekal, "2026-11-23")
    speaker = Speaker("id", bekal.setup.zone, bekal.rules)
    jobs = {job.name: job for job in jobs_of(speaker, timedelta(days=365), timedelta(days=1))}
    job = jobs["look at certificates"]
    assert job.every <= timedelta(hours=1)
    await bekal.store.write(lambda tx: job.work(tx, bekal.clock.now()))
    assert (await certificate(bekal, NUMBER)).step is Step.EXPIRED


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_when_it_is_told(until: date, ahead: int) -> None:
    today = until - timedelta(days=ahead)
    told = told_before(until, today)
    assert is_over(until, today) is (ahead < 0)
    if ahead < 0 or ahead > 90:
        assert told is None
    else:
        assert told == (min(TOLD_BEFORE) if ahead <= 30 else max(TOLD_BEFORE))
