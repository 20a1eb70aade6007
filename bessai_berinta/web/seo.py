"""What search engines ask for first: ``/robots.txt`` and ``/sitemap.xml``."""

from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bessai_berinta.core.i18n import LOCALES, localized

from .prerender import PRIVATE, indonesian, is_private
from .site import Site, site

DAY = {"Cache-Control": "public, max-age=86400"}
CLOSED = (*PRIVATE, "/auth", "/api")


def robots(origin: str) -> str:
    """Keep robots out of what is personal or not a page."""
    closed = [f"{prefix}{path}" for path in CLOSED for prefix in ("", "/en")]
    rules = "\n".join(f"Disallow: {path}" for path in closed)
    return f"User-agent: *\n{rules}\n\nSitemap: {origin}/sitemap.xml\n"


def sitemap(current: Site) -> str:
    """List every public page, each with its twin in the other language."""
    paths = sorted({indonesian(address) for address in current.files})
    entries = "".join(
        entry(path, locale_address, current.origin)
        for path in paths
        if not is_private(path)
        for locale_address in (localized(path, locale) for locale in LOCALES)
        if locale_address in current.files
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">{entries}</urlset>\n'
    )


def entry(path: str, address: str, origin: str) -> str:
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale}"'
        f' href="{escape(origin + localized(path, locale))}"/>'
        for locale in LOCALES
    )
    return f"<url><loc>{escape(origin + address)}</loc>{twins}</url>"


async def robots_txt(request: Request) -> Response:
    return PlainTextResponse(robots(site().origin), headers=DAY)


async def sitemap_xml(request: Request) -> Response:
    return Response(sitemap(site()), headers=DAY, media_type="application/xml")


async def unshared(request: Request) -> Response:
    """Open the report form for a share that the service worker did not catch."""
    return Response(status_code=303, headers={"Location": request.url.path})


routes = [
    Route("/robots.txt", robots_txt),
    Route("/sitemap.xml", sitemap_xml),
    Route("/lapor/baru", unshared, methods=["POST"]),
    Route("/en/lapor/baru", unshared, methods=["POST"]),
]
