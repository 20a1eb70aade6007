"""Where a point lies, what a name means, who serves."""

import pytest

from bessai_berinta.core import audit, db
from bessai_berinta.core.errors import Denied, InvalidInput, SignInNeeded
from bessai_berinta.core.permissions import ANONYMOUS, SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.wilayah import service
from bessai_berinta.features.wilayah.models import Agency
from bessai_berinta.features.wilayah.schemas import AreaView, ImportResult, Located
from tests.factories import actors
from tests.factories.boundaries import (
    CENTRES,
    GUNTUNG,
    LESTARI,
    LOK_TUAN,
    around,
    collection,
    feature,
    features,
)

pytestmark = pytest.mark.usefixtures("city")

KUALA = "64.74.01.1001"


async def locate(lat: float, lon: float) -> Located:
    async with db.session() as session:
        return await service.locate(session, lat, lon)


async def load_boundaries(data: bytes | None = None, source: str = "uji 2026") -> ImportResult:
    async with unit_of_work(SYSTEM) as uow:
        return await service.import_boundaries(uow, data or collection(), source)


# --- places -----------------------------------------------------------------------------


async def test_without_boundaries_the_nearest_centre_is_an_estimate() -> None:
    for code, (lon, lat) in CENTRES.items():
        assert await locate(lat + 0.001, lon - 0.001) == Located(code, estimated=True)


async def test_an_island_belongs_to_the_nearest_kelurahan() -> None:
    segajah = await locate(0.151628, 117.558881)
    assert segajah == Located(KUALA, estimated=True)


async def test_with_boundaries_a_point_inside_is_certain() -> None:
    await load_boundaries()
    lon, lat = CENTRES[LOK_TUAN]
    assert await locate(lat, lon) == Located(LOK_TUAN, estimated=False)


async def test_with_boundaries_a_point_off_all_of_them_goes_to_the_nearest_line() -> None:
    given = [each for each in features() if each["properties"]["kode"] != LESTARI]
    wide = around(CENTRES[LESTARI], 3000, corners=48)
    await load_boundaries(collection([*given, feature(LESTARI, wide)]))
    lon, lat = CENTRES[LESTARI]
    # 200 m off the line of Bontang Lestari, though the centre of Satimpo is no farther than
    # three times as near as the centre of Lestari.
    assert await locate(lat - 3200 / 110_574, lon) == Located(LESTARI, estimated=True)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (-0.5022, 117.1536),  # Samarinda
        (-0.1336, 117.5085),  # the minus sign of a wrong hemisphere
        (117.5085, 0.1336),  # latitude and longitude exchanged
        (0.2150, 117.5),  # north of the city
        (0.1, 117.65),  # out at sea
        (0.0, 0.0),
        (float("nan"), 117.5),
        (float("inf"), 117.5),
    ],
)
async def test_a_point_outside_the_city_is_refused_on_both_fields(lat: float, lon: float) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await locate(lat, lon)
    assert set(refusal.value.fields) == {"lat", "lon"}
    assert "Bontang" in refusal.value.text("id")


async def test_a_phone_that_is_a_little_off_is_still_inside() -> None:
    assert (await locate(0.2090, 117.49)).area == GUNTUNG


async def test_a_kelurahan_is_found_by_its_code_only() -> None:
    async with db.session() as session:
        found = await service.kelurahan(session, LOK_TUAN)
        assert isinstance(found, AreaView)
        assert (found.name, found.postal_code, found.parent) == ("Lok Tuan", "75314", "64.74.01")
        for wrong in ("64.74.01", "64.74.40001", "Lok Tuan", "", "' OR 1=1 --"):
            assert await service.kelurahan(session, wrong) is None


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Loktuan", LOK_TUAN),
        ("kel. lok tuan", LOK_TUAN),
        ("Telihan", "64.74.03.1002"),
        ("Gunung Telihan", "64.74.03.1002"),
        ("Berebas Tengah", "64.74.02.1002"),
        ("BERBAS PANTAI", "64.74.02.1003"),
        ("Berebas Pantai", "64.74.02.1003"),
        ("Api-Api", "64.74.01.1006"),
        ("Bontang Utara", "64.74.01"),
        ("Tihi-Tihi", "64.74.40012"),
        ("Tihik-tihik", "64.74.40012"),
        ("Malahing", "64.74.40011"),
        ("Melahing", "64.74.40011"),
        ("Beras Basah", "64.74.40004"),
    ],
)
async def test_a_place_is_found_under_every_spelling_in_use(spelling: str, code: str) -> None:
    async with db.session() as session:
        found = await service.named(session, spelling)
    assert found is not None
    assert found.code == code


