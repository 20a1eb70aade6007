"""What a phone without a signal shows for a page it does not hold."""

import reflex as rx

from bessai_berinta.core.i18n import N_

from .components.button import button
from .components.heading import page_title
from .components.list_row import list_row, rows
from .layout import column
from .page import Ctx, Page
from .wrapped.pwa import Retry

# What is there to open, in the order it is needed without a signal.
KEPT = (
    ("phone", N_("Emergency numbers"), "/darurat"),
    ("camera", N_("Write a report; it waits until you are connected"), "/lapor/baru"),
    ("layout-grid", N_("List of services"), "/layanan"),
    ("house", N_("Home"), "/"),
)


def body(ctx: Ctx) -> rx.Component:
    t = ctx.t
    retry = button(t("Try again"), full=True, custom_attrs={"data-pwa": "retry"})
    return column(
        page_title(
            t("You are offline"),
            lead=t("This page is not on your phone yet. These work without a connection:"),
        ),
        rows(
            *(
                list_row(t(text.msgid), href=ctx.href(path), icon_name=name)
                for name, text, path in KEPT
            )
        ),
        Retry.create(retry),
        rx.el.p(
            t("The page opens by itself as soon as the connection is back."),
            class_name="text-small text-muted",
        ),
        class_name="flex flex-col gap-5 pt-4 lg:pt-8",
    )


PAGES = [
    Page(
        "/luring",
        N_("You are offline"),
        body,
        N_("What Bessai Berinta can do without a connection."),
    )
]
