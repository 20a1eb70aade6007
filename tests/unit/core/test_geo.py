"""Distances on the city's plane."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.geo import around, distance

positions = st.tuples(st.floats(117, 118), st.floats(-0.5, 0.5))


@given(positions, positions)
def test_a_distance_is_the_same_both_ways(here, there):
    assert distance(here, there) == pytest.approx(distance(there, here), abs=1e-3)
    assert distance(here, here) == pytest.approx(0, abs=1e-3)


def test_a_degree_of_latitude_at_the_equator_is_that_of_the_ellipsoid():
    assert distance((117.5, 0), (117.5, 1)) == pytest.approx(110_574, rel=1e-3)


@given(positions, st.floats(1, 5000))
def test_the_box_around_a_circle_touches_it_on_every_side(here, radius):
    west, south, east, north = around(here, radius)
    lon, lat = here
    for edge in ((west, lat), (east, lat), (lon, south), (lon, north)):
        assert distance(here, edge) == pytest.approx(radius, rel=1e-6)
