"""When residents open a closed report again: the table, and what holds for every claim."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.features.participation.workflow import (
    ENOUGH,
    MILESTONES,
    MOST_REOPENINGS,
    NEAR_M,
    RULES,
    WINDOW,
    Claim,
    Standing,
    milestone,
    reopens,
)

CLOSED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PLAIN = Claim(Standing.REPORTER, CLOSED, CLOSED + timedelta(days=1), reason="Masih bau")
NEAR = replace(PLAIN, standing=Standing.NEARBY, photo=True, distance_m=40.0)


@pytest.mark.parametrize("standing", [Standing.REPORTER, Standing.FOLLOWER])
def test_reporter_and_follower_open_it_alone(standing):
    assert reopens(replace(PLAIN, standing=standing))


def test_of_others_it_takes_two():
    assert not reopens(NEAR)
    assert reopens(replace(NEAR, earlier=1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"photo": False}, "foto"), ({"distance_m": None}, "posisi"), ({"distance_m": 251}, "posisi")],
)
def test_others_need_a_photo_and_a_position_nearby(changes, field):
    with pytest.raises(InvalidInput) as refused:
        reopens(replace(NEAR, **changes))
    assert set(refused.value.fields) == {field}


def test_everybody_says_why():
    with pytest.raises(InvalidInput) as refused:
        reopens(replace(PLAIN, reason=""))
    assert set(refused.value.fields) == {"alasan"}


def test_the_window_ends_after_fourteen_days():
    assert reopens(replace(PLAIN, at=CLOSED + WINDOW))
    with pytest.raises(Conflict):
        reopens(replace(PLAIN, at=CLOSED + WINDOW + timedelta(seconds=1)))


def test_residents_open_a_report_twice_and_no_more():
    assert reopens(replace(PLAIN, reopenings=MOST_REOPENINGS - 1))
    with pytest.raises(Conflict):
        reopens(replace(PLAIN, reopenings=MOST_REOPENINGS))


claims = st.builds(
    Claim,
    standing=st.sampled_from(Standing),
    closed_at=st.just(CLOSED),
    at=st.integers(0, 40 * 86_400).map(lambda s: CLOSED + timedelta(seconds=s)),
    reason=st.sampled_from(["", "Masih bau"]),
    photo=st.booleans(),
    distance_m=st.none() | st.floats(0, 1e6),
    earlier=st.integers(0, 3),
    reopenings=st.integers(0, 4),
)


@given(claims)
def test_nothing_opens_without_reason_time_and_enough_weight(claim):
    try:
        opened = reopens(claim)
    except (Conflict, InvalidInput):
        return
    rule = RULES[claim.standing]
    assert claim.reason
    assert claim.at - CLOSED <= WINDOW
    assert claim.reopenings < MOST_REOPENINGS
    assert claim.photo or not rule.photo
    assert not rule.position or (claim.distance_m is not None and claim.distance_m <= NEAR_M)
    assert opened == (claim.earlier + rule.weight >= ENOUGH)


@given(claims)
def test_more_claims_of_others_never_keep_a_report_closed(claim):
    try:
        before = reopens(claim)
    except (Conflict, InvalidInput):
        return
    assert reopens(replace(claim, earlier=claim.earlier + 1)) >= before


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_milestone_is_one_that_was_passed_upwards(before, after):
    found = milestone(before, after)
    passed = [m for m in MILESTONES if before < m <= after]
    assert found == (max(passed) if passed else None)
