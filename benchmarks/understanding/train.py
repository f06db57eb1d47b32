"""Train the linear model beside the intent rules and write understanding/weights.json.

    .venv-bench/bin/python -m benchmarks.understanding.train

scikit-learn is needed here and in a baseline, never where the bot runs. The texts still held out
are never read.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from benchmarks.understanding.texts import (
    LEARNT,
    ROOT,
    WRITTEN_BY_OTHERS,
    Row,
    is_right,
    read,
    tell,
)
from understanding.decision import RULE_SHARE
from understanding.model import Intent
from understanding.question import evidence_of
from understanding.rules import weigh

INTENTS = list(Intent)
STRENGTH = 2.0
"""Inverse regularisation, chosen by leaving one author out."""
OUT_OF_SCOPE_WORTH = 0.7
"""Of the texts to learn from far more are out of scope than of those people write."""
OTHERS_WORTH = 2.0
"""A text by somebody who didn't know the rules counts like so many by those who wrote them."""
STRANGERS = "ABCDE"
"""First letters of the ids in questions_strangers.jsonl: one author each."""
SMALLEST = 0.04
"""Weights nearer to zero are left out of the file: they change nothing and cost time."""
SCALE = 100
WRITTEN_AT = "2025-11-24T09:00:00+07:00"


def evidence_for(rows: Sequence[Row]) -> tuple[list[dict[str, float]], np.ndarray]:
    """The marks of each text, and the weight of the rules for each intent."""
    marks, rules = [], []
    for row in rows:
        now = datetime.fromisoformat(row.get("now", WRITTEN_AT))
        evidence = evidence_of(row["text"], now)
        weights = weigh(evidence.marks, evidence.content)
        marks.append(dict.fromkeys(sorted(evidence.marks), 1.0))
        rules.append([weights.get(intent, 0.0) for intent in INTENTS])
    return marks, np.array(rules)


def worth(rows: Sequence[Row]) -> np.ndarray:
    """How much each text counts."""
    others = {row["id"] for row in read(*WRITTEN_BY_OTHERS)}
    return np.array(
        [
            (OUT_OF_SCOPE_WORTH if row["intent"] == Intent.OUT_OF_SCOPE else 1.0)
            * (OTHERS_WORTH if row["id"] in others else 1.0)
            for row in rows
        ]
    )


def fit(
    marks: list[dict[str, float]], labels: Sequence[str], weights: np.ndarray
) -> tuple[Any, Any]:
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    return vectorizer, model.fit(vectorizer.fit_transform(marks), labels, sample_weight=weights)


def cross_validate(rows: list[Row], folds: int) -> None:
    """Tell the share right of rules, weights and both on texts the weights have not seen.

    The texts of strangers (ids A to E) are each left out with all others of the same author.
    """
    marks, rules = evidence_for(rows)
    labels = np.array([row["intent"] for row in rows])
    weights = worth(rows)
    linear = np.full((len(rows), len(INTENTS)), -9.0)
    for learn, test in _splits(rows, folds):
        vectorizer, model = fit([marks[i] for i in learn], labels[learn], weights[learn])
        scores = model.decision_function(vectorizer.transform([marks[i] for i in test]))
        for column, name in enumerate(model.classes_):
            linear[test, INTENTS.index(name)] = scores[:, column]
    nothing_holds = np.array([0.5 if intent is Intent.OUT_OF_SCOPE else 0 for intent in INTENTS])
    for name, scores in (
        ("rules alone", rules + nothing_holds),
        ("weights alone", linear),
        ("both", linear + RULE_SHARE * rules),
    ):
        best = [INTENTS[i].value for i in scores.argmax(axis=1)]
        right = np.array([is_right(row, intent) for row, intent in zip(rows, best, strict=True)])
        by_set = (
            f"{letter} {right[[row['id'][0] in letter for row in rows]].mean():.3f}"
            for letter in (*"dst", STRANGERS)
        )
        tell(f"{name:16}{right.mean():.3f}   {'   '.join(by_set)}")


def _splits(rows: Sequence[Row], folds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Indices to learn from and to test by: chance for most texts, for strangers one author."""
    authors = np.array([row["id"][0] for row in rows])
    others = np.flatnonzero(~np.isin(authors, list(STRANGERS)))
    for _, at in KFold(folds, shuffle=True, random_state=1).split(others):
        yield np.setdiff1d(np.arange(len(rows)), others[at]), others[at]
    for author in STRANGERS:
        yield np.flatnonzero(authors != author), np.flatnonzero(authors == author)


def write(rows: list[Row], path: Path) -> None:
    """Weights as whole hundredths, only those that matter: mark → [intent index, weight, …]."""
    marks, _ = evidence_for(rows)
    vectorizer, model = fit(marks, [row["intent"] for row in rows], worth(rows))
    column_of = {str(name): column for column, name in enumerate(model.classes_)}
    names = [intent.value for intent in INTENTS if intent.value in column_of]
    weights = {}
    for mark, at in sorted(vectorizer.vocabulary_.items()):
        row = [
            value
            for index, name in enumerate(names)
            if abs(weight := model.coef_[column_of[name], at]) >= SMALLEST
            for value in (index, round(weight * SCALE))
        ]
        if row:
            weights[mark] = row
    data = {
        "scale": SCALE,
        "intents": names,
        "bias": [round(float(model.intercept_[column_of[name]]), 3) for name in names],
        "weights": weights,
    }
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    tell(f"{len(rows)} texts, {len(weights)} marks, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    write(read(*LEARNT), ROOT / "understanding" / "weights.json")
