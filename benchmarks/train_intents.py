"""Train the linear model beside the intent rules and write understanding/weights.json.

    .venv-bench/bin/python -m benchmarks.train_intents            # train and write
    .venv-bench/bin/python -m benchmarks.train_intents --folds 8  # only cross-validate

scikit-learn is needed here and nowhere else. Texts: tests/understanding/questions*.jsonl; the
held-out ones are never read.
"""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from understanding import question
from understanding.decision import RULE_SHARE
from understanding.model import Intent
from understanding.rules import weigh

ROOT = Path(__file__).parent.parent
TEXTS = ("questions.jsonl", "questions_dev.jsonl", "questions_seed.jsonl")
INTENTS = list(Intent)
STRENGTH = 1.0
"""Inverse regularisation, chosen by cross-validation (docs/understanding.md)."""
OUT_OF_SCOPE_WORTH = 0.5
"""Of the texts to learn from far more are out of scope than people write."""
SMALLEST = 0.04
"""Weights nearer to zero are left out of the file: they change nothing and cost time."""
SCALE = 100

Row = dict[str, Any]


def read_texts() -> list[Row]:
    folder = ROOT / "tests" / "understanding"
    return [
        json.loads(line)
        for name in TEXTS
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]


def evidence_for(rows: Sequence[Row]) -> tuple[list[dict[str, float]], np.ndarray]:
    """The marks of each text, and the weight of the rules for each intent."""
    marks, rules = [], []
    for row in rows:
        now = datetime.fromisoformat(row.get("now", "2025-11-24T09:00:00+07:00"))
        evidence = question.evidence_of(row["text"], now)
        weights = weigh(evidence.marks, evidence.content)
        marks.append(dict.fromkeys(evidence.marks, 1.0))
        rules.append([weights.get(intent, 0.0) for intent in INTENTS])
    return marks, np.array(rules)


def fit(marks: list[dict[str, float]], labels: Sequence[str]) -> tuple[Any, Any]:
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    worth = [OUT_OF_SCOPE_WORTH if label == Intent.OUT_OF_SCOPE else 1.0 for label in labels]
    return vectorizer, model.fit(vectorizer.fit_transform(marks), labels, sample_weight=worth)


def is_right(row: Row, intent: str) -> bool:
    return intent == row["intent"] or intent in row.get("also", ())


def cross_validate(rows: list[Row], folds: int) -> None:
    """Print the share right of rules, weights and both on texts the weights have not seen."""
    marks, rules = evidence_for(rows)
    labels = np.array([row["intent"] for row in rows])
    linear = np.full((len(rows), len(INTENTS)), -9.0)
    for learn, test in KFold(folds, shuffle=True, random_state=1).split(marks):
        vectorizer, model = fit([marks[i] for i in learn], labels[learn])
        scores = model.decision_function(vectorizer.transform([marks[i] for i in test]))
        for column, name in enumerate(model.classes_):
            linear[test, INTENTS.index(name)] = scores[:, column]
    for name, scores in (
        (
            "rules alone",
            rules + np.array([0.5 if i is Intent.OUT_OF_SCOPE else 0 for i in INTENTS]),
        ),
        ("weights alone", linear),
        ("both", linear + RULE_SHARE * rules),
    ):
        best = [INTENTS[i].value for i in scores.argmax(axis=1)]
        right = np.array([is_right(row, intent) for row, intent in zip(rows, best, strict=True)])
        print(f"{name:14} {right.mean():.3f}  " + "  ".join(
            f"{text_set} {right[[r['id'][0] == text_set for r in rows]].mean():.3f}"
            for text_set in sorted({row["id"][0] for row in rows})
        ))  # fmt: skip


def write(rows: list[Row], path: Path) -> None:
    marks, _ = evidence_for(rows)
    vectorizer, model = fit(marks, [row["intent"] for row in rows])
    order = [list(model.classes_).index(intent.value) for intent in INTENTS
             if intent.value in model.classes_]  # fmt: skip
    names = [str(model.classes_[i]) for i in order]
    weights = {}
    for mark, column in sorted(vectorizer.vocabulary_.items()):
        row = [
            value
            for index, i in enumerate(order)
            if abs(weight := model.coef_[i, column]) >= SMALLEST
            for value in (index, round(weight * SCALE))
        ]
        if row:
            weights[mark] = row
    data = {
        "scale": SCALE,
        "intents": names,
        "bias": [round(float(model.intercept_[i]), 3) for i in order],
        "weights": weights,
    }
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print(f"{len(rows)} texts, {len(weights)} marks, {path.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, help="cross-validate only")
    arguments = parser.parse_args()
    rows = read_texts()
    if arguments.folds:
        cross_validate(rows, arguments.folds)
    else:
        write(rows, ROOT / "understanding" / "weights.json")


if __name__ == "__main__":
    main()
