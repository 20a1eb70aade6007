"""Flat geometry of areas, on the plane of :mod:`bessai_berinta.core.geo`. Pure."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bessai_berinta.core.geo import METRES_PER_DEGREE_LAT as METRES_PER_DEGREE_LAT
from bessai_berinta.core.geo import METRES_PER_DEGREE_LON as METRES_PER_DEGREE_LON
from bessai_berinta.core.geo import Position as Position
from bessai_berinta.core.geo import distance as distance
from bessai_berinta.core.geo import metres as metres

Ring = Sequence[Position]


@dataclass(frozen=True)
class BBox:
    """A box of degrees, borders included."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, position: Position) -> bool:
        lon, lat = position
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def grown(self, degrees: float) -> "BBox":
        return BBox(
            self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees
        )

    @classmethod
    def around(cls, positions: Iterable[Position]) -> "BBox":
        lons, lats = zip(*positions, strict=True)
        return cls(min(lons), min(lats), max(lons), max(lats))


def nearest(position: Position, centres: Mapping[str, Position]) -> str:
    """Give the key of the nearest centre; of equally near ones the first."""
    return min(centres, key=lambda key: distance(position, centres[key]))


def rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Give every ring of a GeoJSON Polygon or MultiPolygon, holes included."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield from polygon


def contains(geometry: Mapping[str, Any], position: Position) -> bool:
    """Tell whether a position lies in a (multi)polygon, by the even-odd rule.

    Holes need no care by that rule, and small faults of the lines stay small. Of two areas
    that share a border exactly one holds a point of it.
    """
    return sum(_crossings(ring, position) for ring in rings(geometry)) % 2 == 1


def _crossings(ring: Ring, position: Position) -> int:
    """Count how often a ray to the east crosses the ring."""
    x, y = position
    count = 0
    for (x1, y1), (x2, y2) in _edges(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            count += 1
    return count


def _edges(ring: Ring) -> Iterator[tuple[Position, Position]]:
    return ((ring[i], ring[i + 1]) for i in range(len(ring) - 1))


def distance_to(geometry: Mapping[str, Any], position: Position) -> float:
    """Give the metres from a position to the nearest line of a (multi)polygon."""
    spot = metres(position)
    return min(
        _to_segment(spot, metres(a), metres(b)) for ring in rings(geometry) for a, b in _edges(ring)
    )


def _to_segment(p: Position, a: Position, b: Position) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.dist(p, (a[0] + along * dx, a[1] + along * dy))


def signed_area(ring: Ring) -> float:
    """Give a ring's area in square metres, positive when it runs anticlockwise."""
    # Around its first corner: far from 0°, 0° the products would lose digits.
    x0, y0 = metres(ring[0])
    plane = [(x - x0, y - y0) for x, y in map(metres, ring)]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(plane)) / 2


def area(geometry: Mapping[str, Any]) -> float:
    """Give the square metres of a (multi)polygon, holes taken off."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    total = 0.0
    for outer, *holes in polygons:
        total += abs(signed_area(outer)) - sum(abs(signed_area(hole)) for hole in holes)
    return total
