"""The programme's trades: lexicon word → slug."""

from collections.abc import Iterable

SKILL_OF = {
    "las": "pengelasan",
    "mebel": "meubeler",
    "konstruksi": "konstruksi",
    "interior": "desain_interior",
}


def skills_in(words: Iterable[str]) -> list[str]:
    """The slugs of the trades named, each once, in the order written."""
    return list(dict.fromkeys(SKILL_OF[word] for word in words if word in SKILL_OF))
