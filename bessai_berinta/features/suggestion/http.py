"""The address that suggests a category while somebody writes."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bessai_berinta.core import db, ratelimit
from bessai_berinta.core.errors import BadRequest, InvalidInput, TooLarge
from bessai_berinta.core.i18n import N_
from bessai_berinta.features.reports import queries
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import client_ip

from . import service

# Generous: the form asks after each pause in writing, and many phones share one address.
LIMIT = ratelimit.Limit("saran-kategori", 1200, 600)
SHORTEST, LONGEST = 3, 4000
MAX_BODY, MAX_FIELDS = 64_000, 40
DAMAGED = (HTTPException, MultiPartException, ClientDisconnect, ValueError)


async def suggest(request: Request) -> Response:
    """``POST /api/v1/saran-kategori``: ``uraian`` and maybe answers in; categories out."""
    await ratelimit.count(LIMIT, client_ip(request))
    text = await _text(request)
    async with db.session() as session:
        active = {category.code for category in await queries.categories(session)}
    found = await asyncio.to_thread(service.suggest, text, active)
    body = {"saran": [{"kode": one.code, "peluang": round(one.probability, 3)} for one in found]}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


async def _text(request: Request) -> str:
    """Read the description with all answers behind it. Raises BadRequest or InvalidInput."""
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise BadRequest(N_("The form was cut off or damaged. Please send it again."))
    if int(length) > MAX_BODY:
        raise TooLarge
    try:
        form = await request.form(max_files=0, max_fields=MAX_FIELDS)
    except DAMAGED as error:
        raise BadRequest(N_("The form was cut off or damaged. Please send it again.")) from error
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    description = next((value.strip() for name, value in fields if name == "uraian"), "")
    if not SHORTEST <= len(description) <= LONGEST:
        message = N_(
            "Describe the problem in {least} to {most} characters.", least=SHORTEST, most=LONGEST
        )
        raise InvalidInput(fields={"uraian": message})
    answers = [value for name, value in fields if name.startswith("jawaban")]
    return "\n".join([description, *answers])


routes = [Route("/api/v1/saran-kategori", guarded(suggest), methods=["POST"])]
