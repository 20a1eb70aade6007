"""One's own reports: what waits on this device, and what the city has received."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.page import Ctx, Page

from .cards import report_card
from .mine_state import MyReportsState
from .outbox import outbox_list


def body(ctx: Ctx) -> rx.Component:
    return column(
        page_title(ctx.t("My reports"), lead=ctx.t("From this device, and from your account.")),
        button(ctx.t("Report a problem"), href=ctx.href("/lapor/baru"), icon_name="camera"),
        outbox_list(ctx, rx.el.p(ctx.t("Nothing waits on this device."), class_name="text-muted")),
        _received(ctx),
        class_name="flex flex-col gap-6 pt-4",
    )


def _received(ctx: Ctx) -> rx.Component:
    state = MyReportsState
    return rx.el.section(
        section_heading(ctx.t("Received by the city"), id="diterima"),
        rx.cond(
            state.loaded,
            rx.cond(
                state.cards.length() > 0,
                rx.foreach(state.cards, lambda item: report_card(ctx, item)),
                empty_state(
                    ctx.t("Your reports will appear here"),
                    ctx.t("What you file on this device stays here, also without an account."),
                    heading="h3",
                ),
            ),
            rx.fragment(
                rx.el.p(
                    ctx.t("This part needs a connection. What waits above does not."),
                    class_name="text-muted",
                ),
                skeleton("parcel", ctx.t("Loading"), count=1),
            ),
        ),
        aria_labelledby="diterima",
        class_name="flex flex-col gap-3",
    )


PAGE = Page(
    "/lapor/saya",
    N_("My reports"),
    body,
    N_("Your reports: waiting on this device, and received by the city."),
    on_load=(MyReportsState.load, MyReportsState.follow),
)
