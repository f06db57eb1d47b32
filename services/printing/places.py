"""Names of places without words that reveal where somebody was."""

from __future__ import annotations

from locales import Words
from programme.discretion import find_forbidden


def neutral_place(say: Words, place: str) -> str:
    """The place's name, or a neutral one if it has a forbidden word ("Aula Lapas")."""
    return say("the training room") if find_forbidden(place) else place
