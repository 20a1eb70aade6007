"""What reports show on the home page."""

import reflex as rx

from bessai_berinta.ui.components.heading import more_link, section_heading
from bessai_berinta.ui.page import Ctx

from .cards import report_card
from .outbox import outbox_count
from .state import HomeReportsState


def home_mine(ctx: Ctx, nothing: rx.Component) -> rx.Component:
    """One's own open affairs; ``nothing`` invites while there are none."""
    return rx.el.div(
        outbox_count(ctx),
        rx.cond(
            HomeReportsState.mine.length() > 0,
            rx.el.section(
                section_heading(
                    ctx.t("My affairs"), more_link(ctx.t("See all"), ctx.href("/lapor/saya"))
                ),
                rx.foreach(HomeReportsState.mine, lambda item: report_card(ctx, item)),
                class_name="flex flex-col gap-3",
            ),
            nothing,
        ),
        class_name="flex flex-col gap-3",
    )


def home_latest(ctx: Ctx) -> rx.Component:
    """The city's latest reports."""
    return rx.cond(
        HomeReportsState.latest.length() > 0,
        rx.el.section(
            section_heading(
                ctx.t("Latest reports"), more_link(ctx.t("See all"), ctx.href("/lapor"))
            ),
            rx.foreach(HomeReportsState.latest, lambda item: report_card(ctx, item)),
            class_name="flex flex-col gap-3",
        ),
    )
