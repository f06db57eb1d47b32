"""A message of the office to many, as each of them reads it."""

from __future__ import annotations

from markupsafe import escape

from locales import Words
from programme.messages import Button, Outgoing


def broadcast(say: Words, office: str, text: str) -> Outgoing:
    """`text` are the writer's own words."""
    heading = say("<b>Message from {office}</b>", office=office or say("the office"))
    return Outgoing(
        say.paragraphs(heading, escape(text)),
        ((Button(say("Turn messages off"), "reminders:off"),),),
    )
