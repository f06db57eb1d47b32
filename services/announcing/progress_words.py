"""Progress of an announcement in words for its writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from locales import Words
from locales.words import sentence
from programme.messages import Button, Outgoing
from programme.outbox import State
from services.announcing.progress import Progress
from services.sending.words import why_not

STATES = {
    State.QUEUED: sentence("waiting: {count}"),
    State.SENDING: sentence("going out: {count}"),
    State.SENT: sentence("sent: {count}"),
    State.FAILED: sentence("failed: {count}"),
    State.UNCERTAIN: sentence("uncertain: {count}"),
    State.EXPIRED: sentence("too late: {count}"),
    State.CANCELLED: sentence("taken back: {count}"),
}

CANNOT_COME = sentence("Can’t come ({count}): {names}")
TO_BE_CALLED = sentence("Not reached, please call ({count}): {names}")
WITHOUT_CHAT = sentence("Without a chat ({count}): {names}.")
NAMES_SHOWN = 40
"""Three such lists fit into one message."""


def progress_message(say: Words, progress: Progress) -> Outgoing:
    """Counts by state and reason, who comes, who can't, whom to call."""
    reasons = why_not(say, progress.reasons)
    text = say.paragraphs(
        say("<b>Sending is finished.</b>") if progress.is_over else say("<b>Being sent…</b>"),
        say.lines(
            *(
                say(STATES[state], count=progress.states[state])
                for state in STATES
                if progress.states[state]
            ),
            waiting(say, progress.waits_until, progress.at),
            say("Why not: {reasons}", reasons=reasons) if reasons else None,
        ),
        say.lines(
            say("Coming: {count}", count=len(progress.coming)) if progress.coming else None,
            _named(say, CANNOT_COME, progress.not_coming),
            _named(say, TO_BE_CALLED, progress.not_reached),
        ),
        _named(say, WITHOUT_CHAT, progress.without_chat),
    )
    stop = Button(say("Stop"), f"announce:stop:{progress.announcement.id}")
    return Outgoing(text, () if progress.is_over else ((stop,),))


def waiting(say: Words, until: datetime | None, now: datetime) -> str | None:
    """When it is sent, if it waits for the night or because the writer chose a time."""
    if until is None:
        return None
    return say(
        "It goes out {day} at {hours}.",
        day=say.near_day(say.local_day(until), say.local_day(now)),
        hours=say.hours(until, None),
    )


def _named(say: Words, message: str, names: Sequence[str]) -> str | None:
    if not names:
        return None
    return say(message, count=len(names), names=say.names(names, NAMES_SHOWN))
