"""What is done to the built files before they are served: first paint, addresses, offline.

Runs once a build, after Vite and before compression. Every step is plain text work on files,
so it can be tested without a build.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath

from bessai_berinta.core.i18n import locale_of_path

from .head import SITE_NAME, Head, head_tags
from .site import ORIGIN, SHELL, address_of, in_language, pages_in

STYLESHEET = re.compile(r'<link(?=[^>]*rel="stylesheet")[^>]*href="(/assets/[^"]+\.css)"[^>]*>')
STYLE_PRELOAD = re.compile(r'<link(?=[^>]*rel="preload")(?=[^>]*as="style")[^>]*>')
MODULE_PRELOAD = re.compile(r'<link(?=[^>]*rel="modulepreload")[^>]*href="([^"]+)"[^>]*>')
# How React Router starts a page: a manifest, the page's own modules, then the entry.
START = re.compile(
    r'<script type="module"[^>]*>\s*import "(?P<manifest>[^"]+)";\s*'
    r'(?P<routes>(?:import \* as \w+ from "[^"]+";\s*)+)'
    r"window\.__reactRouterRouteModules = (?P<modules>\{[^}]*\});\s*"
    r'import\("(?P<entry>[^"]+)"\);\s*</script>'
)
ROUTE = re.compile(r'import \* as (\w+) from "([^"]+)";')
# The same, begun right after the first paint. A hidden tab does not paint, so it begins at once.
LATER = """<script type="module">
let begun = false;
const begin = async () => {
  if (begun) return;
  begun = true;
  for (const href of %(files)s) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = href;
    document.head.append(link);
  }
  await import("%(manifest)s");
