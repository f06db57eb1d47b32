"""A row of a schedule → a session."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from services.importing.cells import is_blank, shown
from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.records import SessionRow
from services.importing.row import Row, skill_of
from services.importing.rows import Completeness
from services.importing.session_times import day_of, hours_of
from services.importing.sheets import Cell
from services.importing.times import Hours, parse_hours

_DAY_OFF = re.compile(
    r"\b(libur|diliburkan|cuti bersama|hari raya|tanggal merah|tidak ada kelas)\b", re.IGNORECASE
)
_BREAK = re.compile(
    r"^(istirahat|ishoma|isoma|coffee break|rehat|(sholat|shalat|salat)\b.*|makan siang)\b",
    re.IGNORECASE,
)
_OWN = frozenset(
    {Meaning.DATE, Meaning.WHEN, Meaning.HOURS, Meaning.START, Meaning.TOPIC, *SKILL_COLUMNS}
)


def completeness(row: Row) -> Completeness:
    has_skill = row.has(*SKILL_COLUMNS) or row.band_skill is not None
    has_date = row.has(Meaning.DATE, Meaning.WHEN) or row.band_date is not None
    hours = row.cell(Meaning.HOURS, Meaning.START, Meaning.WHEN)
    has_hours = not is_blank(hours)
    if _is_no_class(row, hours, has_skill=has_skill):
        return Completeness.NONE
    if has_skill and has_hours and (has_date or row.has(Meaning.START)):
        return Completeness.WHOLE
    if not row.own.isdisjoint(_OWN) and has_skill + has_date + has_hours >= 2:
        return Completeness.PART
    return Completeness.NONE


def _is_no_class(row: Row, hours: Cell, *, has_skill: bool) -> bool:
    """A holiday, a break, or a remark in place of the hours."""
    places = (Meaning.HOURS, Meaning.TOPIC, Meaning.PLACE, *SKILL_COLUMNS)
    texts = [shown(row.cell(meaning)) for meaning in places]
    if any(_BREAK.match(text) for text in texts):
        return True
    if any(_DAY_OFF.search(text) for text in texts):
        return parse_hours(hours) is None or not has_skill
    return isinstance(hours, str) and not has_skill and not any(map(str.isdigit, hours))


def read_session(row: Row, zone: tzinfo) -> SessionRow | None:
    """The session, or None with the reasons in `row.problems`. Hours are those of `zone`."""
    skill, day, hours = skill_of(row), day_of(row), hours_of(row)
    place = row.text(Meaning.PLACE)
    topic = row.text(Meaning.TOPIC)
    instructor = row.text(Meaning.INSTRUCTOR)
    if row.is_rejected or skill is None or day is None or hours is None:
        return None
    starts_at, ends_at = _moments(day, hours, zone)
    return SessionRow(
        row=row.number,
        sheet=row.table.sheet.name,
        columns=row.titles({"place": Meaning.PLACE, "starts_at": _day_column(row)}),
        written={
            "place": shown(row.cell(Meaning.PLACE)),
            "starts_at": shown(row.cell(_day_column(row))) or row.band_date or "",
        },
        skill=skill,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        topic=topic,
        instructor=instructor,
    )


def _day_column(row: Row) -> Meaning:
    return next(
        (one for one in (Meaning.DATE, Meaning.WHEN, Meaning.START) if row.has(one)), Meaning.DATE
    )


def _moments(day: date, hours: Hours, zone: tzinfo) -> tuple[datetime, datetime | None]:
    """Start and end in `zone`; hours with another zone (WITA) are converted."""
    named = hours.utc_offset
    written_in = zone if named is None else timezone(timedelta(hours=named))
    midnight = datetime.combine(day, time())

    def moment(since_midnight: timedelta) -> datetime:
        return (midnight + since_midnight).replace(tzinfo=written_in).astimezone(zone)

    return moment(hours.start), None if hours.end is None else moment(hours.end)
