"""In which language a text is, and whether it swears."""

from understanding.lexicon import LANGUAGE_OF, ROLES, TAGS_OF
from understanding.model import Language
from understanding.normalise import Words

_INDONESIAN = ROLES["indonesian"] - LANGUAGE_OF.keys()
_HARSH = {form for form, tags in TAGS_OF.items() if "@abuse" in tags}
_HARSH -= {"elek", "bosok", "sampah", "edan"}
"""Without those that are also said of things: "hasil las saya elek" swears at nobody."""


def language_of(said: Words) -> Language:
    """Told by small words: trade words are the same in all languages.

    Javanese and Madurese count as "jv"; a text with both Indonesian and one of them is "mixed".
    """
    local = english = indonesian = 0
    for form in said.forms:
        if form in _INDONESIAN:
            indonesian += 1
        elif language := LANGUAGE_OF.get(form):
            english += language == "en"
            local += language != "en"
    if local:
        return "jv" if local > indonesian else "mixed"
    return "en" if english > 1 and english > indonesian else "id"


def is_harsh(said: Words) -> bool:
    """Does it swear at somebody?"""
    return not (_HARSH.isdisjoint(said.forms) and _HARSH.isdisjoint(said.words))
