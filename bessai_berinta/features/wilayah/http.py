"""The map's data as plain GeoJSON: ``GET /data/wilayah.geojson``."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bessai_berinta.core import db
from bessai_berinta.settings import settings

from . import city, service
from .cells import cells
from .geometry import Position
from .schemas import AreaView

DIGITS = 6  # ten centimetres; finer only makes the file larger


async def areas(request: Request) -> Response:
    """Every kelurahan as a polygon with a label point, every island as a point.

    ``perkiraan`` is true where the polygon is no boundary but the land nearest to a centre.
    Sent with an ETag, so that a map opened again costs one empty answer.
    """
    async with db.session() as session:
        kelurahan = await service.every_kelurahan(session)
        shapes = await service.shapes(session)
        kecamatan = {k.area.code: k.area.name for k in await service.by_kecamatan(session)}
        islands = await service.islands(session)
    guesses = cells({area.code: area.position for area in kelurahan}, city.EXTENT)
    features = [
        _kelurahan(area, kecamatan.get(area.parent, ""), shapes.get(area.code), guesses[area.code])
        for area in kelurahan
    ]
    body = _collection([*features, *(_island(area) for area in islands)])
    return _answer(request, body)


def _collection(features: Sequence[Mapping[str, Any]]) -> bytes:
    config = settings()
    collection = {
        "type": "FeatureCollection",
        "peta": {"ubin": config.tiles_url, "atribusi": config.tiles_attribution},
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _answer(request: Request, body: bytes) -> Response:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=300"}
    known = request.headers.get("if-none-match", "")
    if etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/geo+json", headers=headers)


def _kelurahan(
    area: AreaView, kecamatan: str, shape: Mapping[str, Any] | None, guess: Sequence[Position]
) -> dict[str, Any]:
    coordinates = shape["coordinates"] if shape else [[guess]]
    return {
        "type": "Feature",
        "id": area.code,
        "geometry": {"type": "MultiPolygon", "coordinates": _rounded(coordinates)},
        "properties": {
            "kode": area.code,
            "nama": area.name,
            "jenis": area.kind,
            "kecamatan": kecamatan,
            "kodepos": area.postal_code,
            "perkiraan": shape is None,
            "titik": [area.lon, area.lat],
        },
    }


def _island(area: AreaView) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": area.code,
        "geometry": {"type": "Point", "coordinates": [area.lon, area.lat]},
        "properties": {"kode": area.code, "nama": area.name, "jenis": area.kind},
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, DIGITS)


routes = [Route("/data/wilayah.geojson", areas)]
