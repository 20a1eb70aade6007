"""Two residents and an agency: support, comment, a closing nobody believes, and one they do."""

import re

from playwright.async_api import Page, expect

from tests.factories.images import make_photo

from .conftest import DESKTOP, PHONE, OpenPage
from .people import file_report, sign_in

GPS = {
    "geolocation": {"latitude": 0.1336, "longitude": 117.5085, "accuracy": 8},
    "permissions": ["geolocation"],
}
TEXT = "Lampu jalan padam di depan pasar sejak tiga malam."


async def finish(officer: Page, words: str) -> None:
    """Close with a photo of its own: one that was sent before would be refused."""
    await officer.get_by_role("button", name="Selesai dengan foto").click()
    dialog = officer.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(words)
    await dialog.locator("input[type=file]").set_input_files(
        {"name": "sesudah.jpg", "mimeType": "image/jpeg", "buffer": make_photo(len(words))}
    )
    await dialog.get_by_role("button", name="Selesai dengan foto").click()
    await expect(officer.get_by_role("dialog")).to_have_count(0)


async def test_a_report_is_supported_closed_disputed_and_closed_well(open_page: OpenPage) -> None:
    resident = await open_page(**PHONE, **GPS)
    await sign_in(resident, "warga", "/")
    code = await file_report(resident, TEXT, make_photo(500))

    neighbour = await open_page(**PHONE)
    await sign_in(neighbour, "warga2", f"/lapor/{code}")
    await neighbour.get_by_role("button", name="Saya juga").click()
    await expect(neighbour.get_by_role("button", name="Saya juga (1)")).to_be_visible()
    await expect(neighbour.get_by_role("button", name="Mengikuti")).to_be_visible()
    await expect(resident.get_by_text("1 warga lain juga mengalaminya")).to_be_visible()

    await neighbour.get_by_text("Tulis komentar").click()
    await neighbour.get_by_label("Komentar Anda").fill("Anak-anak pulang mengaji gelap-gelapan.")
    await neighbour.get_by_role("button", name="Kirim komentar").click()
    comment = neighbour.get_by_role("listitem").filter(has_text="gelap-gelapan")
    await expect(comment).to_contain_text("Menunggu moderator")
    await expect(resident.get_by_text("gelap-gelapan")).to_have_count(0)

    officer = await open_page(**DESKTOP)
    await sign_in(officer, "petugas-dlh", f"/petugas/lapor?kode={code}")
    await officer.get_by_role("button", name="Terima", exact=True).click()
    await finish(officer, "Lampu sudah diganti.")

    await expect(neighbour.get_by_role("heading", name="Sudah beres?")).to_be_visible()
    bell = neighbour.get_by_role("link", name="Pemberitahuan")
    await expect(bell).to_contain_text("belum dibaca")
    await bell.click()
    await neighbour.wait_for_url("**/akun/notifikasi*")
    await neighbour.get_by_role("link", name="Selesai", exact=False).first.click()
    await neighbour.wait_for_url(f"**/lapor/{code}*")

    await neighbour.get_by_text("Belum beres", exact=True).first.click()
    await neighbour.get_by_label("Apa yang belum beres?").fill("Semalam masih padam.")
    await neighbour.get_by_role("button", name="Sampaikan belum beres").click()
    await expect(resident.get_by_text("Dibuka lagi", exact=False).first).to_be_visible()

    await finish(officer, "Kabel yang putus sudah disambung.")
    await expect(resident.get_by_role("heading", name="Sudah beres?")).to_be_visible()
    await resident.get_by_role("group").get_by_text("Sudah beres", exact=True).click()
    await resident.get_by_text("5", exact=True).click()
    await resident.get_by_role("button", name="Kirim jawaban").click()
    await expect(resident.get_by_text("Anda menyampaikan bahwa ini sudah beres")).to_be_visible()


async def test_a_visitor_without_account_follows_an_area_and_a_report(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **GPS)
    code = await file_report(page, TEXT)
    other = await open_page(**PHONE)
    await other.goto(f"/en/lapor/{code}")
    await other.get_by_role("button", name="Follow", exact=True).click()
    await expect(other.get_by_role("button", name="Following")).to_be_visible()
    await other.goto("/en/akun/notifikasi")
    await expect(other.get_by_role("link", name=re.compile("Lampu jalan padam"))).to_be_visible()
