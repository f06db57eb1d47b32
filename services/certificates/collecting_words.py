"""Where a certificate is collected, what to bring, and what can be answered to that."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from locales import Words
from programme.collecting import Answer
from programme.messages import Button
from programme.office import Office
from programme.people import Link, Relation
from services.certificates.office_words import opening_hours

LONGEST_NAME = 16
"""Characters of a name on a button beside another."""


def how_to_collect(say: Words, office: Office, day: date) -> Markup:
    """`day` decides which of the opening hours hold."""
    where = office.collect_at or office.address or office.name
    return say.paragraphs(
        say("Collecting is free of charge."),
        say("Where: {place}", place=where) if where else None,
        opening_hours(say, office, day),
        say.lines(say("Bring:"), *(f"• {thing}" for thing in office.bring))
        if office.bring
        else None,
        say("Someone else may collect it with a signed authorisation and both ID cards."),
    )


def whom_to_ask(say: Words, office: Office) -> Markup:
    """Name and phone of the office, as far as they are entered."""
    return say.lines(
        say("<b>{office}</b>", office=office.name) if office.name else None,
        say("Phone: {phone}", phone=office.phone) if office.phone else None,
    )


def answers(say: Words, certificate_id: int, link: Link) -> tuple[tuple[Button, ...], ...]:
    """What can be answered to a certificate that is ready, by himself or by his family."""
    is_own, name = link.relation is Relation.SELF, link.label[:LONGEST_NAME]
    return (
        (
            Button(
                say("I will collect it") if is_own else say("{name} collects it", name=name),
                f"collect:{Answer.MYSELF}:{certificate_id}",
            ),
            Button(say("Someone else will"), f"collect:{Answer.PROXY}:{certificate_id}"),
        ),
        (
            Button(say("Can’t come"), f"collect:{Answer.CANNOT}:{certificate_id}"),
            Button(
                say("I have collected it") if is_own else say("It has been collected"),
                f"collect:{Answer.COLLECTED}:{certificate_id}",
            ),
        ),
    )
