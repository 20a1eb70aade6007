"""Which time an address means."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core import clock
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.features.statistics.schemas import months_before, parse_period

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


def test_without_an_address_it_is_the_last_twelve_months():
    with clock.at(NOW):
        period = parse_period({})
    assert (period.since, period.until, period.months) == (
        date(2025, 11, 24),
        date(2026, 11, 24),
        12,
    )


def test_days_of_ones_own_go_before_a_number_of_months():
    with clock.at(NOW):
        period = parse_period({"sejak": "2026-01-01", "sampai": "2026-01-31", "bulan": "3"})
    assert (period.since, period.until, period.months) == (date(2026, 1, 1), date(2026, 1, 31), 0)


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"bulan": "7"}, "bulan"),
        ({"sejak": "kemarin"}, "sejak"),
        ({"sampai": "2026-02-30"}, "sampai"),
        ({"sejak": "2026-05-02", "sampai": "2026-05-01"}, "sejak"),
        ({"sejak": "1990-01-01"}, "sejak"),
        ({"sampai": "9999-12-31"}, "sejak"),
        ({"sampai": "0001-01-01"}, "sejak"),
    ],
)
def test_a_time_that_cannot_be_is_refused_by_name(params, field):
    with clock.at(NOW), pytest.raises(InvalidInput) as refused:
        parse_period(params)
    assert set(refused.value.fields) == {field}


@given(
    st.dictionaries(
        st.sampled_from(["sejak", "sampai", "bulan"]),
        st.text(max_size=12) | st.dates().map(date.isoformat),
    )
)
def test_no_address_breaks_it(params):
    with clock.at(NOW):
        try:
            period = parse_period(params)
        except InvalidInput:
            return
    assert period.since <= period.until


def test_the_last_day_of_a_long_month_becomes_that_of_a_short_one():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)
