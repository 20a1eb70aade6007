"""The map's GeoJSON."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.wilayah import city, geometry, http, service
from bessai_berinta.settings import Settings
from tests.factories.boundaries import CENTRES, collection

pytestmark = pytest.mark.usefixtures("city")

PATH = "/data/wilayah.geojson"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=http.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


async def load_boundaries() -> None:
    async with unit_of_work(SYSTEM) as uow:
        await service.import_boundaries(uow, collection(), "uji 2026")


def of_kind(body: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in body["features"] if each["properties"]["jenis"] == kind]


async def test_without_boundaries_every_kelurahan_has_a_cell_marked_as_an_estimate(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get(PATH)
    assert answer.headers["content-type"] == "application/geo+json"
    shown = of_kind(answer.json(), "kelurahan")
    assert {each["id"] for each in shown} == set(CENTRES)
    for each in shown:
        assert each["properties"]["perkiraan"] is True
        assert geometry.contains(each["geometry"], CENTRES[each["id"]])
        assert tuple(each["properties"]["titik"]) == CENTRES[each["id"]]
        for ring in geometry.rings(each["geometry"]):
            assert geometry.signed_area(ring) > 0
            assert all(city.EXTENT.grown(1e-5).holds(tuple(spot)) for spot in ring)


async def test_islands_are_points(client: httpx.AsyncClient) -> None:
    islands = of_kind((await client.get(PATH)).json(), "pulau")
    assert len(islands) == 17
    assert {each["geometry"]["type"] for each in islands} == {"Point"}


async def test_with_boundaries_they_are_shown_and_no_longer_an_estimate(
    client: httpx.AsyncClient,
) -> None:
    await load_boundaries()
    shown = of_kind((await client.get(PATH)).json(), "kelurahan")
    assert {each["properties"]["perkiraan"] for each in shown} == {False}
    assert {len(each["geometry"]["coordinates"][0][0]) for each in shown} == {7}


async def test_an_unchanged_map_costs_an_empty_answer(client: httpx.AsyncClient) -> None:
    first = await client.get(PATH)
    etag = first.headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        again = await client.get(PATH, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    await load_boundaries()
    changed = await client.get(PATH, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag


async def test_the_map_is_told_of_a_tile_server_that_the_city_set(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await client.get(PATH)).json()["peta"] == {"ubin": "", "atribusi": ""}
    tiles = "https://ubin.example/{z}/{x}/{y}.png"
    own = Settings(tiles_url=tiles, tiles_attribution="Kota")
    monkeypatch.setattr(http, "settings", lambda: own)
    assert (await client.get(PATH)).json()["peta"] == {"ubin": tiles, "atribusi": "Kota"}
