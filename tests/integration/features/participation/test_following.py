"""Following and supporting: one for each person, counted in step, told to the right ones."""

import asyncio

import pytest
from sqlalchemy import text

from bessai_berinta.core import db
from bessai_berinta.core.errors import BadRequest, Conflict, InvalidInput
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.participation import queries, service
from bessai_berinta.features.reports import service as reports_service
from bessai_berinta.features.reports.workflow import Action
from tests.factories import actors, reports
from tests.factories.jobs import worked_off

from .people import close, follow, news, shown, support


async def test_a_visitor_supports_once_and_takes_it_back():
    code = (await reports.filed()).code
    somebody = actors.visitor("one")
    assert (await support(somebody, code)).supports == 1
    again = await support(somebody, code)
    assert (again.supports, again.supported, again.followed) == (1, True, True)
    assert (await support(actors.visitor("two"), code)).supports == 2
    assert (await support(somebody, code, on=False)).supports == 1


async def test_many_at_once_are_all_counted_and_each_once():
    code = (await reports.filed()).code
    people = [actors.visitor(f"phone {n}") for n in range(12)] * 2
    await asyncio.gather(*(support(person, code) for person in people))
    assert (await shown(code)).line.supports == 12


async def test_a_milestone_is_written_on_the_journey_once():
    code = (await reports.filed()).code
    for n in range(6):
        await support(actors.visitor(str(n)), code)
    await support(actors.visitor("0"), code, on=False)
    await support(actors.visitor("1"), code, on=False)
    await support(actors.visitor("0"), code)
    await support(actors.visitor("1"), code)
    steps = [event for event in (await shown(code)).events if event.action == Action.SUPPORTED]
    assert [step.message for step in steps] == ["5 warga lain mengalaminya."]
    assert steps[0].by == "system"


async def test_nobody_supports_an_own_or_a_closed_report():
    reporter = await actors.citizen()
    code = (await reports.filed(reporter)).code
    with pytest.raises(Conflict):
        await support(reporter, code)
    await close(code)
    with pytest.raises(Conflict):
        await support(actors.visitor("late"), code)


async def test_somebody_without_cookie_is_told_to_open_the_page():
    code = (await reports.filed()).code
    with pytest.raises(BadRequest):
        await follow(Actor(ip="192.0.2.9"), code)


async def test_reporter_and_followers_are_told_of_each_step_once_and_the_officer_is_not():
    reporter, follower = await actors.citizen(), await actors.citizen()
    code = (await reports.filed(reporter)).code
    await follow(follower, code)
    officer = await actors.officer("DLH")
    await follow(officer, code)
    async with unit_of_work(officer) as uow:
        await reports_service.act(uow, code, Action.ACCEPT)
    await worked_off()
    await worked_off()
    said = ["Diterima Dinas Lingkungan Hidup"]
    assert await news(reporter) == said
    assert await news(follower) == said
    assert await news(officer) == []


async def test_a_job_that_runs_twice_tells_once():
    from bessai_berinta.features.participation import tasks

    reporter = await actors.citizen()
    code = (await reports.filed(reporter)).code
    officer = await actors.officer("DLH")
    async with unit_of_work(officer) as uow:
        await reports_service.act(uow, code, Action.ACCEPT)
    await worked_off()
    async with db.session() as session:
        last = await session.scalar(text("SELECT max(id) FROM report_events"))
    await tasks.tell_followers(last)
    assert len(await news(reporter)) == 1


async def test_who_follows_an_area_or_a_kind_hears_of_a_new_report_once():
    follower = await actors.citizen()
    async with unit_of_work(follower) as uow:
        await service.follow_place(uow, "category", "sampah")
        await service.follow_place(uow, "area", await _area())
    await reports.filed()
    await reports.filed(private=True)
    await reports.filed(category="jalan", area="", lat=0.1335, lon=117.5085)
    await worked_off()
    assert len(await news(follower)) == 2
    assert all(title.startswith("Laporan baru: ") for title in await news(follower))


async def test_a_report_that_was_held_is_told_to_the_area_once_it_is_released():
    follower, moderator = await actors.citizen(), await actors.operator()
    async with unit_of_work(follower) as uow:
        await service.follow_place(uow, "category", "sampah")
    code = (await reports.filed()).code
    async with unit_of_work(moderator) as uow:
        await reports_service.set_visibility(uow, code, "held", "Diperiksa")
    await worked_off()
    assert await news(follower) == []
    for _ in range(2):
        async with unit_of_work(moderator) as uow:
            await reports_service.set_visibility(uow, code, "public", "Baik")
        await worked_off()
    assert len(await news(follower)) == 1


async def _area() -> str:
    async with db.session() as session:
        return await session.scalar(text("SELECT code FROM areas WHERE name = 'Bontang Kuala'"))


async def test_only_places_we_have_can_be_followed_and_not_without_end():
    person = actors.visitor("collector")
    for kind, target in (("area", "99.99"), ("category", "ufo"), ("report", "LAP"), ("", "")):
        with pytest.raises(InvalidInput):
            async with unit_of_work(person) as uow:
                await service.follow_place(uow, kind, target)


async def test_what_a_browser_did_goes_with_it_to_the_account():
    browser = actors.visitor("before sign-in")
    account = await actors.citizen()
    one, two = (await reports.filed()).code, (await reports.filed()).code
    await support(browser, one)
    await support(account, one)
    await support(browser, two)
    async with unit_of_work(account) as uow:
        await reports_service.claim(uow, browser.visitor)
    await worked_off()
    assert (await shown(one)).line.supports == 1
    assert (await shown(two)).line.supports == 1
    async with db.session() as session:
        followed = await queries.followed(session, account)
        assert await queries.followed(session, browser) == ()
    assert {line.code for line in followed} == {one, two}
