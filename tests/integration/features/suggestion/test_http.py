"""The address of the category suggestion, over real HTTP messages."""

from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, update
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.core import db, ratelimit
from bessai_berinta.features.reports.models import Category
from bessai_berinta.features.suggestion import http

ADDRESS = "/api/v1/saran-kategori"
TEXT = "Sampah menumpuk dan belum diangkut"


@pytest.fixture
async def client(database) -> AsyncIterator[httpx.AsyncClient]:
    await seed.load(demo=False)
    transport = httpx.ASGITransport(Starlette(routes=http.routes), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def codes(client: httpx.AsyncClient, **form: str) -> list[str]:
    answer = await client.post(ADDRESS, data=form)
    assert answer.status_code == 200, answer.text
    return [one["kode"] for one in answer.json()["saran"]]


async def test_the_best_category_comes_first(client):
    answer = await client.post(ADDRESS, data={"uraian": TEXT})
    found = answer.json()["saran"]
    assert found[0]["kode"] == "sampah"
    assert 0.5 < found[0]["peluang"] <= 1
    assert answer.headers["cache-control"] == "no-store"


async def test_a_multipart_form_is_read_too(client):
    answer = await client.post(ADDRESS, files={"uraian": (None, TEXT)})
    assert answer.json()["saran"][0]["kode"] == "sampah"


async def test_answers_count_as_text(client):
    assert await codes(client, uraian="tolong segera dicek") == []
    answers = {"jawaban[apa]": "ular kobra masuk rumah", "jawaban[di]": "dapur"}
    assert (await codes(client, uraian="tolong segera dicek", **answers))[0] == "hewan"


async def test_a_category_that_is_switched_off_is_not_suggested(client):
    async with db.session() as session, session.begin():
        off = update(Category).where(col(Category.code) == "sampah").values(active=False)
        await session.exec(off)
    assert await codes(client, uraian=TEXT) == []


@pytest.mark.parametrize("text", ["", "  a ", "x" * 4001])
async def test_a_text_that_is_too_short_or_too_long_is_refused_by_field(client, text):
    answer = await client.post(ADDRESS, data={"uraian": text})
    assert answer.status_code == 422
    assert "uraian" in answer.json()["errors"]


async def test_bodies_that_are_too_large_or_damaged_are_refused(client):
    large = await client.post(ADDRESS, data={"uraian": TEXT, "x": "y" * 70_000})
    assert large.status_code == 413
    multipart = {"content-type": "multipart/form-data; boundary=b"}
    damaged = await client.post(ADDRESS, content=b"--b\r\nnonsense", headers=multipart)
    assert damaged.status_code in (400, 422)
    file = await client.post(ADDRESS, files={"uraian": ("a.txt", b"sampah")})
    assert file.status_code == 400


async def test_too_many_tries_are_refused(client, monkeypatch):
    monkeypatch.setattr(http, "LIMIT", ratelimit.Limit("saran-uji", 1, 600))
    assert (await client.post(ADDRESS, data={"uraian": TEXT})).status_code == 200
    refused = await client.post(ADDRESS, data={"uraian": TEXT})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "application/json",
            "",
        ]
    ),
)
async def test_no_body_makes_it_fall_over(client, body, kind):
    answer = await client.post(ADDRESS, content=body, headers={"content-type": kind})
    assert answer.status_code in (200, 400, 413, 422)
