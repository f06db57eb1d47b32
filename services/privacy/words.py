"""Requests to erase in words, for the office and the asker.

The asker's chat may have a new owner or other readers: nothing says whom it was about.
"""

from __future__ import annotations

from datetime import UTC, datetime

from locales import Words
from programme.messages import Button, Outgoing
from services.privacy.notices import Waiting
from services.sending.notices import Data


def asked(say: Words, waiting: Waiting, *_: object) -> Outgoing:
    """For the office: a request is new."""
    return _to_look_at(say, waiting, say("Somebody asks to be erased from the lists."))


def due(say: Words, waiting: Waiting, *_: object) -> Outgoing:
    """For the office: a request is due within a day, or late."""
    return _to_look_at(say, waiting, say("A request to be erased from the lists still waits."))


def _to_look_at(say: Words, waiting: Waiting, text: str) -> Outgoing:
    due_at = waiting.request.due_at
    day, time = say.day(say.local_day(due_at)), say.clock(due_at)
    return Outgoing(
        say.lines(text, say("To be done by {day} at {time}.", day=day, time=time)),
        ((Button(say("Look at it"), f"erase:{waiting.participant.uid}"),),),
    )


def erased(say: Words, data: Data, *_: object) -> Outgoing:
    """For the asker; `asked_at` is in epoch seconds."""
    return Outgoing(
        say("What you asked of {day} is done: the data is deleted.", day=_day(say, data))
    )


def not_erased(say: Words, data: Data, *_: object) -> Outgoing:
    """The same, with the office's `reason`."""
    return Outgoing(
        say.paragraphs(
            say("What you asked of {day} could not be done.", day=_day(say, data)),
            say("The office says: {reason}", reason=data["reason"]),
        ),
        ((Button(say("Talk to the office"), "contact"),),),
    )


def _day(say: Words, data: Data) -> str:
    return say.day(say.local_day(datetime.fromtimestamp(data["asked_at"], UTC)))
