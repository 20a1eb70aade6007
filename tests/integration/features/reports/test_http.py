"""The public contract of ``POST /api/lapor`` and its readers, over real HTTP messages."""

import asyncio
import uuid

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bessai_berinta.adapters import images
from bessai_berinta.core import db
from bessai_berinta.features.reports import http, queries
from tests.factories import images as pictures

GOOD = {
    "kategori": "sampah",
    "uraian": "Sampah menumpuk di tepi jalan sejak Minggu.",
    "lat": "0.1335",
    "lon": "117.5085",
}
JSON = {"accept": "application/json"}


async def post(client: httpx.AsyncClient, *photos: bytes, key: str = "", **changes: str):
    files = [("foto", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(photos)]
    fields = {name: (None, value) for name, value in {**GOOD, **changes}.items()}
    headers = {**JSON, "idempotency-key": key or str(uuid.uuid4())}
    return await client.post("/api/lapor", files=[*fields.items(), *files], headers=headers)


async def reports_filed() -> int:
    async with db.session() as session:
        return len((await queries.recent(session))[0])


async def test_a_report_with_photos_is_filed_and_can_be_read_back(client):
    answer = await post(client, pictures.make_jpeg(), pictures.make_png())
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert set(body) == {"kode", "url"}
    assert body["url"].endswith(f"/lapor/{body['kode']}")
    shown = (await client.get(f"/api/v1/lapor/{body['kode']}")).json()
    assert shown["keadaan"] == "new"
    assert shown["dipegang"]["kode"] == "DLH"
    assert shown["kelurahan"]["nama"] == "Bontang Kuala"
    assert len(shown["foto"]) == 2
    for size in ("thumb", "800", "1600"):
        picture = await client.get(shown["foto"][0]["url"].replace("1600", size))
        assert picture.headers["content-type"] == "image/webp"
        assert picture.content[8:12] == b"WEBP"
        assert b"Exif" not in picture.content


async def test_a_plain_form_is_led_to_its_report(client):
    files = {name: (None, value) for name, value in GOOD.items()}
    answer = await client.post("/api/lapor", files=files, headers={"accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/lapor/LAP-")


async def test_the_same_key_twice_gives_the_same_answer_and_one_report(client):
    key, photo = str(uuid.uuid4()), pictures.make_jpeg()
    first, second = await asyncio.gather(*(post(client, photo, key=key) for _ in range(2)))
    third = await post(client, photo, key=key)
    assert first.json() == second.json() == third.json()
    assert await reports_filed() == 1


async def test_the_same_key_with_another_body_is_a_conflict(client):
    key = str(uuid.uuid4())
    first = await post(client, key=key)
    other = await post(client, key=key, uraian="Ini laporan yang lain sekali.")
    assert other.status_code == 409
    assert other.headers["content-type"] == "application/problem+json"
    assert other.json()["kode"] == first.json()["kode"]
    assert await reports_filed() == 1


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: b"MZ" + b"\0" * 3_000_000, 415),
        (pictures.make_svg, 415),
        (pictures.make_truncated, 422),
        (pictures.make_bomb, 413),
        (lambda: b"\xff\xd8\xff" * (images.MAX_BYTES // 3 + 1), 413),
    ],
    ids=["an exe named jpg", "a drawing with script", "a cut-off photo", "a bomb", "too large"],
)
async def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(client, make, status):
    answer = await post(client, pictures.make_jpeg(), make())
    assert answer.status_code == status, answer.text
    assert answer.json()["title"]
    assert await reports_filed() == 0


async def test_a_fourth_photo_is_refused_beside_the_photos(client):
    photo = pictures.make_jpeg()
    answer = await post(client, *[photo] * 4)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"foto"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kategori": ""}, "kategori"),
        ({"uraian": "x" * 5000}, "uraian"),
        ({"uraian": "pendek"}, "uraian"),
        ({"lat": "-6.2", "lon": "106.8"}, "lat"),
        ({"lat": "", "lon": ""}, "kelurahan"),
    ],
)
async def test_a_wrong_field_is_named_with_a_sentence(client, changes, field):
    answer = await post(client, **changes)
    assert answer.status_code == 422
    assert answer.json()["errors"][field]


async def test_messages_come_in_the_readers_language(client):
    headers = {**JSON, "idempotency-key": str(uuid.uuid4())}
    files = {"kategori": (None, "sampah")}
    english, indonesian = [
        (
            await client.post(
                "/api/lapor", files=files, headers={**headers, "accept-language": language}
            )
        ).json()["title"]
        for language in ("en", "id")
    ]
    assert english == "Some answers need a correction."
    assert english != indonesian