async def test_an_unknown_name_is_nothing() -> None:
    async with db.session() as session:
        assert await service.named(session, "Samarinda") is None
        assert await service.named(session, "") is None


async def test_kelurahan_are_listed_by_kecamatan() -> None:
    async with db.session() as session:
        kecamatan = await service.by_kecamatan(session)
        every = await service.every_kelurahan(session)
        islands = await service.islands(session)
    assert [(k.area.name, len(k.kelurahan)) for k in kecamatan] == [
        ("Bontang Utara", 6),
        ("Bontang Selatan", 6),
        ("Bontang Barat", 3),
    ]
    assert [area.code for area in every] == [a.code for k in kecamatan for a in k.kelurahan]
    assert len(islands) == 17


# --- agencies ---------------------------------------------------------------------------


async def test_agencies_are_listed_by_name_and_found_by_code() -> None:
    async with db.session() as session:
        every = await service.agencies(session)
        found = await service.agency(session, "DLH")
    assert [agency.name for agency in every] == sorted(agency.name for agency in every)
    assert found is not None
    assert found in every
    assert (found.name, found.name_verified) == ("Dinas Lingkungan Hidup", True)
    assert found.sources


async def test_an_agency_out_of_service_is_not_offered() -> None:
    async with unit_of_work(SYSTEM) as uow:
        agency = await uow.session.get(Agency, "DLH")
        assert agency is not None
        agency.active = False
    async with db.session() as session:
        assert await service.agency(session, "DLH") is None
        assert "DLH" not in {agency.code for agency in await service.agencies(session)}


# --- boundaries -------------------------------------------------------------------------


async def test_an_import_says_what_it_changed() -> None:
    first = await load_boundaries()
    assert (first.changed, {area.change for area in first.areas}) == (15, {"new"})
    again = await load_boundaries()
    assert (again.changed, {area.change for area in again.areas}) == (0, {"same"})
    other = features()
    other[0]["geometry"]["coordinates"] = [around(CENTRES[other[0]["properties"]["kode"]], 280)]
    third = await load_boundaries(collection(other))
    assert [a.code for a in third.areas if a.change == "replaced"] == [
        other[0]["properties"]["kode"]
    ]


async def test_a_bad_file_changes_nothing() -> None:
    await load_boundaries()
    bad = collection([*features()[:-1], feature(features()[-1]["properties"]["kode"], [])])
    with pytest.raises(InvalidInput):
        await load_boundaries(collection(features()[1:]))
    with pytest.raises(InvalidInput):
        await load_boundaries(bad.replace(b"117.", b"17."))
    async with db.session() as session:
        assert len(await service.shapes(session)) == 15


async def test_an_import_needs_a_source() -> None:
    with pytest.raises(InvalidInput) as refusal:
        await load_boundaries(source="  ")
    assert set(refusal.value.fields) == {"sumber"}


async def test_boundaries_can_be_dropped_again() -> None:
    await load_boundaries()
    async with unit_of_work(SYSTEM) as uow:
        assert await service.clear_boundaries(uow) == 15
    lon, lat = CENTRES[LOK_TUAN]
    assert (await locate(lat, lon)).estimated


async def test_boundaries_are_for_those_who_may_edit_routing() -> None:
    for actor, error in ((await actors.officer("DLH"), Denied), (ANONYMOUS, SignInNeeded)):
        async with unit_of_work(actor) as uow:
            with pytest.raises(error):
                await service.import_boundaries(uow, collection(), "uji")
            with pytest.raises(error):
                await service.clear_boundaries(uow)


async def test_imports_are_audited() -> None:
    await load_boundaries(source="Badan Informasi, 2025")
    async with unit_of_work(await actors.admin()) as uow:
        await service.clear_boundaries(uow)
    async with db.session() as session:
        entries = await audit.latest(session, subject="wilayah:64.74")
    assert [entry.action for entry in entries] == ["boundaries.clear", "boundaries.import"]
    assert entries[0].before == {"source": "Badan Informasi, 2025"}
    assert entries[1].after is not None
    assert entries[1].after["source"] == "Badan Informasi, 2025"
