"""The bench's own arithmetic: what it reads, what it prints, when it fails."""

import pytest

from benchmarks import lighthouse
from benchmarks.__main__ import BLANK, table
from benchmarks.budgets import METRICS, missed

GOOD = {
    "performance": 99.0,
    "accessibility": 100.0,
    "best-practices": 100.0,
    "seo": 100.0,
    "first-contentful-paint": 900.0,
    "largest-contentful-paint": 1200.0,
    "total-blocking-time": 10.0,
    "cumulative-layout-shift": 0.0,
    "script": 150_000.0,
    "style": 7_000.0,
    "total": 180_000.0,
}


def report(**changes: object) -> dict[str, object]:
    requests = [
        {"resourceType": "Document", "transferSize": 5000},
        {"resourceType": "Script", "transferSize": 700},
        {"resourceType": "Script", "transferSize": 300},
        {"resourceType": "Stylesheet", "transferSize": 40},
        {"transferSize": 2},
    ]
    audits: dict[str, object] = {name: {"numericValue": 1500.5} for name in lighthouse.AUDITS}
    audits["network-requests"] = {"details": {"items": requests}}
    categories = {name: {"score": 0.97} for name in lighthouse.CATEGORIES}
    environment = {"benchmarkIndex": 2000}
    return {
        "audits": audits,
        "categories": categories,
        "environment": environment,
        **changes,
    }


def test_a_report_is_read_into_scores_times_and_bytes() -> None:
    numbers = lighthouse.read(report(), inlined=60)
    assert set(numbers) == {metric.name for metric in METRICS} | {lighthouse.SPEED}
    assert numbers["performance"] == pytest.approx(97)
    assert numbers["largest-contentful-paint"] == 1500.5
    assert (numbers["script"], numbers["style"], numbers["total"]) == (1000, 100, 6042)


def test_a_page_that_was_not_loaded_is_no_measurement() -> None:
    with pytest.raises(lighthouse.NotMeasured, match="refused"):
        lighthouse.read(report(runtimeError={"message": "refused"}))


def test_the_median_leaves_a_slow_run_out() -> None:
    runs = [GOOD | {"total-blocking-time": time} for time in (10.0, 9000.0, 30.0)]
    assert lighthouse.median(runs)["total-blocking-time"] == 30.0


def test_a_page_within_every_budget_misses_none() -> None:
    assert missed("/", GOOD) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("performance", 97.0),
        ("accessibility", 99.0),
        ("best-practices", 96.0),
        ("seo", 92.0),
        ("largest-contentful-paint", 1501.0),
        ("script", 200_001.0),
        ("style", 15_001.0),
    ],
)
def test_each_budget_can_be_missed(name: str, value: float) -> None:
    assert len(missed("/", GOOD | {name: value})) == 1


def test_the_table_has_a_column_for_each_page_and_a_row_for_each_number() -> None:
    lines = table({"/": GOOD, BLANK: GOOD})
    assert lines[0] == f"|  | `/` | {BLANK} | Budget |"
    assert len(lines) == len(METRICS) + 2
    assert {line.count("|") for line in lines} == {5}
