"""The consent text: one file a version and language; a changed text is a new version."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

VERSION = "2026-11"


def consent_text(language: str, responsible: str) -> Markup:
    """The text as it is shown; `responsible` is who answers for the data."""
    return Markup(_text(language)).format(responsible=responsible)  # noqa: S704 - our own words


@cache
def _text(language: str) -> str:
    return (files("locales") / "consent" / VERSION / f"{language}.txt").read_text("utf-8").strip()
