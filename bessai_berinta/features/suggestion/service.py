"""Suggest categories for the text of a report. A suggestion is never a decision."""

from collections.abc import Collection

from . import model
from .schemas import CATCH_ALL, Suggestion

MOST = 3
LEAST = 0.05  # less probable ones would only distract


def suggest(text: str, among: Collection[str] | None = None) -> tuple[Suggestion, ...]:
    """Give up to three categories that may fit ``text``, best first.

    Empty when the best one is not sure enough, when the text fits no special category, or
    when there are no weights. ``among`` holds the codes that may be suggested; None is all.
    """
    trained = model.shipped()
    if trained is None:
        return ()
    ranked = sorted(trained.probabilities(text).items(), key=lambda pair: -pair[1])
    best, sure = ranked[0]
    if best == CATCH_ALL or sure < trained.threshold or (among is not None and best not in among):
        return ()
    return tuple(
        Suggestion(code, probability)
        for code, probability in ranked
        if code != CATCH_ALL and probability >= LEAST and (among is None or code in among)
    )[:MOST]
