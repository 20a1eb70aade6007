"""Loading the seed into a real database."""

import time

import pytest
from sqlmodel import SQLModel, col, func, select, update

from bessai_berinta import seed
from bessai_berinta.adapters import storage
from bessai_berinta.core import clock, db
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries, questions, routing
from bessai_berinta.features.reports.models import (
    Category,
    Question,
    Report,
    ReportEvent,
    ReportPhoto,
    RoutingRule,
)
from bessai_berinta.features.reports.schemas import ReportQuery
from bessai_berinta.features.reports.workflow import Status
from bessai_berinta.features.wilayah.models import Agency, Area

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> storage.Storage:
    """Keep files in memory for the length of a test."""
    opened = storage.open_storage("memory:///")
    monkeypatch.setattr(storage, "storage", lambda: opened)
    return opened


async def count(table: type[SQLModel]) -> int:
    async with db.session() as session:
        return (await session.exec(select(func.count()).select_from(table))).one()


async def all_of(table: type[SQLModel]) -> list[SQLModel]:
    async with db.session() as session:
        return list((await session.exec(select(table))).all())


async def test_the_seed_without_demo_has_no_reports() -> None:
    await seed.load(demo=False)
    sizes = [await count(table) for table in (Area, Agency, Category, RoutingRule, Report)]
    assert sizes == [35, 28, 16, 17, 0]


async def test_demo_reports_read_like_real_ones(store: storage.Storage) -> None:
    await seed.load(demo=True)
    found = await all_of(Report)
    assert len(found) == 60
    assert all(report.demo for report in found)
    assert {report.status for report in found} == set(Status)
    _check_journeys(await all_of(ReportEvent))
    await _check_photos(store)
    async with db.session() as session:
        lines, more = await queries.recent(session, ReportQuery(limit=100))
    assert not more
    assert len(lines) == 59  # one is private
    assert {line.late for line in lines} == {True, False}


def _check_journeys(events: list[ReportEvent]) -> None:
    """Each begins with the report, goes forward in time and ends before now."""
    journeys: dict[object, list[ReportEvent]] = {}
    for event in sorted(events, key=lambda event: event.id):
        journeys.setdefault(event.report_id, []).append(event)
    for journey in journeys.values():
        times = [event.at for event in journey]
        assert times == sorted(set(times))
        assert times[-1] <= clock.now()
        assert journey[0].action == "submit"


async def _check_photos(store: storage.Storage) -> None:
    photos = await all_of(ReportPhoto)
    assert {photo.kind for photo in photos} == {"before", "after"}
    for photo in photos:
        for size in ("thumb", "800", "1600"):
            assert await store.exists(f"{photo.key}/{size}.webp")


async def test_a_second_load_changes_nothing_and_takes_less_than_two_seconds(
    store: storage.Storage,
) -> None:
    tables = (Area, Agency, Category, RoutingRule, Report, ReportEvent, ReportPhoto)
    await seed.load(demo=True)
    before = [await count(table) for table in tables]
    started = time.monotonic()
    await seed.load(demo=True)
    assert time.monotonic() - started < 2
    assert [await count(table) for table in tables] == before


async def test_what_an_admin_changed_stays_changed() -> None:
    await seed.load(demo=False)
    async with unit_of_work(SYSTEM) as uow:
        await uow.session.exec(
            update(Agency).where(col(Agency.code) == "DLH").values(name="Nama Baru", active=False)
        )
        await uow.session.exec(
            update(RoutingRule).where(col(RoutingRule.category) == "lampu").values(agency="DPUPRK")
        )
        special = select(RoutingRule.id).where(col(RoutingRule.area) != "")
        await routing.remove_rule(uow, (await uow.session.exec(special)).one())
    await seed.load(demo=False)
    async with db.session() as session:
        agency = await session.get(Agency, "DLH")
        rules = (await session.exec(select(RoutingRule))).all()
    assert agency is not None
    assert (agency.name, agency.active) == ("Nama Baru", False)
    assert {rule.agency for rule in rules if rule.category == "lampu"} == {"DPUPRK"}
    assert not [rule for rule in rules if rule.area]


async def test_a_new_category_of_a_later_version_brings_its_route() -> None:
    await seed.load(demo=False)
    async with unit_of_work(SYSTEM) as uow:
        for table in (RoutingRule, Question, Category):
            for row in (await uow.session.exec(select(table))).all():
                if getattr(row, "category", getattr(row, "code", "")) == "hewan":
                    await uow.session.delete(row)
            await uow.session.flush()
    await seed.load(demo=False)
    async with db.session() as session:
        rules = await routing.routes(session, SYSTEM)
        asked = await questions.of(session, "hewan")
    assert [question.code for question in asked] == ["mengancam"]
    found = [view.rule.agency for view in rules if view.rule.category == "hewan"]
    assert found == ["Disdamkartan"]
