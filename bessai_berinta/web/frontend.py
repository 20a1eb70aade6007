"""Serve the built frontend: pages at their plain address, files with the right cache life.

Reflex mounts the build as static files, behind every other route. Two things are laid around
it: :meth:`Frontend.mount` answers what no file and no route knows (in the right language and
with the right status), :meth:`Frontend.pages` serves prerendered pages before any route, so
``/lapor/baru`` is never taken for the report called "baru".
"""

from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bessai_berinta.core.i18n import Locale, locale_of_path
from bessai_berinta.settings import settings

from . import site
from .document import Document
from .site import Site, normal
from .snapshot import missing_page

FOREVER = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
REVALIDATE = "no-cache"
# The files that decide which version of everything else is used.
FRESH = {"sw.js", "register-sw.js", "manifest.webmanifest"}
READ = {"GET", "HEAD"}


def cache_control(path: str) -> str:
    """Say how long a built file may be kept: names under ``assets/`` carry a content hash."""
    if path.startswith("assets/"):
        return FOREVER
    return REVALIDATE if path in FRESH else HOUR


class Frontend:
    """``routable`` tells whether a page with parameters (``/lapor/[kode]``) has an address.

    ``written`` are pages that a route of ours writes anew for each reader (their content comes
    with the first answer), though the build holds them too.
    """

    def __init__(self, routable: Callable[[str], bool], written: Collection[str] = ()) -> None:
        self.routable = routable
        self.written = frozenset(written)
        self.site = Site()

    def mount(self, api: Starlette) -> Starlette:
        """Take over Reflex's static mount, where there is one (not on the reloading server)."""
        for index, route in enumerate(api.routes):
            if isinstance(route, Mount) and isinstance(route.app, StaticFiles):
                if route.name != "frontend":
                    continue
                files = route.app
                files.html = False  # pages, directories and 404s are ours to answer
                self.site = Site(Path(str(files.directory)), settings().origin)
                site.use(self.site)
                api.routes[index] = Mount("/", app=Files(files, self), name="frontend")
        return api

    def pages(self, app: ASGIApp) -> ASGIApp:
        """Serve prerendered pages before any route is asked."""

        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            reads = scope["type"] == "http" and scope["method"] in READ
            address = normal(scope["path"]) if reads else ""
            known = reads and address not in self.written
            page = self.site.page(address) if known else None
            await (page.response(scope) if page else app)(scope, receive, send)

        return serve


class Files:
    """Built files by Reflex's own server (it picks the precompressed copy); else a page."""

    def __init__(self, files: StaticFiles, frontend: Frontend) -> None:
        self.files = files
        self.frontend = frontend
        self.shell = lru_cache(maxsize=None)(self._shell)
        self.missing = lru_cache(maxsize=None)(self._missing)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.files(scope, receive, send)
            return
        await (await self.respond(scope))(scope, receive, send)

    async def respond(self, scope: Scope) -> Response:
        path = self.files.get_path(scope)
        if path.endswith((".html", ".html.br", ".html.gz")):
            return self.plain_address(scope)
        try:
            response = await self.files.get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return self.page(scope)
        response.headers["Cache-Control"] = cache_control(path)
        return response

    def plain_address(self, scope: Scope) -> Response:
        """Send a reader of ``/layanan.html`` to ``/layanan``."""
        address = scope["path"].partition(".html")[0].removesuffix("/index") or "/"
        if address in self.frontend.site.files:
            return RedirectResponse(address, 308)
        return self.page(scope)

    def page(self, scope: Scope) -> Response:
        path = scope["path"]
        locale = locale_of_path(path)
        if path.startswith("/assets/"):
            return Response(status_code=404)
        if self.frontend.routable(path):
            return self.shell(locale).response(scope)
        return self.missing(locale).response(scope, 404)

    def _shell(self, locale: Locale) -> Document:
        return Document(self.frontend.site.shell(locale), effort=9)

    def _missing(self, locale: Locale) -> Document:
        return Document(missing_page(locale), effort=9)
