"""A baseline: character n-grams and logistic regression, learnt from the same texts."""

from collections.abc import Callable

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from benchmarks.understanding.texts import LEARNT, read


def predictor() -> Callable[[str], str]:
    rows = read(*LEARNT)
    model = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=1000),
    )
    model.fit([row["text"] for row in rows], [row["intent"] for row in rows])
    return lambda text: str(model.predict([text])[0])
