"""The list of public reports over plain HTTP: as a page, as files and as feeds."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import Locale, localized
from bessai_berinta.settings import settings
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import locale_of
from bessai_berinta.web.snapshot import snapshot

from . import feeds, list_page, listing, present, queries
from .queries import ANY
from .schemas import PublicReport, parse_query

FILE_LIMIT, FEED_LIMIT = 1000, 50
FRESH = {"Cache-Control": "no-cache"}


async def list_snapshot(request: Request) -> Response:
    """``GET /lapor``: the first page of the list the address asks for, readable at once.

    What an address cannot mean is left out, as on the live page.
    """
    asked, locale = dict(request.query_params), locale_of(request)
    try:
        query = parse_query(asked, limit=ANY.limit)
    except InvalidInput:
        asked, query = {}, ANY
    async with db.session() as session:
        lines, more = await queries.recent(session, query)
    chosen = listing.chosen(asked)
    links = listing.links(chosen, locale, query.page, more=more)
    cards = [present.card(line, locale) for line in lines]
    return await snapshot(
        request,
        list_page.head(chosen, links, locale),
        list_page.body(cards, chosen, links, locale),
    )


async def geojson(request: Request) -> Response:
    """``GET /data/lapor.geojson``: public reports with a point; filters as in the list."""
    body = feeds.geojson(await _found(request, FILE_LIMIT), settings().origin)
    return JSONResponse(body, headers=FRESH, media_type="application/geo+json")


async def table(request: Request) -> Response:
    """``GET /data/lapor.csv``: the same as a table."""
    body = feeds.table(await _found(request, FILE_LIMIT), settings().origin)
    attachment = {"Content-Disposition": 'attachment; filename="lapor.csv"'}
    return Response(body, headers=FRESH | attachment, media_type="text/csv; charset=utf-8")


async def atom(request: Request) -> Response:
    """``GET /feed/lapor.xml``: the newest reports as Atom, by category and area too."""
    return await _feed(request, feeds.atom, "application/atom+xml")


async def rss(request: Request) -> Response:
    """``GET /feed/lapor.rss``: the same as RSS 2.0."""
    return await _feed(request, feeds.rss, "application/rss+xml")


async def _feed(request: Request, write: Callable[..., bytes], media_type: str) -> Response:
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    locale: Locale = locale_of(request)
    kept = listing.chosen(request.query_params)
    listed = listing.address(localized(listing.PATH, locale), kept)
    found = await _found(request, FEED_LIMIT)
    body = write(found, settings().origin, path, listed, locale)
    return Response(body, headers=FRESH, media_type=f"{media_type}; charset=utf-8")


async def _found(request: Request, limit: int) -> tuple[PublicReport, ...]:
    async with db.session() as session:
        return await queries.search(session, parse_query(request.query_params, limit=limit))


routes = [
    Route("/lapor", list_snapshot),
    Route("/en/lapor", list_snapshot),
    Route("/data/lapor.geojson", guarded(geojson)),
    Route("/data/lapor.csv", guarded(table)),
    Route("/feed/lapor.xml", guarded(atom)),
    Route("/en/feed/lapor.xml", guarded(atom)),
    Route("/feed/lapor.rss", guarded(rss)),
    Route("/en/feed/lapor.rss", guarded(rss)),
]
