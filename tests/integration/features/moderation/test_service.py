"""What is held back, what a moderator does with it, and who sees what afterwards."""

import uuid

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta import background, seed
from bessai_berinta.adapters import images as pictures
from bessai_berinta.adapters import storage
from bessai_berinta.core import audit, db
from bessai_berinta.core.errors import CityError, Denied, InvalidInput, NotFound
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.moderation import service
from bessai_berinta.features.reports import http, moderation, queries, redaction, redaction_http
from bessai_berinta.features.reports.schemas import ReportQuery, StoredPhoto
from bessai_berinta.features.reports.service import submit
from tests.factories import actors, images, reports

assert background.DECLARED_BY


@pytest.fixture(autouse=True)
async def city(database):
    await seed.load(demo=False)


async def watched() -> None:
    async with unit_of_work(await actors.operator()) as uow:
        await abuse.add_word(uow, "JUDI online")


async def public_codes() -> list[str]:
    async with db.session() as session:
        return [one.line.code for one in await queries.search(session, ReportQuery())]


async def test_a_watched_word_holds_a_report_until_it_is_released():
    await watched()
    code = (await reports.filed(description="Ada spanduk jud1 0nline di jalan ini")).code
    moderator = await actors.operator()
    assert await public_codes() == []
    async with db.session() as session:
        (held,) = await moderation.held(session, moderator)
        with pytest.raises(NotFound):
            await queries.public_view(session, code)
    assert (held.code, held.why) == (code, "judi online")
    async with unit_of_work(moderator) as uow:
        await service.decide(uow, [code], [], service.read_decision("release", "", ""))
    assert await public_codes() == [code]


async def test_what_fills_the_trap_is_held_and_never_refused():
    async with unit_of_work() as uow:
        await submit(uow, reports.new_report(), [], uuid.uuid4(), "hash", suspect=True)
    assert await public_codes() == []


async def test_many_are_taken_down_for_one_reason_and_their_author_sees_why():
    author, moderator = actors.visitor(), await actors.operator()
    codes = [(await reports.filed(author)).code for _ in "abc"]
    decision = service.read_decision("ban", "spam", "Sama terus.")
    async with unit_of_work(moderator) as uow:
        assert await service.decide(uow, codes, [], decision) == 3
    assert await public_codes() == []
    async with db.session() as session:
        shown = await queries.view(session, author, codes[0])
        for other in (actors.visitor("other"), await actors.citizen()):
            with pytest.raises(NotFound):
                await queries.view(session, other, codes[0])
        trail = await audit.latest(session, subject=f"report:{codes[1]}")
    assert "Sama terus." in shown.events[0].message
    assert "report.moderate" in {entry.action for entry in trail}
    with pytest.raises(Denied):
        await reports.filed(author)


async def test_a_public_report_goes_back_into_the_queue_and_so_does_one_taken_down():
    code, moderator = (await reports.filed()).code, await actors.operator()
    for _ in range(2):
        async with unit_of_work(moderator) as uow:
            await service.recall(uow, f" {code.lower()} ", "Nama tetangga disebut")
        assert await public_codes() == []
        async with db.session() as session:
            (waiting,) = await moderation.held(session, moderator)
        assert (waiting.code, waiting.why) == (code, "Nama tetangga disebut")
        async with unit_of_work(moderator) as uow:
            await service.decide(uow, [code], [], service.read_decision("hide", "privacy", ""))
    for code_given, why, error in (("LAP-00-AAAAA", "x", NotFound), (code, " ", InvalidInput)):
        with pytest.raises(error):
            async with unit_of_work(moderator) as uow:
                await service.recall(uow, code_given, why)
    with pytest.raises(Denied):
        async with unit_of_work(await actors.officer("DLH")) as uow:
            await service.recall(uow, code, "Tidak suka")


async def test_only_moderators_decide_and_not_without_a_reason():
    code = (await reports.filed()).code
    with pytest.raises(InvalidInput):
        service.read_decision("hide", "", "")
    with pytest.raises(Denied):
        async with unit_of_work(await actors.officer("DLH")) as uow:
            await service.decide(uow, [code], [], service.read_decision("hide", "spam", ""))


@pytest.fixture
def store(monkeypatch) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}

    async def put(key: str, data: bytes) -> None:
        kept[key] = data

    async def get(key: str) -> bytes | None:
        return kept.get(key)

    async def delete(key: str) -> None:
        kept.pop(key, None)

    for name, function in (("put", put), ("get", get), ("delete", delete)):
        monkeypatch.setattr(storage, name, function)
    return kept


async def with_photo(store) -> tuple[str, uuid.UUID]:
    photo_id = uuid.uuid4()
    prepared = await pictures.prepare(images.make_jpeg())
    for name, data in prepared.renditions.items():
        store[f"laporan/{photo_id}/{name}.webp"] = data
    photo = StoredPhoto(photo_id, f"laporan/{photo_id}", prepared.width, prepared.height)
    async with unit_of_work() as uow:
        filed = await submit(uow, reports.new_report(), [photo], uuid.uuid4(), "hash")
    return filed.code, photo_id


async def test_a_covered_photo_replaces_the_public_one_at_once(store, monkeypatch):
    _, photo_id = await with_photo(store)
    who = {"actor": await actors.officer("DLH")}

    async def actor_of(request):
        return who["actor"]

    monkeypatch.setattr(redaction_http, "actor_of", actor_of)
    monkeypatch.setattr(http, "actor_of", actor_of)
    app = Starlette(routes=http.routes)
    address, cover = f"/foto/{photo_id}/800.webp", f"/api/petugas/foto/{photo_id}/tutup"
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://localhost:8000"
    ) as client:
        before = await client.get(address)
        assert before.headers["cache-control"] == "public, no-cache"
        tag = {"If-None-Match": before.headers["etag"]}
        assert (await client.get(address, headers=tag)).status_code == 304
        answer = await client.post(cover, json={"kotak": [[0.1, 0.1, 0.5, 0.5]]})
        assert answer.json() == {"tertutup": True}
        after = await client.get(address, headers=tag)
        assert after.status_code == 200
        assert after.content != before.content
        original = await client.get(f"{address}?asli=1")
        assert original.content == before.content
        assert original.headers["cache-control"] == "private, no-store"
        who["actor"] = await actors.citizen()
        for refused in (client.get(f"{address}?asli=1"), client.post(cover, json={"kotak": []})):
            assert (await refused).status_code == 403
        who["actor"] = await actors.operator()
        await client.post(cover, json={"kotak": []})
        assert (await client.get(address)).content == before.content
    async with db.session() as session:
        actions = {e.action for e in await audit.latest(session, subject=f"photo:{photo_id}")}
    assert actions == {"photo.covered", "photo.uncovered", "photo.original_seen"}


@pytest.mark.parametrize(
    "given",
    [
        None,
        {},
        "x",
        [1],
        [[0, 0, 1]],
        [[0, 0, 0, 1]],
        [[-0.1, 0, 0.5, 0.5]],
        [[0.5, 0.5, 0.9, 0.1]],
        [[0, 0, "1", 1]],
        [[0, 0, float("nan"), 1]],
        [[0, 0, True, 1]],
        [[0, 0, 0.1, 0.1]] * 41,
    ],
)
def test_boxes_that_make_no_sense_are_refused(given):
    with pytest.raises(CityError):
        redaction.read_boxes(given)
