"""What the report form adds for its reader: questions, hints, shares; and a trap for programs."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from .conftest import PHONE, OpenPage
from .filing import PLAIN, TEXT, press_send, ready, to_last_step
from .offline import open_controlled

CATEGORIES = [
    {
        "kode": "sampah",
        "nama": {"id": "Sampah", "en": "Rubbish"},
        "pertanyaan": [
            {
                "kode": "terbakar", "jenis": "pilihan", "wajib": True,
                "label_id": "Apakah ada api?", "label_en": "Is there fire?",
                "pilihan": [
                    {"kode": "ya", "nama_id": "Ya", "nama_en": "Yes",
                     "henti_id": "Telepon 112 sekarang.", "henti_en": "Call 112 now."},
                    {"kode": "tidak", "nama_id": "Tidak", "nama_en": "No",
                     "henti_id": "", "henti_en": ""},
                ],
            },
            {"kode": "jumlah", "jenis": "angka", "wajib": False, "pilihan": [],
             "label_id": "Kira-kira berapa karung?", "label_en": "About how many sacks?"},
        ],
    },
    {"kode": "kabut-asap", "nama": {"id": "Kabut asap", "en": "Haze"}, "pertanyaan": []},
]  # fmt: skip
NEAR = {
    "kode": "LAP-26-AAAAA", "url": "/lapor/LAP-26-AAAAA", "judul": "Tumpukan sampah di tepi jalan",
    "keadaan": "new", "jarak_m": 34.4, "kemiripan": 0.6, "foto": "", "dukungan": 3,
    "dibuat": "2026-11-20T08:00:00+08:00",
}  # fmt: skip


async def answering(page: Page, path: str, body: Any) -> None:
    await page.route(path, lambda route: route.fulfill(json=body))


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    page = await open_page(**PHONE, **PLAIN)
    await answering(page, "**/api/v1/kategori", CATEGORIES)
    return page


async def test_categories_of_today_replace_those_of_the_build(page: Page) -> None:
    await page.goto("/lapor/baru")
    await to_last_step(page)
    kinds = page.get_by_role("group", name="Jenis masalah").get_by_role("radio")
    await expect(kinds).to_have_count(2)
    await expect(page.get_by_role("radio", name="Kabut asap")).to_be_visible()


async def test_an_answer_that_belongs_on_the_phone_stops_the_report(page: Page) -> None:
    await page.goto("/lapor/baru")
    await to_last_step(page)
    await page.get_by_label("Ceritakan singkat").fill(TEXT)
    await page.get_by_text("Sampah", exact=True).click()
    question = page.get_by_role("group", name="Apakah ada api?")
    await press_send(page)
    await expect(question.get_by_text("Jawab pertanyaan ini.")).to_be_visible()
    await question.get_by_text("Ya", exact=True).click()
    send = page.get_by_role("button", name="Kirim laporan")
    await expect(send).to_be_disabled()
    call = question.get_by_role("link", name="112")
    assert await call.get_attribute("href") == "tel:112"
    await question.get_by_text("Tidak", exact=True).click()
    await expect(call).to_have_count(0)
    await page.get_by_label("Kira-kira berapa karung?").fill("12")
    sent: list[str] = []

    async def take(route: Route) -> None:
        sent.append((route.request.post_data_buffer or b"").decode())
        answer = {"kode": "LAP-26-AAAAA", "url": "/lapor/LAP-26-AAAAA"}
        await route.fulfill(status=201, json=answer)

    await page.route("**/api/lapor", take)
    await answering(page, "**/lapor/LAP-26-AAAAA", {})
    await send.click()
    await page.wait_for_url("**/lapor/LAP-*")
    for name, value in {"jawaban[terbakar]": "tidak", "jawaban[jumlah]": "12"}.items():
        assert f'name="{name}"\r\n\r\n{value}\r\n' in sent[0]
    assert 'name="lama"' in sent[0]
    assert 'name="situs"' not in sent[0]


async def test_answers_are_kept_with_the_draft(page: Page) -> None:
    await page.goto("/lapor/baru")
    await to_last_step(page)
    await page.get_by_text("Sampah", exact=True).click()
    await page.get_by_label("Kira-kira berapa karung?").fill("7")
    await expect(page.locator("[data-saved]")).to_have_text("Tersimpan")
    await page.reload()
    await ready(page)
    await expect(page.get_by_label("Kira-kira berapa karung?")).to_have_value("7")


async def test_a_neighbours_report_can_be_joined_instead(page: Page) -> None:
    await answering(page, "**/api/v1/lapor/mirip*", {"laporan": [NEAR]})
    joined: list[str] = []

    async def join(route: Route) -> None:
        joined.append(route.request.url.rpartition("/")[2])
        await route.fulfill(json={"dukungan": 4, "didukung": True, "diikuti": True})

    await page.route("**/api/v1/lapor/LAP-26-AAAAA/*", join)
    await page.goto("/lapor/baru")
    await to_last_step(page)
    await page.get_by_text("Sampah", exact=True).click()
    near = page.get_by_role("region", name="Sudah ada yang melaporkan ini?")
    await expect(near).to_contain_text("Baru · 34 m dari sini")
    await expect(near).to_contain_text("3 orang: saya juga")
    await near.get_by_role("button", name="Ini masalah yang sama").click()
    await expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    link = page.get_by_role("link", name="Buka laporannya")
    assert (await link.get_attribute("href") or "").endswith("/lapor/LAP-26-AAAAA")
    assert joined == ["dukung", "ikuti"]
    await page.get_by_role("button", name="Lanjutkan laporan saya").click()
    await expect(page.get_by_role("radio", name="Sampah")).to_be_checked()


async def test_a_near_report_that_is_another_matter_is_put_away(page: Page) -> None:
    await answering(page, "**/api/v1/lapor/mirip*", {"laporan": [NEAR]})
    await page.goto("/lapor/baru")
    await to_last_step(page)
    await page.get_by_text("Sampah", exact=True).click()
    await page.get_by_role("button", name="Bukan, lanjut").click()
    near = page.get_by_role("region", name="Sudah ada yang melaporkan ini?")
    await expect(near).to_have_count(0)
    async with page.expect_response("**/api/v1/lapor/mirip*"):
        await page.get_by_label("Ceritakan singkat").fill(TEXT)
    await expect(near).to_have_count(0)


async def test_a_kind_is_suggested_and_never_chosen(page: Page) -> None:
    await answering(
        page, "**/api/v1/saran-kategori", {"saran": [{"kode": "sampah", "peluang": 0.9}]}
    )
    await page.goto("/lapor/baru")
    await to_last_step(page)
    await page.get_by_label("Ceritakan singkat").fill(TEXT)
    suggestion = page.get_by_role("button", name="Mungkin: Sampah. Pakai")
    await expect(suggestion).to_be_visible()
    await expect(page.get_by_role("radio", name="Sampah")).not_to_be_checked()
    await suggestion.click()
    await expect(page.get_by_role("radio", name="Sampah")).to_be_checked()
    await expect(page.get_by_role("group", name="Apakah ada api?")).to_be_visible()


async def test_the_trap_is_out_of_reach_for_people(page: Page) -> None:
    await page.goto("/lapor/baru")
    trap = page.locator("[name=situs]")
    assert await trap.get_attribute("tabindex") == "-1"
    assert await trap.evaluate("(e) => !!e.closest('[aria-hidden=true]')")
    assert await trap.evaluate("(e) => getComputedStyle(e).display") != "none"
    box = await trap.bounding_box()
    assert box is not None
    assert box["x"] < -100


SHARE = """
async () => {
  const form = new FormData();
  const photo = await (await fetch("/icons/icon-192.png")).blob();
  form.append("foto", new File([photo], "lubang.png", { type: "image/png" }));
  form.append("judul", "Lubang");
  form.append("uraian", "Lubang besar di depan pasar.");
  await fetch("/lapor/baru", { method: "POST", body: form });
}
"""


async def test_photos_and_words_shared_from_another_app_land_in_the_form(phone: Page) -> None:
    await open_controlled(phone, "/lapor/saya")
    await phone.evaluate(SHARE)
    await phone.goto("/lapor/baru")
    await ready(phone)
    await expect(phone.locator("ul[data-photos] img")).to_have_count(1)
    text = phone.locator("[name=uraian]")
    await expect(text).to_have_value("Lubang\nLubang besar di depan pasar.")
