"""Near reports, joining and separating, and what reporters may still change."""

from datetime import timedelta

import httpx
import pytest

from bessai_berinta import background, seed
from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.permissions import ANONYMOUS, Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.reports import (
    corrections,
    duplicates,
    merging,
    queries,
    questions,
    service,
)
from bessai_berinta.features.reports.schemas import (
    Moved,
    QuestionKind,
    QuestionView,
    ReportQuery,
    ReportView,
)
from bessai_berinta.features.reports.workflow import Action, Status
from tests.factories import actors, reports

LAT, LON = 0.1335, 117.5085
assert background.DECLARED_BY


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)


async def shown(code: str, actor: Actor = ANONYMOUS) -> ReportView:
    async with db.session() as session:
        return await queries.view(session, actor, code)


async def near(text: str = "", lat: float = LAT) -> list[str]:
    async with db.session() as session:
        return [r.code for r in await duplicates.near(session, "sampah", lat, LON, text)]


async def test_near_reports_are_of_the_kind_open_public_and_the_likeliest_first():
    alike = (await reports.filed(description="Sampah menumpuk di tepi jalan, bau sekali")).code
    other = (await reports.filed(description="Bak truk penuh belum diangkut kemarin")).code
    await reports.filed(category="lampu")
    await reports.filed(private=True)
    far = (await reports.filed(lat=LAT + 0.01)).code
    assert await near("sampah menumpuk di tepi jalan") == [alike, other]
    assert await near(lat=LAT + 0.01) == [far]
    with clock.at(clock.now() + timedelta(days=31)):
        assert await near() == []


async def test_a_joined_report_leads_to_the_other_with_its_photos_and_history_and_back():
    officer = await actors.officer("DLH")
    first = (await reports.filed(photos=1)).code
    second = (await reports.filed(photos=1)).code
    async with unit_of_work(officer) as uow:
        await merging.merge(uow, second, first, "Tumpukan yang sama")
    with pytest.raises(Moved) as moved:
        await shown(second)
    assert moved.value.code == first
    joined = await shown(first)
    assert joined.joined == (second,)
    assert len(joined.photos) == 2
    assert {event.joined for event in joined.events} == {"", second}
    async with db.session() as session:
        lines, _ = await queries.recent(session, ReportQuery(limit=10))
    assert [line.code for line in lines] == [first]
    async with unit_of_work(officer) as uow:
        await merging.unmerge(uow, second, "Ternyata lain")
    assert (await shown(second)).line.status == Status.NEW
    assert (await shown(first)).joined == ()


async def test_what_cannot_be_joined_is_refused():
    officer, stranger = await actors.officer("DLH"), await actors.officer("Dishub")
    codes = [(await reports.filed()).code for _ in range(3)]
    lamp = (await reports.filed(category="lampu")).code
    private = (await reports.filed(private=True)).code
    for actor, code, into, error in (
        (officer, codes[0], codes[0], InvalidInput),
        (officer, codes[0], private, InvalidInput),
        (officer, codes[0], lamp, Denied),
        (stranger, codes[0], codes[1], Denied),
        (officer, codes[0], "LAP-26-ZZZZZ", NotFound),
    ):
        with pytest.raises(error):
            async with unit_of_work(actor) as uow:
                await merging.merge(uow, code, into, "Sama")
    async with unit_of_work(officer) as uow:
        await merging.merge(uow, codes[0], codes[1], "Sama")
    for code, into in ((codes[0], codes[2]), (codes[1], codes[2]), (codes[2], codes[0])):
        with pytest.raises((Conflict, InvalidInput)):
            async with unit_of_work(officer) as uow:
                await merging.merge(uow, code, into, "Rantai")


async def test_reporters_correct_their_words_for_a_day_while_nobody_works_on_it():
    reporter, other = await actors.citizen(), await actors.citizen()
    code = (await reports.filed(reporter)).code
    assert (await shown(code, reporter)).editable
    assert not (await shown(code, other)).editable
    async with unit_of_work(reporter) as uow:
        await corrections.edit(uow, code, description="Tiga lampu jalan padam", category="lampu")
    report = await shown(code)
    assert (report.description, report.line.agency_code) == ("Tiga lampu jalan padam", "Dishub")
    assert report.events[0].action == Action.EDIT
    with pytest.raises(Denied):
        async with unit_of_work(other) as uow:
            await corrections.edit(uow, code, description="Bukan punya saya ini")
    with clock.at(clock.now() + timedelta(hours=25)), pytest.raises(Conflict):
        async with unit_of_work(reporter) as uow:
            await corrections.edit(uow, code, description="Terlambat mengubah ini")


