"""What destroys, sends or shares holds only while its question is open.

A question is open from when its buttons are shown until one of them is pressed, it is cancelled,
or a day is over. An old button then says so.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.turns import choices, menu
from handlers.turns.turn import Turn
from services.inbox.conversation import ASKED_FOR


def settle(turn: Turn, data: str) -> bool:
    """Settle the questions that `data` answers. False if it confirms one that is not open."""
    asked_at = turn.conversation.open.get(data)
    is_open = asked_at is not None and turn.now.timestamp() < asked_at + ASKED_FOR.total_seconds()
    shown = {each for _, each in turn.conversation.choices}
    settled = shown | {data} if data in shown else {data}
    _keep(turn, {each: at for each, at in turn.expected.open.items() if each not in settled})
    return is_open or not is_confirmation(turn, data)


def tell_of_old(turn: Turn) -> None:
    turn.reply(
        turn.say("That question is settled or too old. Nothing was changed."), menu.back(turn)
    )


def note_asked(turn: Turn) -> None:
    """Keep what the replies ask."""
    asked = {
        data: int(turn.now.timestamp())
        for reply in turn.replies
        for _, data in choices.shown_under(reply)
        if is_confirmation(turn, data)
    }
    if asked:
        _keep(turn, turn.expected.open | asked)


def is_confirmation(turn: Turn, data: str) -> bool:
    name, _, argument = data.partition(":")
    button = turn.features.presses.get(name)
    return button is not None and button.is_confirmation(argument)


def _keep(turn: Turn, still_open: dict[str, int]) -> None:
    turn.expected = replace(turn.expected, open=still_open)
