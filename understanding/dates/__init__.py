"""Days and ranges of days in a text, as people near Lamongan write them.

Durations ("2 bulan nunggu"), ages and clock times are no dates. Day comes before month; a day and
month without a year is the next one, today included (all rules: docs/understanding.md).
"""

from understanding.dates.finder import find_date, find_dates
from understanding.dates.match import DateMatch

__all__ = ["DateMatch", "find_date", "find_dates"]
