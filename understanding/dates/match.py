"""One expression of time that was found, and the words that mark it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

PAST = frozenset(("lalu", "kemarin", "silam"))
NEXT = frozenset(("depan", "berikut", "mendatang"))
DAY_PARTS = frozenset(("pagi", "enjing", "siang", "sore", "sonten", "malam", "dalu"))
NIGHTS = frozenset(("malam", "dalu"))
DASHES = frozenset(("-", "–"))


class DateMatch(NamedTuple):
    """Words `first` to before `after`; `end` is inclusive, None for a single day.

    `impossible` holds the words of a day that doesn't exist. A match without `start` and
    `impossible` was read and means no day ("besok-besok").
    """

    first: int
    after: int
    start: date | None = None
    end: date | None = None
    impossible: str | None = None
    is_weekday: bool = False


def not_a_day(words: Sequence[str], first: int, after: int) -> DateMatch:
    """The match of a day no calendar has, in the words it was said with."""
    said = (word for word in words[first:after] if word not in ("tanggal", "bulan", ".", ":"))
    return DateMatch(first, after, impossible=" ".join(said))
