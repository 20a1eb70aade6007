"""The public contract of participation, over real HTTP messages."""

import uuid
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bessai_berinta.adapters import storage
from bessai_berinta.core.permissions import Actor
from bessai_berinta.features.participation import http
from bessai_berinta.features.reports import http as reports_http
from tests.factories import actors, reports
from tests.factories import images as pictures

from .people import close, comment, follow

JSON = {"accept": "application/json"}


@pytest.fixture
async def client(database, monkeypatch) -> AsyncIterator[httpx.AsyncClient]:
    store = storage.open_storage("memory:///")
    monkeypatch.setattr(storage, "storage", lambda: store)
    app = Starlette(routes=[*http.routes, *reports_http.routes])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost:8000", cookies={"sid": "a-browser"}
    ) as client:
        yield client


def sender(cookie: str = "a-browser") -> Actor:
    """The visitor whom the client's cookie makes."""
    return actors.visitor(cookie)


async def send(client: httpx.AsyncClient, path: str, *photos: bytes, key: str = "", **fields: str):
    files = [("foto", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(photos)]
    parts = [(name, (None, value)) for name, value in fields.items()]
    headers = {**JSON, "idempotency-key": key or str(uuid.uuid4())}
    return await client.post(path, files=[*parts, *files], headers=headers)


async def test_support_and_follow_answer_how_one_stands_now(client):
    code = (await reports.filed()).code
    url = f"/api/v1/lapor/{code}"
    one = await client.post(f"{url}/dukung", headers=JSON)
    assert one.json() == {"dukungan": 1, "didukung": True, "diikuti": True}
    off = await client.post(f"{url}/dukung", data={"batal": "1"}, headers=JSON)
    assert off.json() == {"dukungan": 0, "didukung": False, "diikuti": True}
    gone = await client.post(f"{url}/ikuti", data={"batal": "1"}, headers=JSON)
    assert gone.json()["diikuti"] is False


async def test_a_comment_with_a_photo_arrives_once_and_is_public_after_release(client):
    code = (await reports.filed()).code
    url, key = f"/api/v1/lapor/{code}/komentar", str(uuid.uuid4())
    photo = pictures.make_jpeg()
    first = await send(client, url, photo, key=key, isi="Betul sekali.")
    again = await send(client, url, photo, key=key, isi="Betul sekali.")
    other = await send(client, url, key=key, isi="Lain.")
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert first.json()["keadaan"] == "held"
    mine = (await client.get(url)).json()
    assert [(c["isi"], c["ditahan"]) for c in mine] == [("Betul sekali.", True)]
    public = (await client.get(f"/api/v1/lapor/{code}")).json()
    assert (public["komentar"], public["dukungan"]) == ([], 0)
    await comment(await actors.officer("DLH"), code, "<b>Kami</b> cek.", as_agency=True)
    public = (await client.get(f"/api/v1/lapor/{code}")).json()
    assert public["komentar"][0]["opd"] is True


async def test_a_claim_nearby_carries_photo_and_position(client):
    code = (await reports.filed(await actors.citizen())).code
    await close(code)
    url = f"/api/v1/lapor/{code}/beres"
    poor = await send(client, url, beres="0", alasan="Masih sama")
    assert poor.status_code == 422
    assert set(poor.json()["errors"]) == {"foto", "posisi"}
    full = await send(
        client, url, pictures.make_jpeg(), beres="0", alasan="Masih", lat="0.1336", lon="117.5086"
    )
    assert full.status_code == 201, full.text
    assert full.json()["dibuka_lagi"] is False


async def test_a_follower_opens_it_again_by_one_post(client):
    code = (await reports.filed(await actors.citizen())).code
    await follow(sender(), code)
    await close(code)
    answer = await send(client, f"/api/v1/lapor/{code}/beres", beres="0", alasan="Masih sama")
    assert answer.json()["dibuka_lagi"] is True
    shown = (await client.get(f"/api/v1/lapor/{code}")).json()
    assert shown["keadaan"] == "in_progress"


async def test_the_reporters_photos_come_later_and_a_stranger_is_refused(client):
    mine = (await reports.filed(sender())).code
    other = (await reports.filed(await actors.citizen())).code
    added = await send(client, f"/api/v1/lapor/{mine}/foto", pictures.make_jpeg())
    assert added.json()["foto"] == 1
    kinds = [p["jenis"] for p in (await client.get(f"/api/v1/lapor/{mine}")).json()["foto"]]
    assert kinds == ["tambahan"]
    refused = await send(client, f"/api/v1/lapor/{other}/foto", pictures.make_jpeg())
    assert refused.status_code == 403


async def test_a_plain_form_without_script_leads_back_to_the_report(client):
    code = (await reports.filed()).code
    html = {"accept": "text/html"}
    answer = await client.post(f"/api/v1/lapor/{code}/dukung", headers=html)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/lapor/{code}")


async def test_who_writes_too_much_is_asked_to_wait(client):
    code = (await reports.filed()).code
    url = f"/api/v1/lapor/{code}/komentar"
    codes = [(await send(client, url, isi=f"Nomor {n}")).status_code for n in range(12)]
    assert codes.count(201) == http.OWN_TEXTS.hits
    assert codes[-1] == 429


strange = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=1200)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(["komentar", "beres", "foto", "dukung", "ikuti"]),
    fields=st.dictionaries(
        st.sampled_from(["isi", "nama", "sebagai_opd", "beres", "nilai", "alasan", "lat", "lon"]),
        strange | st.sampled_from(["1", "0", "9" * 400, "nan", "inf", "-1", "'; DROP TABLE x--"]),
        max_size=6,
    ),
)
async def test_no_input_makes_an_address_fail(client, path, fields):
    code = (await reports.filed(await actors.citizen())).code
    await close(code)
    answer = await send(client, f"/api/v1/lapor/{code}/{path}", **fields)
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("path", ["komentar", "beres", "foto", "dukung", "ikuti"])
async def test_an_unknown_code_is_not_found(client, path):
    answer = await send(client, f"/api/v1/lapor/LAP-26-XXXXX/{path}", isi="Halo", beres="1")
    assert answer.status_code == 404
