"""The life of a report against the real database."""

import asyncio
import uuid
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bessai_berinta import seed
from bessai_berinta.core import audit, clock, db
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound, SignInNeeded
from bessai_berinta.core.permissions import ANONYMOUS, Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries, routing, service
from bessai_berinta.features.reports.schemas import QueueFilter, ReportView, Rule
from bessai_berinta.features.reports.workflow import Action, Status
from tests.factories import actors, reports

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)


async def act(actor: Actor, code: str, action: Action, **given: object) -> None:
    async with unit_of_work(actor) as uow:
        await service.act(uow, code, action, **given)


async def shown(code: str, actor: Actor = ANONYMOUS, secret: str = "") -> ReportView:
    async with db.session() as session:
        return await queries.view(session, actor, code, secret)


async def test_a_filed_report_is_routed_dated_and_has_one_step():
    with clock.at(TUESDAY):
        filed = await reports.filed(photos=2)
        report = await shown(filed.code)
    assert report.line.status == Status.NEW
    assert report.line.agency_code == "DLH"
    assert report.line.area == "Bontang Kuala"
    assert report.line.due_on > date(2026, 11, 24)
    assert report.line.days_left == report.line.category.target_amount
    assert report.answer_by == date(2026, 12, 2)
    assert [event.action for event in report.events] == [Action.SUBMIT]
    assert len(report.photos) == 2


async def test_the_same_key_and_body_file_one_report_even_at_once():
    key, new = uuid.uuid4(), reports.new_report()

    async def send() -> str:
        async with unit_of_work() as uow:
            return (await service.submit(uow, new, [], key, "same")).code

    codes = await asyncio.gather(*(send() for _ in range(8)))
    assert len(set(codes)) == 1
    async with db.session() as session:
        lines, _ = await queries.recent(session)
    assert [line.code for line in lines] == codes[:1]


async def test_a_key_with_another_body_is_a_conflict_that_names_the_first_report():
    key = uuid.uuid4()
    async with unit_of_work() as uow:
        first = await service.submit(uow, reports.new_report(), [], key, "one")
    with pytest.raises(Conflict) as refused:
        async with unit_of_work() as uow:
            await service.submit(uow, reports.new_report(), [], key, "two")
    assert refused.value.extra["kode"] == first.code


async def test_a_point_outside_the_city_is_refused_by_field():
    with pytest.raises(InvalidInput) as refused:
        await reports.filed(lat=-6.2, lon=106.8)
    assert set(refused.value.fields) & {"lat", "lon"}


async def test_an_unknown_category_or_kelurahan_is_refused_by_field():
    with pytest.raises(InvalidInput) as refused:
        await reports.filed(category="ufo")
    assert set(refused.value.fields) == {"kategori"}
    with pytest.raises(InvalidInput) as refused:
        await reports.filed(lat=None, lon=None, area="99.99.99.9999")
    assert set(refused.value.fields) == {"kelurahan"}


async def test_a_report_goes_through_its_life_and_keeps_every_step():
    reporter, officer = await actors.citizen(), await actors.officer("DLH")
    code = (await reports.filed(reporter)).code
    await act(officer, code, Action.ACCEPT)
    await act(officer, code, Action.ASK, message="Di sisi jalan yang mana?")
    assert (await shown(code, reporter)).actions == (Action.ANSWER,)
    await act(reporter, code, Action.ANSWER, message="Sisi laut")
    assert (await shown(code)).line.status == Status.ACCEPTED
    await act(officer, code, Action.START)
    await act(officer, code, Action.FINISH, message="Sudah bersih", photos=[reports.photo()])
    done = await shown(code)
    assert done.line.status == Status.DONE
    assert [photo.kind for photo in done.photos] == ["after"]
    assert [event.action for event in reversed(done.events)] == [
        Action.SUBMIT,
        Action.ACCEPT,
        Action.ASK,
        Action.ANSWER,
        Action.START,
        Action.FINISH,
    ]


