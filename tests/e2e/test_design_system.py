"""The components in a browser: keyboard, screen readers, narrow screens, both themes."""

import functools
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.gallery.build import build

from .conftest import PHONE
from .looks import MODES, TWICE_AS_LARGE, sideways, violations


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def gallery_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the gallery as the plain files it is built to."""
    files = build(tmp_path_factory.mktemp("gallery"))
    handler = functools.partial(Quiet, directory=str(files))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
async def gallery(gallery_url: str, browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(base_url=gallery_url, **PHONE)
    page = await context.new_page()
    await opened(page, "/")
    yield page
    await context.close()


async def opened(page: Page, path: str) -> None:
    await page.goto(path)
    # The counter counts from the first effect on, so the page is alive.
    await page.locator("text=57 / 2.000").or_(page.get_by_text("Tersimpan")).wait_for()


async def has_ring(element: Locator) -> bool:
    look: str = await element.evaluate(
        "e => { const c = getComputedStyle(e); return c.outlineWidth + c.outlineColor }"
    )
    return look == "3pxrgb(255, 221, 0)"


@pytest.mark.parametrize("mode", MODES)
async def test_components_pass_the_accessibility_check(
    mode: str, gallery_url: str, browser: Browser
) -> None:
    context = await browser.new_context(base_url=gallery_url, **MODES[mode])
    page = await context.new_page()
    found = []
    for path in ("/", "/tugas/"):
        await opened(page, path)
        found += await violations(page)
        if await sideways(page) > 0:
            found.append(f"{path} is wider than its window")
    await context.close()
    assert not found


async def test_components_hold_text_twice_as_large(gallery: Page) -> None:
    await gallery.add_style_tag(content=TWICE_AS_LARGE)
    assert await sideways(gallery) <= 0


async def test_what_can_be_pressed_is_large_enough_for_a_thumb(gallery: Page) -> None:
    # A link that is stretched over its card is as large as the card.
    small = await gallery.evaluate(
        """() => [...document.querySelectorAll('main :is(a, button, select, label:has(input))')]
            .filter((e) => getComputedStyle(e, '::after').position !== 'absolute')
            .filter((e) => e.checkVisibility())
            .map((e) => [e.textContent, e.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
    )
    assert not small


async def test_a_dialog_takes_the_focus_and_gives_it_back(gallery: Page) -> None:
    opener = gallery.get_by_role("button", name="Buka dialog")
    await opener.focus()
    await gallery.keyboard.press("Enter")
    dialog = gallery.get_by_role("dialog", name="Hapus draf?")
    await expect(dialog).to_be_visible()
    assert await dialog.evaluate("e => e.contains(document.activeElement)")
    await gallery.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_a_dialog_keeps_the_tab_key_inside(gallery: Page) -> None:
    await gallery.get_by_role("button", name="Buka dialog").click()
    dialog = gallery.get_by_role("dialog", name="Hapus draf?")
    for _ in range(6):
        await gallery.keyboard.press("Tab")
        outside = await gallery.evaluate(
            "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not outside
    await dialog.get_by_role("button", name="Batal").click()
    await expect(dialog).to_be_hidden()


async def test_a_press_beside_a_sheet_closes_it(gallery: Page) -> None:
    await gallery.get_by_role("button", name="Buka lembar").click()
    sheet = gallery.get_by_role("dialog", name="Pilih")
    await expect(sheet).to_be_visible()
    await sheet.get_by_text("Isi lembar.").click()
    await expect(sheet).to_be_visible()
    await gallery.mouse.click(20, 20)
    await expect(sheet).to_be_hidden()


async def test_tiles_are_chosen_by_the_arrow_keys(gallery: Page) -> None:
    first = gallery.get_by_role("radio", name="Sampah")
    await first.focus()
    await gallery.keyboard.press("ArrowRight")
    second = gallery.get_by_role("radio", name="Banjir, parit")
    await expect(second).to_be_checked()
    assert await has_ring(gallery.locator("label", has=second))


async def test_a_switch_is_turned_by_the_space_bar(gallery: Page) -> None:
    switch = gallery.get_by_role("switch", name="Laporan tertutup")
    await expect(switch).not_to_be_checked()
    await switch.focus()
    await gallery.keyboard.press("Space")
    await expect(switch).to_be_checked()
    assert await has_ring(switch.locator("+ span"))


async def test_the_counter_follows_what_is_typed_and_warns_in_time(gallery: Page) -> None:
    field = gallery.get_by_label("Ceritakan singkat")
    await field.fill("x" * 1900)
    await expect(gallery.get_by_text("1.900 / 2.000")).to_be_visible()
    await expect(gallery.get_by_text("Sisa 100 huruf")).to_be_attached()


async def test_an_error_is_read_with_its_field(gallery: Page) -> None:
    await expect(gallery.get_by_label("Kontak")).to_have_accessible_description(
        "Tulis nomor telepon atau alamat surel."
    )


async def test_the_focus_is_seen_on_every_kind_of_control(gallery: Page) -> None:
    # A mouse click shows no ring; one press of the keyboard makes focus visible.
    await gallery.keyboard.press("Tab")
    for role in ("button", "textbox", "combobox", "checkbox"):
        control = gallery.get_by_role(role).first  # type: ignore[arg-type]
        await control.focus()
        assert await has_ring(control), role


async def test_the_focus_is_never_under_the_bar_at_the_bottom(
    gallery_url: str, browser: Browser
) -> None:
    context = await browser.new_context(base_url=gallery_url, **PHONE)
    page = await context.new_page()
    await opened(page, "/tugas/")
    bar = page.get_by_role("button", name="Kirim laporan")
    for _ in range(12):
        await page.keyboard.press("Tab")
        focused = page.locator("input:focus")
        if await focused.count():
            field, action = await focused.bounding_box(), await bar.bounding_box()
            assert field is not None
            assert action is not None
            assert field["y"] + field["height"] <= action["y"]
    await context.close()
