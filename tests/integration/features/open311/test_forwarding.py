"""Reports passed on to another server, which is ours once more: first JSON, then XML only."""

from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta import background, seed
from bessai_berinta.adapters import storage
from bessai_berinta.adapters.georeport import Unclear, Unreachable
from bessai_berinta.core import db
from bessai_berinta.core.errors import Conflict, Denied, Unavailable
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.open311 import forwarding, http, passing, repository, service, tasks
from bessai_berinta.features.reports import queries
from bessai_berinta.features.reports import service as reports_service
from bessai_berinta.features.reports.schemas import ReportQuery
from bessai_berinta.features.reports.workflow import Action
from tests.factories import actors, images, reports

THERE = "http://elsewhere.example/open311/v2"
assert background.DECLARED_BY  # the jobs exist


class OtherServer(httpx.AsyncBaseTransport):
    """Our own interface as the other side; can lose answers, go away or speak XML only."""

    def __init__(self) -> None:
        self.app = httpx.ASGITransport(Starlette(routes=http.routes))
        self.xml_only = False
        self.posts = 0
        self.before: Callable[[httpx.Request], None] = lambda request: None
        self.after: Callable[[httpx.Request], None] = lambda request: None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.xml_only and request.url.path.endswith(".json"):
            return httpx.Response(404, text="<h1>no</h1>", request=request)
        self.before(request)
        self.posts += request.method == "POST"
        answer = await self.app.handle_async_request(request)
        await answer.aread()
        self.after(request)
        return answer


@pytest.fixture
async def other(database, monkeypatch) -> OtherServer:
    await seed.load(demo=False)
    server = OtherServer()
    monkeypatch.setattr(forwarding, "transport", server)
    return server


async def connected(*, automatic: bool = False):
    """Add the other server with a key of its own and map rubbish to a service of theirs."""
    admin = await actors.admin()
    async with unit_of_work(admin) as uow:
        key = await service.make_key(uow, "Bontang")
        server_id = await forwarding.add_server(uow, "Kota Sebelah", THERE, key)
    await forwarding.test_connection(admin, server_id)
    async with unit_of_work(admin) as uow:
        await forwarding.map_service(uow, server_id, "sampah", "jalan", automatic=automatic)
    return server_id


async def passed_on(server_id, **changes: object):
    """File a report and pass it on; give its code and the forward's id."""
    code = (await reports.filed(**changes)).code
    async with unit_of_work(await actors.officer("DLH")) as uow:
        await forwarding.forward(uow, code, server_id)
    async with db.session() as session:
        ((forward, _),) = await repository.forwards_of(session, code)
    return code, forward.id


async def state_of(code: str):
    async with db.session() as session:
        ((forward, _),) = await repository.forwards_of(session, code)
    return forward


async def journey(code: str) -> list[str]:
    async with db.session() as session:
        return [event.message for event in (await queries.public_view(session, code)).events]


async def over_there():
    async with db.session() as session:
        found = await queries.search(session, ReportQuery(categories=("jalan",)))
    return found


@pytest.mark.parametrize("xml_only", [False, True])
async def test_a_report_goes_there_and_its_end_comes_back(other, xml_only):
    other.xml_only = xml_only
    code, forward_id = await passed_on(await connected())
    await passing.send(forward_id)
    (theirs,) = await over_there()
    assert code in theirs.description
    assert (await state_of(code)).remote_id == theirs.line.code
    assert any("Kota Sebelah" in words for words in await journey(code))
    async with unit_of_work(await actors.operator()) as uow:
        await reports_service.act(
            uow, theirs.line.code, Action.REFUSE, message="Bukan jalan kota kami."
        )
    await passing.pull(forward_id)
    found = await state_of(code)
    assert (found.state, found.last_notes) == ("closed", "Bukan jalan kota kami.")
    assert "Bukan jalan kota kami." in (await journey(code))[0]
    async with db.session() as session:
        assert (await queries.public_view(session, code)).line.status == "new"


async def test_the_job_run_twice_posts_once(other):
    _, forward_id = await passed_on(await connected())
    await passing.send(forward_id)
    await passing.send(forward_id)
    assert other.posts == 1


