"""The app as it is started: it serves, it tells its state, it talks to its own origin."""

import httpx
from playwright.async_api import Page, WebSocket, expect

from .site import Site


async def test_a_started_app_is_ready_in_every_part(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.url, trust_env=False) as client:
        answer = await client.get("/readyz")
        assert answer.status_code == 200
        assert set(answer.json()) == {"database", "storage", "live", "jobs", "pages"}
        assert (await client.get("/healthz")).text == "ok"


async def test_pages_open_their_socket_on_the_port_they_came_from(site: Site, phone: Page) -> None:
    async with phone.expect_event("websocket") as opened:
        await phone.goto("/")
    socket: WebSocket = await opened.value
    assert socket.url.startswith(site.url.replace("http", "ws") + "/_event")


async def test_the_page_names_its_language(phone: Page) -> None:
    await phone.goto("/")
    await expect(phone.locator("html")).to_have_attribute("lang", "id")
