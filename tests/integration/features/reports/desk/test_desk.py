"""Assignment, notes, prepared texts, kept filters, neighbours and many reports at once."""

import asyncio
import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bessai_berinta import seed
from bessai_berinta.core import audit, db
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.permissions import ANONYMOUS, Actor, Role
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts.models import AccountRole
from bessai_berinta.features.reports import merging, queries, service
from bessai_berinta.features.reports.desk import assigning, bulk, filters, notes, templates
from bessai_berinta.features.reports.desk import queries as desk
from bessai_berinta.features.reports.desk.schemas import DeskExtras, Order, Pick, TemplateView
from bessai_berinta.features.reports.schemas import QueueFilter, ReportQuery
from bessai_berinta.features.reports.workflow import Action, Status
from tests.factories import actors, reports


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)


async def officer(agency: str = "DLH") -> Actor:
    """An officer who has signed in, so that the agency can be told from the roles."""
    found = await actors.officer(agency)
    async with unit_of_work() as uow:
        uow.session.add(AccountRole(account_id=found.user_id, role=Role.OFFICER, agency=agency))
    return found


async def extras(actor: Actor, code: str) -> DeskExtras:
    async with db.session() as session:
        return await desk.extras(session, actor, code)


async def queue(actor: Actor, **wanted: str) -> list[str]:
    async with db.session() as session:
        found = await queries.queue(session, actor, QueueFilter(**wanted))
    return [line.code for line in found.lines]


async def assign(actor: Actor, code: str, to: Actor | None, version: int | None = None) -> None:
    async with unit_of_work(actor) as uow:
        await assigning.assign(uow, code, to.user_id if to else None, version)


# --- assignment -------------------------------------------------------------------------


async def test_a_report_is_given_to_an_officer_found_by_filters_and_given_back():
    one, two = await officer(), await officer()
    first, second = (await reports.filed()).code, (await reports.filed()).code
    await assign(one, first, two)
    assert await queue(two, assigned="mine") == [first]
    assert await queue(one, assigned="mine") == []
    assert await queue(one, assigned="none") == [second]
    shown = await extras(one, first)
    assert shown.assignee_id == two.user_id
    assert {candidate.id for candidate in shown.candidates} == {one.user_id, two.user_id}
    await assign(two, first, None)
    assert sorted(await queue(one, assigned="none")) == sorted([first, second])


async def test_only_officers_of_the_agency_that_holds_it_can_be_given_a_report():
    mine, other = await officer(), await officer("DPUPRK")
    code = (await reports.filed()).code
    with pytest.raises(InvalidInput):
        await assign(mine, code, other)
    with pytest.raises(Denied):
        await assign(other, code, other)
    with pytest.raises(Denied):
        await assign(await actors.citizen(), code, mine)
    with pytest.raises(NotFound):
        await assign(mine, "LAP-26-XXXXX", mine)


async def test_the_public_never_sees_who_was_given_a_report():
    one = await officer()
    code = (await reports.filed()).code
    await assign(one, code, one)
    async with db.session() as session:
        public = await queries.public_view(session, code)
        [found] = await queries.search(session, ReportQuery())
        staff = await queries.staff_view(session, one, code)
    assert [event.action for event in public.events] == [Action.SUBMIT]
    assert found.latest_message == ""
    assert staff.events[0].action == Action.ASSIGN
    assert staff.events[0].message == one.name


async def test_handing_over_takes_the_report_from_its_officer():
    one = await officer()
    code = (await reports.filed()).code
    await assign(one, code, one)
    async with unit_of_work(one) as uow:
        await service.act(uow, code, Action.FORWARD, message="Jalan rusak", agency="DPUPRK")
    shown = await extras(await actors.operator(), code)
    assert shown.assignee_id is None


async def test_an_assignment_upon_something_stale_is_refused():
    one = await officer()
    code = (await reports.filed()).code
    async with unit_of_work(one) as uow:
        await service.act(uow, code, Action.ACCEPT, version=1)
    with pytest.raises(Conflict):
        await assign(one, code, one, version=1)
    await assign(one, code, one, version=2)


# --- many at once -----------------------------------------------------------------------


async def test_an_order_for_many_does_what_it_can_and_says_what_not():
    one = await officer()
    good, stale = (await reports.filed()).code, (await reports.filed()).code
    foreign = (await reports.filed(category="jalan")).code
    async with unit_of_work(one) as uow:
        await service.act(uow, stale, Action.ACCEPT)
    picks = [Pick(code, 1) for code in (stale, good, foreign, "LAP-26-XXXXX")]
    found = await bulk.run(one, picks, Order(Action.ACCEPT))
    assert [outcome.problem is None for outcome in found] == [False, True, False, False]
    assert found[0].problem == Conflict.default
    assert found[2].problem == Denied.default
    async with db.session() as session:
        assert (await queries.public_view(session, good)).line.status == Status.ACCEPTED
        assert (await queries.public_view(session, foreign)).line.status == Status.NEW
        refused = await audit.latest(session, subject=f"bulk:accept:{foreign}")
    assert len(refused) == 1