async def test_an_answer_lost_on_the_way_is_looked_for_and_not_posted_again(other):
    code, forward_id = await passed_on(await connected())

    def lose(request: httpx.Request) -> None:
        if request.method == "POST":
            raise httpx.ReadTimeout("lost", request=request)

    other.after = lose
    with pytest.raises(Unclear):
        await passing.send(forward_id)
    assert (await state_of(code)).state == "unclear"
    other.after = lambda request: None
    await passing.send(forward_id)
    assert other.posts == 1
    (theirs,) = await over_there()
    found = await state_of(code)
    assert (found.state, found.remote_id) == ("sent", theirs.line.code)


async def test_a_server_that_is_away_is_tried_again(other):
    code, forward_id = await passed_on(await connected())

    def away(request: httpx.Request) -> None:
        raise httpx.ConnectError("away", request=request)

    other.before = away
    with pytest.raises(Unreachable):
        await passing.send(forward_id)
    assert (await state_of(code)).state == "queued"
    other.before = lambda request: None
    await passing.send(forward_id)
    assert (await state_of(code)).state == "sent"


async def test_a_refusal_is_kept_in_their_words(other):
    server_id = await connected()
    async with unit_of_work(await actors.admin()) as uow:
        await forwarding.map_service(uow, server_id, "sampah", "ufo", automatic=False)
    code, forward_id = await passed_on(server_id)
    await passing.send(forward_id)
    found = await state_of(code)
    assert found.state == "failed"
    assert "ufo" in found.last_error


async def test_only_the_desk_that_holds_a_public_report_passes_it_on_and_once(other):
    server_id = await connected()
    code, _ = await passed_on(server_id)
    private = (await reports.filed(private=True)).code
    with pytest.raises(Denied):
        async with unit_of_work(await actors.officer("PUPR")) as uow:
            await forwarding.forward(uow, code, server_id)
    for again in (code, private):
        with pytest.raises(Conflict):
            async with unit_of_work(await actors.officer("DLH")) as uow:
                await forwarding.forward(uow, again, server_id)
    with pytest.raises(Denied):
        async with unit_of_work(await actors.officer("DLH")) as uow:
            await forwarding.add_server(uow, "X", THERE)


async def test_a_rule_passes_on_what_is_public_and_new(other):
    await reports.filed()
    await connected(automatic=True)
    new = (await reports.filed()).code
    await reports.filed(private=True)
    for expected in (1, 0):
        async with unit_of_work(SYSTEM) as uow:
            assert await forwarding.forward_by_rule(uow) == expected
    assert (await state_of(new)).state == "queued"


async def test_no_name_or_contact_leaves_unless_agreed(other):
    code = (await reports.filed(name="Siti", contact="siti@contoh.example")).code
    async with db.session() as session:
        report = await passing.remote.outgoing(session, code)
    assert "Siti" not in str(passing.fields(report, share_contact=False))
    assert "siti@contoh.example" not in str(passing.fields(report, share_contact=False))
    assert passing.fields(report, share_contact=True)["email"] == "siti@contoh.example"


async def test_a_server_that_does_not_answer_is_said(other):
    admin = await actors.admin()
    async with unit_of_work(admin) as uow:
        server_id = await forwarding.add_server(uow, "Kota Jauh", "http://far.example/nothing")
    with pytest.raises(Unavailable):
        await forwarding.test_connection(admin, server_id)


async def test_a_photo_named_by_a_program_is_fetched_once(other, monkeypatch, tmp_path):
    picture = images.make_jpeg()
    monkeypatch.setattr(
        tasks, "transport", httpx.MockTransport(lambda _: httpx.Response(200, content=picture))
    )
    kept: dict[str, bytes] = {}

    async def put(key: str, data: bytes) -> None:
        kept[key] = data

    monkeypatch.setattr(storage, "put", put)
    code = (await reports.filed()).code
    for _ in "ab":
        await tasks.fetch_media(code, "https://kota.example/foto.jpg")
    async with db.session() as session:
        (photo,) = (await queries.public_view(session, code)).photos
    assert f"laporan/{photo.id}/thumb.webp" in kept
