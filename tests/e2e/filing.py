"""Steps of filing that several tests share."""

from typing import Any

from playwright.async_api import Page, expect

from tests.factories.images import make_jpeg

from .people import choose_photo

GPS: dict[str, Any] = {
    "geolocation": {"latitude": 0.1336, "longitude": 117.5085, "accuracy": 8},
    "permissions": ["geolocation"],
}
# What a test answers in the server's place must not pass a worker it cannot see into.
PLAIN: dict[str, Any] = {**GPS, "service_workers": "block"}
TEXT = "Sampah menumpuk di tepi jalan sejak Minggu, sudah berbau."
QUEUED = "Laporan Anda aman di ponsel ini"


async def ready(page: Page) -> None:
    await page.locator("form[data-ready]").wait_for()


async def to_last_step(page: Page, *, photo: bool = False) -> None:
    """Fill in photo and place."""
    await ready(page)
    if photo:
        await choose_photo(page, make_jpeg())
    await page.get_by_role("button", name="Lanjut: tempat").click()
    await page.get_by_role("button", name="Pakai posisi saya").click()
    await page.get_by_role("button", name="Lanjut: masalah").click()


async def fill_in(page: Page, text: str = TEXT, *, photo: bool = False) -> None:
    """Fill in everything; what is left is to send."""
    await to_last_step(page, photo=photo)
    await page.get_by_label("Ceritakan singkat").fill(text)
    await page.get_by_text("Sampah", exact=True).click()


async def press_send(page: Page) -> None:
    await page.get_by_role("button", name="Kirim laporan").click()


async def expect_queued(page: Page) -> None:
    await expect(page.get_by_role("heading", name=QUEUED)).to_be_visible()
