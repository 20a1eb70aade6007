"""Reading official boundaries from GeoJSON (RFC 7946). Pure; nothing is half accepted.

Files from survey offices differ: the code stands under various names, rings run either way,
heights come along, lines have small faults. What cannot mislead is put right, the rest is
refused with a message for each area.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bessai_berinta.core.errors import InvalidInput, TooLarge
from bessai_berinta.core.i18n import N_, Message

from . import city, geometry
from .geometry import BBox, Position
from .tangles import tangles

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_POSITIONS: Final = 200_000
CODE_KEYS: Final = ("kode", "code", "KDEPUM")  # ours, English, the national base map's
PLAIN_CRS: Final = ("CRS84", "EPSG::4326", "EPSG:4326")
DIGITS: Final = 7  # a centimetre
NEAR_METRES: Final = 500.0  # a concave area may leave its own centre out
TANGLE_SHARE: Final = 0.001  # of a ring's area, or:
TANGLE_METRES: Final = 2_500.0  # square metres
OVERLAP_SHARE: Final = 0.05
SAMPLES: Final = 60


@dataclass(frozen=True)
class Boundary:
    """One kelurahan's polygon as it is stored, with its box in ``shape["bbox"]``."""

    shape: Mapping[str, Any]
    positions: int
    square_km: float
    tangles: int  # small self-intersections that were let through

    def as_stored(self) -> Mapping[str, Any]:
        """Give the shape as the database gives it back."""
        stored: Mapping[str, Any] = json.loads(json.dumps(self.shape))
        return stored


class _Fault(Exception):
    def __init__(self, message: Message) -> None:
        self.message = message


def read(data: bytes, centres: Mapping[str, Position]) -> dict[str, Boundary]:
    """Give every kelurahan's boundary by code.

    ``centres`` names the kelurahan that must be in the file, each once and no other, and says
    where each is known to lie. Raises TooLarge, or InvalidInput with one message by code
    (or ``berkas`` for the file as a whole).
    """
    features = _by_code(_features(data), centres)
    faults: dict[str, Message] = {}
    found: dict[str, Boundary] = {}
    for code, shape in features.items():
        try:
            found[code] = _boundary(shape, centres[code])
        except _Fault as fault:
            faults[code] = fault.message
    faults = faults or _overlaps(found)
    if faults:
        raise InvalidInput(N_("The file cannot be imported; nothing was changed."), fields=faults)
    return found


def agreement(found: Mapping[str, Boundary], centres: Mapping[str, Position]) -> float:
    """Give the share of the boundaries' land that the nearest centre guesses right."""
    box = BBox.around(corner for b in found.values() for corner in _corners(b.shape["bbox"]))
    right = total = 0
    for spot in _grid(box, 100):
        for code, boundary in found.items():
            if _holds(boundary.shape, spot):
                total += 1
                right += geometry.nearest(spot, centres) == code
                break
    return right / total if total else 0.0


def _refuse(message: Message) -> InvalidInput:
    return InvalidInput(message, fields={"berkas": message})


