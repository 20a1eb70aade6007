"""A fair order: few reports prove little."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.statistics.ranking import lower_bound, rank
from bessai_berinta.features.statistics.schemas import MINIMUM, Figures

NOTHING = Figures("agency", "A", 0, 0, 0, 0, 0, 0, 0, 0, None, None, 0, None, None)


def group(code: str, on_time: int, closed: int) -> Figures:
    return replace(NOTHING, code=code, filed=closed, closed=closed, on_time=on_time)


def test_one_quick_repair_is_not_ranked():
    ranked = rank([group("ONE", 1, 1), group("MANY", 70, 100)])
    assert [(r.figures.code, r.place) for r in ranked] == [("MANY", 1), ("ONE", None)]


def test_five_of_five_count_less_than_hundred_of_hundred():
    ranked = rank([group("FEW", 5, 5), group("MANY", 100, 100)])
    assert [r.figures.code for r in ranked] == ["MANY", "FEW"]


def test_equals_share_a_place():
    places = {r.figures.code: r.place for r in rank([group(c, 8, 10) for c in "AB"])}
    assert places == {"A": 1, "B": 1}


def test_many_filed_but_few_closed_have_no_place():
    busy = replace(group("BUSY", 1, MINIMUM - 1), filed=500)
    assert rank([busy])[0].place is None


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_the_bound_lies_between_nothing_and_the_share(hits, of):
    hits = min(hits, of)
    assert 0 <= lower_bound(hits, of) <= hits / of + 1e-9


@given(st.integers(1, 500))
def test_the_same_share_of_more_reports_is_worth_more(times):
    assert lower_bound(8 * times, 10 * times) < lower_bound(8 * (times + 1), 10 * (times + 1))


def test_nothing_proves_nothing():
    assert lower_bound(0, 0) == pytest.approx(0)
