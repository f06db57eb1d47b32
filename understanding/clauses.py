"""A text in clauses: two requests in one message are both seen, filler drowns neither."""

from understanding.normalise import Words

_STOPS = frozenset((".", "?", "!", ";", ","))
_JOINTS = frozenset(("dan", "terus", "sekalian", "tapi", "kemudian", "dengan", "kedua"))
_FEWEST_WORDS = 2
_MOST_CLAUSES = 16


def clauses_of(said: Words) -> list[Words]:
    """Clauses of at least two words, the last sixteen; none where there is nothing to split."""
    words = said.words
    cuts = [at for at, word in enumerate(words) if word in _STOPS or word in _JOINTS]
    clauses: list[Words] = []
    start = 0
    for cut in (*cuts, len(words)) if cuts else ():
        if cut - start >= _FEWEST_WORDS:
            is_question = cut < len(words) and words[cut] == "?"
            clauses.append(said.only(list(range(start, cut + is_question))))
        start = cut + 1
    return clauses[-_MOST_CLAUSES:]
