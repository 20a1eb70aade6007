"""Reports that cannot be sent at once: kept, sent by themselves, never twice, never lost."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.async_api import APIRequestContext, Browser, Page, Route, async_playwright, expect

from tests.factories.images import make_jpeg

from .browser import FLAGS
from .conftest import PHONE, OpenPage
from .filing import GPS, PLAIN, TEXT, expect_queued, fill_in, press_send, ready
from .offline import open_controlled
from .people import choose_photo, take_time
from .site import Site, running

OFFLINE = pytest.mark.console_allowed("net::ERR_", "WebSocket connection", "Failed to fetch")
MANY = 500
FILL_OUTBOX = """
(count) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("bessai-kotak", 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore("kiriman", { keyPath: "key" });
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction("kiriman", "readwrite");
    for (let n = 0; n < count; n += 1) {
      change.objectStore("kiriman").put({
        key: crypto.randomUUID(), state: "waiting", created: Date.now() + n, photos: [],
        fields: { kategori: "sampah", uraian: `Laporan luring ke-${n} dari lapangan.`,
                  lat: "0.1336", lon: "117.5085", bahasa: "id" },
      });
    }
    change.oncomplete = () => { opening.result.close(); resolve(); };
  };
})
"""
STATES = """
() => new Promise((resolve) => {
  const opening = indexedDB.open("bessai-kotak");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("kiriman").objectStore("kiriman").getAll();
    reading.onsuccess = () => {
      opening.result.close();
      resolve(reading.result.map((each) => each.state));
    };
  };
})
"""
AGAIN = "() => dispatchEvent(new Event('online'))"


async def own_reports(request: APIRequestContext) -> list[str]:
    answer = await request.get("/api/v1/lapor/saya")
    return [report["judul"] for report in (await answer.json())["laporan"]]


async def all_sent(page: Page, seconds: float = 30) -> None:
    """Wait until the outbox of this browser holds nothing unsent."""
    async with asyncio.timeout(seconds):
        while set(await page.evaluate(STATES)) != {"sent"}:
            await page.wait_for_timeout(100)


async def wake_worker(page: Page) -> None:
    """Do what the browser does when the connection is back and no page is open."""
    devtools = await page.context.new_cdp_session(page)
    known: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(each["registrationId"] for each in event["registrations"]),
    )
    await devtools.send("ServiceWorker.enable")
    while not known:
        await page.wait_for_timeout(50)
    origin = await page.evaluate("location.origin")
    order = {"origin": origin, "registrationId": known[-1], "tag": "kirim-laporan"}
    await devtools.send("ServiceWorker.dispatchSyncEvent", {**order, "lastChance": False})


@OFFLINE
async def test_a_report_written_without_signal_is_sent_with_the_app_closed(
    open_page: OpenPage,
) -> None:
    page = await open_page(**PHONE, **GPS)
    await open_controlled(page, "/lapor/baru")
    await fill_in(page, photo=True)
    await page.context.set_offline(True)
    await press_send(page)
    await expect_queued(page)
    await page.get_by_role("link", name="Lihat laporan saya").click()
    waiting = page.locator("[data-outbox=waiting]")
    await expect(waiting).to_contain_text("Menunggu sambungan")
    await expect(waiting).to_contain_text("Bontang Kuala")
    await expect(waiting.get_by_role("img", name="Foto Anda")).to_be_visible()

    context = page.context
    other = await context.new_page()
    await page.close()
    await context.set_offline(False)
    await other.goto("/robots.txt")  # a page without script of ours
    assert await own_reports(context.request) == []
    await wake_worker(other)
    await all_sent(other)
    assert await own_reports(context.request) == [TEXT.rstrip(".")]

    await other.goto("/lapor/saya")
    sent = other.locator("[data-outbox=sent]")
    await expect(sent).to_contain_text("LAP-")
    await sent.get_by_role("link").click()
    await expect(other.get_by_role("img", name="Foto masalah, nomor 1")).to_be_visible()


@OFFLINE
async def test_an_open_page_sends_when_the_signal_is_back_and_says_so(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **GPS)
    await open_controlled(page, "/lapor/baru")
    await fill_in(page)
    await page.context.set_offline(True)
    await press_send(page)
    await expect_queued(page)
    await page.get_by_role("link", name="Lihat laporan saya").click()
    await expect(page.locator("[data-outbox=waiting]")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("[data-outbox=sent]")).to_be_visible()
    await expect(page.locator("[data-toast]")).to_contain_text("Laporan Anda sudah diterima: LAP-")
    received = page.get_by_role("region", name="Sudah diterima kota")
    await expect(received.get_by_text("Sampah menumpuk")).to_be_visible()


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app with room for all reports of this address, and for one site that frames it."""
    folder = tmp_path_factory.mktemp("roomy")
    with running(
        folder, reports_per_hour="100000", embed_origins="http://kelurahan.example"
    ) as started:
        yield started


