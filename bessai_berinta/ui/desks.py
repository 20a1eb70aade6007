"""Where staff arrive: the desks that are open, and those to come."""

import reflex as rx

from bessai_berinta.core.i18n import N_

from .components.chip import chip
from .components.heading import page_title
from .components.list_row import list_row, rows
from .page import Ctx, Page
from .staff_shell import DESKS


def body(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.div(
        page_title(t("Desks"), lead=t("Choose where you work today.")),
        rows(
            *(
                list_row(
                    t(desk.text.msgid),
                    href=ctx.href(desk.path) if desk.built else None,
                    icon_name=desk.icon_name,
                    badge=None if desk.built else chip(t("Soon")),
                )
                for desk in DESKS
            )
        ),
        class_name="flex flex-col gap-5 max-w-column",
    )


PAGES = [
    Page("/petugas", N_("City staff"), body, N_("The desks of the city's agencies."), shell="staff")
]
