"""Reminders, escalation and deadlines that are counted again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bessai_berinta import background, seed
from bessai_berinta.core import audit, clock, db
from bessai_berinta.core.errors import Denied, InvalidInput
from bessai_berinta.core.permissions import ANONYMOUS, SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import categories, queries, reminders, service, tasks
from bessai_berinta.features.reports.schemas import ReportView
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.features.workcalendar import service as workcalendar
from tests.factories import actors, reports

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # sampah has three working days: Friday
assert background.DECLARED_BY  # the jobs must be known, as they are in the app


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)


async def shown(code: str) -> ReportView:
    async with db.session() as session:
        return await queries.view(session, ANONYMOUS, code)


async def remind_at(moment: datetime) -> int:
    with clock.at(moment):
        async with unit_of_work(SYSTEM) as uow:
            return await reminders.next_batch(uow, tasks.mail_desk.name)


async def reminded(code: str) -> list[int]:
    async with db.session() as session:
        entries = await audit.latest(session, subject=f"report:{code}")
    return [e.after["percent"] for e in reversed(entries) if e.action == "report.reminded"]


async def test_the_desk_is_reminded_at_each_share_once_and_the_head_when_it_is_late():
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
    assert await remind_at(TUESDAY + timedelta(hours=30)) == 0
    for day in (26, 27):
        assert await remind_at(datetime(2026, 11, day, 8, tzinfo=UTC)) == 1
        assert await remind_at(datetime(2026, 11, day, 8, 1, tzinfo=UTC)) == 0
    assert await reminded(code) == [50, 90]  # nobody looked when 75 passed
    assert await remind_at(datetime(2026, 11, 27, 17, tzinfo=UTC)) == 1
    assert next(event.action for event in (await shown(code)).events) == Action.ESCALATE
    assert await remind_at(datetime(2026, 12, 1, 17, tzinfo=UTC)) == 0


async def test_a_question_stops_the_reminders_and_a_closed_report_has_none():
    officer = await actors.officer("DLH")
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
        async with unit_of_work(officer) as uow:
            await service.act(uow, code, Action.ASK, message="Di mana?")
    assert await remind_at(TUESDAY + timedelta(days=30)) == 0


async def test_a_first_answer_that_is_overdue_is_escalated_once():
    async with unit_of_work(await actors.admin()) as uow:
        await categories.change(uow, "sampah", "target_amount", 60)
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
    late = datetime(2026, 12, 3, 0, tzinfo=UTC)
    assert await remind_at(late) == 1
    assert await remind_at(late + timedelta(hours=1)) == 0
    actions = [event.action for event in (await shown(code)).events]
    assert actions.count(Action.ESCALATE) == 1


async def test_the_letter_goes_to_the_officers_and_an_escalation_to_the_head_too():
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
    async with unit_of_work(await actors.admin()) as uow:
        await wilayah.set_head(uow, "DLH", "kepala@contoh.test")
    async with db.session() as session:
        assert await reminders.letter(session, code, 50, head=False) is None
        letter = await reminders.letter(session, code, 100, head=True)
    assert letter is not None
    assert letter.to == ("kepala@contoh.test",)
    assert code in letter.subject


async def test_a_new_day_off_moves_the_deadline_of_open_reports_with_a_step_that_says_so():
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
        assert (await shown(code)).line.due_on == date(2026, 11, 27)
        async with unit_of_work(await actors.admin()) as uow:
            await workcalendar.set_override(uow, date(2026, 11, 26), False, "Hari jadi kota")
        await tasks.recount()
        moved = await shown(code)
        assert moved.line.due_on == date(2026, 11, 30)
        assert moved.events[0].action == Action.RECLOCK
        assert "→" in moved.events[0].message
        await tasks.recount()
        assert len((await shown(code)).events) == len(moved.events)


async def test_a_new_term_holds_for_open_reports_of_that_category_only():
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
        other = (await reports.filed(category="lampu")).code
        before = (await shown(other)).line.due_at
        async with unit_of_work(await actors.admin()) as uow:
            await categories.change(uow, "sampah", "target_unit", "hours")
            await categories.change(uow, "sampah", "target_amount", 5)
        await tasks.recount("sampah")
        assert (await shown(code)).line.due_at == TUESDAY + timedelta(hours=5)
        assert (await shown(other)).line.due_at == before
    with clock.at(TUESDAY + timedelta(hours=6)):
        assert (await shown(code)).line.late


@pytest.mark.parametrize(
    ("name", "value"),
    [("target_amount", 0), ("target_amount", "x"), ("target_unit", "years"), ("code", 3)],
)
async def test_what_cannot_be_a_term_is_refused(name, value):
    with pytest.raises(InvalidInput):
        async with unit_of_work(await actors.admin()) as uow:
            await categories.change(uow, "sampah", name, value)


async def test_terms_are_changed_by_an_admin_only():
    with pytest.raises(Denied):
        async with unit_of_work(await actors.operator()) as uow:
            await categories.change(uow, "sampah", "target_amount", 9)


async def test_opening_again_starts_a_new_term():
    officer = await actors.officer("DLH")
    with clock.at(TUESDAY):
        code = (await reports.filed()).code
        async with unit_of_work(officer) as uow:
            await service.act(uow, code, Action.ACCEPT)
        async with unit_of_work(officer) as uow:
            photos = [reports.photo()]
            await service.act(uow, code, Action.FINISH, message="Beres", photos=photos)
    with clock.at(datetime(2026, 12, 7, 2, tzinfo=UTC)):
        async with unit_of_work(SYSTEM) as uow:
            await service.reopen(uow, code, "Masih menumpuk")
        again = await shown(code)
    assert again.line.status == "in_progress"
    assert again.line.due_on == date(2026, 12, 10)
    assert again.events[0].by == "resident"
