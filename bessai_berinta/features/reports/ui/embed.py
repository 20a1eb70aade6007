"""The map of reports for other sites' pages: little around it, and a way into the app."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.reports import listing
from bessai_berinta.features.reports.present import Card
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.skip_link import MAIN_ID
from bessai_berinta.ui.page import Ctx, Page

from .list_state import ReportListState
from .map import reports_on_map

SHOWN = 5
LINK = "font-semibold text-primary underline underline-offset-4"


def embed_body(ctx: Ctx) -> rx.Component:
    """Show map and newest reports; every link opens the app in a tab of its own."""
    state = ReportListState
    return rx.el.main(
        page_title(ctx.t("Reports from residents"), size="detail"),
        reports_on_map(
            ctx,
            state.links.clusters,
            state.chosen["bbox"],
            searchable=False,
            class_name="h-64 sm:h-96",
        ),
        rx.cond(
            state.loaded & (state.cards.length() == 0),
            rx.el.p(ctx.t("No reports here")),
            rx.el.ul(
                rx.foreach(state.cards[:SHOWN], _line),
                aria_label=ctx.t("Latest reports"),
                class_name="divide-y divide-line",
            ),
        ),
        rx.el.p(
            anchor(
                ctx.t("See all reports"),
                href=rx.cond(
                    state.links.everywhere != "", state.links.everywhere, ctx.href(listing.PATH)
                ),
                target="_blank",
                class_name=f"{LINK} inline-flex items-center min-h-12",
            ),
            " · Bessai Berinta",
        ),
        id=MAIN_ID,
        tab_index=-1,
        class_name="flex flex-col gap-3 p-3",
    )


def _line(card: rx.Var[Card]) -> rx.Component:
    return rx.el.li(
        anchor(card.title, href=card.href, target="_blank", class_name=LINK),
        rx.el.p(card.status, " · ", card.area, class_name="text-small text-muted"),
        class_name="py-2",
    )


PAGE = Page(
    "/sematan/peta",
    N_("Map of the reports"),
    embed_body,
    N_("What residents of Bontang reported, which agency holds it and by when it is due."),
    on_load=(ReportListState.load,),
    shell="task",
)
