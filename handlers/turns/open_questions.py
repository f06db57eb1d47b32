"""What destroys, sends or shares holds only while its question is open.

A question is open from when its buttons are shown until one of them is pressed, it is cancelled,
or a day is over. An old button then says so.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.turns import choices, menu
from handlers.turns.turn import Turn
from programme.messages import Outgoing
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
    """What is going on goes on."""
    turn.expect(turn.conversation.state, **turn.conversation.data)
    turn.reply(
        turn.say("That question is settled or too old. Nothing was changed."), menu.back(turn)
    )


def note_asked(turn: Turn) -> None:
    """Keep what the replies ask. A draft's buttons get a mark of their own, and older ones die."""
    turn.replies[:] = [_marked(turn, reply) for reply in turn.replies]
    asked = {
        data: int(turn.now.timestamp())
        for reply in turn.replies
        for _, data in choices.shown_under(reply)
        if is_confirmation(turn, data)
    }
    if asked:
        drafts = {_draft_of(turn, data) for data in asked} - {None}
        still_open = {
            data: at
            for data, at in turn.expected.open.items()
            if _draft_of(turn, data) not in drafts
        }
        _keep(turn, still_open | asked)


def _marked(turn: Turn, reply: Outgoing) -> Outgoing:
    rows = tuple(
        tuple(
            replace(button, data=f"{button.data}:{turn.event_key}")
            if _draft_of(turn, button.data) == button.data
            else button
            for button in row
        )
        for row in reply.buttons
    )
    return replace(reply, buttons=rows)


def _draft_of(turn: Turn, data: str) -> str | None:
    """The data of a draft's button without its mark; None for other buttons."""
    name, _, argument = data.partition(":")
    button = turn.features.presses.get(name)
    if button is None or argument.partition(":")[0] not in button.drafts:
        return None
    return button.data(button.unmarked(argument))


def is_confirmation(turn: Turn, data: str) -> bool:
    name, _, argument = data.partition(":")
    button = turn.features.presses.get(name)
    return button is not None and button.is_confirmation(argument)


def _keep(turn: Turn, still_open: dict[str, int]) -> None:
    turn.expected = replace(turn.expected, open=still_open)
