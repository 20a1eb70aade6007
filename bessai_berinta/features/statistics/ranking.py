"""Who does well, fairly. Pure.

A share of few is luck: one report closed in time would top every list. So groups are ordered by
what their share is at least with 95 % confidence (Wilson's lower bound), which rises with the
number of reports, and groups with too few are not ordered at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from .schemas import MINIMUM, Figures

CONFIDENCE = 1.96  # standard deviations for 95 %


@dataclass(frozen=True)
class Ranked:
    """A group and its place; ``place`` of None: too few closed reports to compare."""

    figures: Figures
    place: int | None


def lower_bound(hits: int, of: int) -> float:
    """Give the least share that ``hits`` of ``of`` makes likely (E. B. Wilson, 1927)."""
    if of <= 0:
        return 0.0
    z2 = CONFIDENCE**2
    share = hits / of
    spread = CONFIDENCE * sqrt(share * (1 - share) / of + z2 / (4 * of**2))
    return max(0.0, (share + z2 / (2 * of) - spread) / (1 + z2 / of))


def rank(groups: Iterable[Figures]) -> list[Ranked]:
    """Order groups by their on-time share; equals share a place; those with too few come last."""
    all_groups = list(groups)
    able = [one for one in all_groups if one.enough and one.closed >= MINIMUM]
    rest = [one for one in all_groups if one not in able]

    def merit(one: Figures) -> float:
        return lower_bound(one.on_time, one.closed)

    able.sort(key=lambda one: (-merit(one), one.code))
    places = [1 + sum(merit(other) > merit(one) for other in able) for one in able]
    ranked = [Ranked(one, place) for one, place in zip(able, places, strict=True)]
    rest.sort(key=lambda one: (not one.enough, one.code))
    return ranked + [Ranked(one, None) for one in rest]
