"""What Bekal itself makes of a text."""

from collections.abc import Callable
from datetime import datetime

from understanding import parse

NOW = datetime.fromisoformat("2025-11-24T09:00:00+07:00")


def predictor() -> Callable[[str], str]:
    return lambda text: parse(text, NOW).intent.value
