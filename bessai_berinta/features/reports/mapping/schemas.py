"""What the map asks for and gets."""

from collections.abc import Mapping
from dataclasses import dataclass

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_

from ..schemas import ReportQuery, parse_query
from .grid import Box

WHOLE: Box = (-180.0, -90.0, 180.0, 90.0)
NO_ZOOM = N_("The zoom is a number from 0 to 22.")
NO_BOX = N_("A box is west, south, east and north in degrees.")


@dataclass(frozen=True)
class Cell:
    """Reports close to each other: where their middle is, how many, how many of them late."""

    lat: float
    lon: float
    count: int
    late: int


@dataclass(frozen=True)
class Pin:
    """One report on the map."""

    code: str
    lat: float
    lon: float
    description: str
    status: str
    late: bool


@dataclass(frozen=True)
class Clusters:
    """A view of the map. ``total`` and ``late`` count everything in it."""

    cells: tuple[Cell, ...]
    pins: tuple[Pin, ...]
    total: int
    late: int


@dataclass(frozen=True)
class View:
    """What a map shows: reports that fit ``query`` inside ``box``, at ``zoom``."""

    query: ReportQuery
    box: Box
    zoom: int
    heat: bool = False


def parse_view(params: Mapping[str, str]) -> View:
    """Read ``bbox``, ``zoom`` (0 to 22), ``panas`` (``1``: cells for a heat map) and the filters
    of the list. Raises InvalidInput by field."""
    query = parse_query({k: v for k, v in params.items() if k not in {"hal"}}, limit=0)
    try:
        zoom = round(float(params.get("zoom", "12") or "12"))
    except (ValueError, OverflowError):
        zoom = -1
    if not 0 <= zoom <= 22:
        raise InvalidInput(fields={"zoom": NO_ZOOM})
    box = query.box or WHOLE
    if not (box[0] <= box[2] and box[1] <= box[3]):
        raise InvalidInput(fields={"bbox": NO_BOX})
    return View(query, box, zoom, params.get("panas") == "1")
