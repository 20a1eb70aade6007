"""What people do in the browser, in their own words."""

from playwright.async_api import Frame, Page, expect

from bessai_berinta.features.abuse.service import MIN_FILL_MS


async def sign_in(page: Page, person: str, to: str = "/akun") -> None:
    """Sign in through the demo provider and wait for the page asked for."""
    await page.goto(f"/auth/login?next={to}")
    await page.locator(f"button[value='{person}']").click()
    await page.wait_for_url(f"**{to}")


async def take_time(page: Page | Frame) -> None:
    """Be as slow as a person: what is filled in faster waits for a moderator."""
    since = "Date.now() - document.querySelector('form[data-ready]').dataset.ready"
    await page.wait_for_function(f"() => {since} > {MIN_FILL_MS}")


async def choose_photo(page: Page, data: bytes, name: str = "foto.jpg") -> None:
    """Pick a picture from the gallery of the report form."""
    gallery = page.locator("input[data-photo-input][multiple]")
    await gallery.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})
    await expect(page.locator("ul[data-photos] img").last).to_be_visible()


async def file_report(page: Page, text: str, photo: bytes | None = None) -> str:
    """Fill in the report form with GPS and send it; give the report's code."""
    await page.goto("/lapor/baru")
    await page.locator("form[data-ready]").wait_for()
    if photo:
        await choose_photo(page, photo)
    await page.get_by_role("button", name="Lanjut: tempat").click()
    await page.get_by_role("button", name="Pakai posisi saya").click()
    await expect(page.locator("[data-place-name]")).to_have_text("Bontang Kuala")
    await page.get_by_role("button", name="Lanjut: masalah").click()
    await page.get_by_text("Sampah", exact=True).click()
    await page.get_by_label("Ceritakan singkat").fill(text)
    await take_time(page)
    await page.get_by_role("button", name="Kirim laporan").click()
    await page.wait_for_url("**/lapor/LAP-*")
    return page.url.rpartition("/")[2]
