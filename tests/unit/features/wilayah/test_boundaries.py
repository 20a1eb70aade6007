"""Reading boundary files: what is put right, what is refused."""

import json
from typing import Any

import pytest

from bessai_berinta.core.errors import CityError, InvalidInput, TooLarge
from bessai_berinta.features.wilayah import boundaries, geometry
from bessai_berinta.features.wilayah.boundaries import agreement, read
from bessai_berinta.features.wilayah.cells import cells
from bessai_berinta.features.wilayah.city import EXTENT
from bessai_berinta.features.wilayah.tangles import tangles
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


def changed(code: str, **geometry_members: Any) -> bytes:
    """Write a good file in which one area has another geometry."""
    given = features()
    for each in given:
        if each["properties"]["kode"] == code:
            each["geometry"] = geometry_members or None
    return collection(given)


def refusal(data: bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        read(data, CENTRES)
    return caught.value.field_texts("en")


def test_a_good_file_gives_every_kelurahan() -> None:
    found = read(collection(), CENTRES)
    assert set(found) == set(CENTRES)
    for code, boundary in found.items():
        assert geometry.contains(boundary.shape, CENTRES[code])
        assert boundary.square_km == pytest.approx(0.2338, rel=0.01)
        assert (boundary.positions, boundary.tangles) == (7, 0)


@pytest.mark.parametrize("key", boundaries.CODE_KEYS)
def test_the_code_may_stand_under_the_usual_names(key: str) -> None:
    assert set(read(collection(features(key=key)), CENTRES)) == set(CENTRES)


def test_a_code_may_come_without_dots() -> None:
    given = features()
    for each in given:
        each["properties"]["kode"] = int(each["properties"]["kode"].replace(".", ""))
    assert set(read(collection(given), CENTRES)) == set(CENTRES)


def test_heights_are_dropped_and_rings_turned_the_right_way() -> None:
    ring = [[*position, 12.5] for position in around(CENTRES[LOK_TUAN])][::-1]
    hole = around(CENTRES[LOK_TUAN], 50)
    shape = read(changed(LOK_TUAN, type="Polygon", coordinates=[ring, hole]), CENTRES)[
        LOK_TUAN
    ].shape
    outer, inner = shape["coordinates"][0]
    assert geometry.signed_area(outer) > 0 > geometry.signed_area(inner)
    assert {len(position) for position in outer} == {2}


def test_the_box_of_a_shape_is_stored_with_it() -> None:
    shape = read(collection(), CENTRES)[LOK_TUAN].shape
    lons = [lon for lon, _ in shape["coordinates"][0][0]]
    lats = [lat for _, lat in shape["coordinates"][0][0]]
    assert shape["bbox"] == [min(lons), min(lats), max(lons), max(lats)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "are missing"),
        (collection(features()[1:]), "are missing: 64.74.01.1006"),
        (collection([*features(), feature(LOK_TUAN)]), "64.74.01.1003 is in the file twice"),
        (collection([*features(), feature("64.74.09.1001", around((117.5, 0.1)))]), "Feature 16"),
        (collection([None]), "Feature 1"),  # type: ignore[list-item]
        (collection([{"properties": None}]), "Feature 1"),
        (
            collection(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32650"}}),
            "WGS 84",
        ),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)["berkas"]


def test_the_old_way_to_name_plain_degrees_is_accepted() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read(collection(crs=crs), CENTRES)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({}, "must be a Polygon"),
        ({"type": "Point", "coordinates": [117.5, 0.1]}, "must be a Polygon"),
        ({"type": "Polygon"}, "no coordinates"),
        ({"type": "Polygon", "coordinates": []}, "no coordinates"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "no coordinates"),
        ({"type": "Polygon", "coordinates": [[[117.5, 0.1]] * 3]}, "four points"),
        ({"type": "Polygon", "coordinates": [around(CENTRES[GUNTUNG])[:-1]]}, "end where"),
        ({"type": "Polygon", "coordinates": ["x"]}, "four points"),
        ({"type": "Polygon", "coordinates": [[[117.5, 0.1]] * 5]}, "no area"),
        ({"type": "Polygon", "coordinates": [[["a", 0.1]] * 5]}, "pair of numbers"),
        ({"type": "Polygon", "coordinates": [[[117.5]] * 5]}, "pair of numbers"),
        ({"type": "Polygon", "coordinates": [[[True, None]] * 5]}, "pair of numbers"),
        ({"type": "Polygon", "coordinates": [[[116.5, 0.1]] * 5]}, "outside the city"),
        ({"type": "Polygon", "coordinates": [[[0.1, 117.5]] * 5]}, "longitude first"),
        ({"type": "Polygon", "coordinates": [around(CENTRES[LESTARI])]}, "known to be"),
    ],
)
def test_a_bad_geometry_is_refused_by_its_code(shape: dict[str, Any], words: str) -> None:
    found = refusal(changed(GUNTUNG, **shape))
    assert set(found) == {GUNTUNG}
    assert words in found[GUNTUNG]


