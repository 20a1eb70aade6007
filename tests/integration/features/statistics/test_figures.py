"""The public figures, counted by PostgreSQL from reports filed like any other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select, update

from bessai_berinta import seed
from bessai_berinta.core import clock, db
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.statistics import queries
from bessai_berinta.features.statistics.schemas import Period
from tests.factories import reports

FILED = datetime(2026, 10, 5, 2, tzinfo=UTC)
PERIOD = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
async def city(database) -> None:
    await seed.load(demo=False)


async def change(code: str, **values: object) -> None:
    async with unit_of_work() as uow:
        await uow.session.execute(update(Report).where(col(Report.code) == code).values(**values))


async def closed_after(days: float, *, late: bool = False, **changes: object) -> str:
    """File a report that was answered after half of ``days`` and solved after all of them."""
    with clock.at(FILED):
        code = (await reports.filed(**changes)).code
    end = FILED + timedelta(days=days)
    await change(
        code,
        status="done",
        first_answer_at=FILED + timedelta(days=days / 2),
        closed_at=end,
        due_at=end - timedelta(days=1) if late else end,
    )
    return code


async def test_times_are_medians_and_tails_in_days(city):
    for days in (1, 2, 3, 4, 100):
        await closed_after(days, late=days == 100)
    total = (await queries.statistics(PERIOD)).total
    assert (total.filed, total.closed, total.on_time, total.open) == (5, 5, 4, 0)
    assert total.solved_median == pytest.approx(3)
    assert total.solved_p90 == pytest.approx(61.6)
    assert total.answer_median == pytest.approx(1.5)
    assert total.on_time_share == pytest.approx(0.8)


async def test_few_reports_say_nothing_about_time(city):
    for days in (1, 2, 3, 4):
        await closed_after(days)
    total = (await queries.statistics(PERIOD)).total
    assert total.solved == 4
    assert (total.solved_median, total.answer_p90, total.on_time_share) == (None, None, None)
    assert not total.enough


async def test_every_report_counts_once_in_each_kind_of_group(city):
    await closed_after(1)
    await closed_after(1, category="jalan", lat=0.165, lon=117.474)
    found = await queries.statistics(PERIOD)
    for kind in ("agency", "category", "area", "month"):
        assert sum(one.filed for one in found.groups[kind]) == 2
    assert [one.code for one in found.groups["month"]] == ["2026-10"]
    assert found.names["category", "jalan"][1] != ""


async def test_the_month_is_that_of_bontang(city):
    with clock.at(datetime(2026, 9, 30, 17, tzinfo=UTC)):  # 1 October, one in the morning
        await reports.filed()
    found = await queries.statistics(PERIOD)
    assert [one.code for one in found.groups["month"]] == ["2026-10"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"private": True},
        {"visibility": "held"},
        {"visibility": "hidden"},
        {"status": "withdrawn"},
        {"demo": True},
    ],
    ids=["private", "held", "hidden", "withdrawn", "demo"],
)
async def test_what_is_not_public_is_in_no_figure(city, hidden, monkeypatch):
    monkeypatch.setattr(queries.settings(), "env", "production")
    code = await closed_after(1)
    await change(code, **hidden)
    found = await queries.statistics(PERIOD)
    assert found.total.filed == 0
    assert all(not groups for kind, groups in found.groups.items() if kind != "total")
    assert not found.demo


async def test_a_merged_report_counts_only_as_the_one_it_went_into(city):
    kept, gone = await closed_after(1), await closed_after(1)
    async with db.session() as session:
        target = (await session.exec(select(Report.id).where(Report.code == kept))).one()
    await change(gone, merged_into=target)
    assert (await queries.statistics(PERIOD)).total.filed == 1


async def test_a_demo_says_that_it_has_made_up_reports(city):
    await change(await closed_after(1), demo=True)
    found = await queries.statistics(PERIOD)
    assert found.demo
    assert found.total.filed == 1


async def test_an_empty_period_is_all_zeros(city):
    total = (await queries.statistics(PERIOD)).total
    assert (total.filed, total.solved_median, total.reopened_share) == (0, None, None)
