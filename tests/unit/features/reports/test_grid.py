"""The cells of the map."""

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.reports.mapping.grid import (
    CITY_ZOOM,
    CLUSTER_CELLS,
    MOST_ZOOM,
    grid,
    holds,
    size_at,
    snapped,
)

CITY = (117.38, 0.02, 117.63, 0.2)
PHONE = (117.49, 0.12, 117.51, 0.14)
degrees = st.floats(-90, 90, allow_nan=False)


def test_the_whole_city_is_counted_once_for_everybody():
    assert grid(CITY, 12) == grid(PHONE, 12)
    assert grid(CITY, 12).box is None


def test_close_by_only_the_box_is_counted_in_smaller_cells():
    near = grid(PHONE, 15)
    assert near.box is not None
    assert near.size < grid(PHONE, CITY_ZOOM).size


def test_closest_every_report_stands_for_itself():
    assert grid(PHONE, MOST_ZOOM).each is False  # too wide for single reports at this zoom
    assert grid((117.5, 0.13, 117.502, 0.132), MOST_ZOOM).each


@given(st.tuples(degrees, degrees, degrees, degrees), st.integers(0, 22), st.booleans())
def test_no_view_asks_for_more_cells_than_a_screen_has(corners, zoom, heat):
    west, east = sorted(corners[:2])
    south, north = sorted(corners[2:])
    chosen = grid((west, south, east, north), zoom, heat=heat)
    if chosen.box:
        wide, high = chosen.box[2] - chosen.box[0], chosen.box[3] - chosen.box[1]
        most = CLUSTER_CELLS * (16 if heat else 1)
        assert round(wide / chosen.size) * round(high / chosen.size) <= most


@given(degrees, degrees, st.integers(8, 18))
def test_a_snapped_box_holds_what_the_box_held(lon, lat, zoom):
    box = (lon, lat, lon + 0.01, lat + 0.01)
    wide = snapped(box, size_at(zoom, 64))
    assert holds(wide, lat, lon)
    assert holds(wide, lat + 0.01, lon + 0.01)
