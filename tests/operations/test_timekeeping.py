"""The time a run goes by, and what a clock that was wrong left in the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dialogue import Bekal
from pushes import pushed

from programme.people import Role
from services.clock import RunClock
from services.operations import timekeeping
from store import settings
from store.connection import Tx

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = 3600.0


class Machine:
    """A system clock that somebody sets, and an uptime that goes on."""

    def __init__(self, at: datetime = NOON) -> None:
        self.system = at.timestamp()
        self.uptime = 1000.0
        self.clock = RunClock(lambda: self.system, lambda: self.uptime)

    def passes(self, seconds: float) -> None:
        self.system += seconds
        self.uptime += seconds

    @property
    def shows(self) -> datetime:
        return self.clock.now()


def test_setting_the_system_clock_moves_no_run() -> None:
    machine = Machine()
    for step in (3 * HOUR, -3 * HOUR, 30 * 24 * HOUR, -HOUR):
        machine.system += step
        machine.passes(1)
    assert machine.shows == NOON + timedelta(seconds=4)


def test_a_start_with_a_wrong_clock_is_put_right_by_the_first_answer() -> None:
    machine = Machine(NOON + timedelta(hours=3))
    machine.clock.hear(NOON, waited=0.2)
    assert abs(machine.shows - NOON) < timedelta(seconds=2)


def test_one_odd_answer_moves_nothing_and_two_do() -> None:
    machine = Machine()
    machine.clock.hear(NOON, 0.1)
    machine.clock.hear(NOON - timedelta(days=1), 0.1)
    machine.clock.hear(NOON, 0.1)
    machine.clock.hear(NOON - timedelta(days=1), 0.1)
    assert machine.shows == NOON
    machine.passes(10)
    machine.clock.hear(NOON - timedelta(days=1) + timedelta(seconds=10), 0.1)
    assert abs(machine.shows - NOON + timedelta(days=1)) < timedelta(seconds=15)


def test_an_answer_that_took_long_says_only_that_its_time_lay_in_between() -> None:
    machine = Machine()
    machine.clock.hear(NOON, 0.1)
    for _ in range(3):
        machine.passes(50)
        machine.clock.hear(machine.shows - timedelta(seconds=49), waited=50)
    assert machine.shows == NOON + timedelta(seconds=150)


def test_a_machine_that_stood_still_is_put_right() -> None:
    """Its uptime missed the pause, as that of a virtual machine does."""
    machine = Machine()
    machine.clock.hear(NOON, 0.1)
    for _ in range(2):
        machine.passes(1)
        machine.clock.hear(machine.shows + timedelta(hours=8), 0.1)
    assert machine.shows >= NOON + timedelta(hours=8)


async def test_entries_of_the_future_hold_up_nothing(bekal: Bekal) -> None:
    """Everything was written three hours ahead; put right, all of it goes on at once."""
    await bekal.participant()
    bekal.clock.move(hours=3)
    await bekal.linked("1001")
    await bekal.session("2026-11-25 08:00")
    retno = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await retno.says("halo")
    await bekal.store.write(lambda tx: settings.keep_job_run(tx, "any job", bekal.clock.now()))
    bekal.clock.move(hours=-3)
    now = bekal.clock.now()

    def later(tx: Tx) -> list[str]:
        times = {
            "outbox": "MAX(MAX(updated_at), MAX(not_before * (kind = 'reply')))",
            "inbox": "MAX(received_at)",
            "job_runs": "MAX(at)",
            "sessions": "MAX(start_set_at)",
            "links": "MAX(created_at)",
        }
        return [
            table
            for table, newest in times.items()
            if tx.db.execute(f"SELECT {newest} FROM {table}").fetchone()[0]  # noqa: S608
            > now.timestamp() + 60
        ]

    assert len(await bekal.store.read(later)) == 5
    assert await bekal.store.write(lambda tx: timekeeping.heal(tx, now))
    assert await bekal.store.read(later) == []
    assert await bekal.store.write(lambda tx: timekeeping.heal(tx, now)) == 0


async def test_admins_hear_once_a_day_that_the_clock_is_wrong(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await pushed(bekal)
    ahead = timedelta(hours=3)

    async def look() -> dict[str, str]:
        now = bekal.clock.now()
        await bekal.store.write(lambda tx: timekeeping.tell_of_wrong_clock(tx, now, now + ahead))
        return {address: message.text for address, message in (await pushed(bekal)).items()}

    assert "12.00; yang benar Selasa, 24 November 2026, 09.00" in (await look())["3001"]
    bekal.clock.move(hours=23)
    assert await look() == {}
    bekal.clock.move(hours=2)
    assert "3001" in await look()
    bekal.clock.move(hours=25)
    ahead = timedelta(seconds=30)
    assert await look() == {}
