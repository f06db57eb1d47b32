"""Sentences, dates and times in one language.

Message ids are English and are what an English reader gets. Every value put into a sentence is
escaped for the small HTML of messages (<b>, <i>), unless it is `Markup` already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from importlib.resources import files

import babel
from babel.dates import format_date
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

LANGUAGES = ("id", "jv", "en")
"""Indonesian first: it is what everything is written for."""

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def sentence(message: str) -> str:
    """Mark a sentence that is said later, so that the catalogues contain it."""
    return message


NEAR_DAYS = {
    0: sentence("today, {day}"),
    1: sentence("tomorrow, {day}"),
    2: sentence("the day after tomorrow, {day}"),
}
"""How many days from now → how such a day is said."""

NUMBERS = {3: sentence("three"), 4: sentence("four")}
"""Numbers that are written in words."""

DURATIONS = {
    timedelta(minutes=30): sentence("half an hour"),
    timedelta(hours=1): sentence("an hour"),
    timedelta(days=365): sentence("a year"),
}
"""Durations that have a name of their own."""


class Words:
    """Says things in `language`, with times in `zone`."""

    def __init__(self, language: str, zone: tzinfo) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self.zone = zone
        self._sentences = catalogue(self.language)

    def __call__(self, message: str, /, **values: object) -> Markup:
        """The sentence `message` with its {named} values, escaped."""
        said = self._sentences.get(message) or Markup(message)  # noqa: S704 - our own words
        if not values:
            return said
        escaped = {name: escape(value) for name, value in values.items()}
        return Markup(str(said).format(**escaped))  # noqa: S704 - four times as fast as Markup.format

    def lines(self, *parts: str | None) -> Markup:
        """Parts one below the other; empty ones are left out."""
        return _joined("\n", parts)

    def paragraphs(self, *parts: str | None) -> Markup:
        """Parts with an empty line between; empty ones are left out."""
        return _joined("\n\n", parts)

    def names(self, names: Sequence[str], most: int) -> Markup:
        """ "Budi, Andi … and 3 more": at most so many by name."""
        shown = escape(", ".join(names[:most]))
        if len(names) <= most:
            return shown
        return shown + " " + self("… and {count} more", count=len(names) - most)

    def number(self, count: int) -> str:
        """A small number in words, another in digits."""
        return self(NUMBERS[count]) if count in NUMBERS else str(count)

    def duration(self, lasts: timedelta) -> str:
        """ "half an hour", "2 hours", "90 days" """
        if lasts in DURATIONS:
            return self(DURATIONS[lasts])
        if lasts < timedelta(days=1) and not lasts % timedelta(hours=1):
            return self(sentence("{count} hours"), count=lasts // timedelta(hours=1))
        if lasts % timedelta(days=1):
            return self(sentence("{count} minutes"), count=lasts // timedelta(minutes=1))
        return self(sentence("{count} days"), count=lasts.days)

    def capital(self, part: Markup) -> Markup:
        """`part` with a capital first letter, to open a line."""
        return part[:1].upper() + part[1:]

    def day(self, day: date) -> str:
        """ "Senin, 24 November 2025" """
        return _day(self.language, day)

    def plain_day(self, day: date) -> str:
        """ "17 Agustus 1990": a date of which the weekday says nothing."""
        return _plain_day(self.language, day)

    def short_day(self, day: date) -> str:
        """ "Senin 24 Nov" """
        return _short_day(self.language, day)

    def near_day(self, day: date, today: date) -> Markup:
        """The day with "today", "tomorrow" or "the day after" before it where that is so."""
        written = self.day(day)
        near = NEAR_DAYS.get((day - today).days)
        return self(near, day=written) if near else Markup.escape(written)

    def clock(self, moment: datetime) -> str:
        """ "08.00" in the zone, with a dot as people here write it."""
        local = moment.astimezone(self.zone)
        return f"{local.hour:02}.{local.minute:02}"  # four times as fast as strftime

    def hours(self, start: datetime, end: datetime | None) -> str:
        """ "08.00–11.30 WIB" """
        name = ZONE_NAMES.get(str(self.zone)) or start.astimezone(self.zone).tzname() or ""
        until = f"–{self.clock(end)}" if end else ""
        return f"{self.clock(start)}{until} {name}".rstrip()

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def _joined(between: str, parts: Iterable[str | None]) -> Markup:
    return Markup(between.join(map(escape, filter(None, parts))))  # noqa: S704 - escaped


@cache
def catalogue(language: str) -> dict[str, Markup]:
    """Message id → sentence; empty for English, whose sentences the ids are.

    A sentence that another catalogue lacks is said in Indonesian, which everybody here reads.
    """
    if language == "en":
        return {}
    with (files("locales") / "catalogues" / f"{language}.po").open("rb") as source:
        written = {
            entry.id: Markup(entry.string)  # noqa: S704 - our own words
            for entry in read_po(source, locale=language)
            if isinstance(entry.id, str) and entry.id
            if isinstance(entry.string, str) and entry.string
        }
    return written if language == LANGUAGES[0] else catalogue(LANGUAGES[0]) | written


WRITTEN_LIKE = {
    "id": babel.Locale("id"),
    "jv": babel.Locale("id"),
    "en": babel.Locale("en", "GB"),
}
"""Language → locale of its dates. In Lamongan, Javanese dates are written like Indonesian ones."""


@lru_cache(2048)
def _day(language: str, day: date) -> str:
    return format_date(day, "EEEE, d MMMM y", WRITTEN_LIKE[language])


@lru_cache(2048)
def _plain_day(language: str, day: date) -> str:
    return format_date(day, "d MMMM y", WRITTEN_LIKE[language])


@lru_cache(2048)
def _short_day(language: str, day: date) -> str:
    return format_date(day, "EEEE d MMM", WRITTEN_LIKE[language])
