"""Where staff arrive: the desks that are open, and those to come."""

import reflex as rx

from bessai_berinta.core.i18n import N_

from .components.chip import chip
from .components.heading import page_title
from .components.list_row import list_row, rows
from .page import Ctx, Page
from .staff_shell import DESKS, Desk, StaffView
from .staff_state import staff_view


def body(ctx: Ctx) -> rx.Component:
    t, view = ctx.t, staff_view()
    return rx.el.div(
        page_title(t("Desks"), lead=t("Choose where you work today.")),
        rows(*(_desk(ctx, desk, view) for desk in sorted(DESKS, key=lambda desk: not desk.needs))),
        class_name="flex flex-col gap-5 max-w-column",
    )


def _desk(ctx: Ctx, desk: Desk, view: StaffView) -> rx.Component:
    name = ctx.t(desk.text.msgid)
    if not desk.needs:
        return list_row(name, icon_name=desk.icon_name, badge=chip(ctx.t("Soon")))
    row = list_row(name, href=ctx.href(desk.path), icon_name=desk.icon_name)
    return rx.cond(view.may(*desk.needs), row)


PAGES = [
    Page("/petugas", N_("City staff"), body, N_("The desks of the city's agencies."), shell="staff")
]
