"""Hours of a class as offices write them: "08.00 - 11.30 WIB", "8 s/d selesai", a time cell."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.importing.cells import shown
from services.importing.sheets import Cell

_DAY = timedelta(days=1)
_ZONES = {"wib": 7, "wita": 8, "wit": 9}

_CLOCK = r"(\d{1,2})(?:\s*[.:,]\s*(\d{2})(?:[.:]\d{2})?|(\d{2}))?\s*(pagi|siang|sore|malam|am|pm)?"
_ZONE = r"(?:\s*(?:wib|wita|wit))?"
_UNTIL = (
    r"\s*(?:-|–|—|−|~|s\s*/\s*d|s\.?\s?d\.?|sampai(?:\s+dengan|\s+pukul|\s+jam)?|hingga|to)\s*"
)
_OPEN = r"(selesai|habis|rampung|usai|\.{2,}|…)"
_SPOKEN = re.compile(r"\b(?:pukul|pkl|jam|waktu)\b\.?\s*|[()]")
_RANGE = re.compile(rf"^{_CLOCK}{_ZONE}(?:{_UNTIL}(?:{_CLOCK}|{_OPEN}))?{_ZONE}\.?$")
_CLOCK_INSIDE = re.compile(
    r"(?:\b(?:pukul|pkl|jam)\b\.?\s*\d|(?<![\d./-])\d{1,2}[.:]\d{2}\s*(?:wi|s|-|–|—|$|[a-z]))"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end as time since midnight. There is no end for "s/d selesai" or if none is
    written.

    `utc_offset` (hours) is set only if the text names a zone.
    """

    start: timedelta
    end: timedelta | None = None
    utc_offset: int | None = None


def parse_hours(cell: Cell) -> Hours | None:
    """The hours in one cell; None if unreadable."""
    moment = _moment(cell)
    if moment is not None:
        return Hours(moment)
    text = shown(cell).casefold()
    offset = next(
        (hours for zone, hours in _ZONES.items() if re.search(rf"\b{zone}\b", text)), None
    )
    found = _RANGE.match(_SPOKEN.sub("", text).strip())
    if found is None:
        return None
    start = _clock_time(found[1], found[2] or found[3], found[4])
    if start is None:
        return None
    if found[5] is None:
        return Hours(start, utc_offset=offset)
    end = _clock_time(found[5], found[6] or found[7], found[8])
    return None if end is None else Hours(start, end, offset)


def split_date_and_hours(text: str) -> tuple[str, str]:
    """Split a cell such as "Senin, 23/11/2026 08.00-11.30"; the hours may be empty."""
    found = _CLOCK_INSIDE.search(text.casefold())
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(" ,;/-|("), text[found.start() :]


def _moment(cell: Cell) -> timedelta | None:  # noqa: PLR0911  # one line a type of cell
    """A time in a spreadsheet's own format: a time, a fraction of a day, or 8.3 for "8.30"."""
    match cell:
        case datetime():
            return _of_time(cell.time())
        case time():
            return _of_time(cell)
        case timedelta():
            return cell if timedelta() <= cell <= _DAY else None
        case bool():
            return None
        case int() | float() if 0 < cell < 1:
            return timedelta(minutes=round(cell * 24 * 60))
        case float() if 1 <= cell < 25 and not cell.is_integer():
            return _clock_time(*f"{cell:.2f}".split("."))
        case _:
            return None


def _of_time(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _clock_time(hour: str, minute: str | None, part_of_day: str | None = None) -> timedelta | None:
    hours, minutes = int(hour), int(minute or 0)
    if part_of_day in {"siang", "sore", "malam", "pm"} and hours < 11:
        hours += 12
    moment = timedelta(hours=hours, minutes=minutes)
    return moment if minutes < 60 and moment <= _DAY else None