async def test_many_are_handed_over_with_one_reason_or_assigned_to_one_officer():
    one, two = await officer(), await officer()
    codes = [(await reports.filed()).code for _ in range(3)]
    picks = [Pick(code, 1) for code in codes]
    given = await bulk.run(one, picks, Order(Action.ASSIGN, assignee=two.user_id))
    assert [outcome.problem for outcome in given] == [None] * 3
    picks = [Pick(code, 2) for code in codes]
    order = Order(Action.FORWARD, message="Bukan kewenangan kami", agency="DPUPRK")
    assert all(outcome.problem is None for outcome in await bulk.run(one, picks, order))
    assert await queue(one) == []
    assert sorted(await queue(await officer("DPUPRK"))) == sorted(codes)


async def test_an_incomplete_or_impossible_order_does_nothing_at_all():
    one, code = await officer(), (await reports.filed()).code
    for order in (Order(Action.FORWARD, agency="DPUPRK"), Order(Action.FINISH), Order(Action.EDIT)):
        with pytest.raises(InvalidInput):
            await bulk.run(one, [Pick(code, 1)], order)
    with pytest.raises(InvalidInput):
        await bulk.run(one, [], Order(Action.ACCEPT))
    with pytest.raises(InvalidInput):
        await bulk.run(one, [Pick(code, 1)] * (bulk.MOST + 1), Order(Action.ACCEPT))
    with pytest.raises(Denied):
        await bulk.run(await actors.citizen(), [Pick(code, 1)], Order(Action.ACCEPT))
    async with db.session() as session:
        assert (await queries.public_view(session, code)).line.status == Status.NEW


async def test_two_officers_with_the_same_list_do_each_report_once():
    one, two = await officer(), await officer()
    picks = [Pick((await reports.filed()).code, 1) for _ in range(4)]
    first, second = await asyncio.gather(
        bulk.run(one, picks, Order(Action.ACCEPT)),
        bulk.run(two, picks[::-1], Order(Action.ACCEPT)),
    )
    done = [outcome.code for outcome in (*first, *second) if outcome.problem is None]
    assert sorted(done) == sorted(pick.code for pick in picks)


# --- notes ------------------------------------------------------------------------------


