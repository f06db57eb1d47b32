"""Quiet hours: when nothing is pushed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` to `end` local time in `zone`, over midnight when `end` is earlier."""

    begin: time
    end: time
    zone: tzinfo

    def covers(self, moment: datetime) -> bool:
        clock = moment.astimezone(self.zone).time()
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def began(self, moment: datetime) -> datetime:
        """When the quiet hours that cover `moment` began."""
        local = moment.astimezone(self.zone)
        begin = datetime.combine(local.date(), self.begin, self.zone)
        return begin if begin <= local else begin - timedelta(days=1)

    def over(self, moment: datetime) -> datetime:
        """When the quiet hours that cover `moment` are over."""
        local = moment.astimezone(self.zone)
        end = datetime.combine(local.date(), self.end, self.zone)
        return end if end > local else end + timedelta(days=1)
