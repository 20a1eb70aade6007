"""Signing in and out in a real browser, with the demo provider across real HTTP."""

import re

from playwright.async_api import Page, expect

from .conftest import DESKTOP, PHONE, OpenPage
from .people import sign_in
from .site import Site

SIGN_OUT = re.compile("^Keluar: ")


async def test_another_device_can_be_signed_out_and_notices_it(open_page: OpenPage) -> None:
    phone, desk = await open_page(**PHONE), await open_page(**DESKTOP)
    await sign_in(phone, "bapperida")
    await expect(phone.get_by_role("heading", name="Bapperida Demo")).to_be_visible()
    await sign_in(desk, "bapperida")
    others = desk.get_by_role("button", name=SIGN_OUT)
    await expect(others).to_have_count(1)
    await others.click()
    await phone.wait_for_url("**/sesi-berakhir")
    await expect(phone.get_by_role("heading", name="Sesi Anda sudah berakhir")).to_be_visible()
    await expect(others).to_have_count(0)
    await expect(desk.get_by_text("Perangkat itu sudah dikeluarkan.")).to_be_visible()


async def test_signing_out_everywhere_reaches_every_device(open_page: OpenPage) -> None:
    phone, desk = await open_page(**PHONE), await open_page(**DESKTOP)
    await sign_in(phone, "verifikator")
    await sign_in(desk, "verifikator")
    await expect(desk.get_by_role("heading", name="Verifikator Demo")).to_be_visible()
    await phone.get_by_role("button", name="Keluar dari semua perangkat").click()
    await desk.wait_for_url("**/sesi-berakhir")
    await expect(phone).to_have_url(re.compile(r"/$"))


async def test_signing_out_at_the_provider_ends_the_open_page(
    open_page: OpenPage, site: Site
) -> None:
    page = await open_page(**PHONE)
    await sign_in(page, "redaksi")
    await expect(page.get_by_role("heading", name="Redaksi Demo")).to_be_visible()
    elsewhere = await page.context.new_page()
    await elsewhere.goto(f"{site.provider_url}/end-session")
    await page.wait_for_url("**/sesi-berakhir")


async def test_somebody_who_cancels_returns_to_where_they_were(phone: Page) -> None:
    await phone.goto("/auth/login?next=/layanan")
    await phone.get_by_role("button", name="Batal").click()
    await phone.wait_for_url("**/layanan")


async def test_the_whole_way_speaks_english_to_those_who_do(phone: Page) -> None:
    await phone.goto("/en/akun")
    await phone.get_by_role("link", name="Sign in with the city account").click()
    await phone.get_by_role("button", name="Warga Demo 1").click()
    await phone.wait_for_url("**/en/akun")
    await expect(phone.get_by_role("heading", name="Warga Demo 1")).to_be_visible()
    await phone.get_by_role("button", name="Sign out", exact=True).click()
    await phone.wait_for_url(re.compile(r"/en$"))


async def test_a_sign_in_that_was_used_already_is_explained(phone: Page) -> None:
    await phone.goto("/auth/callback?state=x&code=y")
    await expect(phone.get_by_role("heading", name="Masuk belum berhasil")).to_be_visible()
    await expect(phone.get_by_text("terlalu lama")).to_be_visible()
    await expect(phone.get_by_role("link", name="Coba lagi")).to_have_attribute(
        "href", "/auth/login?next=%2F"
    )


async def test_a_shared_phone_shows_nothing_of_the_one_before(open_page: OpenPage) -> None:
    page = await open_page(**PHONE)
    await sign_in(page, "operator")
    await page.get_by_role("button", name="Keluar", exact=True).click()
    await page.wait_for_url(re.compile(r"/$"))
    await page.go_back()
    await page.goto("/akun")
    await expect(page.get_by_role("link", name="Masuk dengan akun kota")).to_be_visible()
    await expect(page.get_by_text("Operator Demo")).to_have_count(0)
    await sign_in(page, "warga")
    await expect(page.get_by_role("heading", name="Warga Demo 1")).to_be_visible()
