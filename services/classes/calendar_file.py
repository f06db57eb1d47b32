"""Classes as a file for a phone's calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from programme.sessions import Session

MEDIA_TYPE = "text/calendar"
USUAL_LENGTH = timedelta(hours=3)
"""How long a class is shown whose end no list has."""

_LONGEST_LINE = 75
"""Octets (RFC 5545, 3.1)."""


def calendar_file(
    entries: Iterable[tuple[Session, str, str]], zone: ZoneInfo, now: datetime
) -> bytes:
    """`entries` are sessions with the title and the place that are shown.

    Loaded again, an entry replaces the earlier one: its UID stays, SEQUENCE counts its changes,
    and a cancelled class is taken out. `zone` is one without summer time, as Indonesia's are.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bekal//Jadwal kelas//ID",
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        f"TZID:{zone.key}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{now.astimezone(zone):%z}",
        f"TZOFFSETTO:{now.astimezone(zone):%z}",
        "END:STANDARD",
        "END:VTIMEZONE",
        *(line for entry in entries for line in _event(*entry, zone, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(
    session: Session, title: str, place: str, zone: ZoneInfo, now: datetime
) -> Iterator[str]:
    ends_at = session.ends_at or session.starts_at + USUAL_LENGTH
    yield "BEGIN:VEVENT"
    yield f"UID:session-{session.id}@bekal"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{session.version}"
    for name, moment in (("DTSTART", session.starts_at), ("DTEND", ends_at)):
        yield f"{name};TZID={zone.key}:{moment.astimezone(zone):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_escaped(title)}"
    if place:
        yield f"LOCATION:{_escaped(place)}"
    yield f"STATUS:{'CANCELLED' if session.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line too long goes on in the next, behind a space; no character is torn apart."""
    part = ""
    for char in line:
        if len((part + char).encode()) > _LONGEST_LINE:
            yield part
            part = " "
        part += char
    yield part
