"""A message of the office to many, as each of them reads it."""

from __future__ import annotations

from markupsafe import escape

from locales import Words
from programme.broadcasts import Broadcast
from programme.messages import Button, Outgoing


def broadcast(say: Words, office: str, message: Broadcast, channel: str) -> Outgoing:
    """For a chat of `channel`; its text are the writer's own words."""
    file = message.file_in(channel)
    text = say.paragraphs(
        say("<b>Message from {office}</b>", office=office or say("the office")),
        escape(message.text),
        say("A file that comes with it can’t be shown here. Please ask the office for it.")
        if message.file and not file
        else None,
    )
    off = (Button(say("Turn messages off"), "reminders:off"),)
    return Outgoing(text, (off,), file=file)