async def test_a_corrected_report_waits_when_its_new_words_are_watched_and_a_ban_stops_it():
    reporter, moderator = await actors.citizen(), await actors.operator()
    code = (await reports.filed(reporter)).code
    async with unit_of_work(moderator) as uow:
        await abuse.add_word(uow, "judol")
    async with unit_of_work(reporter) as uow:
        await corrections.edit(uow, code, description="Daftar judol di sini, pasti menang")
    with pytest.raises(NotFound):
        await shown(code)
    assert (await shown(code, reporter)).line.visibility == "held"
    async with unit_of_work(moderator) as uow:
        await abuse.ban(uow, "account", str(reporter.user_id), "spam")
    with pytest.raises(Denied):
        async with unit_of_work(reporter) as uow:
            await corrections.edit(uow, code, description="Kata yang tidak diawasi lagi")


async def test_private_reports_are_never_joined_even_with_each_other():
    officer = await actors.officer("DLH")
    first, second = [(await reports.filed(private=True)).code for _ in range(2)]
    with pytest.raises(InvalidInput):
        async with unit_of_work(officer) as uow:
            await merging.merge(uow, first, second, "Tumpukan yang sama")


async def test_a_joined_report_is_worked_on_only_where_it_went():
    officer = await actors.officer("DLH")
    first, second = [(await reports.filed()).code for _ in range(2)]
    async with unit_of_work(officer) as uow:
        await merging.merge(uow, second, first, "Sama")
    with pytest.raises(Conflict):
        async with unit_of_work(officer) as uow:
            await service.act(uow, second, Action.ACCEPT)


async def test_a_report_that_is_not_public_answers_a_stranger_as_if_it_were_not_there():
    code = (await reports.filed(await actors.citizen())).code
    async with unit_of_work(await actors.operator()) as uow:
        await service.set_visibility(uow, code, "hidden", "Uji")
    for actor in (ANONYMOUS, await actors.citizen()):
        with pytest.raises(NotFound):
            async with unit_of_work(actor) as uow:
                await service.act(uow, code, Action.WITHDRAW)


async def test_a_report_is_taken_back_only_before_anybody_worked_on_it():
    reporter, officer = await actors.citizen(), await actors.officer("DLH")
    first, second = [(await reports.filed(reporter)).code for _ in range(2)]
    async with unit_of_work(reporter) as uow:
        await service.act(uow, first, Action.WITHDRAW)
    assert (await shown(first)).line.status == Status.WITHDRAWN
    async with unit_of_work(officer) as uow:
        await service.act(uow, second, Action.ACCEPT)
    with pytest.raises(Conflict):
        async with unit_of_work(reporter) as uow:
            await service.act(uow, second, Action.WITHDRAW)
    with pytest.raises(Denied):
        async with unit_of_work(officer) as uow:
            await service.act(uow, first, Action.WITHDRAW)


async def test_extra_questions_are_asked_answered_and_kept_for_staff_and_reporter():
    admin, reporter = await actors.admin(), await actors.citizen()
    asked = QuestionView("jumlah", QuestionKind.NUMBER, "Berapa?", "How many?", required=True)
    async with unit_of_work(admin) as uow:
        await questions.save(uow, "sampah", asked)
    with pytest.raises(InvalidInput) as refused:
        await reports.filed(reporter)
    assert set(refused.value.fields) == {"jawaban[jumlah]"}
    code = (await reports.filed(reporter, answers={"jumlah": "3"})).code
    assert [(q.code, given) for q, given in (await shown(code, reporter)).answers] == [
        ("jumlah", "3")
    ]
    assert (await shown(code)).answers == ()
    async with unit_of_work(admin) as uow:
        await questions.retire(uow, "sampah", "jumlah")
    await reports.filed(reporter)


async def test_near_reports_and_moved_addresses_over_http(client: httpx.AsyncClient):
    officer = await actors.officer("DLH")
    first, second = [(await reports.filed()).code for _ in range(2)]
    asked = {"kategori": "sampah", "lat": str(LAT), "lon": str(LON), "uraian": "sampah"}
    answer = await client.get("/api/v1/lapor/mirip", params=asked)
    assert {found["kode"] for found in answer.json()["laporan"]} == {first, second}
    for wrong in ({"lat": "x"}, {"lat": "nan"}, {"kategori": ""}, {"lon": "1e999"}):
        assert (await client.get("/api/v1/lapor/mirip", params=asked | wrong)).status_code == 422
    async with unit_of_work(officer) as uow:
        await merging.merge(uow, second, first, "Sama")
    for path in ("/api/v1/lapor/", "/lapor/"):
        moved = await client.get(f"{path}{second}")
        assert (moved.status_code, moved.headers["location"]) == (302, f"{path}{first}")
