"""The staff's settings: one section from each feature that has something to set."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.open311.ui import section as programs
from bessai_berinta.features.open311.ui import servers
from bessai_berinta.features.reports.ui import categories, routing, templates
from bessai_berinta.features.wilayah.ui import heads
from bessai_berinta.features.workcalendar.ui import section as working_days

from .components.heading import page_title
from .page import Ctx, Page


def body(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(ctx.t("Settings")),
        routing.section(ctx),
        categories.section(ctx),
        templates.section(ctx),
        heads.section(ctx),
        working_days.section(ctx),
        programs.section(ctx),
        servers.section(ctx),
        class_name="flex flex-col gap-8",
    )


PAGE = Page(
    "/petugas/pengaturan",
    N_("Settings"),
    body,
    on_load=(
        routing.RoutingState.load,
        categories.CategoriesState.load,
        templates.TemplatesState.load,
        heads.HeadsState.load,
        working_days.CalendarState.load,
        programs.KeysState.load,
        servers.ServersState.load,
    ),
    shell="staff",
)
