"""Plain HTTP routes of the public figures: pages with their content, files, the dictionary."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.settings import settings
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import locale_of
from bessai_berinta.web.snapshot import snapshot

from . import dictionary, feeds, page, present, queries
from .schemas import parse_period

FRESH = {"Cache-Control": "no-cache"}


async def statistics_page(request: Request) -> Response:
    """``GET /lapor/statistik``: what an address cannot mean shows the usual period."""
    locale = locale_of(request)
    try:
        period = parse_period(request.query_params)
    except InvalidInput:
        period = parse_period({})
    shown = present.view(await queries.statistics(period), locale)
    head = page.statistics_head(shown, locale, settings().origin)
    return await snapshot(request, head, page.statistics_body(shown, locale))


async def statistics_json(request: Request) -> Response:
    """``GET /data/statistik-lapor.json``: every figure of a period."""
    found = await queries.statistics(parse_period(request.query_params))
    return JSONResponse(feeds.as_json(found, locale_of(request)), headers=FRESH)


async def statistics_csv(request: Request) -> Response:
    """``GET /data/statistik-lapor.csv``: the same as a table."""
    found = await queries.statistics(parse_period(request.query_params))
    attachment = {"Content-Disposition": 'attachment; filename="statistik-lapor.csv"'}
    return Response(
        feeds.table(found, locale_of(request)),
        headers=FRESH | attachment,
        media_type="text/csv; charset=utf-8",
    )


async def dictionary_page(request: Request) -> Response:
    """``GET /lapor/data``: what the open data means, and under which licence it may be used."""
    locale = locale_of(request)
    body = page.dictionary_body(settings().data_licence, locale)
    return await snapshot(request, page.dictionary_head(locale), body)


async def dictionary_json(request: Request) -> Response:
    """``GET /data/kamus.json``: the dictionary for programs."""
    return JSONResponse(dictionary.as_json(settings().data_licence), headers=FRESH)


async def dictionary_markdown(request: Request) -> Response:
    """``GET /data/kamus.md``: the dictionary as a plain file."""
    text = dictionary.as_markdown(settings().data_licence, locale_of(request))
    return PlainTextResponse(text, headers=FRESH, media_type="text/markdown; charset=utf-8")


routes = [
    Route("/lapor/statistik", statistics_page),
    Route("/en/lapor/statistik", statistics_page),
    Route("/lapor/data", dictionary_page),
    Route("/en/lapor/data", dictionary_page),
    Route("/data/statistik-lapor.json", guarded(statistics_json)),
    Route("/data/statistik-lapor.csv", guarded(statistics_csv)),
    Route("/data/kamus.json", guarded(dictionary_json)),
    Route("/data/kamus.md", guarded(dictionary_markdown)),
]
