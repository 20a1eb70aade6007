"""Learn: TF-IDF over our own features, then multinomial logistic regression."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

from bessai_berinta.features.suggestion.model import IDF_STEPS, WEIGHT_STEPS
from bessai_berinta.features.suggestion.words import features

from .examples import Examples

STRENGTH = 30.0  # chosen by cross-validation on the training examples only
KEPT = 12_000  # features with the largest weights; more bring no accuracy, only bytes
PRECISION = 0.9  # how often the best suggestion must be right, in cross-validation
FOLDS = 5


def pipeline(vocabulary: list[str] | None = None) -> Pipeline:
    vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True, vocabulary=vocabulary)
    return make_pipeline(vectorizer, LogisticRegression(C=STRENGTH, max_iter=1000))


def fit(data: Examples) -> Pipeline:
    """Learn twice: once to see which features matter, once with those alone."""
    everything = pipeline().fit(data.texts, data.codes)
    weights = np.abs(everything[-1].coef_).max(axis=0)
    names = everything[0].get_feature_names_out()
    order = sorted(range(len(names)), key=lambda place: (-weights[place], names[place]))
    vocabulary = sorted(names[place] for place in order[:KEPT])
    return pipeline(vocabulary).fit(data.texts, data.codes)


def threshold(data: Examples, sentences: int) -> float:
    """Give the lowest probability from which on the best category is right often enough.

    Judged by cross-validation on the first ``sentences`` texts: single terms are too easy.
    """
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    found = cross_val_predict(pipeline(), data.texts, data.codes, cv=folds, method="predict_proba")[
        :sentences
    ]
    named = np.array(sorted(set(data.codes)))[found.argmax(axis=1)]
    right, sure = named == np.array(data.codes)[:sentences], found.max(axis=1)
    good = [step / 100 for step in range(10, 100) if right[sure >= step / 100].mean() >= PRECISION]
    return min(good, default=1.0)


def as_json(model: Pipeline, threshold: float) -> dict[str, Any]:
    """Give the numbers that the app needs, rounded to whole steps."""
    vectorizer, classifier = model[0], model[-1]
    idf = np.rint(vectorizer.idf_ * IDF_STEPS).astype(int)
    weights = np.rint(classifier.coef_.T * WEIGHT_STEPS).astype(int)
    names = vectorizer.get_feature_names_out()
    return {
        "codes": [str(code) for code in classifier.classes_],
        "threshold": threshold,
        "intercepts": [round(float(value), 4) for value in classifier.intercept_],
        "features": {
            str(name): [int(idf[place]), *map(int, weights[place])]
            for place, name in enumerate(names)
        },
    }


def write(numbers: dict[str, Any], path: Path) -> None:
    """Write the weights; the same numbers give the same bytes."""
    text = json.dumps(numbers, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
