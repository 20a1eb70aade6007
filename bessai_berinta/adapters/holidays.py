"""Indonesia's days off: national holidays and *cuti bersama* (joint leave).

Both are set each year by a joint decree of three ministers (SKB 3 Menteri). The ``holidays``
package carries them; for 2026 and 2027 its days were compared with the decrees and agree,
although it still labels the 2027 Idul Fitri and Idul Adha as estimates. For a year without a
decree it knows no joint leave and estimates the Islamic holidays: see :func:`decreed`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import holidays

Kind = Literal["public", "joint"]
_ESTIMATE = "(perkiraan)"  # the package's mark in the Indonesian names


@dataclass(frozen=True)
class DayOff:
    """A day off with its Indonesian name; ``joint`` is cuti bersama."""

    day: date
    name: str
    kind: Kind


def days_off(years: Iterable[int]) -> frozenset[date]:
    """Give every national day off in ``years``."""
    return _days_off(tuple(years))


@lru_cache(maxsize=32)
def _days_off(years: tuple[int, ...]) -> frozenset[date]:
    return frozenset(off.day for year in years for off in named(year))


def decreed(year: int) -> bool:
    """Tell whether the joint leave of ``year`` is known; before, terms may come out short."""
    return any(off.kind == "joint" for off in named(year))


@lru_cache(maxsize=32)
def named(year: int) -> tuple[DayOff, ...]:
    """List the days off of ``year`` in order; a day that is both counts as public."""
    found = {**_category(year, "government", "joint"), **_category(year, "public", "public")}
    return tuple(found[day] for day in sorted(found))


def _category(year: int, category: str, kind: Kind) -> dict[date, DayOff]:
    table = holidays.country_holidays("ID", years=year, language="id", categories=(category,))
    return {
        day: DayOff(day, name.replace(_ESTIMATE, "").strip(), kind) for day, name in table.items()
    }
