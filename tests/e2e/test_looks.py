"""Every page as its visitors meet it: themes, widths, languages, keyboard, no script."""

import re
from collections.abc import Iterable

import httpx
import pytest
from playwright.async_api import Page, expect

from .conftest import PHONE, OpenPage
from .looks import MODES, NARROW, TWICE_AS_LARGE, shared_ids, sideways, violations
from .offline import open_alive
from .people import sign_in
from .site import Site

PUBLIC = (
    "/",
    "/layanan",
    "/darurat",
    "/lapor",
    "/lapor/baru",
    "/lapor/saya",
    "/lapor/statistik",
    "/lapor/data",
    "/sematan/peta",
    "/akun",
    "/akun/notifikasi",
    "/akun/banding",
    "/luring",
)
MISSING = "/tidak/ada"
DESKS = ("/petugas", "/petugas/lapor")
STYLE_BYTES = 15_000


async def settled(page: Page, path: str) -> None:
    """Open a page and wait until live state has filled it."""
    await open_alive(page, path)
    await expect(page.locator("#ssr")).to_have_count(0)  # what the server wrote has gone
    await expect(page.get_by_role("heading", level=1)).to_be_attached()
    await expect(
        page.get_by_role("status").filter(has_text=re.compile("Memuat|Loading"))
    ).to_have_count(0)


async def faults(page: Page, paths: Iterable[str]) -> list[str]:
    """Give what is wrong with pages: for axe, sideways, or an id that two elements share."""
    found = []
    for path in paths:
        await settled(page, path)
        found += await violations(page)
        found += [f"{path}: two elements are #{name}" for name in await shared_ids(page)]
        if await sideways(page) > 0:
            found.append(f"{path} is wider than its window")
    return found


@pytest.mark.console_allowed("404")
@pytest.mark.parametrize("mode", MODES)
async def test_public_pages_pass_the_accessibility_check(mode: str, open_page: OpenPage) -> None:
    page = await open_page(**MODES[mode])
    assert not await faults(page, (*PUBLIC, MISSING))


@pytest.mark.parametrize("mode", ["phone, dark", "wide, light"])
async def test_desks_pass_the_accessibility_check(mode: str, open_page: OpenPage) -> None:
    page = await open_page(**MODES[mode])
    await sign_in(page, "petugas-dlh", "/petugas")
    assert not await faults(page, DESKS)
    await page.goto("/petugas/lapor")
    await page.get_by_role("row").nth(1).get_by_role("button").click()
    await expect(page.get_by_role("region", name="Laporan yang dibuka")).to_be_visible()
    assert not await violations(page)


@pytest.mark.parametrize("mode", ["phone, dark", "wide, light"])
async def test_settings_and_moderation_pass_the_accessibility_check(
    mode: str, open_page: OpenPage
) -> None:
    page = await open_page(**MODES[mode])
    await sign_in(page, "admin", "/petugas")
    assert not await faults(page, ("/petugas/pengaturan", "/petugas/moderasi", "/petugas/audit"))


@pytest.mark.parametrize("options", [PHONE, NARROW], ids=["390 px", "320 px"])
async def test_pages_hold_text_twice_as_large(options: dict, open_page: OpenPage) -> None:
    page = await open_page(**options)
    too_wide = []
    for path in PUBLIC:
        await settled(page, path)
        await page.add_style_tag(content=TWICE_AS_LARGE)
        if await sideways(page) > 0:
            too_wide.append(path)
    assert not too_wide


async def test_the_first_tab_stop_leads_past_the_bars(phone: Page) -> None:
    await settled(phone, "/darurat")
    await phone.keyboard.press("Tab")
    skip = phone.get_by_role("link", name="Langsung ke isi")
    await expect(skip).to_be_focused()
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_role("main")).to_be_focused()


async def test_the_current_place_is_marked_for_screen_readers(phone: Page) -> None:
    await settled(phone, "/darurat")
    tabs = phone.get_by_role("navigation", name="Utama")
    await expect(tabs.locator("[aria-current=page]")).to_have_text("Darurat")


async def test_the_language_switch_keeps_the_page_and_its_question(phone: Page) -> None:
    await settled(phone, "/layanan?dari=iklan")
    there = phone.get_by_role("link", name="English").first
    await expect(there).to_have_attribute("href", "/en/layanan?dari=iklan")
    await there.click()
    await phone.wait_for_url("**/en/layanan?dari=iklan")
    await expect(phone.locator("html")).to_have_attribute("lang", "en")
    await expect(phone.get_by_role("heading", level=1)).to_have_text("Services")
    back = phone.get_by_role("link", name="Bahasa Indonesia").first
    await expect(back).to_have_attribute("href", "/layanan?dari=iklan")
    await back.click()
    await phone.wait_for_url("**/layanan?dari=iklan")


async def test_the_tab_bar_makes_room_for_the_keyboard(phone: Page) -> None:
    await settled(phone, "/lapor")
    bar = phone.locator("[data-tabs]")
    await expect(bar).to_be_visible()
    await phone.evaluate(
        "document.querySelector('main').append(document.createElement('textarea'))"
    )
    await phone.locator("main > textarea").focus()
    await expect(bar).to_be_hidden()


async def test_emergency_numbers_can_be_read_and_called_without_script(
    open_page: OpenPage,
) -> None:
    page = await open_page(**PHONE, java_script_enabled=False)
    await page.goto("/darurat")
    await expect(page.get_by_role("link", name="Bontang Siaga 112")).to_have_attribute(
        "href", "tel:112"
    )
    await expect(page.get_by_text("Belum terverifikasi").first).to_be_visible()


async def test_the_greeting_follows_the_clock_of_bontang(open_page: OpenPage) -> None:
    page = await open_page(**PHONE)
    await page.clock.set_fixed_time("2026-11-23T23:42:00Z")
    await page.goto("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Selamat pagi")
    await expect(page.get_by_text("Selasa, 24 November 2026 · 07.42 WITA")).to_be_visible()


async def test_visitors_of_a_desk_are_shown_the_way_in(phone: Page) -> None:
    await phone.goto("/petugas/lapor")
    await expect(phone.get_by_role("heading", level=1)).to_have_text("Untuk petugas kota")
    sign_in_link = phone.get_by_role("link", name="Masuk")
    await expect(sign_in_link).to_have_attribute("href", "/auth/login?next=/petugas/lapor")


async def test_staff_see_only_the_desks_they_may_open(desktop: Page) -> None:
    await sign_in(desktop, "petugas-dlh", "/petugas")
    desks = desktop.get_by_role("navigation", name="Meja kerja")
    await expect(desks.get_by_role("link", name="Laporan")).to_be_visible()
    await expect(desks.get_by_role("link", name="Audit")).to_have_count(0)


@pytest.mark.parametrize("path", PUBLIC)
async def test_the_styles_of_a_page_are_light(path: str, site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.url, trust_env=False) as client:
        html = (await client.get(path)).text
        sheets = set(re.findall(r'href="(/assets/[^"]+\.css)"', html))
        total = 0
        for sheet in sheets:
            async with client.stream("GET", sheet, headers={"accept-encoding": "br"}) as answer:
                assert answer.headers["content-encoding"] == "br"
                total += len(b"".join([part async for part in answer.aiter_raw()]))
    assert sheets
    assert total < STYLE_BYTES
