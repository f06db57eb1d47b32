"""The consent text, a file a language; a changed text is a new version.

The store keeps the text that somebody agreed to, so earlier versions can be removed here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

VERSION = "2026-12"


def consent_text(language: str, responsible: str) -> Markup:
    """The text as it is shown; `responsible` is who answers for the data."""
    return wording(language).format(responsible=responsible)


@cache
def wording(language: str) -> Markup:
    """The text with its {responsible} still open."""
    file = files("locales") / "consent" / VERSION / f"{language}.txt"
    return Markup(file.read_text("utf-8").strip())  # noqa: S704 - our own words
