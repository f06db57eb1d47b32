"""Tell chats whose family link has expired how to go on."""

from __future__ import annotations

from handlers.turns.turn import Turn
from programme.linking import FAMILY_MONTHS
from services.linking import family


def notice(turn: Turn) -> str | None:
    """For a chat with an expired family link; None for all others."""
    names = family.expired_names(turn.tx, turn.contact, turn.now)
    if not names:
        return None
    return turn.say(
        "This chat was linked for {names}. Such a link lasts {months} months and is over. For a "
        "new code, please ask {names} or the office.",
        names=", ".join(names),
        months=FAMILY_MONTHS,
    )
