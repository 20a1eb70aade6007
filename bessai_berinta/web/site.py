"""The built frontend: which address belongs to which prerendered page."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from bessai_berinta.core.i18n import Locale

from .document import Document

# Pages are built once and served anywhere: the build writes this where the public address
# belongs, and it is filled in when a page is loaded.
ORIGIN = "https://origin.invalid"
# An element between what lies over every page and the page itself.
PAGE_STARTS = "halaman"
SHELL = "__spa-fallback.html"
NOT_PAGES = {"404.html", SHELL}
HTML_TAG = re.compile(r"<html[^>]*>", re.I)
BODY_TAG = re.compile(r"<body[^>]*>", re.I)

# Stands in while there is no build: on the reloading development server and in tests.
BARE_SHELL = (
    '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"/>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"/></head>'
    "<body></body></html>"
)


def address_of(file: PurePosixPath) -> str:
    """Give the address of a prerendered file: ``en/layanan/index.html`` is ``/en/layanan``."""
    parts = list(file.with_suffix("").parts)
    if parts[-1] == "index":
        parts.pop()
    return "/" + "/".join(parts)


def normal(path: str) -> str:
    """Drop the slash at the end of an address; the root keeps its own."""
    return path.rstrip("/") or "/"


def in_language(html: str, locale: Locale) -> str:
    """Set the language of the root element."""
    return HTML_TAG.sub(f'<html lang="{locale}">', html, count=1)


def pages_in(folder: Path) -> dict[str, Path]:
    """Map every page address to its prerendered file."""
    found: dict[str, Path] = {}
    for file in sorted(folder.rglob("*.html")):
        relative = PurePosixPath(file.relative_to(folder).as_posix())
        if relative.name not in NOT_PAGES and relative.parts[0] not in {"assets", "external"}:
            found[address_of(relative)] = file
    return found


class Site:
    """The pages of one build, served under one public address."""

    def __init__(self, folder: Path | None = None, origin: str = "") -> None:
        self.folder = folder
        self.origin = origin
        self.files: Mapping[str, Path] = pages_in(folder) if folder else {}
        self.page = lru_cache(maxsize=None)(self._load)
        self.shell = lru_cache(maxsize=None)(self._shell)

    def _load(self, address: str) -> Document | None:
        """Give the page at ``address`` (as :func:`normal` gives it), or None."""
        file = self.files.get(address)
        return Document(self._read(file), effort=9) if file else None

    def _shell(self, locale: Locale) -> str:
        """Give the empty page that the browser fills in, in one language."""
        file = self.folder / SHELL if self.folder else None
        return in_language(self._read(file) if file else BARE_SHELL, locale)

    def _read(self, file: Path) -> str:
        return file.read_text(encoding="utf-8").replace(ORIGIN, self.origin)


_current = Site()


def use(site: Site) -> None:
    """Make ``site`` the one this process serves."""
    global _current  # one build a process, known only when the app starts
    _current = site


def site() -> Site:
    """Give the site this process serves; an empty one before a build is mounted."""
    return _current
