"""The installed app: offline, updates, installation, shares from the phone's menu."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, async_playwright, expect

from bessai_berinta.settings import ROOT

from .browser import FLAGS
from .conftest import PHONE, OpenPage
from .offline import no_signal, open_alive, open_controlled
from .site import Site

OFFLINE = pytest.mark.console_allowed("net::ERR_", "WebSocket connection")
WORKER = ROOT / ".web" / "build" / "client" / "sw.js"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


async def test_the_browser_finds_nothing_in_the_way_of_an_installation(
    site: Site, chromium_path: Path, tmp_path: Path
) -> None:
    async with async_playwright() as playwright:
        # A private window is never asked to install anything.
        profile = await playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium_path, args=FLAGS, base_url=site.url
        )
        page = profile.pages[0]
        await open_controlled(page)
        devtools = await profile.new_cdp_session(page)
        found = await devtools.send("Page.getInstallabilityErrors")
        manifest = await devtools.send("Page.getAppManifest")
        identity = await devtools.send("Page.getAppId")
        await profile.close()
    assert found["installabilityErrors"] == []
    assert manifest["errors"] == []
    assert identity["appId"] == f"{site.url}/"


async def test_every_shortcut_leads_somewhere(phone: Page) -> None:
    await phone.goto("/")
    statuses = await phone.evaluate(
        """async () => {
          const manifest = await (await fetch("/manifest.webmanifest")).json();
          return Promise.all(manifest.shortcuts.map(async (s) => (await fetch(s.url)).status));
        }"""
    )
    assert set(statuses) == {200}


@OFFLINE
@pytest.mark.parametrize(
    ("start", "path", "offline", "title"),
    [
        ("/", "/lapor?keadaan=open", "/luring", "Anda sedang luring"),
        ("/en", "/en/lapor", "/en/luring", "You are offline"),
    ],
)
async def test_without_a_signal_an_unseen_page_leads_to_ours(
    phone: Page, start: str, path: str, offline: str, title: str
) -> None:
    await open_controlled(phone, start)
    async with no_signal(phone):
        await open_alive(phone, path)
        assert urlsplit(phone.url).path == offline
        await expect(phone.get_by_role("heading", name=title)).to_be_visible()


@OFFLINE
@pytest.mark.parametrize("path", ["/", "/darurat", "/layanan", "/lapor/baru", "/en/darurat"])
async def test_without_a_signal_what_matters_opens(phone: Page, path: str) -> None:
    await open_controlled(phone, "/luring")
    async with no_signal(phone):
        await open_alive(phone, path)
        assert urlsplit(phone.url).path == path
        await expect(phone.locator("h1")).to_be_visible()


@OFFLINE
async def test_without_a_signal_emergency_numbers_can_be_called(phone: Page) -> None:
    await open_controlled(phone)
    async with no_signal(phone):
        await open_alive(phone, "/darurat")
        await expect(phone.locator('a[href="tel:112"]')).to_be_visible()


@OFFLINE
async def test_a_page_that_was_read_opens_again_without_a_signal(phone: Page) -> None:
    await open_controlled(phone)
    await open_alive(phone, "/lapor")
    async with no_signal(phone):
        await open_alive(phone, "/lapor")
        assert urlsplit(phone.url).path == "/lapor"


@OFFLINE
async def test_the_page_that_was_wanted_opens_when_the_signal_is_back(phone: Page) -> None:
    await open_controlled(phone)
    async with no_signal(phone):
        await open_alive(phone, "/lapor")
        assert urlsplit(phone.url).path == "/luring"
    await phone.wait_for_url("**/lapor")


@OFFLINE
async def test_a_lost_connection_is_told_calmly_and_its_return_too(phone: Page) -> None:
    await open_controlled(phone)
    banner = phone.locator("[data-connection]")
    async with no_signal(phone):
        await expect(banner).to_have_attribute("data-connection", "lost", timeout=10_000)
        await expect(banner).to_contain_text("Anda luring")
    await expect(banner).to_contain_text("Tersambung lagi", timeout=15_000)
    await expect(banner).to_have_attribute("data-connection", "well", timeout=10_000)
    await expect(banner).to_have_text("")


@pytest.mark.console_allowed("404 (Not Found)")
async def test_nothing_personal_is_kept(phone: Page) -> None:
    await open_controlled(phone)
    for path in ("/petugas", "/auth/login", "/api/v1/lapor/X", "/ping"):
        await phone.evaluate("path => fetch(path, {redirect: 'manual'}).catch(() => {})", path)
    kept = await phone.evaluate(
        """async () => {
          const names = await caches.keys();
          const keys = await Promise.all(names.map(async n => (await caches.open(n)).keys()));
          return keys.flat().map(request => new URL(request.url).pathname);
        }"""
    )
    assert kept
    assert not [path for path in kept if re.match(r"/(en/)?(petugas|auth|akun|api|ping)", path)]


async def test_signing_out_forgets_what_was_read(phone: Page) -> None:
    await open_controlled(phone)
    await open_alive(phone, "/lapor")
    await phone.wait_for_function("() => caches.match('/lapor').then(found => !!found)")
    await phone.evaluate("fetch('/auth/logout', {method: 'POST', redirect: 'manual'})")
    await phone.wait_for_function("() => caches.match('/lapor').then(found => !found)")


@pytest.fixture
def new_version() -> Iterator[None]:
    """Serve a worker of another version, as after a deployment."""
    sidecars = [WORKER.with_name(WORKER.name + suffix) for suffix in (".br", ".gz")]
    files = {file: file.read_bytes() for file in (WORKER, *sidecars) if file.exists()}

    for sidecar in sidecars:
        sidecar.unlink(missing_ok=True)
    WORKER.write_bytes(files[WORKER].replace(b'const VERSION = "', b'const VERSION = "next-'))
    yield
    for file, content in files.items():
        file.write_bytes(content)


async def test_a_new_version_is_offered_and_one_press_loads_it(
    phone: Page, request: pytest.FixtureRequest
) -> None:
    await open_controlled(phone)
    before = await phone.evaluate("caches.keys()")
    request.getfixturevalue("new_version")
    await phone.evaluate(
        "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"
    )
    notice = phone.get_by_role("status").filter(has_text="Versi baru tersedia")
    await expect(notice).to_be_visible()
    loads = 0

    def count(_: object) -> None:
        nonlocal loads
        loads += 1

    phone.on("load", count)
    async with phone.expect_event("load"):
        await notice.get_by_role("button", name="Muat ulang").click()
    await phone.wait_for_function("() => window.__reflex !== undefined")
    await expect(notice).to_have_count(0)
    after = await phone.evaluate("caches.keys()")
    assert [name for name in after if "next-" in name]
    assert not [name for name in before if "kept" in name and name in after]
    assert loads == 1


OFFER = """
() => {
  window.bessaiInstall = {
    prompt: async () => { window.asked = true },
    userChoice: Promise.resolve({ outcome: "dismissed" }),
  };
  dispatchEvent(new Event("bessai:installable"));
}
"""
AGAIN = "() => sessionStorage.clear()"


async def test_the_app_is_offered_from_the_second_visit_and_not_again_when_declined(
    phone: Page,
) -> None:
    card = phone.get_by_text("Pasang Bessai Berinta di ponsel Anda")
    await open_alive(phone, "/")
    await phone.evaluate(OFFER)
    await expect(card).to_have_count(0)
    await phone.evaluate(AGAIN)
    await open_alive(phone, "/")
    await phone.evaluate(OFFER)
    await expect(card).to_be_visible()
    await phone.get_by_role("button", name="Nanti saja").click()
    await expect(card).to_have_count(0)
    await open_alive(phone, "/")
    await phone.evaluate(OFFER)
    await expect(card).to_have_count(0)


async def test_the_browsers_question_comes_only_after_ours(phone: Page) -> None:
    await open_alive(phone, "/")
    await phone.evaluate(AGAIN)
    await open_alive(phone, "/")
    await phone.evaluate(OFFER)
    await phone.get_by_role("button", name="Pasang", exact=True).click()
    await phone.wait_for_function("() => window.asked === true")


async def test_phones_by_apple_get_the_three_steps(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, user_agent=SAFARI)
    await open_alive(page, "/")
    await page.evaluate(AGAIN)
    await open_alive(page, "/")
    steps = page.get_by_role("list").filter(has_text="Pilih Tambah ke Layar Utama")
    await expect(steps.get_by_role("listitem")).to_have_count(3)


SHARE = """
async () => {
  const form = new FormData();
  const photo = await (await fetch("/icons/icon-192.png")).blob();
  form.append("foto", new File([photo], "lubang.png", { type: "image/png" }));
  const answer = await fetch("/lapor/baru", { method: "POST", body: form });
  return [answer.redirected, new URL(answer.url).pathname];
}
"""
SHARED = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("bessai");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const read = opening.result.transaction("shared").objectStore("shared").get("foto");
    read.onsuccess = () => resolve(read.result.map((file) => [file.name, file.type]));
  };
})
"""


async def test_a_shared_photo_waits_for_the_report_form(site: Site, phone: Page) -> None:
    await open_controlled(phone)
    assert await phone.evaluate(SHARE) == [True, "/lapor/baru"]
    assert await phone.evaluate(SHARED) == [["lubang.png", "image/png"]]
