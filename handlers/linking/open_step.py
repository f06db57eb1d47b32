"""The open step of linking a chat is asked again after what came in between."""

from __future__ import annotations

from dataclasses import replace

from handlers.linking import requests, whose_phone
from handlers.turns.open_questions import is_confirmation
from handlers.turns.turn import Turn
from programme.messages import EventKind

MOST_TIMES = 3


def ask_again(turn: Turn) -> None:
    """Ask it where a question, a sticker or a button was answered and nothing else is expected."""
    opened = turn.expected.opened
    times = int(opened.get("times", 0)) + 1
    if "asked" not in opened or times > MOST_TIMES or not _came_between(turn):
        return
    turn.expected = replace(turn.expected, opened=opened | {"times": str(times)})
    if opened["asked"] == requests.WHO:
        requests.ask_again(turn)
    else:
        whose_phone.ask(turn)


def _came_between(turn: Turn) -> bool:
    """Not where something is asked, and not beside comfort or an order to be silent."""
    said, event = turn.reading, turn.incoming
    if not turn.replies or turn.expected.state not in ("", turn.conversation.state):
        return False
    if (
        any(data.startswith("link:") or is_confirmation(turn, data) for data in _buttons(turn))
        or turn.replies[-1].ask_phone
    ):
        return False
    match event.kind:
        case EventKind.TEXT:
            is_grave = said.asked.is_despairing or said.concern or said.wants_silence
            return said.asked.is_clear and not is_grave
        case EventKind.BUTTON:
            return event.data in turn.features.asked_by
        case _:
            return event.kind in (EventKind.OTHER, EventKind.DOCUMENT)


def _buttons(turn: Turn) -> list[str]:
    rows = [row for reply in turn.replies for row in reply.buttons]
    return [button.data for row in rows for button in row]
