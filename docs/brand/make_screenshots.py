"""Take the pictures that app stores and the installation dialog show, from the running app.

``python docs/brand/make_screenshots.py http://localhost:8000`` (the demo data must be loaded);
the results are committed in ``assets/layar/`` and named in the manifest.
"""

import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "layar"
CHROMIUM = "/usr/bin/chromium"
COLOURS = 192
# Those further down are not even fetched.
PICTURES_SHOWN = """() => [...document.images].every(
  (image) => image.complete || image.getBoundingClientRect().top > innerHeight
)"""


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    width: int
    height: int
    scale: float


SHOTS = [
    Shot("beranda", "/", 390, 844, 2),
    Shot("lapor", "/lapor/baru", 390, 844, 2),
    Shot("laporan", "/lapor", 390, 844, 2),
    Shot("darurat", "/darurat", 390, 844, 2),
    Shot("lebar", "/", 1280, 800, 1),
]


def take(browser: Browser, origin: str, shot: Shot) -> None:
    page = browser.new_page(
        base_url=origin,
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        locale="id-ID",
        timezone_id="Asia/Makassar",
        color_scheme="light",
        service_workers="block",
    )
    page.goto(shot.path)
    settle(page)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(
        FOLDER / f"{shot.name}.png", optimize=True
    )
    page.close()


def settle(page: Page) -> None:
    """Wait until the live page has its data and its pictures."""
    page.wait_for_function("() => window.__reflex !== undefined")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(PICTURES_SHOWN)
    page.get_by_text(re.compile("^(Memuat|Loading)$")).first.wait_for(state="detached")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            take(browser, sys.argv[1], shot)
        browser.close()


if __name__ == "__main__":
    main()
