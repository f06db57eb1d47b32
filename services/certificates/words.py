"""How a certificate is named to a chat."""

from __future__ import annotations

from markupsafe import Markup

from locales import Words, skills
from programme.certificates import Certificate, Kind
from programme.people import Link, Relation

LONGEST = 26
"""Characters of a name on a button that says more besides."""


def heading(say: Words, certificate: Certificate, link: Link) -> Markup:
    """Which certificate it is, of competence or of training, and for family whose."""
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
    """The same, for family with "– Budi": short enough for a button."""
    name = named(say, certificate).unescape()
    return f"{name} – {link.label}"[:LONGEST] if link.relation is Relation.FAMILY else name


def replaced(say: Words) -> Markup:
    """What a lost certificate means that has a duplicate."""
    return say(
        "It is recorded as lost and no longer counts. Its duplicate is being made; you will be "
        "told when it is ready."
    )
