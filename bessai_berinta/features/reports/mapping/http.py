"""``GET /data/lapor/klaster.json``: the reports of a map view."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bessai_berinta.web.problems import guarded

from .. import words
from . import queries
from .schemas import Clusters, parse_view

DIGITS = 5  # one metre


async def clusters(request: Request) -> Response:
    """Answer with ``klaster`` (many as one), ``titik`` (single reports) and the sums of both."""
    found = await queries.clusters(parse_view(request.query_params))
    return JSONResponse(as_json(found), headers={"Cache-Control": "no-cache"})


def as_json(found: Clusters) -> dict[str, Any]:
    """Render a view in the words of the contract."""
    return {
        "klaster": [
            {
                "lat": round(cell.lat, DIGITS),
                "lon": round(cell.lon, DIGITS),
                "jumlah": cell.count,
                "terlambat": cell.late,
            }
            for cell in found.cells
        ],
        "titik": [
            {
                "kode": pin.code,
                "lat": pin.lat,
                "lon": pin.lon,
                "judul": words.headline(pin.description),
                "keadaan": pin.status,
                "terlambat": pin.late,
            }
            for pin in found.pins
        ],
        "jumlah": found.total,
        "terlambat": found.late,
    }


routes = [Route("/data/lapor/klaster.json", guarded(clusters))]
