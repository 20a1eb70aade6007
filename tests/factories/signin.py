"""A browser, our sign-in routes and the demo provider, all in one process."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta.adapters import oidc
from bessai_berinta.core import ids
from bessai_berinta.demo.__main__ import client_for
from bessai_berinta.demo.provider import DemoProvider
from bessai_berinta.features.accounts import http as accounts
from bessai_berinta.settings import DEMO_CLIENT_ID, DEMO_SECRET

APP = "http://localhost:8000"
ISSUER = "http://localhost:8001"
CALLBACK = f"{APP}/auth/callback"
HOME = httpx.Response(200, text="page")


class Network(httpx.AsyncBaseTransport):
    """Routes requests to in-process apps by origin; can be made to fail like a real network."""

    def __init__(self) -> None:
        self.apps: dict[str, httpx.ASGITransport] = {}
        self.seen: list[str] = []
        self.broken: dict[str, Exception] = {}

    def add(self, origin: str, app: Starlette) -> None:
        self.apps[origin] = httpx.ASGITransport(app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(str(request.url.copy_with(query=None)))
        for part, problem in self.broken.items():
            if part in str(request.url):
                raise problem
        origin = f"{request.url.scheme}://{request.url.netloc.decode()}"
        return await self.apps[origin].handle_async_request(request)

    def count(self, part: str) -> int:
        return sum(part in url for url in self.seen)


def provider_config(**changes: object) -> oidc.Provider:
    given = {
        "issuer": ISSUER,
        "client_id": DEMO_CLIENT_ID,
        "client_secret": DEMO_SECRET,
        **changes,
    }
    return oidc.Provider(**given)  # type: ignore[arg-type]


@dataclass
class Town:
    """The app and its provider, wired to each other."""

    network: Network
    provider: DemoProvider

    @asynccontextmanager
    async def browser(self, user_agent: str = "test") -> AsyncIterator["Browser"]:
        # One jar for each origin, as browsers on real hosts have it.
        async with (
            httpx.AsyncClient(
                transport=self.network, base_url=APP, headers={"User-Agent": user_agent}
            ) as app,
            httpx.AsyncClient(transport=self.network, base_url=ISSUER) as provider,
        ):
            yield Browser(app, provider)


@dataclass
class Browser:
    """Follows redirects the way a person's browser does, and presses the buttons."""

    app: httpx.AsyncClient
    provider: httpx.AsyncClient

    @property
    def cookie(self) -> str:
        return self.app.cookies.get("sid") or ""

    @property
    def sid_hash(self) -> str:
        return ids.fingerprint(self.cookie)

    async def to_provider(self, next_path: str = "/") -> httpx.Response:
        """Open the sign-in; give the provider's page (or its answer when it asks nothing)."""
        start = await self.app.get("/auth/login", params={"next": next_path})
        assert start.status_code == 303, start.text
        assert start.headers["location"].startswith(ISSUER), start.headers["location"]
        return await self.provider.get(start.headers["location"])

    async def press(self, page: httpx.Response, person: str) -> str:
        """Press a person's button; give the callback address the provider leads to."""
        fields = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text)
        form = {unescape(name): unescape(value) for name, value in fields}
        answer = await self.provider.post("/authorize", data={**form, "person": person})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def sign_in(self, person: str, next_path: str = "/") -> httpx.Response:
        """Go all the way; give our last redirect."""
        page = await self.to_provider(next_path)
        landing = page.headers.get("location") or await self.press(page, person)
        return await self.app.get(landing)

    async def sign_out(self, **fields: str) -> httpx.Response:
        return await self.app.post("/auth/logout", data=fields, headers={"Origin": APP})


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def build_town(monkeypatch: pytest.MonkeyPatch, **changes: object) -> Town:
    """Wire the app's routes to a fresh demo provider; ``changes`` go to the client."""
    network = Network()
    registered = client_for([CALLBACK])
    provider = DemoProvider(ISSUER, {registered.client_id: registered}, transport=network)
    network.add(ISSUER, provider.app())
    network.add(APP, Starlette(routes=accounts.routes))
    client = oidc.Client(provider_config(**changes), transport=network)
    monkeypatch.setattr(accounts, "client", lambda: client)
    return Town(network, provider)
