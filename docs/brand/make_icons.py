"""Render every icon and the share picture from the lines of the mark.

Run after changing the mark: ``python docs/brand/make_icons.py`` (needs Chromium and the
development requirements). The results are committed in ``assets/``.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bessai_berinta.ui.mark import BLADE, PADDLE, WAVE

ASSETS = Path(__file__).resolve().parents[2] / "assets"
CHROMIUM = "/usr/bin/chromium"
SEA = "#0b5563"
DEEP = "#083f4a"
SAND = "#fbf8f3"
AMBER = "#f2c46b"

LINES = (
    '<g fill="none" stroke="{ink}" stroke-width="2.5" stroke-linecap="round"'
    f' stroke-linejoin="round"><path d="{PADDLE}"/><path d="{BLADE}" fill="{{ink}}"'
    f' stroke="none"/><path d="{WAVE}" stroke="{{wave}}"/></g>'
)
# Signs of the shortcuts, on a field of 24 x 24.
SIGNS = {
    "lapor": ("M4 8h3l1.6-2.5h6.8L17 8h3v11H4ZM12 10.2a3.1 3.1 0 1 0 0 6.2 3.1 3.1 0 0 0 0-6.2Z"),
    "layanan": "M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h6v6h-6Z",
    "darurat": (
        "M6.5 3.5 9.7 4l1.3 4-2 1.7a12 12 0 0 0 5.3 5.3l1.7-2 4 1.3.5 3.2"
        "a2.2 2.2 0 0 1-2.3 2.5C10.4 19.6 4.4 13.6 4 5.8a2.2 2.2 0 0 1 2.5-2.3Z"
    ),
}


@dataclass(frozen=True)
class Icon:
    """``art`` is the share of the edge the drawing takes; ``radius`` of the edge, rounded off."""

    name: str
    size: int
    art: float
    radius: float = 0.0


ICONS = [
    Icon("icons/icon-192.png", 192, 0.8, 0.22),
    Icon("icons/icon-512.png", 512, 0.8, 0.22),
    # Android cuts these to its own shape: whole ground, drawing inside the safe circle.
    Icon("icons/maskable-192.png", 192, 0.66),
    Icon("icons/maskable-512.png", 512, 0.66),
    Icon("apple-touch-icon.png", 180, 0.74),
]


def icon_svg(icon: Icon, lines: str, field: int) -> str:
    scale = icon.art * 100 / field
    offset = (100 - icon.art * 100) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<rect width="100" height="100" rx="{icon.radius * 100:g}" fill="{SEA}"/>'
        f'<g transform="translate({offset:g} {offset:g}) scale({scale:g})">{lines}</g></svg>'
    )


def render(browser: Browser, html: str, width: int, height: int) -> bytes:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<style>*{{margin:0}}body{{width:{width}px;height:{height}px}}"
        f"svg{{display:block;width:100%;height:100%}}</style>{html}"
    )
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def save_png(data: bytes, name: str) -> None:
    Image.open(io.BytesIO(data)).save(ASSETS / name, optimize=True)


def share_picture(browser: Browser) -> None:
    """Make the picture messengers show when an address of ours is pasted."""
    mark = LINES.format(ink=SAND, wave=AMBER)
    html = f"""<div style="width:1200px;height:630px;background:linear-gradient({DEEP},{SEA});
      color:{SAND};font-family:'Noto Sans',system-ui,sans-serif;position:relative;overflow:hidden">
      <svg viewBox="0 0 32 32"
        style="position:absolute;left:96px;top:120px;width:240px;height:240px">{mark}</svg>
      <div style="position:absolute;left:384px;top:150px">
        <div style="font-size:88px;font-weight:700;line-height:1.1">Bessai Berinta</div>
        <div style="font-size:40px;margin-top:12px">Kota Bontang</div></div>
      <svg viewBox="0 0 1200 120" style="position:absolute;left:0;bottom:0;height:160px"
        preserveAspectRatio="none"><path fill="{SAND}"
        d="M0 60C200 0 340 10 560 60S960 120 1200 40V120H0Z"/></svg></div>"""
    picture = Image.open(io.BytesIO(render(browser, html, 1200, 630))).convert("RGB")
    picture.save(ASSETS / "bagikan.jpg", quality=86, optimize=True, progressive=True)


def main() -> None:
    mark = LINES.format(ink=SAND, wave=AMBER)
    (ASSETS / "icons").mkdir(exist_ok=True)
    (ASSETS / "favicon.svg").write_text(icon_svg(Icon("", 32, 0.78, 0.22), mark, 32) + "\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for icon in ICONS:
            picture = render(browser, icon_svg(icon, mark, 32), icon.size, icon.size)
            save_png(picture, icon.name)
        for name, path in SIGNS.items():
            sign = (
                f'<path d="{path}" fill="none" stroke="{SAND}" stroke-width="1.8"'
                ' stroke-linejoin="round"/>'
            )
            icon = Icon(f"icons/{name}-96.png", 96, 0.56, 0.22)
            save_png(render(browser, icon_svg(icon, sign, 24), 96, 96), icon.name)
        small = render(browser, icon_svg(Icon("", 32, 0.84, 0.22), mark, 32), 32, 32)
        Image.open(io.BytesIO(small)).save(ASSETS / "favicon.ico", sizes=[(32, 32)])
        share_picture(browser)
        browser.close()


if __name__ == "__main__":
    main()
