"""Phone numbers as people here write them."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"\+62(8\d{2})(\d{3,4})(\d{4,5})")


def written_phone(number: str) -> str:
    """ "+6281200000001" → "0812-0000-0001"; a number of another kind stays as it is."""
    found = _MOBILE.fullmatch(number)
    return f"0{found[1]}-{found[2]}-{found[3]}" if found else number
