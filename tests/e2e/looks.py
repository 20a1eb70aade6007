"""What every page must stand: an accessibility check, narrow screens, large text."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from .conftest import DESKTOP, PHONE

NARROW: dict[str, Any] = {**PHONE, "viewport": {"width": 320, "height": 700}}
MODES: dict[str, dict[str, Any]] = {
    "phone, light": {**PHONE, "color_scheme": "light"},
    "phone, dark": {**PHONE, "color_scheme": "dark"},
    "narrow, light": {**NARROW, "color_scheme": "light"},
    "wide, light": {**DESKTOP, "color_scheme": "light"},
    "wide, dark": {**DESKTOP, "color_scheme": "dark"},
}
TWICE_AS_LARGE = "html { font-size: 200% !important }"


async def violations(page: Page) -> list[str]:
    """Give what axe finds on the page, one line for each element."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{page.url}: {rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


async def sideways(page: Page) -> int:
    """Give by how many pixels the page is wider than its window."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wide


async def shared_ids(page: Page) -> list[str]:
    """Give the ids that more than one element has: a label would name the wrong one."""
    ids: list[str] = await page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    return sorted({name for name in ids if ids.count(name) > 1})
