"""The list of public reports, with its map and filters."""

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import wide
from bessai_berinta.ui.page import Ctx

from .cards import report_card
from .list_state import ReportListState

STATE_WORDS: dict[str, Message] = {
    "open": N_("Open"),
    "late": N_("Late"),
    "done": N_("Done"),
    "refused": N_("Not handled"),
}


def list_body(ctx: Ctx) -> rx.Component:
    state = ReportListState
    return wide(
        page_title(
            ctx.t("Reports from residents"),
            lead=ctx.t("What residents reported, who holds it, and by when it is due."),
        ),
        button(
            ctx.t("Report a problem"),
            href=ctx.href("/lapor/baru"),
            icon_name="camera",
            class_name="w-full lg:w-auto lg:self-start",
        ),
        _list_filters(ctx),
        city_map(
            ctx.t("Map of the reports; the same reports are in the list below"),
            points=state.points,
            prefix=ctx.href("/").rstrip("/"),
            class_name="h-72 lg:h-96",
        ),
        rx.cond(
            state.loaded,
            rx.cond(
                state.cards.length() > 0,
                rx.el.div(
                    rx.foreach(state.cards, lambda item: report_card(ctx, item, level="h2")),
                    class_name="grid gap-4 lg:grid-cols-2",
                ),
                empty_state(
                    ctx.t("No reports here"),
                    ctx.t("No report fits what you chose. Choose something else, or report one."),
                ),
            ),
            skeleton("parcel", ctx.t("Loading"), count=4),
        ),
        rx.el.nav(
            rx.cond(state.newer != "", button(ctx.t("Newer"), variant="quiet", href=state.newer)),
            rx.cond(state.older != "", button(ctx.t("Older"), variant="quiet", href=state.older)),
            aria_label=ctx.t("Pages"),
            class_name="flex justify-center gap-3",
        ),
        _open_data(ctx),
        class_name="flex flex-col gap-6 pt-4",
    )


def _list_filters(ctx: Ctx) -> rx.Component:
    kinds = [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]
    areas = [(area.code, area.name) for area in kelurahan()]
    states = [(name, words.text(ctx.locale)) for name, words in STATE_WORDS.items()]
    return rx.el.div(
        _chooser(ctx.t("Kind of problem"), "kategori", kinds, ReportListState.kategori),
        _chooser(ctx.t("Kelurahan"), "wilayah", areas, ReportListState.wilayah),
        _chooser(ctx.t("State"), "keadaan", states, ReportListState.keadaan),
        role="group",
        aria_label=ctx.t("Choose which reports"),
        class_name="grid gap-3 sm:grid-cols-3",
    )


def _chooser(
    label: str, name: str, options: list[tuple[str, str]], value: rx.Var[str]
) -> rx.Component:
    return select(
        label,
        options,
        name=name,
        placeholder=label,
        label_hidden=True,
        value=value,
        on_change=lambda chosen: ReportListState.choose(name, chosen),
    )


def _open_data(ctx: Ctx) -> rx.Component:
    """Offer the same reports to programs."""
    files = {"GeoJSON": "/data/lapor.geojson", "CSV": "/data/lapor.csv"}
    feed = {"Atom": ctx.href("/feed/lapor.xml")}
    links = [
        anchor(
            name,
            href=address,
            class_name="min-h-12 px-2 py-3 font-semibold text-primary hover:underline",
        )
        for name, address in {**files, **feed}.items()
    ]
    return rx.el.p(rx.el.span(ctx.t("Open data:")), *links, class_name="text-small text-muted")
