"""What protects personal answers in a chat."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(days=180)
"""After this silence a chat may be somebody else's: numbers are recycled."""


class Lock(StrEnum):
    """What opens the chat: the PIN, a linked participant's birth date, a new code only, or
    agreement to the current consent text.
    """

    PIN = "pin"
    BIRTH_DATE = "birth date"
    CODE = "code"
    CONSENT = "consent"
