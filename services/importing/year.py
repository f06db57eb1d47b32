"""Which year's programme a list is about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from services.importing.records import Record, SessionRow

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def programme_year(rows: Sequence[Record], titles: Iterable[str], file_name: str) -> int | None:
    """The year of the earliest session, of most participant numbers, the title or the file's name.

    A programme that runs into the next year belongs to the year it began in.
    """
    sessions = [row.starts_at.year for row in rows if isinstance(row, SessionRow)]
    if sessions:
        return min(sessions)
    numbers = Counter(year for row in rows if (year := _year_in(getattr(row, "reg_no", ""))))
    if numbers:
        return numbers.most_common(1)[0][0]
    return next((year for text in (*titles, file_name) if (year := _year_in(text))), None)


def only_year(titles: Iterable[str]) -> int | None:
    """The year that the titles name; None where they name several."""
    years = {int(year) for text in titles for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None