def _features(data: bytes) -> list[Any]:
    if len(data) > MAX_BYTES:
        raise TooLarge(N_("The file may have at most {limit} MB.", limit=MAX_BYTES // 1024**2))
    try:
        collection = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refuse(N_("The file is not JSON.")) from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise _refuse(N_("The file is not a GeoJSON FeatureCollection."))
    if "crs" in collection and not json.dumps(collection["crs"]).rstrip('"}').endswith(PLAIN_CRS):
        raise _refuse(N_("The coordinates must be WGS 84 degrees (RFC 7946)."))
    features = collection.get("features")
    return features if isinstance(features, list) else []


def _by_code(features: Sequence[Any], wanted: Mapping[str, Position]) -> dict[str, Any]:
    """Sort the geometries by code; each wanted code must come exactly once."""
    found: dict[str, Any] = {}
    for number, feature in enumerate(features, 1):
        code = _code(feature)
        if code not in wanted:
            raise _refuse(
                N_("Feature {number} has no code of a kelurahan of this city.", number=number)
            )
        if code in found:
            raise _refuse(N_("The code {code} is in the file twice.", code=code))
        found[code] = feature.get("geometry")
    if missing := sorted(set(wanted) - set(found)):
        raise _refuse(N_("These kelurahan are missing: {codes}.", codes=", ".join(missing)))
    return found


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return ""
    given = next((str(properties[key]) for key in CODE_KEYS if properties.get(key)), "")
    digits = given.replace(".", "").strip()
    if len(digits) != 10:
        return given
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"


def _boundary(shape: Any, centre: Position) -> Boundary:
    polygons = [[_ring(ring) for ring in polygon] for polygon in _polygons(shape)]
    if sum(len(ring) for polygon in polygons for ring in polygon) > MAX_POSITIONS:
        raise _Fault(N_("The boundary has more than {limit} points.", limit=MAX_POSITIONS))
    small = sum(_check_tangles(ring) for polygon in polygons for ring in polygon)
    wound = [[_wound(ring, hole=bool(i)) for i, ring in enumerate(p)] for p in polygons]
    everything = [position for polygon in wound for ring in polygon for position in ring]
    box = BBox.around(everything)
    stored = {
        "type": "MultiPolygon",
        "coordinates": wound,
        "bbox": [box.west, box.south, box.east, box.north],
    }
    if not geometry.contains(stored, centre):
        off = geometry.distance_to(stored, centre)
        if off > NEAR_METRES:
            raise _Fault(N_("It lies {metres} m from where it is known to be.", metres=round(off)))
    return Boundary(stored, len(everything), geometry.area(stored) / 1e6, small)


def _polygons(shape: Any) -> list[list[Any]]:
    kind = shape.get("type") if isinstance(shape, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise _Fault(N_("It must be a Polygon or a MultiPolygon."))
    nested = shape.get("coordinates")
    polygons = [nested] if kind == "Polygon" else nested
    if not isinstance(polygons, list) or not polygons or not all(_filled(p) for p in polygons):
        raise _Fault(N_("It has no coordinates."))
    return polygons


def _filled(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _ring(ring: Any) -> list[Position]:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise _Fault(N_("A ring needs four points or more and must end where it begins."))
    return [_position(position) for position in ring]


def _position(given: Any) -> Position:
    numbers = given[:2] if isinstance(given, list) and 2 <= len(given) <= 4 else []
    if not numbers or not all(isinstance(n, int | float) and math.isfinite(n) for n in numbers):
        raise _Fault(N_("A point is not a pair of numbers."))
    lon, lat = (round(float(number), DIGITS) for number in numbers)
    if city.REACH.holds((lon, lat)):
        return lon, lat
    if city.REACH.holds((lat, lon)):
        raise _Fault(N_("The points are latitude first; GeoJSON has the longitude first."))
    raise _Fault(N_("The point {lon}, {lat} lies outside the city.", lon=lon, lat=lat))


def _check_tangles(ring: list[Position]) -> int:
    """Count the small self-intersections; refuse a large one."""
    sizes = tangles(ring)
    limit = max(TANGLE_METRES, TANGLE_SHARE * abs(geometry.signed_area(ring)))
    if any(size > limit for size in sizes):
        raise _Fault(N_("Its line crosses itself and cuts off {size} m².", size=round(max(sizes))))
    if abs(geometry.signed_area(ring)) < 1.0:
        raise _Fault(N_("A ring has no area."))
    return len(sizes)


def _wound(ring: list[Position], *, hole: bool) -> list[Position]:
    """Turn a ring as RFC 7946 wants it: outer anticlockwise, holes clockwise."""
    anticlockwise = geometry.signed_area(ring) > 0
    return ring[::-1] if anticlockwise == hole else ring


def _overlaps(found: Mapping[str, Boundary]) -> dict[str, Message]:
    """Name areas that share land with another, judged by points spread over each."""
    faults: dict[str, Message] = {}
    for code, boundary in found.items():
        spots = list(_inside(boundary.shape))
        for other, theirs in found.items():
            if other != code:
                shared = sum(_holds(theirs.shape, spot) for spot in spots)
                if shared > OVERLAP_SHARE * len(spots):
                    faults[code] = N_("It overlaps with {other}.", other=other)
    return faults


def _inside(shape: Mapping[str, Any]) -> Iterator[Position]:
    """Give some points that lie in a shape."""
    finer = 8
    while True:
        spots = [s for s in _grid(_box(shape), finer) if geometry.contains(shape, s)]
        if len(spots) >= SAMPLES or finer > 64:
            return iter(spots)
        finer *= 2


def _holds(shape: Mapping[str, Any], spot: Position) -> bool:
    return _box(shape).holds(spot) and geometry.contains(shape, spot)


def _box(shape: Mapping[str, Any]) -> BBox:
    return BBox(*shape["bbox"])


def _corners(box: Sequence[float]) -> tuple[Position, Position]:
    return (box[0], box[1]), (box[2], box[3])


def _grid(box: BBox, steps: int) -> Iterator[Position]:
    """Give the middles of ``steps`` by ``steps`` fields of a box."""
    wide, high = (box.east - box.west) / steps, (box.north - box.south) / steps
    for i in range(steps):
        for j in range(steps):
            yield box.west + (i + 0.5) * wide, box.south + (j + 0.5) * high