async def test_html_in_a_text_comes_back_as_text(client):
    text = "<img src=x onerror=alert(1)> jalan berlubang"
    code = (await post(client, uraian=text)).json()["kode"]
    answer = await client.get(f"/api/v1/lapor/{code}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["uraian"] == text


async def test_a_missing_or_broken_key_is_a_bad_request(client):
    files = {name: (None, value) for name, value in GOOD.items()}
    for key in ({}, {"idempotency-key": "bukan-uuid"}):
        answer = await client.post("/api/lapor", files=files, headers={**JSON, **key})
        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {"kunci"}


async def test_a_body_of_another_kind_is_unsupported(client):
    answer = await client.post("/api/lapor", json=GOOD, headers=JSON)
    assert answer.status_code == 415


async def test_a_broken_multipart_body_is_a_bad_request(client):
    headers = {**JSON, "content-type": "multipart/form-data; boundary=x"}
    answer = await client.post("/api/lapor", content=b"--x\r\nrubbish", headers=headers)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_connection_closed_mid_upload_leaves_nothing(client):
    sent = [
        {"type": "http.request", "body": b"--x\r\nContent-Dispo", "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[dict] = []

    async def receive() -> dict:
        return sent.pop(0)

    async def send(message: dict) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/api/lapor",
        "raw_path": b"/api/lapor",
        "query_string": b"",
        "headers": [(b"content-type", b"multipart/form-data; boundary=x")],
        "client": ("192.0.2.1", 1),
        "server": ("localhost", 8000),
        "scheme": "http",
        "root_path": "",
    }
    await Starlette(routes=http.routes)(scope, receive, send)
    assert answers[0]["status"] == 400
    assert await reports_filed() == 0


async def test_too_many_reports_from_one_address_are_slowed_down(client, monkeypatch):
    monkeypatch.setattr(http.settings(), "reports_per_hour", 2)
    statuses = [(await post(client)).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]


async def test_an_unknown_or_private_report_is_not_found(client):
    private = (await post(client, pictures.make_jpeg(), tertutup="1")).json()
    assert "kunci=" in private["url"]
    for code in (private["kode"], "LAP-26-XXXXX"):
        assert (await client.get(f"/api/v1/lapor/{code}")).status_code == 404
    async with db.session() as session:
        secret = private["url"].partition("kunci=")[2]
        view = await queries.view(session, queries.ANONYMOUS, private["kode"], secret)
    photo = f"/foto/{view.photos[0].id}/800.webp"
    assert (await client.get(photo)).status_code == 404
    opened = await client.get(photo, params={"kunci": secret})
    assert opened.status_code == 200
    assert "no-store" in opened.headers["cache-control"]


async def test_a_photo_in_a_size_we_do_not_make_is_not_found(client):
    assert (await client.get(f"/foto/{uuid.uuid4()}/9000.webp")).status_code == 404
    assert (await client.get(f"/foto/{uuid.uuid4()}/800.webp")).status_code == 404


async def test_the_categories_are_listed_in_both_languages(client):
    found = (await client.get("/api/v1/kategori")).json()
    assert {"kode", "nama", "keterangan", "target", "ikon", "pertanyaan"} == set(found[0])
    assert all(one["nama"]["id"] and one["nama"]["en"] for one in found)


async def test_closing_a_report_over_http_needs_the_desk(client):
    code = (await post(client)).json()["kode"]
    answer = await client.post(f"/api/petugas/lapor/{code}/selesai", files={"foto": (None, "")})
    assert answer.status_code == 401


async def test_public_reports_are_files_with_the_filters_of_the_list(client):
    rubbish = (await post(client)).json()["kode"]
    road = (await post(client, kategori="jalan", lat="0.165", lon="117.474")).json()["kode"]
    private = (await post(client, tertutup="1")).json()["kode"]
    everything = await client.get("/data/lapor.geojson")
    assert everything.headers["content-type"] == "application/geo+json"
    codes = {one["properties"]["kode"] for one in everything.json()["features"]}
    assert codes == {rubbish, road}
    only = (await client.get("/data/lapor.geojson", params={"kategori": "jalan"})).json()
    assert [one["properties"]["kode"] for one in only["features"]] == [road]
    table = await client.get("/data/lapor.csv", params={"keadaan": "open"})
    assert rubbish in table.text
    feed = await client.get("/feed/lapor.xml", params={"wilayah": "64.74.01.1003"})
    for text in (everything.text, table.text, feed.text):
        assert private not in text
    wrong = await client.get("/data/lapor.csv", params={"keadaan": "tidur"})
    assert wrong.status_code == 422
    assert set(wrong.json()["errors"]) == {"keadaan"}


TEXTS = st.text(max_size=200)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    fields=st.dictionaries(
        st.sampled_from(["kategori", "uraian", "lat", "lon", "kelurahan", "anonim", "kunci"]),
        TEXTS,
    ),
    photo=st.binary(max_size=300),
)
async def test_no_input_makes_the_address_fail(client, fields, photo):
    files = [(name, (None, value.encode("utf-8", "replace"))) for name, value in fields.items()]
    files.append(("foto", ("x", photo, "image/jpeg")))
    answer = await client.post("/api/lapor", files=files, headers=JSON)
    assert answer.status_code in {201, 400, 409, 413, 415, 422, 429}
