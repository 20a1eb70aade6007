"""Residents look for reports: on the map, in the list, by filter, in figures, without script."""

import re

import pytest
from playwright.async_api import Page, expect

from .conftest import DESKTOP, PHONE, OpenPage

DOTS = ".city-report[role=button]"


async def open_map(page: Page, address: str = "/lapor") -> None:
    await page.goto(address)
    await expect(page.get_by_text(re.compile("Terlihat di peta"))).to_be_visible()


async def test_a_filter_is_in_the_address_and_the_address_can_be_shared(
    open_page: OpenPage,
) -> None:
    first = await open_page(**DESKTOP)
    await open_map(first)
    await first.get_by_label("Jenis masalah").select_option("sampah")
    await first.wait_for_url("**/lapor?kategori=sampah")
    await first.get_by_label("Keadaan").select_option("open")
    await first.wait_for_url("**/lapor?kategori=sampah&keadaan=open")
    shared = await open_page(**PHONE)
    await shared.goto(first.url)
    await expect(shared.get_by_label("Jenis masalah")).to_have_value("sampah")
    await expect(shared.get_by_label("Keadaan")).to_have_value("open")
    csv = shared.get_by_role("link", name="CSV")
    await expect(csv).to_have_attribute("href", "/data/lapor.csv?kategori=sampah&keadaan=open")


async def test_the_map_is_used_by_keyboard_down_to_one_report(desktop: Page) -> None:
    await open_map(desktop)
    popup = desktop.locator(".leaflet-popup a[href^='/lapor/']")
    for _ in range(8):
        if await popup.count():
            break
        status = desktop.get_by_text(re.compile("Terlihat di peta"))
        before = await status.text_content()
        await desktop.locator(DOTS).first.focus()
        await desktop.keyboard.press("Enter")
        await desktop.wait_for_function(
            "before => document.querySelector('.leaflet-popup') "
            "|| document.getElementById('keterangan-peta').textContent !== before",
            arg=before,
        )
    await expect(popup.first).to_be_focused()
    await desktop.keyboard.press("Enter")
    await desktop.wait_for_url("**/lapor/LAP-*")


async def test_the_box_of_the_map_cuts_the_list_and_can_be_taken_back(desktop: Page) -> None:
    await open_map(desktop)
    await desktop.get_by_role("region", name=re.compile("Peta laporan")).focus()
    await desktop.keyboard.press("+")
    await desktop.get_by_role("button", name="Cari di area ini").click()
    await desktop.wait_for_url("**/lapor?bbox=*")
    await expect(desktop.get_by_text("Hanya laporan di bagian peta")).to_be_visible()
    await desktop.get_by_role("link", name="Tampilkan seluruh kota").click()
    await desktop.wait_for_url(re.compile(r"/lapor$"))
    await expect(desktop.get_by_text("Hanya laporan di bagian peta")).to_be_hidden()


async def test_the_heat_map_is_a_switch_with_a_legend(desktop: Page) -> None:
    await open_map(desktop)
    switch = desktop.get_by_role("button", name="Peta panas")
    await expect(switch).to_have_attribute("aria-pressed", "false")
    await switch.click()
    await expect(switch).to_have_attribute("aria-pressed", "true")
    await expect(desktop.get_by_text(re.compile("Banyak \\(sampai [1-9]"))).to_be_visible()
    await expect(desktop.locator("canvas.city-heat")).to_be_visible()
    await expect(desktop.locator(DOTS)).to_have_count(0)
    await switch.click()
    await expect(desktop.locator(DOTS).first).to_be_visible()


async def test_the_figures_stand_beside_what_they_mean_and_as_a_table(phone: Page) -> None:
    await phone.goto("/lapor/statistik")
    await expect(phone.get_by_text("Data contoh")).to_be_visible()
    await expect(
        phone.get_by_text(re.compile("Median dari laporan masuk sampai selesai"))
    ).to_be_visible()
    await phone.get_by_text("Lihat sebagai tabel").click()
    table = phone.get_by_role("table", name="Menurut bulan")
    await expect(table.get_by_role("row").nth(1)).to_be_visible()
    await phone.get_by_role("link", name="3 bulan").click()
    await phone.wait_for_url("**/lapor/statistik?bulan=3")
    await expect(phone.get_by_role("link", name="3 bulan")).to_have_attribute(
        "aria-current", "page"
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/lapor?kategori=sampah", "Sampah"),
        ("/lapor/statistik", "Dinas Lingkungan Hidup"),
        ("/lapor/data", "kode_kelurahan"),
    ],
)
async def test_pages_are_readable_without_script(
    open_page: OpenPage, address: str, words: str
) -> None:
    page = await open_page(**PHONE, java_script_enabled=False)
    await page.goto(address)
    main = page.locator("city-snapshot main")
    await expect(main.get_by_role("heading", level=1)).to_be_visible()
    await expect(main).to_contain_text(words)


async def test_filters_work_without_script(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, java_script_enabled=False)
    await page.goto("/lapor")
    form = page.locator("city-snapshot form")
    await form.get_by_label("Keadaan").select_option("late")
    await form.get_by_role("button", name="Tampilkan").click()
    await page.wait_for_url("**keadaan=late*")
    await expect(page.locator("city-snapshot main li").first).to_contain_text("Terlambat")


async def test_an_embedded_map_leads_into_the_app(phone: Page) -> None:
    await open_map(phone, "/sematan/peta?kategori=sampah")
    await expect(phone.get_by_role("button", name="Cari di area ini")).to_be_hidden()
    await expect(phone.locator("[data-tabs]")).to_have_count(0)
    link = phone.get_by_role("list", name="Laporan terbaru").get_by_role("link").first
    await expect(link).to_have_attribute("href", re.compile("^/lapor/LAP-"))
    await expect(link).to_have_attribute("target", "_blank")
    whole = phone.get_by_role("link", name="Lihat semua laporan")
    await expect(whole).to_have_attribute("href", "/lapor?kategori=sampah")
