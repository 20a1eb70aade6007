"""Distances in one small city. Pure.

Positions are ``(lon, lat)`` in WGS 84 degrees, the order of GeoJSON. Distances are measured
on an equirectangular plane: at 0.1° north and over 30 km it is off by less than a metre in a
kilometre, far less than a phone's GPS, and it needs no library. The plane is an affine image
of the degrees, so a straight line in one is a straight line in the other.
"""

import math
from typing import Final

Position = tuple[float, float]

METRES_PER_DEGREE_LAT: Final = 110_574.0  # at the equator
METRES_PER_DEGREE_LON: Final = 111_320.0  # times the cosine of 0.1°, 1 to five digits


def metres(position: Position) -> tuple[float, float]:
    """Give a position on the plane, in metres east and north of 0°, 0°."""
    return position[0] * METRES_PER_DEGREE_LON, position[1] * METRES_PER_DEGREE_LAT


def distance(a: Position, b: Position) -> float:
    """Give the metres between two positions."""
    return math.dist(metres(a), metres(b))


def around(position: Position, radius: float) -> tuple[float, float, float, float]:
    """Give west, south, east, north of the circle of ``radius`` metres, in degrees."""
    lon, lat = position
    wide, high = radius / METRES_PER_DEGREE_LON, radius / METRES_PER_DEGREE_LAT
    return lon - wide, lat - high, lon + wide, lat + high
