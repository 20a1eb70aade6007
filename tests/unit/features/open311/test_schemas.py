"""Reading the parameters of a list."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core import clock
from bessai_berinta.features.open311.schemas import Open311Error, read_query
from bessai_berinta.features.reports.workflow import CLOSED, OPEN

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_without_dates_a_list_reaches_90_days_back():
    with clock.at(NOW):
        query = read_query({})
    assert (query.since, query.until) == (NOW - timedelta(days=90), NOW)
    assert query.limit == 1000


def test_a_start_alone_reaches_90_days_ahead():
    query = read_query({"start_date": "2026-01-01T00:00:00Z"})
    assert query.until - query.since == timedelta(days=90)


def test_a_plus_sign_eaten_by_the_address_is_put_back():
    query = read_query({"start_date": "2026-01-01T00:00:00 08:00"})
    assert query.since.utcoffset() == timedelta(hours=8)


def test_identifiers_override_everything_else():
    query = read_query({"service_request_id": "A, B,,", "status": "open", "start_date": "x"})
    assert query.codes == ("A", "B")
    assert query.since is None


def test_statuses_are_a_comma_list():
    assert read_query({"status": "open"}).statuses == OPEN
    assert set(read_query({"status": "open,closed"}).statuses) == {*OPEN, *CLOSED}


def test_null_counts_as_absent():
    assert read_query({"status": "null", "service_code": ""}).statuses == ()


@pytest.mark.parametrize(
    "bad",
    [
        {"status": "sleeping"},
        {"start_date": "yesterday"},
        {"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"},
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"page": "0"},
        {"page": "-1"},
        {"page_size": "many"},
    ],
)
def test_what_cannot_be_read_is_said(bad):
    with pytest.raises(Open311Error):
        read_query(bad)


NAMES = st.sampled_from(
    [
        "service_request_id",
        "service_code",
        "status",
        "start_date",
        "end_date",
        "updated_after",
        "bbox",
        "page",
        "page_size",
    ]
)


@given(st.dictionaries(NAMES, st.text(max_size=40)))
def test_any_query_is_read_or_refused_in_words(query):
    try:
        found = read_query(query)
    except Open311Error as error:
        found = None
        words = error.description
    assert found or words
