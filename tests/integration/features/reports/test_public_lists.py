"""What is public, in every form it is given out: list, files, feeds, map and figures."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

import feedparser
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.core import db
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import http
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.statistics import http as statistics
from tests.factories import reports

SECRET = "Rahasia besar di halaman belakang rumah."
CITY = {"bbox": "117.3,0,117.7,0.3"}
ADDRESSES = (
    "/lapor",
    "/en/lapor",
    "/data/lapor.geojson",
    "/data/lapor.csv",
    "/feed/lapor.xml",
    "/feed/lapor.rss",
    "/data/lapor/klaster.json?zoom=12&bbox=117.3,0,117.7,0.3",
    "/data/lapor/klaster.json?zoom=18&bbox=117.508,0.133,117.509,0.134",
    "/data/lapor/klaster.json?zoom=12&panas=1&bbox=117.3,0,117.7,0.3",
    "/data/statistik-lapor.json",
    "/data/statistik-lapor.csv",
    "/lapor/statistik",
)
Change = Callable[..., Awaitable[None]]


@pytest.fixture
async def client(database) -> AsyncIterator[httpx.AsyncClient]:
    await seed.load(demo=False)
    app = Starlette(routes=[*statistics.routes, *http.routes])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def change(code: str, **values: object) -> None:
    async with unit_of_work() as uow:
        await uow.session.execute(update(Report).where(col(Report.code) == code).values(**values))


async def merged(code: str) -> None:
    kept = (await reports.filed(description="Laporan lain yang tetap ada di daftar.")).code
    async with db.session() as session:
        target = (await session.exec(select(Report.id).where(Report.code == kept))).one()
    await change(code, merged_into=target)


HIDDEN: dict[str, Callable[[str], Awaitable[None]]] = {
    "private": lambda code: change(code, private=True),
    "held": lambda code: change(code, visibility="held"),
    "hidden": lambda code: change(code, visibility="hidden"),
    "merged": merged,
}


@pytest.mark.parametrize("state", HIDDEN)
async def test_what_is_not_public_leaves_no_trace_in_any_list(client, state):
    """Answers are the very same as if the report had never been filed."""
    for _ in range(6):
        await reports.filed()
    if state == "merged":
        code = (await reports.filed(description=SECRET)).code
        await merged(code)
        before = None
    else:
        before = [(await client.get(address)).text for address in ADDRESSES]
        code = (await reports.filed(description=SECRET)).code
        seen = [(await client.get(address)).text for address in ADDRESSES]
        assert all(a != b for a, b in zip(before, seen, strict=True)), "it counted while public"
        await HIDDEN[state](code)
    after = [(await client.get(address)).text for address in ADDRESSES]
    assert not any(code in text or "Rahasia besar" in text for text in after)
    assert before is None or after == before


async def test_the_map_counts_what_the_list_has(client):
    for lat in (0.1335, 0.1336, 0.165):
        await reports.filed(lat=lat)
    far = (await client.get("/data/lapor/klaster.json", params={"zoom": 10, **CITY})).json()
    assert far["jumlah"] == 3
    assert sum(one["jumlah"] for one in far["klaster"]) + len(far["titik"]) == 3
    near = (
        await client.get(
            "/data/lapor/klaster.json",
            params={"zoom": 18, "bbox": "117.508,0.133,117.509,0.134"},
        )
    ).json()
    assert near["klaster"] == []
    assert len(near["titik"]) == 2
    assert set(near["titik"][0]) == {"kode", "lat", "lon", "judul", "keadaan", "terlambat"}


async def test_a_late_report_is_late_on_the_map(client):
    code = (await reports.filed()).code
    late = {"zoom": 18, "bbox": "117.508,0.133,117.509,0.134", "keadaan": "late"}
    assert (await client.get("/data/lapor/klaster.json", params=late)).json()["titik"] == []
    async with db.session() as session:
        filed = (await session.exec(select(Report.created_at).where(Report.code == code))).one()
    await change(code, due_at=filed)
    found = (await client.get("/data/lapor/klaster.json", params=late)).json()
    assert [one["terlambat"] for one in found["titik"]] == [True]
    assert found["terlambat"] == 1


async def test_filters_of_the_address_are_those_of_the_map(client):
    await reports.filed()
    await reports.filed(category="jalan", lat=0.165, lon=117.474)
    for name, value, number in (
        ("kategori", "jalan", 1),
        ("wilayah", "64.74.01.1003", 1),
        ("keadaan", "done", 0),
        ("hari", "7", 2),
        ("sampai", "2020-01-01", 0),
    ):
        params = {"zoom": 12, **CITY, name: value}
        answer = (await client.get("/data/lapor/klaster.json", params=params)).json()
        assert answer["jumlah"] == number, name


@pytest.mark.parametrize("address", ["/feed/lapor.xml", "/en/feed/lapor.rss"])
async def test_feed_readers_read_the_feeds_without_complaint(client, address):
    await reports.filed(description="Lampu <mati> & jalan gelap di gang \x08 kami.")
    answer = await client.get(address, params={"kategori": "sampah"})
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) == 1
    assert feed.entries[0].title.startswith("Lampu <mati> & jalan gelap")
    assert feed.entries[0].published_parsed
    assert "kategori=sampah" in feed.feed.link


async def test_the_list_comes_with_its_filters_and_feeds_before_script(client):
    await reports.filed()
    page = (await client.get("/lapor", params={"kategori": "sampah"})).text
    assert "<title>Laporan warga: Sampah" in page
    assert 'type="application/atom+xml"' in page
    assert "/feed/lapor.xml?kategori=sampah" in page
    assert '<option value="sampah" selected>' in page
    assert "Sampah menumpuk di tepi jalan" in page
    assert 'rel="canonical" href="/lapor?kategori=sampah"' in page


async def test_an_address_that_means_nothing_shows_the_whole_list(client):
    await reports.filed()
    page = await client.get("/lapor", params={"keadaan": "<script>", "hal": "-1"})
    assert page.status_code == 200
    assert "Sampah menumpuk" in page.text
    assert "<script>alert" not in page.text


async def test_the_figures_are_readable_before_script_and_a_data_set(client):
    for _ in range(6):
        await reports.filed()
    page = (await client.get("/lapor/statistik")).text
    assert "Dinas Lingkungan Hidup" in page
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(block)["@type"] == "Dataset"


async def test_the_dictionary_has_every_column_of_the_files(client):
    await reports.filed()
    files = (await client.get("/data/kamus.json")).json()["berkas"]
    named = {address: [c["nama"] for c in f["kolom"]] for f in files for address in f["alamat"]}
    for address in ("/data/lapor.csv", "/data/statistik-lapor.csv"):
        assert (await client.get(address)).text.splitlines()[0].split(",") == named[address]
    markdown = (await client.get("/data/kamus.md")).text
    assert "belum ditetapkan" in markdown
    assert "belum ditetapkan" in (await client.get("/lapor/data")).text


NAMES = (
    "kategori", "wilayah", "keadaan", "hari", "sejak", "sampai", "bbox", "hal", "zoom", "panas",
    "bulan",
)  # fmt: skip
VALUES = (
    st.text(max_size=40)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.dates().map(str)
    | st.lists(st.floats().map(str), min_size=4, max_size=4).map(",".join)
    | st.sampled_from(["late", "open", "sampah", "' OR 1=1 --", "\x00", "0000-00-00"])
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    address=st.sampled_from([address.partition("?")[0] for address in ADDRESSES]),
    params=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
)
async def test_no_query_makes_a_public_address_fail(client, address, params):
    params = {name: value.encode("utf-8", "replace") for name, value in params.items()}
    answer = await client.get(address, params=params)
    assert answer.status_code in {200, 422}
