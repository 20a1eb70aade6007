"""What the working-day calendar shows and takes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

DayKind = Literal["public", "joint", "override"]


@dataclass(frozen=True)
class Override:
    """The city's word on one day: worked or not, whatever the nation does."""

    day: date
    worked: bool
    note: str


@dataclass(frozen=True)
class CalendarDay:
    """A day that differs from an ordinary Monday to Friday, as it holds in Bontang."""

    day: date
    worked: bool
    name: str
    kind: DayKind


@dataclass(frozen=True)
class CalendarYear:
    """A year's special days in order; ``decreed`` is false while joint leave is unknown."""

    year: int
    decreed: bool
    days: tuple[CalendarDay, ...]
