"""Photos that close a report: new, different, and taken after it was filed."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.adapters import storage
from bessai_berinta.core import clock, db
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import http, queries, service, uploads
from bessai_berinta.features.reports.workflow import Action, Status
from tests.factories import actors, reports
from tests.factories.images import make_photo, noisy_picture


@pytest.fixture(autouse=True)
async def reference_data(database, monkeypatch):
    await seed.load(demo=False)
    store = storage.open_storage("memory:///")
    monkeypatch.setattr(storage, "storage", lambda: store)


@pytest.fixture
async def officer() -> Actor:
    return await actors.officer("DLH")


@pytest.fixture
async def client(officer, monkeypatch):
    async def signed_in(_request) -> Actor:
        return officer

    monkeypatch.setattr(http, "actor_of", signed_in)
    transport = httpx.ASGITransport(Starlette(routes=http.routes), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def started(officer: Actor, *photos: bytes, **changes: object) -> str:
    """File a report with photos and begin to work on it."""
    stored = await uploads.store(photos)
    async with unit_of_work() as uow:
        filed = await service.submit(
            uow, reports.new_report(**changes), stored, reports.photo().id, "hash"
        )
    async with unit_of_work(officer) as uow:
        await service.act(uow, filed.code, Action.START)
    return filed.code


async def finish(client: httpx.AsyncClient, code: str, *photos: bytes) -> httpx.Response:
    files = [("foto", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(photos)]
    text = ("keterangan", (None, "Sudah diangkut dan disapu."))
    return await client.post(
        f"/api/petugas/lapor/{code}/selesai",
        files=[text, *files],
        headers={"accept-language": "en"},
    )


def refusal(answer: httpx.Response) -> str:
    assert answer.status_code == 422, answer.text
    return answer.json()["errors"]["foto"]


async def test_new_photos_close_a_report_and_keep_their_look_and_time(client, officer):
    code = await started(officer, make_photo(1))
    now = clock.now().astimezone(clock.WITA) + timedelta(seconds=2)
    taken = make_photo(2, taken_at=now.strftime("%Y:%m:%d %H:%M:%S"))
    assert (await finish(client, code, taken, make_photo(3))).status_code == 200
    async with db.session() as session:
        view = await queries.public_view(session, code)
        stored = await queries.repository.alike(session, _look(taken), 0)
    assert view.line.status == Status.DONE
    assert [p.kind for p in view.photos].count("after") == 2
    [(photo, _, bits)] = stored
    assert bits == 0
    assert photo.taken_at == now.replace(microsecond=0)


def _look(data: bytes) -> int:
    found = uploads.images.prepare_now(data).phash
    assert found is not None
    return found


async def test_the_photo_of_the_problem_is_no_proof_of_the_work(client, officer):
    code = await started(officer, make_photo(1))
    assert "already in this report" in refusal(await finish(client, code, make_photo(1)))
    async with db.session() as session:
        view = await queries.public_view(session, code)
    assert view.line.status == Status.IN_PROGRESS
    assert len(view.photos) == 1


@pytest.mark.parametrize(
    "again",
    [
        make_photo(5),
        make_photo(5, quality=35),
        make_photo(5, image=noisy_picture(640, 480, 5).resize((320, 240))),
        make_photo(5, image=noisy_picture(640, 480, 5).crop((6, 5, 634, 475))),
    ],
    ids=["the same", "recompressed", "smaller", "slightly cropped"],
)
async def test_a_photo_used_to_close_another_report_is_refused_by_its_code(client, officer, again):
    first, second = await started(officer, make_photo(1)), await started(officer, make_photo(2))
    assert (await finish(client, first, make_photo(5))).status_code == 200
    said = refusal(await finish(client, second, make_photo(6), again))
    assert said.startswith(f"Photo 2 was already used in {first}")
    assert (await finish(client, second, make_photo(6))).status_code == 200


async def test_a_private_report_of_another_desk_is_not_named(client, officer):
    other = await actors.operator()
    secret = await started(other, make_photo(8), category="lampu", private=True)
    code = await started(officer, make_photo(1))
    said = refusal(await finish(client, code, make_photo(8)))
    assert "another report" in said
    assert secret not in said


async def test_the_same_picture_twice_in_one_upload_is_refused(client, officer):
    code = await started(officer)
    said = refusal(await finish(client, code, make_photo(5), make_photo(5, quality=40)))
    assert said.startswith("Photos 1 and 2 are the same picture")


async def test_a_photo_taken_before_the_report_was_filed_is_refused(client, officer):
    code = await started(officer)
    old = make_photo(5, taken_at="2026:01:31 23:30:00", offset="+07:00")
    assert "taken on 01.02.2026, before the work" in refusal(await finish(client, code, old))


async def test_after_a_reopening_older_photos_are_no_proof(client, officer):
    code = await started(officer)
    between = clock.now().astimezone(clock.WITA) + timedelta(hours=1)
    assert (await finish(client, code, make_photo(5))).status_code == 200
    with clock.at(clock.now() + timedelta(days=2)):
        async with unit_of_work(officer) as uow:
            await service.act(uow, code, Action.REOPEN, message="Menumpuk lagi")
        stale = make_photo(6, taken_at=between.strftime("%Y:%m:%d %H:%M:%S"))
        assert "before the work" in refusal(await finish(client, code, stale))


async def test_a_photo_from_the_future_is_refused(client, officer):
    code = await started(officer)
    said = refusal(await finish(client, code, make_photo(5, taken_at="2099:01:01 10:00:00")))
    assert "in the future" in said


async def test_of_two_closings_at_once_with_one_photo_one_passes(client, officer):
    codes = [await started(officer) for _ in range(2)]
    answers = await asyncio.gather(*(finish(client, code, make_photo(5)) for code in codes))
    assert sorted(answer.status_code for answer in answers) == [200, 422]
