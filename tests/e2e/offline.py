"""Steps the tests of the installed app share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page

HYDRATED = "() => window.__reflex !== undefined"
CONTROLLED = "() => navigator.serviceWorker?.controller !== null"


async def open_alive(page: Page, path: str) -> None:
    """Open a page and wait until its script has taken over."""
    await page.goto(path)
    await page.wait_for_function(HYDRATED)


async def open_controlled(page: Page, path: str = "/") -> None:
    """Open a page and wait until the service worker is installed and in charge."""
    await open_alive(page, path)
    await page.evaluate("async () => { await navigator.serviceWorker.ready }")
    await page.wait_for_function(CONTROLLED)


@asynccontextmanager
async def no_signal(page: Page) -> AsyncIterator[None]:
    """Take the connection away for the length of the block."""
    await page.context.set_offline(True)
    yield
    await page.context.set_offline(False)
