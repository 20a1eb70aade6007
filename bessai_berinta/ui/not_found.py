"""The page for an address that leads nowhere; it speaks the language of that address."""

import reflex as rx

from bessai_berinta.core.i18n import LOCALES, N_
from bessai_berinta.web.head import SITE_NAME

from .bridge import snapshot_ends, text_by_language
from .components.button import button
from .components.heading import page_title
from .layout import column
from .mark import mark
from .page import Ctx, Page
from .shell import shell
from .wrapped.by_language import by_language


def body(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return column(
        snapshot_ends(),
        rx.el.div(mark(72), class_name="text-primary"),
        page_title(
            t("This page is not here"),
            lead=t("The address may have changed, or a letter may be missing."),
        ),
        rx.el.div(
            button(t("Go to the home page"), href=ctx.href("/")),
            button(t("See all services"), variant="quiet", href=ctx.href("/layanan")),
            class_name="flex flex-wrap gap-3",
        ),
        class_name="flex flex-col gap-5 pt-10",
    )


PAGE = Page("/404", N_("Page not found"), body)


def not_found() -> rx.Component:
    """Draw the page in every language; the browser shows the one that fits the address."""
    return by_language(*(shell(Ctx(locale, PAGE.path), PAGE) for locale in LOCALES))


def add_not_found(app: rx.App) -> None:
    """Register the page for every address that no other page claims."""
    titles = (f"{PAGE.title.text(locale)} · {SITE_NAME}" for locale in LOCALES)
    app.add_page(not_found, route="404", title=text_by_language(*titles), description="")
