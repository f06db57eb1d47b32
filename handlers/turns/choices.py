"""Buttons can be pressed or written: each choice has its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import count

from programme.messages import Button, Outgoing
from understanding import Reply

_YES = re.compile(r"(?:ya|yes)\b.*|kirim|send", re.IGNORECASE)
_NO = re.compile(r"(?:tidak|ora|mboten|no)\b.*", re.IGNORECASE)
_LEAVE = re.compile(r"(?:batal|cancel|take it back).*", re.IGNORECASE)
"""Labels that answer yes, answer no, and leave what is going on."""

_BETWEEN = re.compile(r"[\W_]+")

SHORT = 15
"""Characters of a label that fits beside another on a screen of 360 px, numbers apart."""

Shown = tuple[tuple[str, str], ...]
"""The buttons of a message: label (without a number) and data."""


def shown_under(message: Outgoing) -> Shown:
    return tuple((button.label, button.data) for row in message.buttons for button in row)


def numbered(message: Outgoing) -> Outgoing:
    """Number the buttons where there is a choice; a lone button is not numbered."""
    if sum(map(len, message.buttons)) < 2:
        return message
    number = count(1)
    rows = tuple(
        tuple(Button(f"{next(number)}. {button.label}", button.data) for button in row)
        for row in message.buttons
    )
    return replace(message, buttons=rows)


def side_by_side(buttons: Iterable[Button]) -> list[Button | tuple[Button, ...]]:
    """Rows of one button or, where two short labels follow each other, of two."""
    rows: list[Button | tuple[Button, ...]] = []
    for button in buttons:
        before = rows[-1] if rows else None
        if isinstance(before, Button) and _are_short(before, button):
            rows[-1] = (before, button)
        else:
            rows.append(button)
    return rows


def _are_short(*buttons: Button) -> bool:
    return all(len(button.label) <= SHORT for button in buttons)


def by_number(number: int, shown: Shown) -> str | None:
    """The data of the button with this number, if there was one."""
    return (
        shown[number - 1][1] if number and len(shown) > 1 and 1 <= number <= len(shown) else None
    )


def by_label(text: str, shown: Shown) -> str | None:
    """The data of the button whose label, or its part before the dash, somebody wrote."""
    said = plain(text)
    meant = {data for label, data in shown if said in _called(label)}
    return meant.pop() if said and len(meant) == 1 else None


def by_name(shown: Shown) -> dict[str, str]:
    """What each button may be called, in plain letters → its data."""
    called: dict[str, set[str]] = defaultdict(set)
    for label, data in shown:
        for name in _called(label):
            called[name].add(data)
    return {name: data.pop() for name, data in called.items() if name and len(data) == 1}


def by_reply(reply: Reply | None, shown: Shown) -> str | None:
    """The data of the button that "ya", "tidak" or "gak jadi" presses, if there is one.

    [Batal] says no only beside a button that says yes.
    """
    yes = _labelled(_YES, shown)
    match reply:
        case Reply.YES:
            return yes
        case Reply.NO:
            return _labelled(_NO, shown) or (yes and _labelled(_LEAVE, shown))
        case Reply.CANCEL:
            return _labelled(_LEAVE, shown)
    return None


def _labelled(words: re.Pattern[str], shown: Shown) -> str | None:
    return next((data for label, data in shown if words.fullmatch(label)), None)


@lru_cache(512)
def _called(label: str) -> tuple[str, str]:
    """A label as it may be written: whole, or its part before the dash."""
    return plain(label), plain(label.partition(" – ")[0])


def plain(text: str) -> str:
    """Small letters and digits only."""
    return _BETWEEN.sub("", text.casefold())


def row_id(written: str) -> int:
    """The id in a button's data, which anybody can forge; 0, which no row has, for all else."""
    return int(written) if re.fullmatch("[0-9]{1,18}", written) else 0
