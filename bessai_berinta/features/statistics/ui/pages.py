"""The pages of the public figures and of the data dictionary."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.statistics import dictionary
from bessai_berinta.features.statistics.page import ABOUT, ABOUT_DATA, HEADS
from bessai_berinta.features.statistics.present import NONE, Group, Row, Tile
from bessai_berinta.features.statistics.schemas import MINIMUM, MONTHS
from bessai_berinta.ui.bridge import snapshot_ends
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.banner import banner
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.filter_chips import filter_chip, filter_chips
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import wide
from bessai_berinta.ui.page import Ctx, Page

from .charts import columns_chart, line_chart, share_bar
from .state import DictionaryState, StatisticsState

LINK = "inline-flex items-center min-h-12 px-2 font-semibold text-primary hover:underline"
CELL = "px-3 py-2.5 text-left tabular-nums"


def statistics_body(ctx: Ctx) -> rx.Component:
    shown = StatisticsState.shown
    return wide(
        snapshot_ends(StatisticsState.loaded),
        page_title(ctx.t("Figures about the reports"), lead=ABOUT.text(ctx.locale)),
        rx.cond(shown.demo, banner(ctx.t("Demo data"), tone="turn")),
        _periods(ctx),
        rx.cond(
            StatisticsState.loaded,
            rx.cond(shown.empty, _nothing(ctx), _figures(ctx)),
            skeleton("parcel", ctx.t("Loading"), count=3),
        ),
        class_name="flex flex-col gap-6 pt-4",
    )


def _nothing(ctx: Ctx) -> rx.Component:
    return empty_state(
        ctx.t("No reports in this time"),
        ctx.t("Choose a longer time."),
        icon_name="chart-no-axes-column",
    )


def _periods(ctx: Ctx) -> rx.Component:
    shown = StatisticsState.shown
    chips = [
        filter_chip(
            ctx.t("{count} months", count=months),
            current=shown.months == str(months),
            href=f"{ctx.href('/lapor/statistik')}?bulan={months}",
        )
        for months in MONTHS
    ]
    return rx.el.div(
        filter_chips(ctx.t("Which time"), *chips),
        rx.el.p(shown.period, class_name="text-muted", role="status"),
    )


def _figures(ctx: Ctx) -> rx.Component:
    shown = StatisticsState.shown
    return rx.el.div(
        rx.el.dl(
            rx.foreach(shown.tiles, _tile),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
        ),
        _months(ctx),
        rx.foreach(shown.groups, lambda group: _group(ctx, group)),
        _how(ctx),
        _files(ctx),
        class_name="flex flex-col gap-8",
    )


def _tile(tile: rx.Var[Tile]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tile.label, class_name="font-semibold text-ink"),
        rx.el.dd(tile.value, class_name="text-title font-bold tabular-nums"),
        rx.el.dd(tile.note, class_name="mt-1 text-small text-muted"),
        class_name="rounded-card border border-line bg-surface p-4",
    )


def _months(ctx: Ctx) -> rx.Component:
    shown = StatisticsState.shown
    return rx.el.section(
        section_heading(ctx.t("By month")),
        rx.el.h3(ctx.t("Filed, and closed of these"), class_name="font-semibold"),
        columns_chart(
            ctx.t("Reports filed and closed by month; the table below says the same"),
            shown.marks,
            (ctx.t("Filed"), ctx.t("Closed of these")),
        ),
        rx.el.h3(ctx.t("Median days to the solution"), class_name="font-semibold"),
        line_chart(
            ctx.t("Median days to the solution by month; the table below says the same"),
            shown.path,
            shown.points,
            shown.marks,
        ),
        rx.el.details(
            rx.el.summary(ctx.t("Show as a table"), class_name=LINK),
            _table(ctx, ctx.t("By month"), shown.by_month, ranked=False),
        ),
        class_name="flex flex-col gap-3",
    )


def _group(ctx: Ctx, group: rx.Var[Group]) -> rx.Component:
    return rx.el.section(
        section_heading(group.title),
        rx.cond(group.rows.length() > 0, _table(ctx, group.title, group.rows, ranked=True)),
        rx.cond(
            group.few != "",
            rx.el.p(
                ctx.t("Too few reports yet:"), " ", group.few, class_name="text-small text-muted"
            ),
        ),
        class_name="flex flex-col gap-3",
    )


def _table(
    ctx: Ctx, caption: rx.Var[str] | str, rows: rx.Var[list[Row]], *, ranked: bool
) -> rx.Component:
    names = [text.text(ctx.locale) for text in HEADS]
    if ranked:
        names.insert(0, ctx.t("Place"))
    head = [rx.el.th(name, custom_attrs={"scope": "col"}, class_name=CELL) for name in names]
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*head), class_name="text-small text-muted"),
            rx.el.tbody(
                rx.foreach(rows, lambda row: _row(row, ranked=ranked)),
                class_name="divide-y divide-line border-t border-line",
            ),
            class_name="w-full text-staff",
        ),
        role="region",
        aria_label=caption,
        tab_index=0,
        class_name="overflow-x-auto rounded-card border border-line bg-surface",
    )


def _row(row: rx.Var[Row], *, ranked: bool) -> rx.Component:
    cells = [row.filed, row.open, row.late]
    after = [row.answer, row.solved, row.reopened]
    return rx.el.tr(
        rx.el.td(row.place, class_name=CELL) if ranked else rx.fragment(),
        rx.el.th(row.name, custom_attrs={"scope": "row"}, class_name=f"{CELL} min-w-44"),
        *(rx.el.td(text, class_name=CELL) for text in cells),
        rx.el.td(row.on_time, rx.cond(row.on_time != NONE, share_bar(row.share)), class_name=CELL),
        *(rx.el.td(text, class_name=f"{CELL} whitespace-nowrap") for text in after),
    )


def _how(ctx: Ctx) -> rx.Component:
    """Say how the figures and places come about."""
    rules = [
        ctx.t("Two numbers of days: half took longer than the first, one in ten than the second."),
        ctx.t("Times run from filing by the calendar: nights, weekends and pauses count too."),
        ctx.t("A deadline counts working days and stands still while the reporter is asked."),
        ctx.t("Only finished reports have a time. Look at the open and late ones beside it."),
        ctx.t("Places follow the share closed on time, as it is at least with 95 % confidence."),
        ctx.t("Groups with fewer than {least} reports show no figures.", least=MINIMUM),
        ctx.t("Private, held back, merged and withdrawn reports are in no figure."),
    ]
    return rx.el.section(
        section_heading(ctx.t("How we count")),
        rx.el.ul(
            *(rx.el.li(rule) for rule in rules),
            class_name="list-disc pl-5 flex flex-col gap-1 max-w-measure",
        ),
        class_name="flex flex-col gap-3",
    )


def _files(ctx: Ctx) -> rx.Component:
    shown = StatisticsState.shown
    period = f"?sejak={shown.since}&sampai={shown.until}"
    return rx.el.p(
        ctx.t("Open data:"),
        anchor("CSV", href=f"/data/statistik-lapor.csv{period}", class_name=LINK),
        anchor("JSON", href=f"/data/statistik-lapor.json{period}", class_name=LINK),
        rx.el.a(ctx.t("About this data"), href=ctx.href("/lapor/data"), class_name=LINK),
    )


def dictionary_body(ctx: Ctx) -> rx.Component:
    return wide(
        snapshot_ends(DictionaryState.licence != ""),
        page_title(
            ctx.t("About this data"),
            lead=ABOUT_DATA.text(ctx.locale),
        ),
        rx.el.p(DictionaryState.licence),
        *(_file(ctx, file) for file in dictionary.FILES),
        rx.el.p(
            anchor("kamus.json", href="/data/kamus.json", class_name=LINK),
            anchor("kamus.md", href="/data/kamus.md", class_name=LINK),
        ),
        class_name="flex flex-col gap-6 pt-4",
    )


def _file(ctx: Ctx, file: dictionary.File) -> rx.Component:
    title = file.title.text(ctx.locale)
    heads = [ctx.t("Column"), ctx.t("Type"), ctx.t("Unit"), ctx.t("Meaning")]
    rows = [
        rx.el.tr(
            rx.el.th(column.name, custom_attrs={"scope": "row"}, class_name=CELL),
            rx.el.td(column.type, class_name=CELL),
            rx.el.td(column.unit, class_name=CELL),
            rx.el.td(column.meaning.text(ctx.locale), class_name=f"{CELL} min-w-64"),
        )
        for column in file.columns
    ]
    return rx.el.section(
        section_heading(title),
        rx.el.p(*(anchor(a, href=a, class_name=LINK) for a in file.addresses)),
        rx.el.p(file.source.text(ctx.locale), class_name="text-muted"),
        rx.el.div(
            rx.el.table(
                rx.el.caption(title, class_name="sr-only"),
                rx.el.thead(
                    rx.el.tr(
                        *(
                            rx.el.th(name, custom_attrs={"scope": "col"}, class_name=CELL)
                            for name in heads
                        )
                    ),
                    class_name="text-small text-muted",
                ),
                rx.el.tbody(*rows, class_name="divide-y divide-line border-t border-line"),
                class_name="w-full text-staff",
            ),
            role="region",
            aria_label=title,
            tab_index=0,
            class_name="overflow-x-auto rounded-card border border-line bg-surface",
        ),
        class_name="flex flex-col gap-3",
    )


PAGES = [
    Page(
        "/lapor/statistik",
        N_("Figures about the reports"),
        statistics_body,
        ABOUT,
        on_load=(StatisticsState.load,),
    ),
    Page(
        "/lapor/data",
        N_("About this data"),
        dictionary_body,
        ABOUT_DATA,
        on_load=(DictionaryState.load,),
    ),
]
