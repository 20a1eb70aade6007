"""The working-day calendar with the city's own days in the database."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from bessai_berinta.core import audit, clock, db
from bessai_berinta.core.errors import Denied, InvalidInput, NotFound, SignInNeeded
from bessai_berinta.core.permissions import ANONYMOUS, Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.workcalendar import service
from tests.factories import actors

pytestmark = pytest.mark.usefixtures("database")

CITY_DAY = date(2026, 10, 12)  # a Monday
SATURDAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def held_clock() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 24, 9, tzinfo=clock.WITA)):
        yield


async def calendar(around: date | None = None) -> WorkCalendar:
    async with db.session() as session:
        return await service.calendar(session, around)


async def set_day(actor: Actor, day: date, worked: bool, note: str = "Perwali 1/2026") -> None:
    async with unit_of_work(actor) as uow:
        await service.set_override(uow, day, worked, note)


async def test_the_calendar_knows_national_days_and_joint_leave() -> None:
    found = await calendar()
    assert not found.is_workday(date(2026, 12, 25))
    assert not found.is_workday(date(2026, 12, 24))
    assert found.is_workday(date(2026, 12, 23))


async def test_the_calendar_reaches_over_years_for_old_reports_and_long_terms() -> None:
    found = await calendar(date(2026, 12, 31))
    assert not found.is_workday(date(2021, 8, 17))
    assert not found.is_workday(date(2028, 8, 17))


async def test_a_change_holds_at_once_and_both_ways() -> None:
    admin = await actors.admin()
    assert (await calendar()).is_workday(CITY_DAY)
    await set_day(admin, CITY_DAY, worked=False)
    await set_day(admin, SATURDAY, worked=True)
    found = await calendar()
    assert not found.is_workday(CITY_DAY)
    assert found.is_workday(SATURDAY)


async def test_a_day_taken_back_is_ordinary_again() -> None:
    admin = await actors.admin()
    await set_day(admin, CITY_DAY, worked=False)
    async with unit_of_work(admin) as uow:
        await service.remove_override(uow, CITY_DAY)
    assert (await calendar()).is_workday(CITY_DAY)


async def test_a_day_set_twice_keeps_the_last_word() -> None:
    admin = await actors.admin()
    await set_day(admin, CITY_DAY, worked=False, note="libur kota")
    await set_day(admin, CITY_DAY, worked=True, note="batal libur")
    async with db.session() as session:
        found = await service.overrides(session, 2026)
    assert [(row.day, row.worked, row.note) for row in found] == [(CITY_DAY, True, "batal libur")]


async def test_the_year_lists_national_days_and_overrides_in_order() -> None:
    admin = await actors.admin()
    await set_day(admin, CITY_DAY, worked=False, note="HUT Kota Bontang")
    await set_day(admin, date(2026, 12, 24), worked=True, note="cuti bersama digeser")
    async with db.session() as session:
        year = await service.year(session, 2026)
    days = {day.day: day for day in year.days}
    assert year.decreed
    assert list(days) == sorted(days)
    assert (days[CITY_DAY].kind, days[CITY_DAY].name) == ("override", "HUT Kota Bontang")
    assert days[date(2026, 12, 24)].worked
    assert (days[date(2026, 8, 17)].kind, days[date(2026, 8, 17)].worked) == ("public", False)


async def test_a_year_without_a_decree_is_marked() -> None:
    async with db.session() as session:
        assert not (await service.year(session, 2035)).decreed


async def test_changes_are_audited_with_before_and_after() -> None:
    admin = await actors.admin()
    await set_day(admin, CITY_DAY, worked=False, note="libur kota")
    await set_day(admin, CITY_DAY, worked=True, note="batal libur")
    async with unit_of_work(admin) as uow:
        await service.remove_override(uow, CITY_DAY)
    async with db.session() as session:
        entries = await audit.latest(session, subject="calendar:2026-10-12")
    off, on = {"worked": False, "note": "libur kota"}, {"worked": True, "note": "batal libur"}
    assert [(entry.action, entry.before, entry.after) for entry in entries] == [
        ("calendar.remove", on, None),
        ("calendar.set", off, on),
        ("calendar.set", None, off),
    ]
    assert {entry.actor_id for entry in entries} == {admin.user_id}


async def test_only_those_with_the_permission_may_change_it() -> None:
    officer = await actors.officer("DLH")
    for actor, error in ((officer, Denied), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(error):
            await set_day(actor, CITY_DAY, worked=False)
        async with unit_of_work(actor) as uow:
            with pytest.raises(error):
                await service.remove_override(uow, CITY_DAY)
    assert (await calendar()).is_workday(CITY_DAY)


@pytest.mark.parametrize(
    ("day", "note", "field"),
    [
        (CITY_DAY, "  ", "note"),
        (CITY_DAY, "x" * 201, "note"),
        (date(2036, 1, 1), "jauh", "day"),
        (date(2016, 1, 1), "lama", "day"),
    ],
)
async def test_a_change_needs_a_reason_and_a_day_nearby(day: date, note: str, field: str) -> None:
    admin = await actors.admin()
    with pytest.raises(InvalidInput) as refusal:
        await set_day(admin, day, worked=False, note=note)
    assert set(refusal.value.fields) == {field}


async def test_taking_back_what_is_not_there_is_not_found() -> None:
    async with unit_of_work(await actors.admin()) as uow:
        with pytest.raises(NotFound):
            await service.remove_override(uow, CITY_DAY + timedelta(days=1))
