"""A text in clauses, so that two requests in one message are both seen and filler drowns neither."""

from understanding.normalise import Words

_STOPS = frozenset((".", "?", "!", ";", ",", "\n"))
_JOINTS = frozenset(
    ("dan", "terus", "sekalian", "tapi", "lalu_dan", "kemudian", "dengan", "kedua")
)
_FEWEST_WORDS = 2
_MOST_CLAUSES = 8


def clauses_of(said: Words) -> list[Words]:
    """Clauses of at least two words; one only where there is nothing to split."""
    words = said.words
    cuts = [at for at, word in enumerate(words) if word in _STOPS or word in _JOINTS]
    if not cuts:
        return []
    clauses: list[Words] = []
    start = 0
    for cut in (*cuts, len(words)):
        if cut - start >= _FEWEST_WORDS:
            end = cut + 1 if cut < len(words) and words[cut] == "?" else cut
            clauses.append(said.only(list(range(start, end))))
        start = cut + 1
    return clauses[:_MOST_CLAUSES]
