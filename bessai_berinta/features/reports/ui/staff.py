"""The reports desk: the queue on one side, the report that is open on the other."""

from collections.abc import Sequence

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.filter_chips import filter_chip, filter_chips
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.page import Ctx, Page

from .desk_bar import many
from .desk_state import DeskState, Row
from .desk_tools import tools
from .desk_wrapped import DeskTick
from .staff_report import Extra, report_pane

CHIP_WORDS: dict[str, Message] = {
    "open": N_("Open"),
    "new": N_("New"),
    "late": N_("Late"),
    "waiting": N_("Question to reporter"),
    "closed": N_("Closed"),
}
ASSIGNED_WORDS: dict[str, Message] = {
    "mine": N_("My tasks"),
    "none": N_("Not assigned yet"),
}
NO_FILTERS = {"chip": "open", "text": "", "category": "", "area": "", "assigned": ""}


def body(ctx: Ctx, extras: Sequence[Extra] = ()) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _head(ctx),
            _filters(ctx),
            rx.cond(DeskState.loaded, _queue(ctx), skeleton("row", ctx.t("Loading"), count=6)),
            many(ctx),
            class_name=rx.cond(
                DeskState.selected != "",
                "hidden min-w-0 flex-1 xl:flex flex-col gap-4",
                "flex min-w-0 flex-1 flex-col gap-4",
            ),
        ),
        rx.cond(DeskState.selected != "", report_pane(ctx, DeskState.detail, extras)),
        class_name="flex items-start gap-6",
    )


def _head(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(ctx.t("Reports")),
        rx.el.form(
            rx.el.label(ctx.t("Search by code or word"), html_for="cari", class_name="sr-only"),
            rx.el.input(
                id="cari",
                name="text",
                type="search",
                placeholder=ctx.t("Search by code or word"),
                max_length=200,
                default_value=DeskState.text,
                class_name=(
                    "min-h-11 w-full rounded-control border border-control bg-surface px-4"
                ),
            ),
            on_submit=DeskState.filter,
            class_name="w-full sm:w-80",
            role="search",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _filters(ctx: Ctx) -> rx.Component:
    kinds = [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]
    areas = [(area.code, area.name) for area in kelurahan()]
    return rx.el.div(
        filter_chips(
            ctx.t("State"),
            *[
                filter_chip(
                    words.text(ctx.locale),
                    current=DeskState.chip == name,
                    count=DeskState.counts[name],
                    tone="late" if name == "late" else "plain",
                    on_click=DeskState.filter({"chip": name}),
                )
                for name, words in CHIP_WORDS.items()
            ],
        ),
        rx.el.div(
            _picker(ctx.t("Kind of problem"), "category", kinds, DeskState.category),
            _picker(ctx.t("Kelurahan"), "area", areas, DeskState.area),
            _picker(
                ctx.t("All officers"),
                "assigned",
                [(code, words.text(ctx.locale)) for code, words in ASSIGNED_WORDS.items()],
                DeskState.assigned,
            ),
            tools(ctx),
            class_name="flex flex-wrap items-center gap-2",
        ),
        class_name="flex flex-col gap-2",
    )


def _picker(
    label: str, name: str, options: list[tuple[str, str]], value: rx.Var[str]
) -> rx.Component:
    return select(
        label,
        options,
        name=name,
        placeholder=label,
        label_hidden=True,
        size="staff",
        value=value,
        on_change=lambda chosen: DeskState.filter({name: chosen}),
    )


def _queue(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Report"), ctx.t("Area"), ctx.t("State"), ctx.t("Deadline")]
    return rx.cond(
        DeskState.rows.length() > 0,
        rx.el.div(
            table(
                ctx.t("Reports"), columns, rx.foreach(DeskState.rows, lambda row: _row(ctx, row))
            ),
            rx.el.div(
                button(
                    ctx.t("Tick this page"),
                    variant="quiet",
                    size="staff",
                    icon_name="list-checks",
                    on_click=DeskState.pick_page,
                ),
                rx.cond(
                    DeskState.page > 1,
                    button(
                        ctx.t("Previous page"),
                        variant="quiet",
                        size="staff",
                        on_click=DeskState.turn_page(-1),
                    ),
                ),
                rx.cond(
                    DeskState.more,
                    button(
                        ctx.t("Next page"),
                        variant="quiet",
                        size="staff",
                        on_click=DeskState.turn_page(1),
                    ),
                ),
                class_name="mt-3 flex flex-wrap gap-3",
            ),
        ),
        empty_state(
            ctx.t("Nothing here"),
            ctx.t("No report fits these filters. Clear the search or choose another state."),
            button(
                ctx.t("Clear filters"),
                variant="quiet",
                size="staff",
                on_click=DeskState.filter(NO_FILTERS),
            ),
            icon_name="inbox",
        ),
    )


def _tick(ctx: Ctx, row: rx.Var[Row]) -> rx.Component:
    return rx.el.label(
        DeskTick.create(
            ticked=DeskState.picked.contains(row.card.code),
            on_toggle=DeskState.pick(row.card.code),
            label=ctx.t("Tick") + " " + row.card.code,
            class_name="size-5 accent-primary",
        ),
        class_name="-ml-2 grid size-11 shrink-0 cursor-pointer place-items-center",
    )


def _row(ctx: Ctx, row: rx.Var[Row]) -> rx.Component:
    item = row.card
    thumb = rx.cond(
        item.thumbnail != "",
        image(
            item.thumbnail,
            "",
            width=44,
            height=44,
            shape="square",
            class_name="size-11 shrink-0 rounded-small",
        ),
        rx.el.span(class_name="size-11 shrink-0 rounded-small bg-quiet"),
    )
    opener = rx.el.button(
        thumb,
        rx.el.span(
            rx.el.span(item.title, class_name="line-clamp-2 font-semibold"),
            rx.el.span(item.label, " · ", item.category, class_name="block text-small text-muted"),
            rx.cond(
                row.assignee != "",
                rx.el.span(
                    icon("user", 16),
                    row.assignee,
                    class_name="flex items-center gap-1 text-small text-muted",
                ),
            ),
            class_name="min-w-0 text-left",
        ),
        type="button",
        data_row="",
        on_click=DeskState.select(item.code),
        class_name="flex w-full min-w-0 items-center gap-3",
    )
    return table_row(
        rx.el.div(_tick(ctx, row), opener, class_name="flex items-center gap-1"),
        rx.el.span(item.area, class_name="block max-w-28 whitespace-normal"),
        chip(item.status, item.tone),
        rx.el.span(
            rx.el.span(item.due_short, class_name="whitespace-nowrap"),
            rx.el.span(item.left, class_name="block text-small"),
            class_name=rx.cond(
                item.late,
                "block min-w-24 whitespace-normal font-semibold text-late",
                "block min-w-24 whitespace-normal",
            ),
        ),
        selected=DeskState.selected == item.code,
    )


def desk_page(extras: Sequence[Extra] = ()) -> Page:
    """The desk; ``extras`` are what other features add beside the open report, by its code."""
    return Page(
        "/petugas/lapor",
        N_("Reports desk"),
        lambda ctx: body(ctx, extras),
        on_load=(DeskState.load, DeskState.follow),
        shell="staff",
    )
