"""How a certificate is named to a chat."""

from __future__ import annotations

from markupsafe import Markup

from locales import Words, skills
from programme.certificates import Certificate
from programme.people import Link, Relation

LONGEST = 26
"""Characters of a name on a button that says more besides."""


def heading(say: Words, certificate: Certificate, link: Link) -> Markup:
    """Which certificate it is, and for family whose."""
    skill = skills.name(certificate.skill)
    if link.relation is Relation.FAMILY and link.label:
        return say("<b>{skill} certificate of {name}</b>", skill=skill, name=link.label)
    return say("<b>{skill} certificate</b>", skill=skill)


def replaced(say: Words) -> Markup:
    """What a lost certificate means that has a duplicate."""
    return say(
        "It is recorded as lost and no longer counts. Its duplicate is being made; you will be "
        "told when it is ready."
    )


def label(certificate: Certificate, link: Link) -> str:
    """ "Pengelasan", for family "Pengelasan – Budi": short enough for a button."""
    skill = skills.name(certificate.skill)
    return f"{skill} – {link.label}"[:LONGEST] if link.relation is Relation.FAMILY else skill
