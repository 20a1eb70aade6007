"""The whole job: a resident reports from a phone, the agency answers, the page follows."""

import pytest
from playwright.async_api import Page, expect

from tests.factories.images import make_jpeg, make_photo

from .conftest import DESKTOP, PHONE, OpenPage
from .people import choose_photo, file_report, sign_in

GPS = {
    "geolocation": {"latitude": 0.1336, "longitude": 117.5085, "accuracy": 8},
    "permissions": ["geolocation"],
}
TEXT = "Sampah menumpuk di tepi jalan sejak Minggu, sudah berbau."


async def open_desk(page: Page, code: str) -> None:
    await page.goto(f"/petugas/lapor?kode={code}")
    await expect(page.get_by_role("region", name="Laporan yang dibuka")).to_contain_text(code)


async def test_a_resident_reports_and_the_agency_answers_while_the_page_follows(
    open_page: OpenPage,
) -> None:
    resident = await open_page(**PHONE, **GPS)
    await sign_in(resident, "warga", "/")
    code = await file_report(resident, TEXT, make_photo(1))
    await expect(resident.get_by_role("heading", level=1)).to_contain_text("Sampah menumpuk")
    await expect(resident.get_by_text("Dinas Lingkungan Hidup").first).to_be_visible()
    await expect(resident.get_by_role("img", name="Foto masalah, nomor 1")).to_be_visible()

    officer = await open_page(**DESKTOP)
    await sign_in(officer, "petugas-dlh", "/petugas/lapor")
    await open_desk(officer, code)
    await officer.get_by_role("button", name="Terima", exact=True).click()
    await expect(resident.get_by_text("Diterima Dinas Lingkungan Hidup")).to_be_visible()

    await officer.get_by_role("button", name="Tanya pelapor", exact=True).click()
    dialog = officer.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Di sisi jalan yang mana?")
    await dialog.get_by_role("button", name="Tanya pelapor").click()
    await expect(resident.get_by_role("heading", name="Giliran Anda")).to_be_visible()
    await resident.get_by_label("Jawaban Anda").fill("Sisi laut, dekat jembatan.")
    await resident.get_by_role("button", name="Kirim jawaban").click()
    await expect(officer.get_by_text("Sisi laut, dekat jembatan.")).to_be_visible()

    await officer.get_by_role("button", name="Selesai dengan foto").click()
    finish = officer.get_by_role("dialog")
    await finish.get_by_role("textbox").fill("Sudah diangkut dan disapu.")
    await finish.locator("input[type=file]").set_input_files(
        {"name": "sesudah.jpg", "mimeType": "image/jpeg", "buffer": make_photo(2)}
    )
    await finish.get_by_role("button", name="Selesai dengan foto").click()
    await expect(resident.get_by_text("Sudah diangkut dan disapu.")).to_be_visible()
    await expect(resident.get_by_role("img", name="Foto sesudah", exact=False)).to_be_visible()


async def test_signing_out_ends_both_tabs(open_page: OpenPage) -> None:
    first = await open_page(**PHONE)
    await sign_in(first, "warga2", "/akun")
    second = await first.context.new_page()
    await second.goto("/akun")
    await expect(second.get_by_role("button", name="Keluar", exact=True)).to_be_visible()
    await first.get_by_role("button", name="Keluar", exact=True).click()
    await second.wait_for_url("**/sesi-berakhir*")
    await first.goto("/akun")
    await expect(first.get_by_role("link", name="Masuk").first).to_be_visible()


async def test_a_half_written_report_survives_a_reload(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **GPS)
    await page.goto("/lapor/baru")
    await page.locator("form[data-ready]").wait_for()
    await choose_photo(page, make_jpeg())
    await page.get_by_role("button", name="Lanjut: tempat").click()
    await page.get_by_role("button", name="Pakai posisi saya").click()
    await page.get_by_role("button", name="Lanjut: masalah").click()
    await page.get_by_text("Sampah", exact=True).click()
    await page.get_by_label("Ceritakan singkat").fill(TEXT)
    await expect(page.locator("[data-saved]")).to_have_text("Tersimpan")
    await page.reload()
    await page.locator("form[data-ready]").wait_for()
    await expect(page.get_by_label("Ceritakan singkat")).to_have_value(TEXT)
    await expect(page.get_by_role("radio", name="Sampah")).to_be_checked()
    await page.get_by_role("button", name="Kembali").click()
    await expect(page.locator("[data-place-name]")).to_have_text("Bontang Kuala")
    await page.get_by_role("button", name="Kembali").click()
    await expect(page.locator("ul[data-photos] img")).to_have_count(1)


