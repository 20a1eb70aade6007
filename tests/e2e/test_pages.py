"""Every page is quiet, in its language and theme, and safe; unknown ones are 404."""

import asyncio
import re
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Page, expect

from .conftest import PHONE, OpenPage
from .offline import open_alive
from .site import Site

PAGES = ["/", "/layanan", "/darurat", "/lapor", "/lapor/baru", "/luring"]
BOTH = [*PAGES, *(f"/en{path}".rstrip("/") for path in PAGES)]
EVIL = "http://evil.example"


def language(path: str) -> str:
    return "en" if path == "/en" or path.startswith("/en/") else "id"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", BOTH)
async def test_a_page_opens_without_a_complaint_in_its_language_and_theme(
    open_page: OpenPage, path: str, scheme: str
) -> None:
    page = await open_page(**PHONE, color_scheme=scheme)
    answer = await page.goto(path)
    assert answer is not None
    assert answer.status == 200
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    await page.wait_for_function("() => window.__reflex !== undefined")
    root = page.locator("html")
    await expect(root).to_have_attribute("lang", language(path))
    await expect(root).to_contain_class(scheme)
    await expect(page.locator("h1#judul")).to_be_visible()


@pytest.mark.console_allowed("404 (Not Found)")
@pytest.mark.parametrize(
    ("path", "title"),
    [("/tidak/ada", "Halaman ini tidak ada"), ("/en/no", "This page is not here")],
)
async def test_an_unknown_address_is_404_with_and_without_script(
    open_page: OpenPage, path: str, title: str
) -> None:
    plain = await open_page(**PHONE, java_script_enabled=False)
    answer = await plain.goto(path)
    assert answer is not None
    assert answer.status == 404
    await expect(plain.get_by_role("heading", name=title)).to_be_visible()
    alive = await open_page()
    await open_alive(alive, path)
    await expect(alive.locator("#ssr")).to_have_count(0)
    await expect(alive.get_by_role("heading", name=title)).to_be_visible()
    await expect(alive.locator("html")).to_have_attribute("lang", language(path))


async def test_inside_the_app_the_focus_moves_to_the_title_and_the_page_is_announced(
    phone: Page,
) -> None:
    await open_alive(phone, "/")
    assert await phone.evaluate("document.activeElement.tagName") == "BODY"
    await phone.get_by_role("navigation").get_by_role("link", name="Layanan").first.click()
    await expect(phone).to_have_url(re.compile("/layanan$"))
    await expect(phone.locator("h1")).to_be_focused()
    title = await phone.title()
    await expect(phone.locator("[aria-live=polite]", has_text=title)).to_have_count(1)


async def test_addresses_in_the_head_do_not_outlive_their_page(phone: Page) -> None:
    await open_alive(phone, "/")
    await expect(phone.locator("link[rel=canonical]")).to_have_count(1)
    await phone.get_by_role("navigation").get_by_role("link", name="Layanan").first.click()
    await expect(phone).to_have_url(re.compile("/layanan$"))
    await expect(phone.locator("link[rel=canonical]")).to_have_count(0)
    await phone.get_by_role("navigation").get_by_role("link", name="Beranda").first.click()
    await expect(phone.get_by_role("heading", name="Janji kota")).to_be_visible()


async def test_a_chosen_theme_is_kept(phone: Page) -> None:
    await open_alive(phone, "/layanan")
    await phone.get_by_role("radio", name="Gelap").check(force=True)
    await expect(phone.locator("html")).to_contain_class("dark")
    await phone.reload()
    await expect(phone.locator("html")).to_contain_class("dark")
    await expect(phone.get_by_role("radio", name="Gelap")).to_be_checked()
    colours = await phone.locator("meta[name=theme-color]").evaluate_all(
        "tags => [...new Set(tags.map(tag => tag.content))]"
    )
    assert colours == ["#0a1f24"]


async def test_a_post_from_another_site_is_refused(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.url, trust_env=False) as client:
        answer = await client.post("/api/lapor", headers={"Origin": EVIL}, data={"uraian": "x"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("origin", "status"), [(EVIL, 403), (None, 101)])
async def test_a_websocket_from_another_site_is_refused(
    site: Site, origin: str | None, status: int
) -> None:
    where = urlsplit(site.url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    request = (
        "GET /_event/?EIO=4&transport=websocket HTTP/1.1\r\n"
        f"Host: {where.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Origin: {origin or site.url}\r\n\r\n"
    )
    writer.write(request.encode())
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    assert int(line.split()[1]) == status


ORDER = """
([name, payload]) => window.__reflex["$/utils/context"].addEvents([
  window.__reflex["$/utils/state"].ReflexEvent(name, payload)
], [], {})
"""
BRIDGE = "reflex___state____state.bessai_berinta___ui___bridge____bridge_state"


async def test_a_message_is_shown_and_read_aloud_and_an_error_stays(phone: Page) -> None:
    await open_alive(phone, "/")
    await phone.evaluate(ORDER, [f"{BRIDGE}.toast", {"text": "Gagal disimpan", "kind": "error"}])
    message = phone.get_by_role("alert").filter(has_text="Gagal disimpan")
    await expect(message).to_be_visible()
    await message.get_by_role("button", name="Tutup pesan").click()
    await expect(message).to_have_count(0)


async def test_a_message_is_not_repeated_after_a_reload(phone: Page) -> None:
    await open_alive(phone, "/")
    await phone.evaluate(ORDER, [f"{BRIDGE}.toast", {"text": "Tersimpan", "kind": "error"}])
    await expect(phone.get_by_text("Tersimpan")).to_be_visible()
    await open_alive(phone, "/")
    await expect(phone.locator("[data-connection]")).to_have_count(1)
    await expect(phone.get_by_text("Tersimpan")).to_have_count(0)


async def test_a_handler_can_send_the_browser_to_another_document(phone: Page) -> None:
    await open_alive(phone, "/")
    await phone.evaluate(ORDER, [f"{BRIDGE}.goto", {"url": "/robots.txt"}])
    await phone.wait_for_url("**/robots.txt")
