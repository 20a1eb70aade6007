"""Flat geometry: distances, points in polygons, areas."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.wilayah import city, geometry
from bessai_berinta.features.wilayah.geometry import BBox
from tests.factories.boundaries import CENTRES, LOK_TUAN, around

SQUARE = [[117.4, 0.1], [117.5, 0.1], [117.5, 0.2], [117.4, 0.2], [117.4, 0.1]]
HOLE = [[117.44, 0.14], [117.44, 0.16], [117.46, 0.16], [117.46, 0.14], [117.44, 0.14]]
RING_ROAD = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
TWO = {"type": "MultiPolygon", "coordinates": [[SQUARE], [around((117.6, 0.05))]]}

POINTS = st.tuples(
    st.floats(city.EXTENT.west, city.EXTENT.east), st.floats(city.EXTENT.south, city.EXTENT.north)
)


def great_circle(a: geometry.Position, b: geometry.Position) -> float:
    """Give the metres between two positions on a sphere (haversine), for comparison."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(math.sqrt(h))


@given(POINTS, POINTS)
def test_distances_agree_with_the_sphere_to_a_percent(
    a: geometry.Position, b: geometry.Position
) -> None:
    # The earth is no sphere: a degree of latitude is 0.6 % shorter at the equator.
    assert geometry.distance(a, b) == pytest.approx(great_circle(a, b), rel=0.007, abs=1e-6)


def test_a_polygon_holds_what_lies_in_it_but_not_in_its_hole() -> None:
    assert geometry.contains(RING_ROAD, (117.42, 0.12))
    assert not geometry.contains(RING_ROAD, (117.45, 0.15))
    assert not geometry.contains(RING_ROAD, (117.39, 0.12))


def test_a_multipolygon_holds_what_lies_in_any_part() -> None:
    assert geometry.contains(TWO, (117.42, 0.12))
    assert geometry.contains(TWO, (117.6, 0.05))
    assert not geometry.contains(TWO, (117.55, 0.05))


@given(st.floats(0.1, 0.2), st.floats(0.0, 1.0))
def test_a_point_on_a_shared_border_belongs_to_one_side(lat: float, share: float) -> None:
    middle = 117.4 + share * 0.1
    left = [[117.4, 0.1], [middle, 0.1], [middle, 0.2], [117.4, 0.2], [117.4, 0.1]]
    right = [[middle, 0.1], [117.5, 0.1], [117.5, 0.2], [middle, 0.2], [middle, 0.1]]
    sides = [{"type": "Polygon", "coordinates": [ring]} for ring in (left, right)]
    if 117.4 < middle < 117.5 and 0.1 < lat < 0.2:
        assert sum(geometry.contains(side, (middle, lat)) for side in sides) == 1


def test_areas_are_square_metres_without_the_holes() -> None:
    degree2 = geometry.METRES_PER_DEGREE_LAT * geometry.METRES_PER_DEGREE_LON
    assert geometry.area(RING_ROAD) == pytest.approx((0.01 - 0.0004) * degree2)
    assert geometry.area(TWO) > 0.01 * degree2


def test_the_sign_of_an_area_tells_the_direction() -> None:
    assert geometry.signed_area(SQUARE) > 0 > geometry.signed_area(SQUARE[::-1])


def test_the_distance_to_a_polygon_is_to_its_nearest_line() -> None:
    degree = geometry.METRES_PER_DEGREE_LON
    assert geometry.distance_to(RING_ROAD, (117.39, 0.15)) == pytest.approx(0.01 * degree)
    assert geometry.distance_to(RING_ROAD, (117.45, 0.15)) == pytest.approx(0.01 * degree, rel=0.01)


@given(POINTS)
def test_the_nearest_centre_is_the_nearest(position: geometry.Position) -> None:
    found = geometry.nearest(position, CENTRES)
    reach = geometry.distance(position, CENTRES[found])
    assert all(reach <= geometry.distance(position, centre) for centre in CENTRES.values())


def test_a_centre_is_nearest_to_itself() -> None:
    assert geometry.nearest(CENTRES[LOK_TUAN], CENTRES) == LOK_TUAN


def test_a_box_knows_what_it_holds() -> None:
    box = BBox.around([(1.0, 5.0), (3.0, 2.0)])
    assert box == BBox(1.0, 2.0, 3.0, 5.0)
    assert box.holds((1.0, 5.0))
    assert not box.holds((0.9, 3.0))
    assert box.grown(0.2).holds((0.9, 3.0))
