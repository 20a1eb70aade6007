"""Routing rules, without a database."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.reports.routing import FALLBACK_AGENCY, Facts, first_match, fits
from bessai_berinta.features.reports.schemas import Rule

SATURDAY_NIGHT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)  # 23.00 in Bontang
FACTS = Facts("sampah", "64.74.01.1001", SATURDAY_NIGHT, {"jenis": "limbah"})


def test_the_first_rule_that_fits_wins_and_the_rest_does_not_matter():
    rules = [Rule("A", category="jalan"), Rule("B", area="64.74.01.1001"), Rule("C")]
    assert first_match(rules, FACTS) == "B"
    assert first_match(rules[:1], FACTS) == FALLBACK_AGENCY


def test_every_part_of_a_rule_must_agree():
    assert fits(Rule("A", "sampah", "64.74.01.1001", "67", 22, 6, "jenis", "limbah"), FACTS)
    assert not fits(Rule("A", days="12345"), FACTS)
    assert not fits(Rule("A", question="jenis", answer="plastik"), FACTS)
    assert not fits(Rule("A", hour_from=6, hour_to=23), FACTS)


@given(st.integers(0, 23), st.integers(0, 24), st.datetimes())
def test_a_span_of_hours_and_the_one_from_its_end_to_its_start_share_the_day(start, end, moment):
    facts = Facts("sampah", "", moment.replace(tzinfo=UTC), {})
    if start == end % 24:  # nothing, or the whole day
        return
    there = fits(Rule("A", hour_from=start, hour_to=end), facts)
    back = fits(Rule("A", hour_from=end % 24, hour_to=start or 24), facts)
    assert there != back
