"""The app as it is started: it serves, it tells its state, it talks to its own origin."""

import subprocess
import sys
from pathlib import Path

import httpx
from playwright.async_api import Page, WebSocket, expect

from bessai_berinta.settings import ROOT

from .site import Site, environment, free_ports


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


def started_with(**settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bessai_berinta", "run"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_second_start_on_the_same_port_ends_with_one_sentence(site: Site, tmp_path: Path) -> None:
    port = str(httpx.URL(site.url).port)
    done = started_with(port=port, data_dir=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith(f"bessai: Port {port} (the app) cannot be used")
    assert done.stderr.count("\n") == 1


def test_production_does_not_start_with_demo_values(tmp_path: Path) -> None:
    done = started_with(env="production", data_dir=str(tmp_path), port=str(free_ports()))
    assert done.returncode == 1
    assert "BESSAI_OIDC_CLIENT_SECRET must not be the demo secret" in done.stderr
    assert "Traceback" not in done.stderr