async def test_five_hundred_waiting_reports_arrive_once_each(roomy: Site, browser: Browser) -> None:
    context = await browser.new_context(base_url=roomy.url)
    first = await context.new_page()
    await open_controlled(first, "/lapor/saya")
    second = await context.new_page()
    await second.goto("/lapor/saya")
    await first.evaluate(FILL_OUTBOX, MANY)
    await wake_worker(first)
    for page in (first, second):
        await page.evaluate(AGAIN)
    await all_sent(first, 240)
    with psycopg.connect(roomy.database_url) as connection:
        found = connection.execute(
            "SELECT count(*), count(DISTINCT description) FROM reports WHERE NOT demo"
        ).fetchone()
    assert found == (MANY, MANY)
    await context.close()


def refusal(status: int, title: str, **more: object) -> dict[str, object]:
    body = {"status": status, "title": title, **more}
    return {"status": status, "content_type": "application/problem+json", "body": json.dumps(body)}


@pytest.mark.console_allowed("422")
async def test_a_refused_report_is_kept_and_can_be_mended(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **PLAIN)
    words = "Titik ini di luar Kota Bontang."
    answers = [refusal(422, "Periksa isian Anda.", errors={"uraian": words})]

    async def answer(route: Route) -> None:
        await (route.fulfill(**answers.pop()) if answers else route.continue_())  # type: ignore[arg-type]

    await page.route("**/api/lapor", answer)
    await page.goto("/lapor/baru")
    await fill_in(page, photo=True)
    await press_send(page)
    await expect(page.get_by_text(words)).to_be_visible()

    await page.goto("/lapor/saya")
    refused = page.locator("[data-outbox=refused]")
    await expect(refused).to_contain_text("Perlu Anda periksa")
    await expect(refused).to_contain_text(words)
    await refused.get_by_role("button", name="Ubah").click()
    await ready(page)
    await expect(page.get_by_text(words)).to_be_visible()
    await expect(page.get_by_label("Ceritakan singkat")).to_have_value(TEXT)
    await page.get_by_label("Ceritakan singkat").fill("Sampah di sisi Jalan Bhayangkara.")
    await press_send(page)
    await page.wait_for_url("**/lapor/LAP-*")
    await expect(page.get_by_role("img", name="Foto masalah, nomor 1")).to_be_visible()
    await page.goto("/lapor/saya")
    await expect(page.locator("[data-outbox]")).to_have_count(1)


@pytest.mark.console_allowed("429")
async def test_too_many_at_once_wait_for_as_long_as_the_server_says(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **PLAIN)
    tries = 0

    async def busy(route: Route) -> None:
        nonlocal tries
        tries += 1
        answer = refusal(429, "Terlalu banyak permintaan.")
        await route.fulfill(**answer, headers={"Retry-After": "3600"})  # type: ignore[arg-type]

    await page.route("**/api/lapor", busy)
    await page.goto("/lapor/baru")
    await fill_in(page)
    await press_send(page)
    await expect_queued(page)
    await page.goto("/lapor/saya")
    waiting = page.locator("[data-outbox=waiting]")
    await expect(waiting).to_contain_text("terlalu banyak sekaligus")
    await page.evaluate(AGAIN)
    await page.reload()
    await expect(waiting).to_be_visible()
    assert tries == 1
    await page.unroute("**/api/lapor")
    await waiting.get_by_role("button", name="Kirim sekarang").click()
    await expect(page.locator("[data-outbox=sent]")).to_be_visible()


@OFFLINE
async def test_an_unsent_report_is_deleted_only_after_a_question(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **PLAIN)
    await page.goto("/lapor/baru")
    await fill_in(page)
    await page.route("**/api/lapor", lambda route: route.abort())
    await press_send(page)
    await expect_queued(page)
    await page.goto("/lapor/saya")
    await page.get_by_role("button", name="Hapus").click()
    await page.get_by_role("button", name="Simpan saja").click()
    await page.reload()
    await page.get_by_role("button", name="Hapus").click()
    await page.get_by_role("button", name="Ya, hapus").click()
    await expect(page.get_by_text("Tidak ada yang menunggu di perangkat ini.")).to_be_visible()


