"""The addresses of Open311 GeoReport v2, in JSON and XML."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bessai_berinta.core import db, ratelimit
from bessai_berinta.core.clock import WITA
from bessai_berinta.core.errors import TooMany
from bessai_berinta.core.livecache import LiveCache
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries, questions
from bessai_berinta.features.reports.schemas import PublicReport, ReportQuery
from bessai_berinta.features.reports.workflow import OPEN
from bessai_berinta.settings import settings
from bessai_berinta.web.request import client_ip

from . import attributes, formats, service
from .schemas import Open311Error, UnknownThing, read_query, text

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-24T00:00:00+08:00"
MAX_FORM = 64_000
ACCEPTED = "Received. Follow it at {url}"
MEDIA = " The photo at media_url is being fetched; it must be a public https address."

# A list asked for again, as harvesters do, is written once until a report changes. The default
# window of 90 days moves with the clock, so no longer than half a minute.
_lists: LiveCache[Response] = LiveCache("laporan:", longest=30, size=20)

Answer = Callable[[Request, str], Awaitable[Response]]


def open311(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Wrap an address: the format from its ending, errors in that format."""

    async def run(request: Request) -> Response:
        format = request.path_params.get("format") or ending(request.url.path)
        if format not in formats.MEDIA:
            return formats.errors("xml", 404, "the format is json or xml")
        try:
            response = await answer(request, format)
        except Open311Error as error:
            response = formats.errors(format, error.status, error.description)
        except TooMany as error:
            response = formats.errors(format, 429, error.text("en"))
            response.headers["Retry-After"] = str(error.retry_after)
        # Reading is open to every site; nothing here depends on who asks.
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return run


def ending(path: str) -> str:
    return "json" if path.endswith(".json") else "xml"


async def discovery(_request: Request, format: str) -> Response:
    """``GET /open311/discovery``: where the interface is and how to get a key."""
    origin = settings().origin
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{origin}/open311/v2",
        "changeset": CHANGED,
        "type": "production" if settings().env == "production" else "test",
        "formats": ["text/xml", "application/json"],
    }
    body = {
        "changeset": CHANGED,
        "contact": "Dinas Komunikasi dan Informatika Kota Bontang",
        "key_service": "Keys are made by the administrators of this app on request.",
        "endpoints": [endpoint],
    }
    return formats.render(format, body, "discovery")


async def list_services(_request: Request, format: str) -> Response:
    """``GET services``: the categories a report can have."""
    async with db.session() as session:
        found = await service.services(session)
        asked = await questions.every(session)
    body = [
        {
            "service_code": one.code,
            "service_name": one.name_id,
            "description": one.hint_id,
            "metadata": bool(asked.get(one.code)),
            "type": "realtime",
            "keywords": one.name_en,
            "group": "",
        }
        for one in found
    ]
    return formats.render(format, body, "services", "service")


async def define_service(request: Request, format: str) -> Response:
    """``GET services/{code}``: the extra questions of a category."""
    async with db.session() as session:
        found = await service.service(session, request.path_params["code"].replace("\x00", ""))
        asked = await questions.of(session, found.code)
    body: dict[str, Any] = {
        "service_code": found.code,
        "attributes": attributes.definition(asked),
    }
    return formats.render(format, body, "service_definition")


async def list_requests(request: Request, format: str) -> Response:
    """``GET requests``: public reports, newest first."""
    query = read_query(request.query_params)

    async def read() -> Response:
        async with db.session() as session:
            return _requests(format, await queries.search(session, query))

    kept = await _lists.get((format, request.url.query), read)
    return Response(kept.body, media_type=kept.media_type)


async def one_request(request: Request, format: str) -> Response:
    """``GET requests/{id}``: one report, alone in the list."""
    code = request.path_params["id"].replace("\x00", "")
    async with db.session() as session:
        found = await queries.search(session, ReportQuery(codes=(code,), limit=1))
    if not found:
        raise UnknownThing(f"service_request_id {code[:40]} is unknown")
    return _requests(format, found)


