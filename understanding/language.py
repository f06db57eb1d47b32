"""Which language a text is in, told by its small words: trade words are the same in all of them."""

from understanding.lexicon import LANGUAGE_OF
from understanding.model import Language
from understanding.normalise import Words

_INDONESIAN = frozenset(
    "saya sudah belum apa apakah kapan bagaimana gimana yang untuk dengan tidak tanya bisa harus kalau "
    "sy udah udh sdh blm gmn utk dgn tdk klo sama aku kamu itu ini ya juga dari ke di mau masuk lagi "
    "berapa brp mana dimana saja aja jam hari ada jalan karena sih dong kok".split()
)
_SHARED = frozenset(("ya", "aku", "jam", "bisa", "ada", "di", "kok", "mau", "masuk", "saya"))


def language_of(said: Words) -> Language:
    """Javanese and Madurese count as "jv"; a text with both is "mixed"."""
    local = english = indonesian = 0
    for form in said.forms:
        language = LANGUAGE_OF.get(form)
        if language == "en":
            english += 1
        elif language:
            local += 1
        elif form in _INDONESIAN and form not in _SHARED:
            indonesian += 1
    if local:
        return "jv" if local > indonesian else "mixed"
    return "en" if english > 1 and english > indonesian else "id"
