"""Apply the trained weights: TF-IDF and multinomial logistic regression in plain Python.

The weights come from ``make train``; ``docs/suggestion.md`` says how good they are.
"""

import gzip
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .words import features

WEIGHTS = Path(__file__).with_name("weights.json.gz")
IDF_STEPS, WEIGHT_STEPS = 1000, 50  # the file holds whole numbers: a value times its steps


@dataclass(frozen=True)
class Model:
    """Categories, how sure it must be to speak, and for each feature its idf and weights."""

    codes: Sequence[str]
    threshold: float
    intercepts: Sequence[float]
    features: Mapping[str, Sequence[int]]

    def probabilities(self, text: str) -> dict[str, float]:
        """Give each category its probability; they add up to 1."""
        counts = Counter(name for name in features(text) if name in self.features)
        values = {
            name: (1 + math.log(count)) * self.features[name][0] for name, count in counts.items()
        }
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        scores = list(self.intercepts)
        for name, value in values.items():
            share = value / length / WEIGHT_STEPS
            for place, weight in enumerate(self.features[name][1:]):
                scores[place] += share * weight
        return dict(zip(self.codes, _softmax(scores), strict=True))


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def read(path: Path) -> Model:
    """Read weights. Raises OSError or ValueError when they are missing or damaged."""
    return Model(**json.loads(gzip.decompress(path.read_bytes())))


@cache
def shipped() -> Model | None:
    """Give the shipped model, read once; None without its file: then nothing is suggested."""
    try:
        return read(WEIGHTS)
    except (OSError, EOFError, TypeError, ValueError):
        return None