@OFFLINE
async def test_after_signing_out_a_waiting_report_goes_without_an_account(
    open_page: OpenPage,
) -> None:
    page = await open_page(**PHONE, **GPS)
    await open_controlled(page, "/lapor/baru")
    await fill_in(page)
    await page.context.set_offline(True)
    await press_send(page)
    await expect_queued(page)
    await page.evaluate("navigator.serviceWorker.controller.postMessage('forget')")
    await page.get_by_role("link", name="Lihat laporan saya").click()
    note = page.get_by_text("Anda sudah keluar, jadi laporan ini terkirim tanpa akun Anda.")
    await expect(note).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("[data-outbox=sent]")).to_be_visible()
    assert await own_reports(page.context.request) == []


async def test_a_half_written_report_survives_closing_the_app(
    site: Site, chromium_path: Path, tmp_path: Path
) -> None:
    async with async_playwright() as playwright:

        async def app():
            return await playwright.chromium.launch_persistent_context(
                tmp_path, executable_path=chromium_path, args=FLAGS, base_url=site.url,
                locale="id-ID",
            )  # fmt: skip

        profile = await app()
        page = profile.pages[0]
        await page.goto("/lapor/baru")
        await ready(page)
        await choose_photo(page, make_jpeg())
        await page.get_by_role("button", name="Lanjut: tempat").click()
        await page.get_by_label("Atau pilih kelurahan").select_option("Lok Tuan")
        await page.get_by_role("button", name="Lanjut: masalah").click()
        await page.get_by_label("Ceritakan singkat").fill(TEXT)
        await expect(page.locator("[data-saved]")).to_have_text("Tersimpan")
        await profile.close()

        profile = await app()
        page = profile.pages[0]
        await page.goto("/lapor/baru")
        await ready(page)
        await expect(page.get_by_label("Ceritakan singkat")).to_have_value(TEXT)
        await page.get_by_role("button", name="Kembali").click()
        await expect(page.locator("[data-place-name]")).to_have_text("Lok Tuan")
        await page.get_by_role("button", name="Kembali").click()
        await expect(page.locator("ul[data-photos] img")).to_have_count(1)
        await profile.close()


FRAME = "<!doctype html><title>Kelurahan</title><iframe src='{}' width=390 height=800></iframe>"


async def test_a_site_that_is_not_named_shows_nothing(roomy: Site, browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    html = FRAME.format(roomy.at("/sematan/lapor"))
    await page.route(
        "http://other.example/",
        lambda route: route.fulfill(content_type="text/html", body=html),
    )
    refused = "frame-ancestors http://kelurahan.example"
    async with page.expect_console_message(lambda message: refused in message.text):
        await page.goto("http://other.example/")
    await context.close()


async def test_a_named_site_shows_the_form_and_the_answer_in_a_frame(
    roomy: Site, browser: Browser
) -> None:
    context = await browser.new_context(base_url=roomy.url, locale="id-ID")
    page = await context.new_page()
    html = FRAME.format(roomy.at("/sematan/lapor"))
    await page.route(
        "http://kelurahan.example/",
        lambda route: route.fulfill(content_type="text/html", body=html),
    )
    await page.goto("http://kelurahan.example/")
    frame = page.frame_locator("iframe")
    await frame.locator("form[data-ready]").wait_for()
    await frame.get_by_role("button", name="Lanjut: tempat").click()
    await frame.get_by_label("Atau pilih kelurahan").select_option("Lok Tuan")
    await frame.get_by_role("button", name="Lanjut: masalah").click()
    await frame.get_by_label("Ceritakan singkat").fill("Lampu jalan mati di depan balai warga.")
    await frame.get_by_text("Sampah", exact=True).click()
    await take_time(page.frames[1])
    await frame.get_by_role("button", name="Kirim laporan").click()
    await expect(frame.get_by_role("heading", name="Laporan Anda sudah diterima")).to_be_visible()
    async with context.expect_page() as opened:
        await frame.get_by_role("link", name="Buka laporannya").click()
    await expect((await opened.value).get_by_role("heading", level=1)).to_contain_text("Lampu")
    await context.close()
