"""What a page is: one address, compiled once for each language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from bessai_berinta.core.i18n import DEFAULT, LOCALES, Locale, Message, localized, translator


@dataclass(frozen=True)
class Ctx:
    """What a page function gets: its language, and shortcuts that depend on it."""

    locale: Locale
    path: str

    def t(self, msgid: str, /, **params: object) -> str:
        """Translate a text while the page is compiled."""
        return translator(self.locale)(msgid, **params)

    def href(self, path: str) -> str:
        """Give the address of one of our pages in this page's language."""
        return localized(path, self.locale)

    @property
    def other_locale(self) -> Locale:
        return "en" if self.locale == DEFAULT else DEFAULT


@dataclass(frozen=True)
class Page:
    """One page of a feature; ``path`` is the Indonesian address (``/lapor/baru``)."""

    path: str
    title: Message
    body: Callable[[Ctx], rx.Component]
    description: Message | None = None
    on_load: Sequence[Any] = ()
    shell: Literal["public", "task", "staff"] = "public"


def add_pages(
    app: rx.App,
    pages: Sequence[Page],
    frame: Callable[[Ctx, Page], rx.Component],
    first: Callable[[Page], Sequence[Any]],
) -> None:
    """Register every page in every language, inside its frame.

    ``first`` gives the events that come before a page's own ``on_load``.
    """
    for locale in LOCALES:
        for page in pages:
            ctx = Ctx(locale, page.path)
            app.add_page(
                _drawing(frame, ctx, page),
                route=localized(page.path, locale),
                title=f"{ctx.t(page.title.msgid)} · Bessai Berinta",
                description=ctx.t(page.description.msgid) if page.description else "",
                on_load=[*first(page), *page.on_load],
            )


def _drawing(
    frame: Callable[[Ctx, Page], rx.Component], ctx: Ctx, page: Page
) -> Callable[[], rx.Component]:
    """Give the function that draws one page.

    Reflex groups a page's compiled parts by the module its function names. Each page gets a
    module of its own, else the phone would load the parts of all pages with the first one.
    """

    def draw() -> rx.Component:
        return frame(ctx, page)

    name = page.path.strip("/").translate(str.maketrans("/-", "__", "[]")) or "beranda"
    draw.__module__ = f"{__package__}.pages.{ctx.locale}.{name}"
    return draw
