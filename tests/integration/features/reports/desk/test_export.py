"""The queue as a table: who may take it, what stands in it, what a spreadsheet makes of it."""

import csv
import io

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.core import audit, db
from bessai_berinta.core.permissions import ANONYMOUS, Actor, Role
from bessai_berinta.features.reports.desk import http
from tests.factories import actors, reports


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)


async def fetch(actor: Actor, monkeypatch, **params: str) -> httpx.Response:
    async def who(_request) -> Actor:
        return actor

    monkeypatch.setattr(http, "actor_of", who)
    monkeypatch.setattr("bessai_berinta.web.problems.actor_of", who)
    transport = httpx.ASGITransport(Starlette(routes=http.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        return await client.get("/petugas/lapor.csv", params=params)


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_a_desk_takes_its_own_reports_as_filtered_and_it_is_noted(monkeypatch):
    officer = await actors.officer("DLH")
    await reports.filed(name="Ani", contact="ani@example.org")
    await reports.filed(category="jalan")
    mine = rows(await fetch(officer, monkeypatch))
    assert [row["dipegang"] for row in mine] == ["Dinas Lingkungan Hidup"]
    assert (mine[0]["pelapor"], mine[0]["kontak"]) == ("Ani", "ani@example.org")
    assert rows(await fetch(officer, monkeypatch, chip="closed")) == []
    assert len(rows(await fetch(await actors.operator(), monkeypatch))) == 2
    async with db.session() as session:
        noted = await audit.latest(session, subject="reports:queue")
    assert len(noted) == 3
    assert noted[1].after is not None
    assert noted[1].after["chip"] == "closed"
    assert noted[1].after["reporter"] is True


async def test_a_spreadsheet_finds_no_formula(monkeypatch):
    await reports.filed(
        description='=HYPERLINK("http://x.example","klik")', name="+62", contact="@SUM(A1)"
    )
    [row] = rows(await fetch(await actors.officer("DLH"), monkeypatch))
    for name in ("uraian", "pelapor", "kontak"):
        assert row[name].startswith("'")


async def test_others_get_nothing_and_a_refusal_is_noted(monkeypatch):
    await reports.filed()
    assert (await fetch(ANONYMOUS, monkeypatch)).status_code == 401
    for actor in (await actors.citizen(), await actors.stored(Role.EDITOR)):
        assert (await fetch(actor, monkeypatch)).status_code == 403
    async with db.session() as session:
        assert len(await audit.latest(session, subject="http:/petugas/lapor.csv")) == 2


@pytest.mark.parametrize(
    "params",
    [{"chip": "semua"}, {"assigned": "x"}],
)
async def test_filters_it_does_not_know_are_refused(monkeypatch, params):
    answer = await fetch(await actors.officer("DLH"), monkeypatch, **params)
    assert answer.status_code == 422
    assert "chip" in answer.json()["errors"]


async def test_odd_words_in_the_search_find_nothing(monkeypatch):
    officer = await actors.officer("DLH")
    await reports.filed()
    assert rows(await fetch(officer, monkeypatch, text="%_\0'; DROP TABLE reports")) == []


async def test_more_than_a_batch_comes_whole(monkeypatch):
    monkeypatch.setattr("bessai_berinta.features.reports.desk.repository.BATCH", 3)
    for _ in range(8):
        await reports.filed()
    assert len(rows(await fetch(await actors.officer("DLH"), monkeypatch))) == 8
