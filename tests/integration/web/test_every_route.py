"""Every public address against whatever input: it may refuse, it may not break."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route

from bessai_berinta import background, seed
from bessai_berinta.adapters import storage
from bessai_berinta.core import ratelimit
from bessai_berinta.web.routes import ROUTES
from tests.factories import reports

assert background.DECLARED_BY

# The sign-in has tests of its own, and pages with a body of HTML need the built pages.
ELSEWHERE = ("/auth/", "/healthz", "/readyz", "/sitemap", "/robots")
PROGRAMS = ("/api/", "/data/", "/feed/", "/en/feed/", "/foto/", "/open311/")
NAMES = [
    "alasan", "bahasa", "bbox", "beres", "catatan", "foto", "hal", "jawaban[jumlah]",
    "jurisdiction_id", "kategori", "keadaan", "kelurahan", "kode", "kunci", "lama", "lat", "lon",
    "long", "nama", "nilai", "page", "page_size", "sampai", "sejak", "service_code",
    "service_request_id", "situs", "start_date", "status", "updated_after", "uraian", "versi",
    "wilayah", "zoom", "batal", "jenis", "api_key", "description", "address_id", "address_string",
    "attribute[jumlah]", "media_url",
]  # fmt: skip
NASTY = [
    "", "0", "-1", "1e999", "nan", "9" * 40, "' OR 1=1 --", "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "\x00", "\ud7ff￾", "sampah", "LAP-26-K7QF3", "2026-02-30", "117,0,118,1", "1,2,3", "../../etc",
    "%s%n{0}", "x" * 10_000, "open,closed,,", "2026-11-24T00:00:00Z", "late",
]  # fmt: skip
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)


def tested() -> list[tuple[str, str]]:
    routes = [route for route in ROUTES if isinstance(route, Route)]
    return [
        (method, route.path)
        for route in routes
        for method in sorted((route.methods or set()) - {"HEAD"})
        if route.path.startswith(PROGRAMS) and not route.path.startswith(ELSEWHERE)
    ]


@pytest.fixture
async def app(database, monkeypatch) -> AsyncIterator[httpx.AsyncClient]:
    await seed.load(demo=False)
    store = storage.open_storage("memory:///")
    monkeypatch.setattr(storage, "storage", lambda: store)
    monkeypatch.setattr(ratelimit, "count", _unlimited)
    transport = httpx.ASGITransport(Starlette(routes=ROUTES), raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def _unlimited(limit: ratelimit.Limit, who: str) -> None:
    """Let all of them in: it is not the limits that are tested."""


def test_there_are_addresses_to_test():
    assert len(tested()) > 30


@pytest.mark.parametrize(("method", "path"), tested())
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    query=FIELDS, fields=FIELDS, parts=st.lists(VALUES, min_size=3, max_size=3), real=st.booleans()
)
async def test_no_input_breaks_an_address(app, method, path, query, fields, parts, real):
    code = getattr(app, "code", None)
    if code is None:
        code = app.code = (await reports.filed()).code
    address = path.replace("{kode}", quote(code if real else parts[0], safe="") or "x")
    for name in ("{id:uuid}", "{id}", "{code}", "{format}", "{size}", "{path:path}", "{tanda}"):
        address = address.replace(name, quote(parts[1], safe="") or "json")
    sends = {"data": fields} if method in {"POST", "PUT"} else {}
    answer = await app.request(method, address, params=query, **sends)
    assert answer.status_code < 500, answer.text
    if real and sends:
        files = [(name, (None, value)) for name, value in fields.items()]
        files.append(("foto", ("x.jpg", parts[2].encode("utf-8", "replace"), "image/jpeg")))
        answer = await app.request(method, address, files=files)
        assert answer.status_code < 500, answer.text
