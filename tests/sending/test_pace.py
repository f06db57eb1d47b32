"""The pace of an account keeps Telegram's limits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st

from bot.channels.telegram.capabilities import CAPABILITIES
from services.sending.pace import CHAT_BURST, CHATS_REMEMBERED, REPLIES_DELAY_BULK, Limits, Pace

AHEAD = 0.02
GROUP = "-100200300"

waits = st.lists(st.floats(0, 3), min_size=1, max_size=120)


def busiest(moments: list[float], seconds: float) -> int:
    """The most that lie within any stretch of so many seconds."""
    return max(sum(start <= moment < start + seconds for moment in moments) for start in moments)


def send_bulk(pace: Pace, now: float, late: float = 0.0) -> float | None:
    """Send the next bulk message if it is time at `now`; it leaves `late` seconds too late."""
    moments = pace.bulk_moments(now, AHEAD, 1)
    if not moments:
        return None
    left_at = moments[0] + late
    pace.bulk_sent(moments[0])
    pace.bulk_left(left_at)
    return left_at


def send_all_day(pace: Pace, seconds: float, late: list[float] | None = None) -> list[float]:
    """Bulk without end; the moments at which it left."""
    sent: list[float] = []
    now = 0.0
    while now < seconds:
        left_at = send_bulk(pace, now, late[len(sent) % len(late)] if late else 0.0)
        if left_at is None:
            now = max(now + 0.0001, pace.bulk_at - AHEAD)
        else:
            sent.append(left_at)
            now = max(now, left_at)
    return sent


# -- bulk ----------------------------------------------------------------------------------------


def test_bulk_goes_evenly_and_at_its_full_rate() -> None:
    sent = send_all_day(Pace(Limits(29.5)), 60)
    assert 29.5 * 60 - 1 <= len(sent) <= 29.5 * 60 + 2
    assert all(later - sooner == pytest.approx(1 / 29.5) for sooner, later in pairwise(sent))
    assert busiest(sent, 1.0) == 30


@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=40))
def test_never_more_than_30_in_any_second_however_late_some_leave(late: list[float]) -> None:
    sent = send_all_day(Pace(Limits(29.5)), 5, late)
    assert busiest(sent, 1.0) <= 30


@example(late=[0.016] + [0.0] * 39, way=[0.028] + [0.02] * 39)
@given(
    late=st.lists(st.floats(0, 0.3), min_size=1, max_size=40),
    way=st.lists(st.floats(0.02, 0.028), min_size=1, max_size=40),
)
def test_never_more_than_30_arrive_in_any_second_though_the_way_takes_longer_for_some(
    late: list[float], way: list[float]
) -> None:
    sent = send_all_day(Pace(Limits(29.5)), 5, late)
    arrived = sorted(left + way[number % len(way)] for number, left in enumerate(sent))
    assert busiest(arrived, 1.0) <= 30


def test_a_little_lateness_costs_no_speed() -> None:
    sent = send_all_day(Pace(Limits(29.5)), 20, [0.0, 0.001, 0.004, 0.002])
    assert len(sent) >= 29.5 * 20 * 0.995


def test_a_pause_is_not_made_up_for() -> None:
    pace = Pace(Limits(29.5))
    before = send_all_day(pace, 1)
    sent = [at for tick in range(2000) if (at := send_bulk(pace, 10 + tick / 1000)) is not None]
    assert busiest(before + sent, 1.0) <= 30


def test_without_a_limit_everything_goes_at_once() -> None:
    assert Pace(Limits(0)).bulk_moments(5.0, AHEAD, 100) == [5.0] * 100


def test_paid_rate() -> None:
    pace = Pace(Limits(1000))
    assert len(pace.bulk_moments(5.0, AHEAD, 100)) in (20, 21)


def test_replies_count_within_the_rate_but_delay_bulk_by_a_second_at_most() -> None:
    pace = Pace(Limits(29.5))
    pace.reply_sent(100.0)
    assert pace.bulk_at == pytest.approx(100 + 1 / 29.5)
    for _ in range(500):
        pace.reply_sent(100.0)
    assert pace.bulk_at == 100 + REPLIES_DELAY_BULK


@given(st.lists(st.tuples(st.sampled_from(["bulk", "reply"]), st.floats(0, 0.5)), max_size=200))
def test_bulk_keeps_its_distance_whatever_is_answered(events: list[tuple[str, float]]) -> None:
    pace, now, sent = Pace(Limits(29.5)), 0.0, []
    for event, wait in events:
        now += wait
        if event == "reply":
            pace.reply_sent(now)
        elif (left_at := send_bulk(pace, now)) is not None:
            sent.append(left_at)
    assert all(later - sooner >= 1 / 29.5 - 1e-9 for sooner, later in pairwise(sent))


# -- holds ---------------------------------------------------------------------------------------


def test_a_hold_stops_bulk_and_is_never_shortened() -> None:
    pace = Pace(Limits(29.5))
    pace.hold(10.0)
    pace.hold(4.0)
    assert pace.held_until == 10.0
    assert pace.bulk_moments(9.0, AHEAD, 5) == []
    assert pace.bulk_moments(9.99, AHEAD, 5) == [10.0]


# -- chats ---------------------------------------------------------------------------------------


def send_to(pace: Pace, chat: str, waits: list[float]) -> list[float]:
    """Try after each wait; the moments at which it was allowed."""
    now, sent = 0.0, []
    for wait in waits:
        now += wait
        if pace.chat_at(chat) <= now:
            pace.chat_sent(chat, now)
            sent.append(now)
    return sent


def test_a_private_chat_takes_a_short_burst_then_one_a_second() -> None:
    sent = send_to(Pace(Limits()), "5", [0.01] * 1000)
    assert [round(each) for each in sent] == [0] * CHAT_BURST + list(range(1, 11))[: len(sent) - 3]


@given(waits)
def test_a_private_chat_never_gets_more_than_one_a_second_and_a_burst(
    waits: list[float],
) -> None:
    sent = send_to(Pace(Limits()), "5", waits)
    for seconds in (1, 10, 60):
        assert not sent or busiest(sent, seconds) <= seconds + CHAT_BURST


@given(st.lists(st.floats(0, 4), min_size=30, max_size=100))
def test_a_group_never_gets_more_than_20_in_any_minute(waits: list[float]) -> None:
    sent = send_to(Pace(Limits(), CAPABILITIES), GROUP, waits)
    assert busiest(sent, 60.0) <= 20


def test_a_group_that_is_written_to_all_the_time_gets_20_each_minute() -> None:
    sent = send_to(Pace(Limits(), CAPABILITIES), GROUP, [0.1] * 6000)
    assert busiest(sent, 60.0) == 20
    assert len(sent) == 20 * 10


def test_chats_do_not_slow_each_other() -> None:
    pace = Pace(Limits())
    for chat in map(str, range(1000)):
        for _ in range(CHAT_BURST):
            assert pace.chat_at(chat) <= 5.0
            pace.chat_sent(chat, 5.0)


def test_without_a_limit_a_chat_takes_everything() -> None:
    assert len(send_to(Pace(Limits(per_chat_seconds=0)), "5", [0.0] * 50)) == 50


def test_only_chats_that_still_count_are_remembered() -> None:
    pace = Pace(Limits())
    for number in range(3 * CHATS_REMEMBERED):
        pace.chat_sent(str(number), number / 100)
    assert len(pace._chat_full_at) <= CHATS_REMEMBERED
    last = str(3 * CHATS_REMEMBERED - 1)
    assert pace.chat_at(last) > 3 * CHATS_REMEMBERED / 100 - 3
