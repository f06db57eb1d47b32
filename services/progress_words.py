"""How far an announcement has come, in words for its writer."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Words
from locales.words import sentence
from programme.messages import Button, Outgoing
from programme.outbox import State
from services.failure_words import why_not
from services.progress import Progress

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
NAMES_SHOWN = 30


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
            say("Why not: {reasons}", reasons=reasons) if reasons else None,
        ),
        say.lines(
            say("Coming: {count}", count=len(progress.coming)) if progress.coming else None,
            _named(say, CANNOT_COME, progress.not_coming),
            _named(say, TO_BE_CALLED, progress.not_reached),
        ),
        say("Without a chat: {count}", count=progress.announcement.without_chat)
        if progress.announcement.without_chat
        else None,
    )
    stop = Button(say("Stop"), f"announce:stop:{progress.announcement.id}")
    return Outgoing(text, () if progress.is_over else ((stop,),))


def _named(say: Words, message: str, names: Sequence[str]) -> str | None:
    if not names:
        return None
    return say(message, count=len(names), names=", ".join(names[:NAMES_SHOWN]))
