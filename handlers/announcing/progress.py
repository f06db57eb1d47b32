"""The message in which an announcement's writer sees how far it has come."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.turns.turn import Turn
from services.announcing import progress
from services.announcing.words import progress_message
from store import announcements


def show_first(turn: Turn, sent: Sequence[int]) -> None:
    """How announcements that go out together stand right after [Send].

    The message is edited from then on.
    """
    for announcement_id in sent:
        announcements.show_progress_in(turn.tx, announcement_id, turn.next_outbox_key())
    found = progress.progress_of(turn.tx, sent[0], turn.now)
    if found:
        message = progress_message(turn.say, found)
        turn.reply(message.text, *message.buttons)
