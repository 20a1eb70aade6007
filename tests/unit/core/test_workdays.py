"""Working-day arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.adapters import holidays
from bessai_berinta.core.workdays import WorkCalendar

NATIONAL = WorkCalendar(holidays=holidays.days_off(range(2024, 2029)))
DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
OVERRIDES = st.dictionaries(DAYS, st.booleans(), max_size=12)
CALENDARS = OVERRIDES.map(lambda changes: WorkCalendar(NATIONAL.holidays, changes))


def test_weekdays_count_and_weekends_do_not() -> None:
    plain = WorkCalendar()
    friday = date(2026, 11, 27)
    assert plain.is_workday(friday)
    assert not plain.is_workday(friday + timedelta(days=1))
    assert not plain.is_workday(friday + timedelta(days=2))
    assert plain.add(friday, 1) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Nyepi, Lebaran and their joint leave: Wednesday 18 to Tuesday 24 March.
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
        # The day after Ascension is joint leave, then comes a weekend.
        (date(2026, 5, 13), 1, date(2026, 5, 18)),
        # Over Christmas (24 joint, 25 public, weekend) and New Year.
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        # Six working days, the city's term for a first answer, in an ordinary week.
        (date(2026, 11, 24), 6, date(2026, 12, 2)),
    ],
)
def test_terms_in_the_national_calendar(start: date, days: int, end: date) -> None:
    assert NATIONAL.add(start, days) == end
    assert NATIONAL.between(start, end) == days


def test_a_term_of_no_days_ends_where_it_began() -> None:
    sunday = date(2026, 11, 29)
    assert NATIONAL.add(sunday, 0) == sunday


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        NATIONAL.add(date(2026, 11, 24), -1)


def test_an_override_makes_a_holiday_worked() -> None:
    independence = date(2026, 8, 17)
    changed = WorkCalendar(NATIONAL.holidays, {independence: True})
    assert not NATIONAL.is_workday(independence)
    assert changed.is_workday(independence)
    assert changed.add(date(2026, 8, 14), 1) == independence


def test_an_override_makes_a_weekend_worked() -> None:
    saturday = date(2026, 11, 28)
    assert WorkCalendar(overrides={saturday: True}).add(date(2026, 11, 27), 1) == saturday


def test_an_override_takes_an_ordinary_day_off() -> None:
    city_day = date(2026, 10, 12)
    changed = WorkCalendar(NATIONAL.holidays, {city_day: False})
    assert changed.add(date(2026, 10, 9), 1) == date(2026, 10, 13)


def test_overdue_days_are_negative() -> None:
    assert NATIONAL.between(date(2026, 11, 27), date(2026, 11, 24)) == -3


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_between_gives_back_what_add_was_given(
    calendar: WorkCalendar, start: date, days: int
) -> None:
    assert calendar.between(start, calendar.add(start, days)) == days


@given(CALENDARS, DAYS, DAYS)
def test_between_counts_as_one_does_day_by_day(
    calendar: WorkCalendar, start: date, end: date
) -> None:
    start, end = sorted((start, end))
    after = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert calendar.between(start, end) == sum(map(calendar.is_workday, after))


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_a_term_ends_on_a_working_day(calendar: WorkCalendar, start: date, days: int) -> None:
    assert calendar.is_workday(calendar.add(start, days))


@given(CALENDARS, DAYS, st.integers(0, 40), st.integers(1, 40))
def test_a_longer_term_ends_later(
    calendar: WorkCalendar, start: date, days: int, more: int
) -> None:
    assert calendar.add(start, days) < calendar.add(start, days + more)


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 40))
def test_a_later_start_never_ends_earlier(
    calendar: WorkCalendar, start: date, later: int, days: int
) -> None:
    assert calendar.add(start, days) <= calendar.add(start + timedelta(days=later), days)


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counts_add_up_over_a_day_between(
    calendar: WorkCalendar, first: date, second: date, third: date
) -> None:
    a, b, c = sorted((first, second, third))
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(CALENDARS, DAYS)
def test_an_override_always_wins(calendar: WorkCalendar, day: date) -> None:
    if day in calendar.overrides:
        assert calendar.is_workday(day) == calendar.overrides[day]
    else:
        assert calendar.is_workday(day) == NATIONAL.is_workday(day)