def test_every_bad_area_is_named_at_once() -> None:
    given = [feature(code, around((lon + 0.01, lat))) for code, (lon, lat) in CENTRES.items()]
    assert set(refusal(collection(given))) == set(CENTRES)


def test_not_a_number_is_not_a_coordinate() -> None:
    ring = around(CENTRES[GUNTUNG])
    ring[1] = [float("nan"), float("inf")]
    found = refusal(changed(GUNTUNG, type="Polygon", coordinates=[ring]))
    assert "pair of numbers" in found[GUNTUNG]


def test_two_areas_on_the_same_land_are_refused() -> None:
    centre = CENTRES["64.74.02.1003"]  # Berbas Pantai, beside Berbas Tengah
    wide = around(centre, 900, corners=24)
    found = refusal(changed("64.74.02.1003", type="Polygon", coordinates=[wide]))
    assert any("overlaps with" in text for text in found.values())


def test_a_bow_tie_is_refused_and_a_small_knot_is_counted() -> None:
    ring = around(CENTRES[LESTARI], 300, corners=24)
    tie = [*ring[:6], *ring[6:18][::-1], *ring[18:]]
    assert "crosses itself" in refusal(changed(LESTARI, type="Polygon", coordinates=[tie]))[LESTARI]
    knot = [*ring[:6], ring[7], ring[6], *ring[8:]]
    found = read(changed(LESTARI, type="Polygon", coordinates=[knot]), CENTRES)
    assert found[LESTARI].tangles >= 1


def test_a_plain_ring_has_no_tangles() -> None:
    assert tangles(around(CENTRES[LESTARI], 900, corners=360)) == []


def test_a_figure_of_eight_is_one_tangle_of_half_its_land() -> None:
    eight = [[117.4, 0.1], [117.41, 0.11], [117.41, 0.1], [117.4, 0.11], [117.4, 0.1]]
    sizes = tangles(eight)
    square = 0.01 * 0.01 * geometry.METRES_PER_DEGREE_LAT * geometry.METRES_PER_DEGREE_LON
    assert sizes == [pytest.approx(square / 4)]


def test_a_huge_file_and_a_huge_ring_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge):
        read(bytes(boundaries.MAX_BYTES + 1), CENTRES)
    monkeypatch.setattr(boundaries, "MAX_POSITIONS", 100)
    ring = around(CENTRES[LESTARI], 300, corners=200)
    found = refusal(changed(LESTARI, type="Polygon", coordinates=[ring]))
    assert "more than 100 points" in found[LESTARI]


def test_messages_are_translated() -> None:
    with pytest.raises(CityError) as caught:
        read(b"{", CENTRES)
    assert caught.value.text("id") != caught.value.text("en")


def test_where_cells_are_the_boundaries_the_nearest_centre_is_always_right() -> None:
    given = [feature(code, ring) for code, ring in cells(CENTRES, EXTENT).items()]
    found = read(collection(json.loads(json.dumps(given))), CENTRES)
    assert agreement(found, CENTRES) > 0.999
