"""The clock of a report: targets, pauses and reminders on a calendar of our own."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.clock import WITA, local_day
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.reports.deadline import (
    REMINDERS,
    Target,
    Unit,
    due_at,
    next_reminder,
)

HOLIDAY = date(2026, 12, 25)
DAYS = WorkCalendar(frozenset({HOLIDAY}))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
targets = st.builds(Target, st.integers(1, 60), st.sampled_from(Unit))


def local(day: int, hour: int = 10, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=WITA)


def test_days_are_counted_whole_and_holidays_do_not_count():
    # Thursday 24 December + 2: Friday is a holiday, so Monday and Tuesday.
    assert due_at(DAYS, local(24), Target(2)) == datetime(2026, 12, 29, 23, 59, 59, tzinfo=WITA)


def test_hours_run_through_the_night_but_not_through_days_off():
    start = local(24, 20)  # four hours are left of Thursday
    assert due_at(DAYS, start, Target(6, Unit.HOURS)) == local(28, 2)


def test_a_pause_moves_the_end_by_the_working_time_it_took():
    hours = due_at(DAYS, local(21, 8), Target(4, Unit.HOURS), [(local(21, 9), local(21, 19))])
    assert hours == local(21, 22)
    days = due_at(DAYS, local(21), Target(2), [(local(21, 11), local(23, 9))])
    assert local_day(days) == date(2026, 12, 28)


@given(moments, targets)
def test_a_term_ends_after_it_began_and_a_day_off_never_shortens_it(start, target):
    due = due_at(DAYS, start, target)
    assert due > start
    more_off = WorkCalendar(DAYS.holidays | {local_day(due)})
    assert due_at(more_off, start, target) >= due


@given(moments, targets, st.timedeltas(timedelta(), timedelta(days=40)))
def test_a_pause_never_brings_the_end_nearer(start, target, length):
    begun = start + timedelta(minutes=1)
    paused = due_at(DAYS, start, target, [(begun, begun + length)])
    assert paused >= due_at(DAYS, start, target)


@given(moments, targets)
def test_reminders_come_in_order_and_the_last_when_time_is_up(start, target):
    due, at, reminded, seen = due_at(DAYS, start, target), start, 0, []
    while following := next_reminder(DAYS, start, due, reminded):
        reminded, moment = following
        assert at <= moment <= due
        at = moment
        seen.append(reminded)
    assert tuple(seen) == REMINDERS
    assert at == due


@given(moments, st.timedeltas(timedelta(), timedelta(days=40)))
def test_working_time_advanced_is_working_time_measured(start, span):
    assert DAYS.worked(start, DAYS.advance(start, span)) == span
