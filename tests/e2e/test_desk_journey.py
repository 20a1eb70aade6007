"""A day at the desk: tick, assign, note, join, keep filters, and be told when it is stale."""

import pytest
from playwright.async_api import Page, expect

from tests.factories.images import make_photo

from .conftest import DESKTOP, PHONE, OpenPage
from .people import file_report, sign_in

GPS = {
    "geolocation": {"latitude": 0.1336, "longitude": 117.5085, "accuracy": 8},
    "permissions": ["geolocation"],
}


async def opened(page: Page, code: str) -> None:
    await page.goto(f"/petugas/lapor?kode={code}")
    await expect(pane(page)).to_contain_text(code)


def pane(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_role("region", name="Laporan yang dibuka")


@pytest.mark.console_allowed("422")
async def test_a_day_at_the_desk(open_page: OpenPage) -> None:
    resident = await open_page(**PHONE, **GPS)
    first = await file_report(resident, "Sampah menumpuk di ujung jalan.", make_photo(21))
    second = await file_report(resident, "Tumpukan sampah berbau di ujung jalan.")

    officer = await open_page(**DESKTOP)
    await sign_in(officer, "petugas-dlh", "/petugas/lapor")
    await opened(officer, first)

    # An internal note stays inside.
    await officer.get_by_label("Catatan baru").fill("Truk datang Kamis.")
    await officer.get_by_role("button", name="Simpan catatan").click()
    await expect(officer.get_by_role("listitem").filter(has_text="Truk datang")).to_be_visible()
    await expect(officer.get_by_label("Catatan baru")).to_have_value("")

    # Taken, found under one's own tasks, and the public is not told.
    await officer.get_by_role("button", name="Saya kerjakan").click()
    await expect(officer.get_by_text("Diserahkan kepada petugas")).to_be_visible()
    await officer.get_by_label("Semua petugas").select_option("mine")
    await expect(officer.get_by_role("row").filter(has_text=first)).to_be_visible()
    await expect(officer.get_by_role("row").filter(has_text=second)).to_have_count(0)
    await officer.get_by_label("Semua petugas").select_option("")
    await resident.goto(f"/lapor/{first}")
    await expect(resident.get_by_role("heading", level=1)).to_contain_text("Sampah menumpuk")
    await expect(resident.get_by_text("Truk datang")).to_have_count(0)
    await expect(resident.get_by_text("Diserahkan kepada petugas")).to_have_count(0)

    # The neighbour is joined, and separated again.
    near = officer.get_by_role("region", name="Dalam jarak 250 m")
    item = near.get_by_role("listitem").filter(has_text="Tumpukan sampah berbau")
    await item.get_by_role("button", name="Gabungkan ke ini").click()
    dialog = officer.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Tumpukan yang sama.")
    await dialog.get_by_role("button", name="Gabungkan ke ini").click()
    joined = officer.get_by_role("region", name="Laporan yang digabung")
    await expect(joined).to_contain_text(second)
    await joined.get_by_role("button", name="Pisahkan").click()
    await officer.get_by_role("dialog").get_by_role("textbox").fill("Ternyata berbeda.")
    await officer.get_by_role("dialog").get_by_role("button", name="Pisahkan").click()
    await expect(joined).to_have_count(0)

    # Many at once: one of the two was changed by a colleague meanwhile.
    colleague = await open_page(**DESKTOP)
    await sign_in(colleague, "operator", "/petugas/lapor")
    await opened(colleague, first)
    await colleague.get_by_role("button", name="Tanya pelapor", exact=True).click()
    await officer.get_by_label(f"Centang {first}").check()
    await officer.get_by_label(f"Centang {second}").check()
    await (
        officer.get_by_role("group", name="Untuk semua laporan")
        .get_by_role("button", name="Terima")
        .click()
    )
    came = officer.get_by_role("region", name="Hasilnya")
    await expect(came).to_contain_text("Selesai: 2")

    # The colleague still looks at the old state, and is told instead of overwriting.
    question = colleague.get_by_role("dialog")
    await question.get_by_role("textbox").fill("Di sisi mana?")
    await question.get_by_role("button", name="Tanya pelapor").click()
    await expect(question.get_by_text("sudah mengubahnya", exact=False)).to_be_visible()

    # The photo of the problem is no proof; the words stand beside the field, nothing is lost.
    await opened(officer, first)
    await officer.get_by_role("button", name="Selesai dengan foto").click()
    finish = officer.get_by_role("dialog")
    await finish.get_by_role("textbox").fill("Sudah diangkut.")
    await finish.locator("input[type=file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_photo(21, quality=60)}
    )
    await finish.get_by_role("button", name="Selesai dengan foto").click()
    await expect(finish.get_by_text("sudah ada di laporan ini", exact=False)).to_be_visible()
    await expect(finish.get_by_role("textbox")).to_have_value("Sudah diangkut.")


async def test_the_keys_walk_open_and_rest_while_one_writes(open_page: OpenPage) -> None:
    officer = await open_page(**DESKTOP)
    await sign_in(officer, "operator", "/petugas/lapor")
    await expect(officer.get_by_role("row").nth(2)).to_be_visible()
    await officer.keyboard.press("j")
    await officer.keyboard.press("j")
    second = officer.locator("[data-row]").nth(1)
    await expect(second).to_be_focused()
    await officer.keyboard.press("Enter")
    await expect(pane(officer)).to_be_visible()
    await officer.keyboard.press("/")
    search = officer.get_by_role("searchbox")
    await expect(search).to_be_focused()
    await officer.keyboard.type("jk?a")
    await expect(search).to_have_value("jk?a")
    await search.blur()
    await officer.keyboard.press("?")
    await expect(officer.get_by_role("dialog", name="Pintasan papan ketik")).to_be_visible()
