"""A baseline: the intent of the most similar text among the same ones."""

from collections.abc import Callable

from rapidfuzz import fuzz, process, utils

from benchmarks.understanding.texts import LEARNT, read


def predictor() -> Callable[[str], str]:
    rows = read(*LEARNT)
    texts = [utils.default_process(row["text"]) for row in rows]

    def predict(text: str) -> str:
        said = utils.default_process(text)
        nearest = process.extractOne(said, texts, scorer=fuzz.token_sort_ratio)
        return str(rows[nearest[2]]["intent"])

    return predict
