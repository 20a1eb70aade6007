"""A small built frontend, written the way the real one comes out of the build."""

from pathlib import Path

import brotli

INLINE = "window.context = {}"
CSS = ".a{color:red}"
STYLE_NAME = "__reflex_global_styles-AbC12_x-.css"


def page_html(title: str, body: str, route: str = "") -> str:
    head = (
        '<meta charSet="utf-8"/>'
        f'<link as="style" href="/assets/{STYLE_NAME}" rel="preload"/>'
        + (
            f'<title>{title} · Bessai Berinta</title><meta content="About {title}"'
            ' name="description"/><meta content="favicon.ico" property="og:image"/>'
            if title
            else ""
        )
        + '<link rel="modulepreload" href="/assets/root-1a2B.js"/>'
        + (f'<link rel="modulepreload" href="/assets/{route}-9z.js"/>' if route else "")
        + f'<link href="/assets/{STYLE_NAME}" rel="stylesheet" type="text/css"/>'
    )
    return (
        f'<!DOCTYPE html><html lang="id"><head>{head}</head><body>{body}'
        f"<script>{INLINE}</script>"
        '<script type="module" async="">import "/assets/manifest-7.js";\n'
        'import * as route0 from "/assets/root-1a2B.js";\n'
        + (f'import * as route1 from "/assets/{route}-9z.js";\n' if route else "")
        + '  window.__reactRouterRouteModules = {"root":route0'
        + (f',"routes/{route}":route1' if route else "")
        + '};\n\nimport("/assets/entry.client-5.js");</script>'
        "</body></html>"
    )


def write_build(folder: Path) -> Path:
    """Write pages, the empty shell, hashed files and what comes from ``assets/``."""
    frame = '<template id="halaman"></template><header>Atas</header><main id="isi">{}</main>'
    pages = {
        "index": page_html("Beranda", frame.format("<h1>Beranda</h1>"), "_index"),
        "en": page_html("Home", frame.format("<h1>Home</h1>"), "_en"),
        "layanan": page_html("Layanan", frame.format("<h1>Layanan</h1>"), "_layanan"),
        "en/layanan": page_html("Services", frame.format("<h1>Services</h1>"), "_en_layanan"),
        "luring": page_html("Luring", frame.format("<h1>Luring</h1>"), "_luring"),
        "lapor/baru": page_html("Lapor", frame.format("<h1>Lapor</h1>"), "_baru"),
        "sematan/lapor": page_html("Lapor", "<main></main>", "_sematan"),
        "petugas": page_html("Petugas", "<main></main>", "_petugas"),
    }
    for name, html in pages.items():
        file = folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    twin = folder / "layanan" / "index.html"
    twin.parent.mkdir(exist_ok=True)
    twin.write_text(pages["layanan"], encoding="utf-8")
    (folder / "__spa-fallback.html").write_text(page_html("", ""), encoding="utf-8")
    assets = folder / "assets"
    assets.mkdir()
    (assets / STYLE_NAME).write_text(CSS)
    (assets / "root-1a2B.js").write_text("export {}")
    (assets / "root-1a2B.js.br").write_bytes(brotli.compress(b"export {}"))
    (folder / "sw.js").write_text(
        'const VERSION = "__VERSION__";\nconst PAGES = "__PAGES__";\nconst ASSETS = "__ASSETS__";\n'
    )
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "favicon.svg").write_text("<svg/>")
    return folder