async def test_the_clock_stands_still_while_the_reporter_is_asked():
    reporter, officer = await actors.citizen(), await actors.officer("DLH")
    with clock.at(TUESDAY):
        code = (await reports.filed(reporter)).code
        due = (await shown(code)).line.due_on
        await act(officer, code, Action.ASK, message="Di mana tepatnya?")
    with clock.at(datetime(2026, 11, 27, 2, 0, tzinfo=UTC)):
        await act(reporter, code, Action.ANSWER, message="Depan sekolah")
        moved = (await shown(code)).line
    assert (moved.due_on, moved.status) > (due, "")
    async with db.session() as session:
        from bessai_berinta.features.workcalendar import service as workcalendar

        days = await workcalendar.calendar(session, due)
    assert days.between(due, moved.due_on) == 3


async def test_only_the_agency_that_holds_a_report_and_operators_may_work_on_it():
    code = (await reports.filed()).code
    stranger, operator = await actors.officer("Dishub"), await actors.operator()
    with pytest.raises(Denied):
        await act(stranger, code, Action.ACCEPT)
    with pytest.raises(Denied):
        await act(await actors.citizen(), code, Action.ACCEPT)
    with pytest.raises(SignInNeeded):
        await act(ANONYMOUS, code, Action.ACCEPT)
    await act(operator, code, Action.ACCEPT)
    assert (await shown(code)).line.status == Status.ACCEPTED


async def test_a_hand_over_moves_the_right_to_work_on_it():
    code = (await reports.filed()).code
    first, second = await actors.officer("DLH"), await actors.officer("Dishub")
    await act(first, code, Action.FORWARD, agency="Dishub", message="Ini urusan rambu")
    with pytest.raises(Denied):
        await act(first, code, Action.ACCEPT)
    await act(second, code, Action.ACCEPT)
    assert (await shown(code)).line.agency_code == "Dishub"


async def test_of_two_officers_at_once_the_second_is_told():
    code = (await reports.filed()).code
    officer = await actors.officer("DLH")
    version = (await shown(code)).version
    await act(officer, code, Action.ACCEPT, version=version)
    with pytest.raises(Conflict):
        await act(officer, code, Action.REFUSE, message="Bukan di sini", version=version)
    assert (await shown(code)).line.status == Status.ACCEPTED


async def test_a_private_report_exists_only_for_its_reporter_and_its_desk():
    browser = actors.visitor()
    filed = await reports.filed(browser, private=True)
    secret = filed.path.partition("kunci=")[2]
    for nobody in (ANONYMOUS, actors.visitor("another"), await actors.officer("Dishub")):
        with pytest.raises(NotFound):
            await shown(filed.code, nobody)
    with pytest.raises(NotFound):
        await shown(filed.code, ANONYMOUS, "a guess")
    assert (await shown(filed.code, browser)).mine
    assert (await shown(filed.code, ANONYMOUS, secret)).mine
    assert (await shown(filed.code, await actors.officer("DLH"))).line.private
    async with db.session() as session:
        assert await queries.recent(session) == ((), False)


async def test_a_name_is_shown_only_where_the_reporter_allowed_it():
    open_one = await reports.filed(name="Nama Uji", contact="uji@example.org")
    hidden = await reports.filed(name="Nama Uji", contact="uji@example.org", anonymous=True)
    assert (await shown(open_one.code)).reporter_name == "Nama Uji"
    assert (await shown(hidden.code)).reporter_name == ""
    for code in (open_one.code, hidden.code):
        assert (await shown(code)).reporter_contact == ""
    async with db.session() as session:
        desk = await queries.staff_view(session, await actors.officer("DLH"), hidden.code)
    assert (desk.reporter_name, desk.reporter_contact) == ("Nama Uji", "uji@example.org")


