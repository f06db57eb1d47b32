"""One message to many: the run that the benchmarks of announcements share."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.bots import cpu_seconds, running
from benchmarks.loopback import LOOK_EVERY, Account


@dataclass(frozen=True, slots=True)
class Sending:
    """What reached the server. `per_second` is from the first to the last message."""

    sent: int
    lost: int
    per_second: float
    seconds: float
    fullest_second: int
    refused: int
    cpu: float


def send_to_all(
    command: Sequence[str],
    account: Account,
    count: int,
    within: float,
    meanwhile: Callable[[int], None] = lambda _: None,
) -> Sending:
    """Run the bot until `count` messages have arrived or `within` seconds are over.

    `meanwhile` is called again and again with how many have arrived.
    """
    with running(command) as process:
        account.first_sent_at(within)
        cpu_before, already = cpu_seconds(process), account.state()["accepted"]
        end = time.monotonic() + within
        while (arrived := account.state()["accepted"]) < count or not account.has_sent(count):
            if time.monotonic() > end:
                break
            meanwhile(arrived)
            time.sleep(LOOK_EVERY)
        cpu = (cpu_seconds(process) - cpu_before) / max(arrived - already, 1)
    times = [entry["at"] for entry in account.sent()]
    reached = len({entry["chat_id"] for entry in account.sent()})
    lasted = times[-1] - times[0]
    return Sending(
        sent=len(times),
        lost=count - reached,
        per_second=(len(times) - 1) / lasted,
        seconds=lasted,
        fullest_second=fullest_second(times),
        refused=account.state()["refused_by_rate"],
        cpu=cpu,
    )


def fullest_second(times: Sequence[float]) -> int:
    """The most messages that any window of one second holds."""
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most
