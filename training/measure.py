"""How good weights are on text they never saw. Standard library only, as in the app."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bessai_berinta.features.suggestion.model import Model
from bessai_berinta.features.suggestion.schemas import CATCH_ALL
from bessai_berinta.features.suggestion.words import words

from .examples import Examples


@dataclass(frozen=True)
class Judged:
    """One held-out text: its category, the categories by probability, how sure the first is."""

    text: str
    code: str
    ranked: tuple[str, ...]
    sure: float

    @property
    def right(self) -> bool:
        return self.ranked[0] == self.code


def judge(model: Model, data: Examples) -> list[Judged]:
    judged = []
    for text, code in zip(data.texts, data.codes, strict=True):
        found = model.probabilities(text)
        ranked = tuple(sorted(found, key=lambda name: -found[name]))
        judged.append(Judged(text, code, ranked, found[ranked[0]]))
    return judged


def accuracy(judged: Sequence[Judged], first: int = 1) -> float:
    """Give the share whose category is among the ``first`` ones."""
    return sum(one.code in one.ranked[:first] for one in judged) / len(judged)


def shown(judged: Sequence[Judged], threshold: float) -> list[Judged]:
    """Give the texts for which the app would suggest something."""
    return [one for one in judged if one.sure >= threshold and one.ranked[0] != CATCH_ALL]


def majority(train: Examples, data: Examples) -> float:
    """Give the accuracy of always naming the category with most training examples."""
    code = Counter(train.codes).most_common(1)[0][0]
    return data.codes.count(code) / len(data.codes)


def keywords(vocabulary: Examples, data: Examples) -> float:
    """Give the accuracy of naming the category whose listed terms occur most often."""
    terms = [
        (f" {' '.join(words(text))} ", code)
        for text, code in zip(vocabulary.texts, vocabulary.codes, strict=True)
    ]

    def guess(text: str) -> str:
        line = f" {' '.join(words(text))} "
        hits = Counter(code for term, code in terms if term in line)
        return hits.most_common(1)[0][0] if hits else CATCH_ALL

    pairs = zip(data.texts, data.codes, strict=True)
    return sum(guess(text) == code for text, code in pairs) / len(data.codes)
