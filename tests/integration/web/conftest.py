"""A small site served the way the app serves the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from bessai_berinta.settings import Settings
from bessai_berinta.web import document, prerender, seo, site
from bessai_berinta.web import frontend as frontend_module
from bessai_berinta.web.frontend import Frontend
from bessai_berinta.web.security import Security
from bessai_berinta.web.snapshot import Head, snapshot
from tests.factories.build import write_build

ORIGIN = "http://localhost:8000"


async def answer(request: Request) -> Response:
    return JSONResponse({"method": request.method})


async def report(request: Request) -> Response:
    head = Head("Lubang di jalan", "Dipegang PUPR", "/lapor/LAP-26-AAAAA")
    return await snapshot(request, head, "<h1>Lubang di jalan</h1>")


async def own_policy(request: Request) -> Response:
    return PlainTextResponse("x", headers={"Content-Security-Policy": "default-src 'none'"})


ROUTES = [
    *seo.routes,
    Route("/api/lapor", answer, methods=["GET", "POST"]),
    Route("/auth/backchannel-logout", answer, methods=["POST"]),
    Route("/open311/v2/requests.json", answer, methods=["POST"]),
    Route("/lapor/{kode}", report),
    Route("/en/lapor/{kode}", report),
    Route("/sendiri", own_policy),
]


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_build(tmp_path)
    prerender.finish(tmp_path)
    return tmp_path


@pytest.fixture
def config() -> Settings:
    return settings()


@pytest.fixture
def client(folder: Path, config: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Serve a small build, some routes and the whole stack of ours around them."""
    for module in (frontend_module, document):
        monkeypatch.setattr(module, "settings", lambda: config)
    before = site.site()
    front = Frontend(lambda path: path.startswith("/akun/"))
    files = PrecompressedStaticFiles(directory=folder, html=True, encodings=["brotli", "gzip"])
    api = front.mount(Starlette(routes=[Mount("/", app=files, name="frontend")]))
    routes = Starlette(routes=[*ROUTES, Mount("", app=api)])
    with TestClient(Security(front.pages(routes), config), base_url=ORIGIN) as client:
        yield client
    site.use(before)
