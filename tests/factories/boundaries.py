"""Made-up boundaries: hexagons around the centres of the seed, nothing like the real ones."""

import json
import math
from typing import Any

from bessai_berinta.features.wilayah.geometry import (
    METRES_PER_DEGREE_LAT,
    METRES_PER_DEGREE_LON,
    Position,
)
from bessai_berinta.seed.static import kelurahan

CENTRES: dict[str, Position] = {area.code: (area.lon, area.lat) for area in kelurahan()}
LOK_TUAN, GUNTUNG, LESTARI = "64.74.01.1003", "64.74.01.1004", "64.74.02.1005"


def around(centre: Position, metres: float = 300.0, corners: int = 6) -> list[list[float]]:
    """Give a closed ring of ``corners`` corners, anticlockwise."""
    turns = [2 * math.pi * n / corners for n in range(corners)]
    ring = [
        [
            centre[0] + metres * math.cos(turn) / METRES_PER_DEGREE_LON,
            centre[1] + metres * math.sin(turn) / METRES_PER_DEGREE_LAT,
        ]
        for turn in turns
    ]
    return [*ring, ring[0]]


def feature(code: str, ring: Any = None, *, key: str = "kode") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {key: code},
        "geometry": {"type": "Polygon", "coordinates": [ring or around(CENTRES[code])]},
    }


def features(**changed: Any) -> list[dict[str, Any]]:
    """Give a hexagon for each kelurahan."""
    return [feature(code, **changed) for code in CENTRES]


def collection(given: list[dict[str, Any]] | None = None, **members: Any) -> bytes:
    """Write a GeoJSON file; without features, a good one for the whole city."""
    content = features() if given is None else given
    return json.dumps({"type": "FeatureCollection", "features": content, **members}).encode()
