"""The list of public reports beside its map, with filters that live in the address."""

import reflex as rx

from bessai_berinta.features.participation.ui.follow_filter import follow_filter
from bessai_berinta.features.reports import listing
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.bridge import snapshot_ends
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import more_link, page_title
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import wide
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.wrapped.plain_form import PlainForm

from .cards import report_card
from .list_state import ReportListState
from .map import reports_on_map

LINK = "inline-flex items-center min-h-12 px-2 font-semibold text-primary hover:underline"


def list_body(ctx: Ctx) -> rx.Component:
    state = ReportListState
    return wide(
        snapshot_ends(state.loaded),
        rx.el.div(
            page_title(
                ctx.t("Reports from residents"),
                lead=ctx.t("What residents reported, who holds it, and by when it is due."),
            ),
            button(
                ctx.t("Report a problem"),
                href=ctx.href("/lapor/baru"),
                icon_name="camera",
                class_name="w-full lg:w-auto shrink-0",
            ),
            class_name="flex flex-col gap-4 lg:flex-row lg:items-start lg:justify-between",
        ),
        more_link(ctx.t("My reports"), ctx.href("/lapor/saya")),
        _filters(ctx),
        follow_filter(ctx),
        rx.el.div(
            rx.el.div(
                reports_on_map(
                    ctx,
                    state.links.clusters,
                    state.chosen["bbox"],
                    class_name="h-72 lg:h-[calc(100dvh-13rem)] lg:min-h-96",
                ),
                class_name="lg:sticky lg:top-20 lg:order-2",
            ),
            rx.el.div(
                _only_here(ctx),
                _cards(ctx),
                _pages(ctx),
                class_name="flex flex-col gap-4 min-w-0",
            ),
            class_name="grid gap-6 items-start lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]",
        ),
        _more(ctx),
        class_name="flex flex-col gap-6 pt-4",
    )


def _cards(ctx: Ctx) -> rx.Component:
    state = ReportListState
    return rx.cond(
        state.loaded,
        rx.cond(
            state.cards.length() > 0,
            rx.el.div(
                rx.foreach(state.cards, lambda item: report_card(ctx, item, level="h2")),
                class_name="grid gap-4",
            ),
            empty_state(
                ctx.t("No reports here"),
                ctx.t("No report fits what you chose. Choose something else, or report one."),
                button(ctx.t("Show all reports"), href=ctx.href(listing.PATH), variant="quiet"),
            ),
        ),
        skeleton("parcel", ctx.t("Loading"), count=4),
    )


def _pages(ctx: Ctx) -> rx.Component:
    links = ReportListState.links
    return rx.el.nav(
        rx.cond(links.newer != "", button(ctx.t("Newer"), variant="quiet", href=links.newer)),
        rx.cond(links.older != "", button(ctx.t("Older"), variant="quiet", href=links.older)),
        aria_label=ctx.t("Pages"),
        class_name="flex justify-center gap-3",
    )


def _only_here(ctx: Ctx) -> rx.Component:
    """Say that the list is cut to a part of the map, and lead back to the whole."""
    return rx.cond(
        ReportListState.chosen["bbox"] != "",
        rx.el.p(
            ctx.t("Only reports in the chosen part of the map."),
            " ",
            rx.el.a(
                ctx.t("Show the whole city"), href=ReportListState.links.everywhere, class_name=LINK
            ),
            class_name="text-small text-muted",
        ),
    )


# --- filters ----------------------------------------------------------------------------


def _filters(ctx: Ctx) -> rx.Component:
    """Choices that act at once; without script the same form has a button (the snapshot's)."""
    kinds = [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]
    areas = [(area.code, area.name) for area in kelurahan()]
    states = [(name, words.text(ctx.locale)) for name, words in listing.STATE_WORDS.items()]
    times = [(days, words.text(ctx.locale)) for days, words in listing.PERIODS.items()]
    return PlainForm.create(
        rx.el.div(
            _chooser(ctx.t("Kind of problem"), "kategori", kinds),
            _chooser(ctx.t("Kelurahan"), "wilayah", areas),
            _chooser(ctx.t("State"), "keadaan", states),
            _chooser(ctx.t("Filed when"), "hari", times),
            class_name="grid gap-3 grid-cols-2 lg:grid-cols-4",
        ),
        _dates(ctx),
        role="search",
        aria_label=ctx.t("Choose which reports"),
        action=ctx.href(listing.PATH),
        method="get",
    )


def _chooser(label: str, name: str, options: list[tuple[str, str]]) -> rx.Component:
    return select(
        label,
        options,
        name=name,
        placeholder=label,
        label_hidden=True,
        value=ReportListState.chosen[name],
        on_change=lambda chosen: ReportListState.choose(name, chosen),
    )


def _dates(ctx: Ctx) -> rx.Component:
    """Two days of one's own instead of a number of days; the browser itself sends these."""
    chosen = ReportListState.chosen
    return rx.el.details(
        rx.el.summary(ctx.t("Choose the days yourself"), class_name=f"{LINK} -mx-2"),
        rx.el.input(type="hidden", name="bbox", value=chosen["bbox"]),
        rx.el.div(
            _day(ctx.t("From"), "sejak", chosen["sejak"]),
            _day(ctx.t("Until"), "sampai", chosen["sampai"]),
            button(ctx.t("Show"), type="submit", variant="quiet"),
            class_name="grid gap-3 grid-cols-2 items-end max-w-column sm:grid-cols-[1fr_1fr_auto]",
        ),
    )


def _day(label: str, name: str, value: rx.Var[str]) -> rx.Component:
    # A new key makes the field take over a value that came with a new address.
    return field(label, name=name, type="date", default_value=value, key=value)


def _more(ctx: Ctx) -> rx.Component:
    """Lead on to the figures, and offer the same reports to programs."""
    links = ReportListState.links
    files = {
        "GeoJSON": links.geojson,
        "CSV": links.csv,
        "Atom": links.atom,
        "RSS": links.rss,
    }
    return rx.el.div(
        rx.el.a(
            ctx.t("Figures about the reports"), href=ctx.href("/lapor/statistik"), class_name=LINK
        ),
        rx.el.a(ctx.t("About this data"), href=ctx.href("/lapor/data"), class_name=LINK),
        rx.el.p(
            rx.el.span(ctx.t("The same list as:")),
            *(anchor(name, href=address, class_name=LINK) for name, address in files.items()),
            class_name="text-small text-muted",
        ),
        class_name="flex flex-wrap items-center gap-x-4",
    )
