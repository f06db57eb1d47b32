"""Which language a text is in, told by its small words: trade words are the same in all."""

from understanding.lexicon import LANGUAGE_OF, ROLES
from understanding.model import Language
from understanding.normalise import Words


def language_of(said: Words) -> Language:
    """Javanese and Madurese count as "jv"; a text with both is "mixed"."""
    local = english = indonesian = 0
    for form in said.forms:
        language = LANGUAGE_OF.get(form)
        if language == "en":
            english += 1
        elif language:
            local += 1
        elif form in ROLES["indonesian"]:
            indonesian += 1
    if local:
        return "jv" if local > indonesian else "mixed"
    return "en" if english > 1 and english > indonesian else "id"