@pytest.mark.console_allowed("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "WebSocket")
async def test_a_report_sent_without_signal_is_sent_once_when_it_is_back(
    open_page: OpenPage,
) -> None:
    page = await open_page(**PHONE, **GPS)
    await page.goto("/lapor/baru")
    await page.locator("form[data-ready]").wait_for()
    await page.get_by_role("button", name="Lanjut: tempat").click()
    await page.get_by_role("button", name="Pakai posisi saya").click()
    await page.get_by_role("button", name="Lanjut: masalah").click()
    await page.get_by_text("Sampah", exact=True).click()
    await page.get_by_label("Ceritakan singkat").fill(TEXT)
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Kirim laporan").click()
    await expect(page.get_by_role("alert").filter(has_text="Belum terkirim")).to_be_visible()
    await page.context.set_offline(False)
    await page.wait_for_url("**/lapor/LAP-*")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Sampah menumpuk")


async def test_what_is_missing_is_said_beside_its_field(open_page: OpenPage) -> None:
    page = await open_page(**PHONE)
    await page.goto("/lapor/baru")
    await page.locator("form[data-ready]").wait_for()
    await page.get_by_role("button", name="Lanjut: tempat").click()
    await page.get_by_role("button", name="Lanjut: masalah").click()
    await expect(page.get_by_text("Tunjukkan tempatnya", exact=False)).to_be_visible()
    await page.get_by_label("Atau pilih kelurahan").select_option("Lok Tuan")
    await page.get_by_role("button", name="Lanjut: masalah").click()
    await page.get_by_role("button", name="Kirim laporan").click()
    await expect(page.get_by_text("Pilih jenis masalahnya.")).to_be_visible()
    await expect(page.get_by_text("Ceritakan masalahnya dalam", exact=False)).to_be_visible()


async def test_the_form_works_without_script(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, java_script_enabled=False)
    await page.goto("/lapor/baru")
    await page.get_by_label("Atau pilih kelurahan").select_option("Lok Tuan")
    await page.get_by_text("Jalan rusak", exact=True).click()
    await page.get_by_label("Ceritakan singkat").fill("Lubang besar di depan sekolah dasar.")
    await page.get_by_role("button", name="Kirim laporan").click()
    await page.wait_for_url("**/lapor/LAP-*")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Lubang besar")


async def test_a_report_can_be_read_without_script(open_page: OpenPage) -> None:
    page = await open_page(**PHONE, **GPS)
    code = await file_report(page, TEXT)
    reader = await open_page(**PHONE, java_script_enabled=False)
    await reader.goto(f"/en/lapor/{code}")
    await expect(reader.get_by_role("heading", level=1)).to_contain_text("Sampah menumpuk")
    await expect(reader.get_by_text("Held by Dinas Lingkungan Hidup")).to_be_visible()
    assert await reader.locator("html").get_attribute("lang") == "en"


@pytest.mark.console_allowed("404")
async def test_a_code_nobody_has_leads_to_a_page_that_says_so(phone: Page) -> None:
    answer = await phone.goto("/lapor/LAP-26-XXXXX")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.console_allowed("WebSocket", "403")
async def test_a_citizen_who_calls_the_desk_sees_nothing_and_is_noted(
    open_page: OpenPage,
) -> None:
    page = await open_page(**PHONE)
    await sign_in(page, "warga", "/petugas/lapor")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Untuk petugas kota")
    await expect(page.get_by_role("table")).to_have_count(0)
    admin = await open_page(**DESKTOP)
    await sign_in(admin, "admin", "/petugas/audit")
    await expect(admin.get_by_role("row").filter(has_text="refused").first).to_be_visible()
