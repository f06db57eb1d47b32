"""How certificates are named, and where, when and with what they are collected."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from locales import Words, skills
from locales.opening_hours import opening_hours
from programme.certificates import Certificate, Kind
from programme.collecting import Answer
from programme.messages import Button
from programme.office import Office
from programme.people import Link, Relation

LONGEST_LABEL = 26
"""The longest name on a button with other words."""

LONGEST_NAME = 16
"""The longest name on one of two buttons in a row."""


def heading(say: Words, certificate: Certificate, link: Link) -> Markup:
    """Which certificate it is, of competence or training, and for family whose."""
    skill, is_training = skills.name(certificate.skill), certificate.kind is Kind.TRAINING
    if link.relation is Relation.FAMILY and link.label:
        if is_training:
            return say(
                "<b>{skill} training certificate of {name}</b>", skill=skill, name=link.label
            )
        return say("<b>{skill} certificate of {name}</b>", skill=skill, name=link.label)
    if is_training:
        return say("<b>{skill} training certificate</b>", skill=skill)
    return say("<b>{skill} certificate</b>", skill=skill)


def named(say: Words, certificate: Certificate) -> Markup:
    """ "Pengelasan", of a training certificate "Pengelasan (pelatihan)" """
    skill = skills.name(certificate.skill)
    if certificate.kind is Kind.TRAINING:
        return say("{skill} (training)", skill=skill)
    return Markup.escape(skill)


def label(say: Words, certificate: Certificate, link: Link) -> str:
    """The same with "– Budi" for family, short enough for a button."""
    name = named(say, certificate).unescape()
    return f"{name} – {link.label}"[:LONGEST_LABEL] if link.relation is Relation.FAMILY else name


def replaced(say: Words) -> Markup:
    """What people read about a lost certificate that has a duplicate."""
    return say(
        "It is recorded as lost and no longer counts. Its duplicate is being made; you will be "
        "told when it is ready."
    )


def how_to_collect(say: Words, office: Office, day: date) -> Markup:
    """Opening hours are those in force on `day`."""
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
    """The office's name and phone, if configured."""
    return say.lines(
        say("<b>{office}</b>", office=office.name) if office.name else None,
        say("Phone: {phone}", phone=office.phone) if office.phone else None,
    )


def answers(say: Words, certificate_id: int, link: Link) -> tuple[tuple[Button, ...], ...]:
    """The possible answers about a ready certificate, by himself or by his family."""
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
