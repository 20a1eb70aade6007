"""Working-day arithmetic. Pure: the calendar is handed in.

The days off come from :mod:`bessai_berinta.adapters.holidays` (national holidays and
*cuti bersama* by the yearly joint ministerial decree) and the city's override table.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from .clock import WITA

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days count. ``overrides`` maps a day to whether it is worked, and wins."""

    holidays: frozenset[date] = frozenset()
    overrides: dict[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        return self._by_nation(day)

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
        days = _weekdays(end) - _weekdays(start)
        days -= bisect_right(self._off, end) - bisect_right(self._off, start)
        changed = (day for day in self.overrides if start < day <= end)
        return days + sum(self.overrides[day] - self._by_nation(day) for day in changed)

    def _by_nation(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    @cached_property
    def _off(self) -> tuple[date, ...]:
        """The holidays that fall on weekdays, in order."""
        return tuple(sorted(day for day in self.holidays if day.weekday() < SATURDAY))

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """Measure the time between two instants that falls on working days, day and night.

        Nothing when ``end`` does not lie after ``start``.
        """
        total, moment = timedelta(), start
        while moment < end:
            until = min(_midnight_after(moment), end)
            if self.is_workday(moment.astimezone(WITA).date()):
                total += until - moment
            moment = until
        return total

    def advance(self, start: datetime, span: timedelta) -> datetime:
        """Give the instant at which ``span`` of working time has passed since ``start``.

        Raises ValueError for a negative span.
        """
        if span < timedelta():
            raise ValueError("time does not run backwards")
        moment = start
        while span:
            until = _midnight_after(moment)
            if self.is_workday(moment.astimezone(WITA).date()):
                if until - moment >= span:
                    return moment + span
                span -= until - moment
            moment = until
        return moment


def _midnight_after(moment: datetime) -> datetime:
    day = moment.astimezone(WITA).date() + DAY
    return datetime.combine(day, time(), WITA)


def _weekdays(day: date) -> int:
    """Count the weekdays from the first Monday of the calendar up to ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)  # day 1 is a Monday
    return 5 * weeks + min(rest, 5)
