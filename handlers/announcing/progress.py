"""The message in which an announcement's writer sees how far it has come."""

from __future__ import annotations

from handlers.turns.turn import Turn
from services.announcing import progress
from services.announcing.words import progress_message
from store import announcements


def show_first(turn: Turn, announcement_id: int) -> None:
    """As it stands right after [Send]; the message is edited from then on."""
    found = progress.progress_of(turn.tx, announcement_id, turn.now)
    if found:
        message = progress_message(turn.say, found)
        turn.reply(message.text, *message.buttons)
        announcements.show_progress_in(turn.tx, announcement_id, turn.outbox_key())
