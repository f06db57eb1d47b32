"""Which days of which class somebody asks about, also as the data of a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locales import skills
from programme.messages import MOST_DATA_BYTES

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)

_WRITTEN = re.compile(
    r"""
    (?P<when> today | tomorrow | week | (?P<since>[0-9]{8}) - (?P<until>[0-9]{8}) )?
    (?: \+ (?P<skip>[0-9]{1,3}) )?
    (?: : (?: own (?P<link>[0-9]{1,18}) | (?P<skills>[a-z_,]+) (?: \. (?P<year>[0-9]{4}) )? ) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked about, both ends included."""

    since: date
    until: date

    @property
    def is_one(self) -> bool:
        return self.since == self.until

    def bounds(self) -> tuple[date, date]:
        """The first day, and the day after the last, of those that can have classes at all."""
        since, until = (min(max(day, EARLIEST), LATEST) for day in (self.since, self.until))
        return since, until + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Nothing set is the next class of whoever asks. `link` is one of the chat's links.

    `when` is a day that moves with the calendar ("today", "tomorrow", "week"), `days` what it is
    on the day on which the button is pressed. `skip`: so many of the sessions were shown before.
    """

    days: Days | None = None
    skills: frozenset[str] = frozenset()
    year: int | None = None
    link: int | None = None
    when: str = ""
    skip: int = 0

    def of(self, link: int) -> Wish:
        return replace(self, link=link)

    def after(self, shown: int) -> Wish:
        return replace(self, skip=self.skip + shown)

    def written(self) -> str:
        """As a button's data."""
        days = f"{self.days.since:%Y%m%d}-{self.days.until:%Y%m%d}" if self.days else ""
        return self.on((self.when or days) + (f"+{self.skip}" if self.skip else ""))

    def on(self, when: str) -> str:
        """The data of a button for other days of the same."""
        if self.link is not None:
            who = f":own{self.link}"
        elif self.skills:
            who = ":" + ",".join(sorted(self.skills))
            who += f".{self.year}" if self.year else ""
        else:
            who = ""
        data = f"schedule:{when}{who}"
        return data if len(data) <= MOST_DATA_BYTES else f"schedule:{when}"

    @classmethod
    def read(cls, argument: str, today: date) -> Wish:
        """From what stands behind "schedule:"; what can't be read is left out."""
        found = _WRITTEN.fullmatch(argument)
        if found is None:
            return cls()
        asked = frozenset((found["skills"] or "").split(",")) & set(skills.CODES)
        return cls(
            _days(found, today),
            asked,
            int(found["year"]) if found["year"] and asked else None,
            int(found["link"]) if found["link"] else None,
            "" if found["since"] else found["when"] or "",
            int(found["skip"] or 0),
        )


def _days(found: re.Match[str], today: date) -> Days | None:
    match found["when"]:
        case None:
            return None
        case "today":
            return Days(today, today)
        case "tomorrow":
            return Days(today + timedelta(days=1), today + timedelta(days=1))
        case "week":
            return Days(today, today + timedelta(days=6 - today.weekday()))
    try:
        days = Days(date.fromisoformat(found["since"]), date.fromisoformat(found["until"]))
    except ValueError:
        return None
    return days if days.since <= days.until else None