async def test_notes_are_for_those_who_handle_the_report_and_stay_as_written():
    one, other = await officer(), await officer("DPUPRK")
    code = (await reports.filed()).code
    async with unit_of_work(one) as uow:
        await notes.add(uow, code, "  Pemilik lahan sulit dihubungi.  ")
    [note] = (await extras(one, code)).notes
    assert (note.author, note.text) == (one.name, "Pemilik lahan sulit dihubungi.")
    for who in (other, await actors.citizen(), ANONYMOUS):
        with pytest.raises((Denied, NotFound, Exception)) as caught:
            await extras(who, code)
        assert getattr(caught.value, "status", 0) in (401, 403)
    with pytest.raises(Denied):
        async with unit_of_work(other) as uow:
            await notes.add(uow, code, "Saya juga")
    for bad in ("  ", "x" * 2001):
        with pytest.raises(InvalidInput):
            async with unit_of_work(one) as uow:
                await notes.add(uow, code, bad)
    for statement in ("DELETE FROM report_notes", "UPDATE report_notes SET text = ''"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with db.session() as session, session.begin():
                await session.execute(text(statement))


# --- prepared texts ---------------------------------------------------------------------


async def test_prepared_texts_are_filled_with_the_reports_facts_in_its_language():
    admin, one = await actors.admin(), await officer()
    async with unit_of_work(admin) as uow:
        for category, title in (("", "Umum"), ("sampah", "Jadwal"), ("lampu", "Tiang")):
            await templates.save(
                uow,
                TemplateView(
                    Action.ASK,
                    title,
                    "{kategori} di {kelurahan}, laporan {kode}, tenggat {tenggat}.",
                    "{kategori} in {kelurahan}.",
                    category,
                ),
            )
    local = (await reports.filed()).code
    [one_text, other] = (await extras(one, local)).templates
    assert {one_text.title, other.title} == {"Umum", "Jadwal"}
    assert one_text.text.startswith(f"Sampah di Bontang Kuala, laporan {local}, tenggat ")
    english = (await reports.filed(locale="en")).code
    assert (await extras(one, english)).templates[0].text.endswith(" in Bontang Kuala.")


async def test_texts_are_kept_by_administrators_and_checked():
    admin, one = await actors.admin(), await officer()
    good = TemplateView(Action.REFUSE, "Di luar kota", "Maaf, {kode} di luar wilayah.")
    with pytest.raises(Denied):
        async with unit_of_work(one) as uow:
            await templates.save(uow, good)
    for wrong, field in (
        (TemplateView(Action.ACCEPT, "a", "b"), "action"),
        (TemplateView(Action.ASK, "", "b"), "title"),
        (TemplateView(Action.ASK, "a", ""), "body_id"),
        (TemplateView(Action.ASK, "a", "Halo {nama}"), "body_id"),
        (TemplateView(Action.ASK, "a", "b", "{0.__class__}"), "body_en"),
        (TemplateView(Action.ASK, "a", "b", category="tidak_ada"), "category"),
    ):
        with pytest.raises(InvalidInput) as caught:
            async with unit_of_work(admin) as uow:
                await templates.save(uow, wrong)
        assert list(caught.value.fields) == [field]
    async with unit_of_work(admin) as uow:
        await templates.save(uow, good)
    async with db.session() as session:
        [kept] = await templates.every(session, admin)
    async with unit_of_work(admin) as uow:
        await templates.save(uow, TemplateView(Action.REFUSE, "Baru", "Isi", id=kept.id))
        await templates.remove(uow, kept.id)
    async with db.session() as session:
        assert await templates.every(session, admin) == ()
        assert len(await audit.latest(session, subject="template:")) == 3


# --- neighbours -------------------------------------------------------------------------


async def test_neighbours_are_shown_in_any_state_by_distance_as_far_as_one_may_read():
    one = await officer()
    here = (await reports.filed()).code
    near = (await reports.filed(lat=0.1336)).code
    farther = (await reports.filed(lat=0.1350, category="jalan")).code
    await reports.filed(lat=0.1335 + 0.003)
    await reports.filed(category="lampu", private=True)
    own_private = (await reports.filed(lat=0.1337, private=True)).code
    found = (await extras(one, here)).nearby
    assert [n.code for n in found] == [near, own_private, farther]
    assert found[0].metres == pytest.approx(11, abs=1)
    assert [n.mergeable for n in found] == [True, False, False]
    async with unit_of_work(one) as uow:
        await merging.merge(uow, near, here, "Masalah yang sama")
    assert [n.mergeable for n in (await extras(one, here)).nearby if n.code == near] == [False]
    assert (await extras(one, near)).merged_into == here


# --- kept filters -----------------------------------------------------------------------


async def test_filters_are_kept_under_a_name_by_each_for_themselves():
    one, two = await officer(), await officer()
    async with unit_of_work(one) as uow:
        await filters.save(uow, "Sampah telat", QueueFilter("late", category="sampah", page=3))
        await filters.save(uow, "Sampah telat", QueueFilter("late", category="drainase"))
    async with db.session() as session:
        [kept] = await filters.mine(session, one)
        assert await filters.mine(session, two) == ()
    assert kept.params == {"chip": "late", "category": "drainase"}
    with pytest.raises(NotFound):
        async with unit_of_work(two) as uow:
            await filters.remove(uow, kept.id)
    async with unit_of_work(one) as uow:
        for number in range(filters.MOST - 1):
            await filters.save(uow, f"Nomor {number}", QueueFilter())
    with pytest.raises(InvalidInput):
        async with unit_of_work(one) as uow:
            await filters.save(uow, "Satu lagi", QueueFilter())
    async with unit_of_work(one) as uow:
        await filters.remove(uow, kept.id)
        await filters.save(uow, "Satu lagi", QueueFilter())


async def test_a_closed_report_needs_nobody():
    one = await officer()
    code = (await reports.filed()).code
    async with unit_of_work(one) as uow:
        await service.act(uow, code, Action.REFUSE, message="Bukan wilayah kota")
    with pytest.raises(Conflict):
        await assign(one, code, one)
    assert uuid.UUID(str(one.user_id))


async def test_notes_of_a_joined_report_stay_with_its_own_desk():
    one, other, operator = await officer(), await officer("DPUPRK"), await actors.operator()
    here, there = (await reports.filed()).code, (await reports.filed(category="jalan")).code
    async with unit_of_work(other) as uow:
        await notes.add(uow, there, "Hanya untuk kami")
    async with unit_of_work(operator) as uow:
        await merging.merge(uow, there, here, "Masalah yang sama")
    assert (await extras(one, here)).notes == ()
    assert len((await extras(operator, here)).notes) == 1


async def test_a_desk_that_opens_a_report_again_counts_it():
    one, code = await officer(), (await reports.filed()).code
    for action in (Action.REFUSE, Action.REOPEN):
        async with unit_of_work(one) as uow:
            await service.act(uow, code, action, message="Ternyata wilayah kita")
    assert (await extras(one, code)).reopened == 1


async def test_steps_outside_the_status_table_cannot_be_taken_as_actions():
    one, code = await officer(), (await reports.filed()).code
    for action in (Action.MERGE, Action.ASSIGN, Action.ESCALATE):
        with pytest.raises(Conflict):
            async with unit_of_work(one) as uow:
                await service.act(uow, code, action, message="x")
