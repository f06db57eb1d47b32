"""Tell chats whose link is over or suspended how to go on."""

from __future__ import annotations

from handlers.turns.turn import Turn
from programme.linking import FAMILY_MONTHS
from services.linking import family
from store import restrictions


def notice(turn: Turn) -> str | None:
    """For a chat with an expired family link or a restricted one; None for all others."""
    if restrictions.holds_in_chat(turn.tx, turn.contact.id):
        return turn.say(
            "The use of the data is restricted: nothing is told or sent here, all of it stays "
            "stored. The office can lift that."
        )
    names = family.expired_names(turn.tx, turn.contact, turn.now)
    if not names:
        return None
    return turn.say(
        "This chat was linked for {names}. Such a link lasts {months} months and is over. For a "
        "new code, please ask {names} or the office.",
        names=", ".join(names),
        months=FAMILY_MONTHS,
    )
