"""The status table, checked as a whole and rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.features.reports.workflow import (
    CLOSED,
    OPEN,
    RULES,
    Action,
    By,
    Needs,
    Status,
    allowed,
    check_needs,
    next_status,
)


def test_every_status_is_open_or_closed_and_never_both():
    assert set(OPEN) | set(CLOSED) == set(Status)
    assert not set(OPEN) & set(CLOSED)


STEPS_BESIDE_THE_TABLE = {
    Action.SUBMIT,
    Action.EDIT,
    Action.ASSIGN,
    Action.MERGE,
    Action.UNMERGE,
    Action.RECLOCK,
    Action.ESCALATE,
    Action.SUPPORTED,
    Action.EXTERNAL,
    Action.MODERATE,
}


def test_every_action_that_changes_the_status_has_a_rule():
    assert set(RULES) == set(Action) - STEPS_BESIDE_THE_TABLE


def test_every_status_but_new_can_be_reached_and_every_open_one_left():
    targets = {rule.target for rule in RULES.values()} - {None}
    assert targets | {Status.NEW} == set(Status)
    for status in OPEN:
        assert allowed(status, By.HANDLER)


def test_a_closed_report_can_only_be_opened_again_and_a_withdrawn_one_not_even_that():
    for status in CLOSED:
        assert not allowed(status, By.REPORTER)
    assert allowed(Status.DONE, By.HANDLER) == [Action.REOPEN]
    assert allowed(Status.REFUSED, By.HANDLER) == [Action.REOPEN]
    assert not allowed(Status.WITHDRAWN, By.HANDLER)


@given(st.sampled_from(Status), st.sampled_from(list(RULES)))
def test_an_action_is_refused_exactly_where_the_table_does_not_list_it(status, action):
    if status in RULES[action].sources:
        assert next_status(status, action) in OPEN + CLOSED
    else:
        with pytest.raises(Conflict):
            next_status(status, action)


@pytest.mark.parametrize("before", [Status.NEW, Status.ACCEPTED, Status.IN_PROGRESS])
def test_an_answer_leads_back_to_where_the_question_was_asked(before):
    assert next_status(Status.WAITING, Action.ANSWER, resume=before) == before


def test_a_report_is_not_finished_without_a_photo_and_words():
    with pytest.raises(InvalidInput) as refused:
        check_needs(Action.FINISH, set())
    assert set(refused.value.fields) == {"message", "photo"}
    check_needs(Action.FINISH, {Needs.MESSAGE, Needs.PHOTO})


def test_a_hand_over_needs_an_agency_and_a_reason():
    with pytest.raises(InvalidInput) as refused:
        check_needs(Action.FORWARD, {Needs.AGENCY})
    assert set(refused.value.fields) == {"message"}
