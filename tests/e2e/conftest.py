"""Fixtures for tests that use the app as a person does, in a real browser.

``site`` is the whole app, ``phone`` and ``desktop`` are pages of it, ``open_page`` opens more
(a second person, another language). A page that logs an error fails its test; what a test
provokes on purpose it allows by ``@pytest.mark.console_allowed("part of the text", ...)``.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from . import browser as browsers
from .site import Site, running

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the running app, built when its sources changed."""
    with running(tmp_path_factory.mktemp("site")) as started:
        yield started


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    return browsers.find()


@pytest.fixture(scope="session")
async def browser(chromium_path: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=chromium_path, args=browsers.FLAGS
        )
        yield chromium
        await chromium.close()


@dataclass
class Complaints:
    """What the browser complained about: errors, breaches of the content security policy."""

    allowed: tuple[str, ...]
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.add(f"{page.url}: {error}"))
        page.on("console", self.hear)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.add(f"{message.location.get('url', '')}: {message.text}")

    def add(self, text: str) -> None:
        if not any(part in text for part in self.allowed):
            self.found.append(text)


@pytest.fixture
async def open_page(
    site: Site, browser: Browser, request: pytest.FixtureRequest
) -> AsyncIterator[OpenPage]:
    """Give a function that opens a page in a browser profile of its own.

    It takes Playwright's context options, laid over those of a phone. Paths given to
    ``page.goto`` are relative to the site.
    """
    marks = request.node.iter_markers("console_allowed")
    complaints = Complaints(tuple(part for mark in marks for part in mark.args))
    contexts = []

    async def opened(**options: Any) -> Page:
        settings: dict[str, Any] = {"locale": "id-ID", "timezone_id": "Asia/Makassar"}
        context = await browser.new_context(base_url=site.url, **settings | (options or PHONE))
        contexts.append(context)
        page = await context.new_page()
        complaints.watch(page)
        context.on("page", complaints.watch)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert not complaints.found, "the browser complained:\n" + "\n".join(complaints.found)


@pytest.fixture
async def phone(open_page: OpenPage) -> Page:
    """Give a page as wide as most residents' phones."""
    return await open_page(**PHONE)


@pytest.fixture
async def desktop(open_page: OpenPage) -> Page:
    return await open_page(**DESKTOP)