async def test_a_browsers_reports_follow_it_into_an_account():
    browser, person = actors.visitor(), await actors.citizen()
    code = (await reports.filed(browser)).code
    async with unit_of_work(person) as uow:
        assert await service.claim(uow, browser.visitor) == 1
    async with db.session() as session:
        assert [line.code for line in await queries.mine(session, person)] == [code]
        assert await queries.mine(session, browser) == ()


async def test_a_queue_shows_each_desk_its_own_and_counts_what_it_shows():
    with clock.at(datetime(2026, 10, 1, 2, 0, tzinfo=UTC)):
        late = (await reports.filed()).code
    new = (await reports.filed(description="Kontainer sampah di pasar penuh")).code
    officer, other = await actors.officer("DLH"), await actors.officer("BPKAD")
    async with db.session() as session:
        everything = await queries.queue(session, officer, QueueFilter())
        overdue = await queries.queue(session, officer, QueueFilter(chip="late"))
        found = await queries.queue(session, officer, QueueFilter(text="pasar kontainer"))
        by_code = await queries.queue(session, officer, QueueFilter(text=late[-5:].lower()))
        nothing = await queries.queue(session, other, QueueFilter())
    assert [line.code for line in everything.lines] == [late, new]
    assert everything.counts == {"open": 2, "new": 2, "late": 1, "waiting": 0, "closed": 0}
    assert [line.code for line in overdue.lines] == [late]
    assert overdue.lines[0].late
    assert [line.code for line in found.lines] == [new]
    assert found.counts["open"] == 1
    assert [line.code for line in by_code.lines] == [late]
    assert nothing.lines == ()
    assert sum(nothing.counts.values()) == 0


async def test_a_queue_is_closed_to_people_without_a_desk():
    async with db.session() as session:
        with pytest.raises(SignInNeeded):
            await queries.queue(session, ANONYMOUS, QueueFilter())
        with pytest.raises(Denied):
            await queries.queue(session, await actors.citizen(), QueueFilter())


async def test_routing_can_be_changed_by_an_admin_for_one_kelurahan_and_is_audited():
    admin = await actors.admin()
    async with unit_of_work(admin) as uow:
        await routing.add_rule(uow, Rule("Perkimtan", "sampah", "64.74.01.1001"))
    here = await shown((await reports.filed()).code)
    elsewhere = await shown((await reports.filed(lat=None, lon=None, area="64.74.01.1003")).code)
    assert (here.line.agency_code, elsewhere.line.agency_code) == ("Perkimtan", "DLH")
    async with unit_of_work(admin) as uow:
        first = (await routing.routes(uow.session, admin))[0]
        await routing.remove_rule(uow, first.id)
    async with db.session() as session:
        removed, added = await audit.latest(session, subject="routing:sampah")
    assert (added.before, added.after["agency"]) == (None, "Perkimtan")
    assert (removed.before["agency"], removed.after) == ("Perkimtan", None)
    with pytest.raises(Denied):
        async with unit_of_work(await actors.operator()) as uow:
            await routing.add_rule(uow, Rule("Perkimtan", "sampah"))


async def test_history_and_audit_cannot_be_changed_or_deleted():
    await reports.filed()
    for statement in (
        "UPDATE report_events SET message = 'lain'",
        "DELETE FROM report_events",
        "UPDATE audit_log SET action = 'lain'",
        "DELETE FROM audit_log",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.session() as session, session.begin():
                await session.execute(text(statement))


async def test_a_step_that_fails_leaves_nothing_behind():
    code = (await reports.filed()).code
    officer = await actors.officer("DLH")
    with pytest.raises(InvalidInput):
        await act(officer, code, Action.REFUSE, message="  ")
    async with db.session() as session:
        jobs = await session.scalar(text("SELECT count(*) FROM procrastinate_jobs"))
        entries = await audit.latest(session, subject=f"report:{code}")
    assert (await shown(code)).version == 1
    assert jobs == 1  # that of the filing itself
    assert [entry.action for entry in entries] == ["report.submit"]
