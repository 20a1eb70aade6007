"""National days off, compared with the joint ministerial decrees."""

from datetime import date

import pytest

from bessai_berinta.adapters import holidays

# SKB 3 Menteri: days that a weekend does not take anyway, as the decrees list them.
DECREED = {
    2026: {
        "public": "01-01 01-16 02-17 03-19 04-03 05-01 05-14 05-27 06-01 06-16 08-17 08-25 12-25",
        "joint": "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    },
    2027: {
        "public": "01-01 01-05 03-08 03-10 03-11 03-26 05-06 05-17 05-20 06-01 08-17",
        "joint": "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24",
    },
}


@pytest.mark.parametrize("year", DECREED)
@pytest.mark.parametrize("kind", ["public", "joint"])
def test_weekdays_off_are_those_of_the_decree(year: int, kind: str) -> None:
    found = {
        f"{off.day:%m-%d}"
        for off in holidays.named(year)
        if off.kind == kind and off.day.weekday() < 5
    }
    assert found == set(DECREED[year][kind].split())


def test_lebaran_and_its_joint_leave_are_off() -> None:
    off = holidays.days_off([2026])
    assert {date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)} <= off
    assert date(2026, 3, 25) not in off


def test_several_years_are_put_together() -> None:
    off = holidays.days_off(range(2025, 2028))
    assert {date(year, 8, 17) for year in (2025, 2026, 2027)} <= off
    assert len(off) == sum(len(holidays.named(year)) for year in (2025, 2026, 2027))


def test_names_are_indonesian_and_carry_no_mark_of_an_estimate() -> None:
    names = {off.day: off.name for off in holidays.named(2027)}
    assert names[date(2027, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert names[date(2027, 3, 10)] == "Hari Raya Idul Fitri"


def test_a_year_without_a_decree_says_so() -> None:
    assert holidays.decreed(2026)
    assert holidays.decreed(2027)
    assert not holidays.decreed(2035)
    assert date(2035, 8, 17) in holidays.days_off([2035])
