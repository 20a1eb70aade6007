"""Cells show on the map exactly what the nearest centre decides."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bessai_berinta.features.wilayah import city, geometry
from bessai_berinta.features.wilayah.cells import cells
from bessai_berinta.features.wilayah.geometry import Position
from tests.factories.boundaries import CENTRES

BOX = city.EXTENT
POINTS = st.tuples(st.floats(BOX.west, BOX.east), st.floats(BOX.south, BOX.north))


def apart(sites: list[Position]) -> bool:
    return all(geometry.distance(a, b) > 1.0 for a, b in combinations(sites, 2))


SITES = st.lists(POINTS, min_size=1, max_size=12).filter(apart)


def as_polygon(ring: list[Position]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


def gap(position: Position, centres: dict[str, Position]) -> float:
    """Give how many metres nearer the nearest centre is than the next."""
    near = sorted(geometry.distance(position, centre) for centre in centres.values())
    return near[1] - near[0] if len(near) > 1 else float("inf")


@given(SITES, POINTS)
def test_a_cell_holds_just_what_is_nearest_to_its_centre(
    sites: list[Position], position: Position
) -> None:
    centres = {str(number): site for number, site in enumerate(sites)}
    assume(gap(position, centres) > 0.01)  # a centimetre from the line anything goes
    drawn = cells(centres, BOX)
    holding = [key for key, ring in drawn.items() if geometry.contains(as_polygon(ring), position)]
    inside = BOX.west < position[0] < BOX.east and BOX.south < position[1] < BOX.north
    if inside:
        assert holding == [geometry.nearest(position, centres)]


@given(SITES)
def test_cells_fill_the_box_without_overlap(sites: list[Position]) -> None:
    drawn = cells({str(number): site for number, site in enumerate(sites)}, BOX)
    corners = [(BOX.west, BOX.south), (BOX.east, BOX.south), (BOX.east, BOX.north)]
    whole = abs(geometry.signed_area([*corners, (BOX.west, BOX.north), corners[0]]))
    parts = sum(geometry.signed_area(ring) for ring in drawn.values())
    assert parts == pytest.approx(whole, rel=1e-6)


def test_every_kelurahan_gets_a_cell_around_its_centre() -> None:
    drawn = cells(CENTRES, BOX)
    assert set(drawn) == set(CENTRES)
    for code, ring in drawn.items():
        assert ring[0] == ring[-1]
        assert geometry.signed_area(ring) > 0
        assert geometry.contains(as_polygon(ring), CENTRES[code])


def test_one_centre_gets_the_whole_box() -> None:
    assert len(cells({"a": (117.5, 0.1)}, BOX)["a"]) == 5


def test_equal_centres_share_a_cell() -> None:
    drawn = cells({"a": (117.5, 0.1), "b": (117.5, 0.1)}, BOX)
    assert drawn["a"] == drawn["b"]
