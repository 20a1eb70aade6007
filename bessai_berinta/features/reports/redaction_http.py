"""Plain HTTP of covering faces and plates; for staff."""

import json
import uuid

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bessai_berinta.adapters import images, storage
from bessai_berinta.core import db
from bessai_berinta.core.errors import BadRequest, InvalidInput, NotFound, TooLarge
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of

from . import redaction

LARGEST = "1600"
MAX_BODY = 20_000


async def cover(request: Request) -> Response:
    """``POST /api/petugas/foto/{id}/tutup``: ``{"kotak": [[left, top, width, height], ...]}``.

    The boxes always apply to the photo as it came; an empty list uncovers it.
    """
    actor, photo_id = await actor_of(request), request.path_params["id"]
    boxes = redaction.read_boxes(await _boxes(request))
    async with db.session() as session:
        photo = await redaction.original(session, actor, photo_id)
    key = f"laporan/{uuid.uuid4()}" if boxes else ""
    if boxes:
        data = await storage.get(f"{photo.key}/{LARGEST}.webp")
        if data is None:
            raise NotFound
        for name, rendition in (await images.cover(data, boxes)).items():
            await storage.put(f"{key}/{name}.webp", rendition)
    async with unit_of_work(actor) as uow:
        unused = await redaction.change(uow, photo_id, key, boxes)
    if unused:
        for size in images.RENDITIONS:
            await storage.delete(f"{unused}/{size}.webp")
    return JSONResponse({"tertutup": bool(boxes)})


async def _boxes(request: Request) -> object:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise TooLarge
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(given, dict):
        raise InvalidInput
    return given.get("kotak")


async def original(request: Request) -> Response:
    """``GET /foto/{id}/{size}.webp?asli=1``: a photo as it came; each look is on record."""
    async with unit_of_work(await actor_of(request)) as uow:
        key = await redaction.look(uow, request.path_params["id"])
    found = await storage.get(f"{key}/{request.path_params['size']}.webp")
    if found is None:
        raise NotFound
    headers = {"Cache-Control": "private, no-store"}
    return Response(found, media_type=images.MEDIA_TYPE, headers=headers)


routes = [Route("/api/petugas/foto/{id:uuid}/tutup", guarded(cover), methods=["POST"])]
