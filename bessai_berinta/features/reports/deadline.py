"""The clock of a report: when its solution is due, and when to remind. Pure.

A target counts in working days or in hours. Days are counted whole: the day of filing does not
count and the last one lasts until midnight. Hours run day and night, but only on working days.
While the reporter is asked, the clock stands still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bessai_berinta.core.clock import WITA, local_day
from bessai_berinta.core.workdays import WorkCalendar

FIRST_ANSWER_DAYS = 6  # the city's own rule: an agency answers within six working days
REMINDERS = (50, 75, 90, 100)  # percent of the time; at 100 the head of the agency is told
DAY_END = time(23, 59, 59)


class Unit(StrEnum):
    """What a target is counted in. Values are stored."""

    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True)
class Target:
    """How long a solution may take: ``amount`` working days, or hours on working days."""

    amount: int
    unit: Unit = Unit.DAYS


Pause = tuple[datetime, datetime]


def due_at(
    calendar: WorkCalendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()
) -> datetime:
    """Give the instant at which a clock that began at ``start`` runs out.

    ``pauses`` are past and in order; each moves the end by the working time it took (whole
    working days where the target counts days).
    """
    if target.unit == Unit.HOURS:
        paused = sum((calendar.worked(*pause) for pause in pauses), timedelta())
        return calendar.advance(start, timedelta(hours=target.amount) + paused)
    days = target.amount + sum(
        max(0, calendar.between(local_day(begun), local_day(ended))) for begun, ended in pauses
    )
    return end_of(calendar, start, days)


def end_of(calendar: WorkCalendar, start: datetime, days: int) -> datetime:
    """Give the last second of the term of ``days`` working days that began at ``start``."""
    return datetime.combine(calendar.add(local_day(start), days), DAY_END, WITA)


def next_reminder(
    calendar: WorkCalendar, start: datetime, due: datetime, reminded: int
) -> tuple[int, datetime] | None:
    """Give the next share of :data:`REMINDERS` after ``reminded`` percent, and when it is due.

    None when all were given. Shares are of the working time from ``start`` to ``due``, so a
    weekend does not bring three reminders on Monday morning.
    """
    later = [share for share in REMINDERS if share > reminded]
    if not later:
        return None
    share = later[0]
    span = calendar.worked(start, due)
    return share, due if share == 100 else calendar.advance(start, span * share / 100)
