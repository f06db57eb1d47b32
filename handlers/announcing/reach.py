"""Whom an announcement reaches, whom it doesn't, and what is odd about the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.announcing.sessions import label
from handlers.turns.turn import Turn
from locales.words import sentence
from services.announcing import audience
from services.announcing.announcements import Preview
from services.announcing.audience import Audience, Concerned, Standing
from services.announcing.changing import FRIDAY_PRAYER, Odd, Oddity
from services.announcing.words import WITHOUT_CHAT
from services.printing.places import neutral_place

ODDITIES = {
    Oddity.WAS_OFF: sentence("⚠ That class has been cancelled. With this it takes place again."),
    Oddity.OCCUPIED: sentence("⚠ {place} is taken then: {class_}."),
    Oddity.TEACHES: sentence("⚠ {name} teaches then: {class_}."),
    Oddity.HOLIDAY: sentence("⚠ That day is a public holiday."),
    Oddity.FRIDAY_PRAYER: sentence("⚠ That is during Friday prayer ({hours})."),
}

REACHED = {
    Standing.PARTICIPANT: sentence("participants {count}"),
    Standing.FAMILY: sentence("families {count}"),
    Standing.ESCORT: sentence("escorts {count}"),
    Standing.INSTRUCTOR: sentence("instructors {count}"),
}

UNREACHABLE = sentence("Blocked the bot, or their chat is gone ({count}): {names}.")
OPTED_OUT = sentence("Want no messages ({count}): {names}.")


def warnings(turn: Turn, previews: Sequence[Preview]) -> str:
    """Each once, also where several classes share it."""
    told = (_odd(turn, odd) for each in previews for odd in each.oddities)
    return turn.say.lines(*dict.fromkeys(told))


def _odd(turn: Turn, odd: Odd) -> str:
    begin, end = FRIDAY_PRAYER
    other = odd.other
    return turn.say(
        ODDITIES[odd.kind],
        hours=f"{begin:%H.%M}–{end:%H.%M}",
        place=other and neutral_place(turn.say, other.place),
        name=other and other.instructor,
        class_=other and label(turn, other),
    )


def reach(turn: Turn, previews: Sequence[Preview]) -> str:
    """How many chats, of whom, and the names of those that get nothing."""
    say, found = turn.say, audience.together([each.audience for each in previews])
    return say.lines(
        say(
            "Chats that get it: {count} ({who}).",
            count=len(found.reached),
            who=_kinds(turn, found),
        )
        if found.reached
        else say("⚠ Nobody can be reached in a chat: please tell them yourself."),
        _left_out(turn, UNREACHABLE, [_who(turn, chat) for chat in found.unreachable]),
        _left_out(turn, OPTED_OUT, [_who(turn, chat) for chat in found.opted_out]),
        _left_out(turn, WITHOUT_CHAT, [each.shown_name for each in found.without_chat]),
    )


def _kinds(turn: Turn, found: Audience) -> str:
    """ "peserta 2, keluarga 1" """
    counts = Counter(standing for _, standing in found.reached)
    return ", ".join(
        turn.say(kind, count=counts[standing])
        for standing, kind in REACHED.items()
        if counts[standing]
    )


def _who(turn: Turn, chat: Concerned) -> str:
    if chat.standing is Standing.FAMILY:
        return turn.say("{name}’s family", name=chat.name)
    return chat.name


def _left_out(turn: Turn, message: str, names: Sequence[str]) -> str | None:
    if not names:
        return None
    return turn.say(message, count=len(names), names=", ".join(names))