async def show_token(request: Request, format: str) -> Response:
    """``GET tokens/{id}``: our tokens are the identifiers themselves."""
    code = request.path_params["id"].replace("\x00", "")
    async with db.session() as session:
        found = await queries.search(session, ReportQuery(codes=(code,), limit=1))
    if not found:
        raise UnknownThing(f"token {code[:40]} is unknown")
    body = [{"service_request_id": code, "token": code}]
    return formats.render(format, body, "service_requests", "request")


async def post_request(request: Request, format: str) -> Response:
    """``POST requests``: file a report with a key."""
    sent = await _form(request)
    form = dict(sent)
    async with db.session() as session:
        key = await service.check_key(session, text(form, "api_key"))
    await ratelimit.count(ratelimit.Limit("open311", key.per_hour, 3600), str(key.id))
    actor = Actor(name=f"Open311: {key.name}", ip=client_ip(request))
    async with unit_of_work(actor) as uow:
        filed = await service.post_request(uow, form, sent)
    notice = ACCEPTED.format(url=settings().origin + filed.path)
    if text(form, "media_url"):
        notice += MEDIA
    body = [{"service_request_id": filed.code, "service_notice": notice, "account_id": None}]
    return formats.render(format, body, "service_requests", "request", status=201)


async def _form(request: Request) -> list[tuple[str, str]]:
    """Read a form-urlencoded body of modest size. Raises Open311Error."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        raise Open311Error("send the request as application/x-www-form-urlencoded")
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MAX_FORM:
        raise Open311Error(f"the body has at most {MAX_FORM} bytes")
    try:
        form = await request.form(max_fields=200)
    except (ValueError, UnicodeError) as error:
        raise Open311Error("the body cannot be read") from error
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _requests(format: str, found: tuple[PublicReport, ...]) -> Response:
    return formats.render(format, [_request(one) for one in found], "service_requests", "request")


def _request(one: PublicReport) -> dict[str, Any]:
    line, origin = one.line, settings().origin
    return {
        "service_request_id": line.code,
        "status": "open" if line.status in OPEN else "closed",
        "status_notes": one.latest_message or None,
        "service_name": line.category.name_id,
        "service_code": line.category.code,
        "description": one.description,
        "agency_responsible": line.agency,
        "service_notice": None,
        "requested_datetime": line.created_at.astimezone(WITA).isoformat(timespec="seconds"),
        "updated_datetime": one.updated_at.astimezone(WITA).isoformat(timespec="seconds"),
        "expected_datetime": line.due_at.astimezone(WITA).isoformat(),
        "address": line.area,
        "address_id": one.area_code,
        "zipcode": one.postal_code,
        "lat": one.lat,
        "long": one.lon,
        "media_url": f"{origin}/foto/{line.thumbnail}/1600.webp" if line.thumbnail else None,
    }


async def unknown(_request: Request, _format: str) -> Response:
    """Answer whatever else is asked below ``/open311``, in the form of the specification."""
    raise UnknownThing("there is no such address, or not with this method")


V2 = "/open311/v2"
routes = [
    Route("/open311/discovery.{format}", open311(discovery)),
    Route(f"{V2}/services.{{format}}", open311(list_services)),
    Route(f"{V2}/services/{{code}}.{{format}}", open311(define_service)),
    Route(f"{V2}/requests.{{format}}", open311(list_requests)),
    Route(f"{V2}/requests.{{format}}", open311(post_request), methods=["POST"]),
    Route(f"{V2}/requests/{{id}}.{{format}}", open311(one_request)),
    Route(f"{V2}/tokens/{{id}}.{{format}}", open311(show_token)),
    Route("/open311/{path:path}", open311(unknown), methods=["GET", "POST", "PUT", "DELETE"]),
]
