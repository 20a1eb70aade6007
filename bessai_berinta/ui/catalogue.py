"""The catalogue: every service, grouped by need."""

import reflex as rx

from bessai_berinta.core.i18n import N_

from .components.chip import chip
from .components.heading import page_title, section_heading
from .components.list_row import list_row, rows
from .layout import wide
from .page import Ctx, Page
from .services import NEEDS, Need, Service


def body(ctx: Ctx) -> rx.Component:
    return wide(
        page_title(
            ctx.t("Services"),
            lead=ctx.t("Choose by what you need. Which agency does it is our concern."),
        ),
        rx.el.div(
            *(_need(ctx, need) for need in NEEDS),
            class_name="lg:columns-2 gap-8",
        ),
        class_name="flex flex-col gap-6 pt-4 lg:pt-8",
    )


def _need(ctx: Ctx, need: Need) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t(need.text.msgid)),
        rows(*(_service(ctx, service) for service in need.services)),
        class_name="flex flex-col gap-3 pb-8 break-inside-avoid",
    )


def _service(ctx: Ctx, service: Service) -> rx.Component:
    detail = rx.fragment(
        rx.el.span(ctx.t(service.line.msgid), class_name="block"),
        rx.el.span(service.agency, class_name="block mt-0.5") if service.agency else rx.fragment(),
    )
    return list_row(
        ctx.t(service.text.msgid),
        detail,
        href=ctx.href(service.path) if service.path else None,
        icon_name=service.icon_name,
        badge=None if service.path else chip(ctx.t("Soon")),
        heading=True,
    )


PAGES = [
    Page(
        "/layanan",
        N_("All services"),
        body,
        N_("Every service of the city of Bontang in one list, grouped by what you need."),
    )
]
