"""Places as people may read them: never a word that tells where somebody was."""

from __future__ import annotations

from locales import Words
from programme.discretion import find_forbidden


def neutral_place(say: Words, place: str) -> str:
    """The place's name, or a neutral one when its name gives people away ("Aula Lapas")."""
    return say("the training room") if find_forbidden(place) else place
