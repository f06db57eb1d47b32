"""Does somebody ask what to bring along?"""

from understanding.normalise import fold, split

_ASKS = frozenset(("apa", "apa_saja"))


def asks_what_to_bring(text: str) -> bool:
    """ "Besok bawa apa aja", whether to class or for a certificate."""
    words = split(fold(text)).words
    return "bawa" in words and not _ASKS.isdisjoint(words)
