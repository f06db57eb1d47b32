"""Quiet hours: their edges, over midnight, in each of the country's zones."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st
from zones import WIB, WIT, WITA, at

from programme.quiet import QuietHours

NIGHT = QuietHours(time(21), time(6), WIB)

times = st.times().map(lambda each: each.replace(microsecond=0))
quiet_hours = st.builds(QuietHours, times, times, st.sampled_from([WIB, WITA, WIT]))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda each: each.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("local", "is_quiet"),
    [
        ("2026-11-24 20:59:59", False),
        ("2026-11-24 21:00:00", True),
        ("2026-11-24 23:59:59", True),
        ("2026-11-25 00:00:00", True),
        ("2026-11-25 05:59:59", True),
        ("2026-11-25 06:00:00", False),
        ("2026-11-25 12:00:00", False),
    ],
)
def test_the_night_begins_at_21_and_is_over_at_6(local: str, is_quiet: bool) -> None:
    assert NIGHT.covers(at(local)) is is_quiet


@pytest.mark.parametrize(("zone", "utc_hour"), [(WIB, 14), (WITA, 13), (WIT, 12)])
def test_21_is_another_moment_in_each_zone(zone: ZoneInfo, utc_hour: int) -> None:
    quiet = QuietHours(time(21), time(6), zone)
    begins = datetime(2026, 11, 24, utc_hour, tzinfo=UTC)
    assert quiet.covers(begins)
    assert not quiet.covers(begins - timedelta(seconds=1))
    assert quiet.over(begins) == begins + timedelta(hours=9)


def test_noon_break_within_a_day() -> None:
    noon = QuietHours(time(11, 15), time(13), WIB)
    assert not noon.covers(at("2026-11-27 11:14:59"))
    assert noon.covers(at("2026-11-27 11:15"))
    assert noon.began(at("2026-11-27 12:00")) == at("2026-11-27 11:15")
    assert noon.over(at("2026-11-27 12:00")) == at("2026-11-27 13:00")
    assert not noon.covers(at("2026-11-27 13:00"))


@given(quiet_hours, moments)
def test_what_is_covered_lies_between_beginning_and_end(
    quiet: QuietHours, moment: datetime
) -> None:
    if not quiet.covers(moment):
        return
    began, over = quiet.began(moment), quiet.over(moment)
    assert began <= moment < over
    assert over - began < timedelta(days=1)
    assert quiet.covers(began)
    assert not quiet.covers(began - timedelta(seconds=1))
    assert quiet.covers(over - timedelta(seconds=1))
    assert not quiet.covers(over)
