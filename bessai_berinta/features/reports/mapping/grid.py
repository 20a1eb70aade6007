"""The grid that groups reports on a map. Pure.

On the equator a web map is as wide as high in degrees, so one size serves both directions.
"""

import math
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]  # west, south, east, north in degrees

LEAST_ZOOM: Final = 8
MOST_ZOOM: Final = 18
CLUSTER_PX: Final = 64
HEAT_PX: Final = 16
# More cells than a large screen has; a wider box is answered with larger cells.
CLUSTER_CELLS: Final = 640
HEAT_CELLS: Final = CLUSTER_CELLS * (CLUSTER_PX // HEAT_PX) ** 2
# Up to here a screen shows most of the city: the whole of it is counted once for everybody.
CITY_ZOOM: Final = 13


@dataclass(frozen=True)
class Grid:
    """Square cells of ``size`` degrees; ``box`` is made of whole cells, None is everywhere."""

    size: float
    box: Box | None
    heat: bool = False  # only numbers are asked for
    each: bool = False  # close enough to show every report by itself


def grid(box: Box, zoom: int, *, heat: bool = False) -> Grid:
    """Choose the cells for a view of ``box`` at a map's ``zoom``.

    The cells of one zoom are the same for every box, so that counts stay while one moves.
    """
    zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
    pixels, most = (HEAT_PX, HEAT_CELLS) if heat else (CLUSTER_PX, CLUSTER_CELLS)
    while zoom > LEAST_ZOOM and _cells(box, size_at(zoom, pixels)) > most:
        zoom -= 1
    size = size_at(zoom, pixels)
    if zoom <= CITY_ZOOM:
        return Grid(size, None, heat)
    return Grid(size, snapped(box, size), heat, each=zoom == MOST_ZOOM and not heat)


def size_at(zoom: int, pixels: int) -> float:
    """Give the degrees that ``pixels`` cover (the world is 256 pixels wide at zoom 0)."""
    return pixels * 360 / (256 * float(1 << zoom))


def snapped(box: Box, size: float) -> Box:
    """Widen a box to whole cells."""
    west, south, east, north = box
    return (
        math.floor(west / size) * size,
        math.floor(south / size) * size,
        math.ceil(east / size) * size,
        math.ceil(north / size) * size,
    )


def holds(box: Box, lat: float, lon: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


def _cells(box: Box, size: float) -> float:
    west, south, east, north = box
    return ((east - west) / size + 2) * ((north - south) / size + 2)