%(routes)s
  window.__reactRouterRouteModules = %(modules)s;
  await import("%(entry)s");
};
if (document.hidden) begin();
else {
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, 1000);
}
</script>"""
OG_IMAGE = re.compile(r'<meta(?=[^>]*property="og:image")[^>]*>')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta(?=[^>]*name="description")[^>]*content="([^"]*)"[^>]*>')
HASHED = re.compile(r"/assets/[\w.$~+-]+\.(?:js|css)")
# Only what stands at the beginning of a line is exported.
EXPORT = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.MULTILINE)
OUTBOX = "outbox.js"

REGISTER = '<script src="/register-sw.js" defer></script>'
# The live page waits behind the snapshot, so that taking the snapshot away moves nothing.
SNAPSHOT_STYLE = (
    "#ssr{display:block}#ssr~:not(script){display:none!important}"
    ".snapshot{padding:1rem;max-width:40rem}"
)
PRIVATE = ("/petugas", "/akun", "/luring", "/sesi-berakhir", "/sematan")
OFFLINE_PAGES = ("/", "/darurat", "/layanan", "/lapor/baru", "/lapor/saya", "/luring")


def is_private(path: str) -> bool:
    """Tell whether search engines should leave this (Indonesian) address alone."""
    return any(path == start or path.startswith(f"{start}/") for start in PRIVATE)


def indonesian(address: str) -> str:
    """Give the Indonesian twin of an address."""
    return (address.removeprefix("/en") or "/") if locale_of_path(address) == "en" else address


def first_paint(html: str, css: str) -> str:
    """Let the page paint from the first answer alone.

    The whole sheet is inlined, so its links are switched off and never fetched. They must stay:
    React finds them by ``href`` when it takes over the document; without the first it adds a
    new one, without the second it renders everything anew.
    """
    html = STYLE_PRELOAD.sub(lambda tag: tag[0].replace("<link", '<link media="not all"', 1), html)
    html = STYLESHEET.sub(lambda tag: tag[0].replace("<link", "<link disabled", 1), html)
    html = start_later(html)
    style = f"<style>{css}{SNAPSHOT_STYLE}</style>"
    return html.replace("</head>", f"{style}{REGISTER}</head>", 1)


def start_later(html: str) -> str:
    """Fetch and run scripts only when the page is painted.

    Raises ValueError when the page does not start the way we know.
    """
    start = START.search(html)
    if start is None:
        raise ValueError("pages of this React Router version start in another way")
    routes = "\n".join(
        f'  const {name} = await import("{file}");' for name, file in ROUTE.findall(start["routes"])
    )
    script = LATER % {
        "files": json.dumps(MODULE_PRELOAD.findall(html)),
        "manifest": start["manifest"],
        "routes": routes,
        "modules": start["modules"],
        "entry": start["entry"],
    }
    return MODULE_PRELOAD.sub("", html.replace(start[0], script, 1))


def describe(html: str, address: str) -> str:
    """Add addresses and share tags, made from the title and description the page has."""
    title = TITLE.search(html)
    description = DESCRIPTION.search(html)
    path = indonesian(address)
    head = Head(
        title=unescape(title[1]).removesuffix(f" · {SITE_NAME}") if title else SITE_NAME,
        description=unescape(description[1]) if description else "",
        path=path,
        noindex=is_private(path),
    )
    tags = head_tags(head, locale_of_path(address), ORIGIN)
    return OG_IMAGE.sub("", html).replace("</head>", f"{tags}</head>", 1)


def inlined_css(folder: Path, html: str) -> str:
    """Read the sheet a page links to."""
    found = STYLESHEET.search(html)
    css = (folder / found[1].lstrip("/")).read_text(encoding="utf-8") if found else ""
    return css.replace("</", "<\\/")


def finish_pages(folder: Path) -> None:
    """Rewrite every prerendered page and the empty shell."""
    for file in sorted(folder.rglob("*.html")):
        relative = PurePosixPath(file.relative_to(folder).as_posix())
        if relative.parts[0] in {"assets", "external"}:
            continue
        html = file.read_text(encoding="utf-8")
        html = first_paint(html, inlined_css(folder, html))
        if relative.name != SHELL:
            address = address_of(relative)
            html = describe(in_language(html, locale_of_path(address)), address)
        file.write_text(html, encoding="utf-8")


@dataclass(frozen=True)
class Precache:
    """What the service worker fetches when it is installed."""

    version: str
    pages: list[str]
    assets: list[str]


def precache(folder: Path) -> Precache:
    """List the pages readable offline and the hashed files they need.

    The version changes with any page or file of the build, so that readers hear about a new
    one exactly when there is one.
    """
    files = pages_in(folder)
    wanted = [twin for page in OFFLINE_PAGES for twin in (page, f"/en{page}".rstrip("/"))]
    pages = [page for page in wanted if page in files]
    assets: dict[str, None] = {}
    for page in pages:
        for asset in HASHED.findall(files[page].read_text(encoding="utf-8")):
            if asset.endswith(".js"):
                assets[asset] = None
    digest = hashlib.sha256()
    for file in sorted([*folder.rglob("*.html"), *(folder / "assets").iterdir()]):
        digest.update(file.name.encode() + file.read_bytes())
    return Precache(digest.hexdigest()[:12], pages, list(assets))


def as_value(module: str) -> str:
    """Turn a script module that imports nothing into an expression that holds its exports."""
    names = EXPORT.findall(module)
    body = EXPORT.sub(lambda found: found[0].removeprefix("export "), module)
    return f"(() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})()"


def outbox(folder: Path) -> str:
    """Give the module with which pages and worker send reports, as an expression.

    A worker cannot import the pages' bundle, and module workers are not everywhere.
    """
    found = sorted(folder.glob(f"external/**/{OUTBOX}"))
    return as_value(found[0].read_text(encoding="utf-8")) if found else "null"


def write_service_worker(folder: Path) -> None:
    """Fill version, lists and the outbox into the copied ``sw.js``."""
    file = folder / "sw.js"
    found = precache(folder)
    script = file.read_text(encoding="utf-8")
    for name, value in (
        ("__VERSION__", found.version),
        ("__PAGES__", found.pages),
        ("__ASSETS__", found.assets),
    ):
        script = script.replace(f'"{name}"', json.dumps(value))
    script = script.replace('"__OUTBOX__"', outbox(folder))
    file.write_text(script, encoding="utf-8")


def finish(folder: Path) -> None:
    """Do everything, in the order that the service worker's list needs."""
    finish_pages(folder)
    write_service_worker(folder)
