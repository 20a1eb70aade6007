"""Working-day arithmetic. Pure: the calendar is handed in.

The days off come from :mod:`bessai_berinta.adapters.holidays` (national holidays and
*cuti bersama* by the yearly joint ministerial decree) and the city's override table.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """Which days count. ``overrides`` maps a day to whether it is worked, and wins."""

    holidays: frozenset[date] = frozenset()
    overrides: dict[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, start: date, days: int) -> date:
        """Give the last day of a term of ``days`` working days that began on ``start``.

        The first day counted is the one after ``start``; ``days`` of 0 gives ``start``.
        Raises ValueError for a negative term.
        """
        if days < 0:
            raise ValueError("a term has no negative length")
        day = start
        while days:
            day += timedelta(days=1)
            days -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        Negative when ``end`` lies before ``start``: the working days overdue.
        """
        if end < start:
            return -self.between(end, start)
        span = (end - start).days
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, span + 1))
