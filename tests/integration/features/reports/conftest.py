"""The routes of reports, without the rest of the app."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.adapters import storage
from bessai_berinta.features.reports import http


@pytest.fixture
async def client(database, monkeypatch) -> AsyncIterator[httpx.AsyncClient]:
    await seed.load(demo=False)
    store = storage.open_storage("memory:///")
    monkeypatch.setattr(storage, "storage", lambda: store)
    app = Starlette(routes=http.routes)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client
