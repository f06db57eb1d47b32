"""Notices about requests to be linked, in words."""

from __future__ import annotations

from locales import Words
from programme.messages import Button, Outgoing
from services.linking.requests import WORKING_DAYS


def asked(say: Words, count: int, *_: object) -> Outgoing:
    """For the office: how many wait."""
    return Outgoing(
        say.paragraphs(
            say("<b>Somebody without a code wants to be linked.</b>"),
            say("Requests that wait: {count}", count=count),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def overdue(say: Words, count: int, *_: object) -> Outgoing:
    """For the office: how many should have been answered."""
    return Outgoing(
        say.paragraphs(
            say("<b>Link requests overdue: {count}</b>", count=count),
            say(
                "An answer within {days} working days was promised.", days=say.number(WORKING_DAYS)
            ),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def answered(say: Words, *_: object) -> Outgoing:
    """For who asked: the same words, whatever the answer is."""
    return Outgoing(
        say("The office has answered your request."),
        ((Button(say("Read the answer"), "request:answer"),),),
    )
