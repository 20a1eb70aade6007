"""The reports desk: the queue on one side, the report that is open on the other."""

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.features.reports.present import Card, Detail, Picture
from bessai_berinta.features.reports.schemas import MAX_PHOTOS
from bessai_berinta.features.reports.workflow import RULES, Action, Needs
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.dialog import dialog
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.filter_chips import filter_chip, filter_chips
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.components.timeline import timeline, timeline_entry
from bessai_berinta.ui.page import Ctx, Page

from .desk_state import DeskState
from .pages import marks

CHIP_WORDS: dict[str, Message] = {
    "open": N_("Open"),
    "new": N_("New"),
    "late": N_("Late"),
    "waiting": N_("Question to reporter"),
    "closed": N_("Closed"),
}
# What a button says, in the order of use; the first allowed one is the primary action.
ACTION_WORDS: dict[Action, tuple[Message, str]] = {
    Action.ACCEPT: (N_("Accept"), "check"),
    Action.FINISH: (N_("Finish with a photo"), "camera"),
    Action.START: (N_("Start work"), "play"),
    Action.RESUME: (N_("Go on without an answer"), "play"),
    Action.ASK: (N_("Ask the reporter"), "message-circle-question"),
    Action.FORWARD: (N_("Hand over"), "forward"),
    Action.REFUSE: (N_("Cannot be handled"), "ban"),
}
PROMPTS: dict[Action, Message] = {
    Action.ASK: N_("What do you need to know? The deadline is paused until the answer."),
    Action.FORWARD: N_("Why does this belong to the other agency?"),
    Action.REFUSE: N_("Why can it not be handled? The reporter reads this."),
    Action.FINISH: N_("What was done? The reporter and the public read this."),
}


class UploadForm(rx.Component):
    """A multipart form posted by the browser itself; ``on_done`` fires on success."""

    library = rx.asset("upload_form.jsx", shared=True).importable_path
    tag = "UploadForm"
    action: rx.Var[str]
    offline: rx.Var[str]
    on_done: rx.EventHandler[rx.event.no_args_event_spec]


def body(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _head(ctx),
            _filters(ctx),
            rx.cond(DeskState.loaded, _queue(ctx), skeleton("row", ctx.t("Loading"), count=6)),
            class_name=rx.cond(
                DeskState.selected != "",
                "hidden min-w-0 flex-1 xl:flex flex-col gap-4",
                "flex min-w-0 flex-1 flex-col gap-4",
            ),
        ),
        rx.cond(DeskState.selected != "", _pane(ctx, DeskState.detail)),
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
            class_name="flex flex-wrap gap-2",
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
            table(ctx.t("Reports"), columns, rx.foreach(DeskState.rows, _row)),
            rx.el.div(
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
                class_name="mt-3 flex gap-3",
            ),
        ),
        empty_state(
            ctx.t("Nothing here"),
            ctx.t("No report fits these filters. Clear the search or choose another state."),
            button(
                ctx.t("Clear filters"),
                variant="quiet",
                size="staff",
                on_click=DeskState.filter({"chip": "open", "text": "", "category": "", "area": ""}),
            ),
            icon_name="inbox",
        ),
    )


def _row(item: rx.Var[Card]) -> rx.Component:
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
    return table_row(
        rx.el.button(
            thumb,
            rx.el.span(
                rx.el.span(item.title, class_name="line-clamp-2 font-semibold"),
                rx.el.span(
                    item.label, " · ", item.category, class_name="block text-small text-muted"
                ),
                class_name="min-w-0 text-left",
            ),
            type="button",
            on_click=DeskState.select(item.code),
            class_name="flex w-full items-center gap-3",
        ),
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


# --- one report -------------------------------------------------------------------------


def _pane(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            marks(ctx, item.card),
            rx.el.div(
                rx.el.span(
                    item.card.code, class_name="text-small text-muted select-all whitespace-nowrap"
                ),
                icon_button(ctx.t("Close the report"), "x", on_click=DeskState.close),
                class_name="flex items-center gap-2",
            ),
            class_name="flex items-start justify-between gap-3",
        ),
        rx.el.h2(item.card.title, class_name="text-section font-bold"),
        rx.el.div(rx.foreach(item.pictures, _picture), class_name="grid grid-cols-2 gap-2"),
        _facts(ctx, item),
        _actions(ctx, item),
        rx.el.p(item.description, class_name="whitespace-pre-line"),
        rx.cond(
            item.has_point,
            city_map(ctx.t("Where it is"), lat=item.lat, lon=item.lon, class_name="h-56"),
        ),
        rx.el.h3(ctx.t("History"), class_name="text-card font-semibold"),
        timeline(
            rx.foreach(
                item.steps,
                lambda step: timeline_entry(step.title, step.meta, step.message, tone=step.tone),
            ),
            label=ctx.t("Newest first"),
        ),
        *_dialogs(ctx),
        aria_label=ctx.t("The open report"),
        class_name=(
            "flex w-full flex-col gap-4 rounded-card border border-line bg-surface p-4 "
            "xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:w-[23rem] xl:shrink-0 "
            "xl:overflow-y-auto"
        ),
    )


def _picture(picture: rx.Var[Picture]) -> rx.Component:
    return rx.el.a(
        image(
            picture.medium,
            picture.alt,
            width=picture.width,
            height=picture.height,
            shape="photo",
            class_name="w-full rounded-control",
        ),
        href=picture.large,
        target="_blank",
    )


def _facts(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    def fact(label: str, *value: rx.Component | rx.Var[str]) -> rx.Component:
        return rx.el.div(
            rx.el.dt(label, class_name="text-small text-muted"),
            rx.el.dd(*value, class_name="font-semibold"),
        )

    return rx.el.dl(
        fact(ctx.t("Deadline"), item.card.due, " · ", item.card.left),
        fact(ctx.t("Area"), item.place),
        fact(ctx.t("Kind of problem"), item.card.category),
        fact(ctx.t("Received"), item.card.filed),
        rx.cond(item.reporter != "", fact(ctx.t("Reporter"), item.reporter)),
        rx.cond(item.contact != "", fact(ctx.t("Contact"), item.contact)),
        class_name="grid grid-cols-2 gap-3",
    )


def _actions(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """One button for each thing the table allows now; the first is the primary one."""
    buttons = [
        rx.cond(item.actions.contains(action.value), _action(ctx, action))
        for action in ACTION_WORDS
    ]
    return rx.el.div(
        *buttons,
        class_name=(
            "flex flex-wrap gap-2 [&>button:first-child]:bg-primary "
            "[&>button:first-child]:text-on-primary"
        ),
    )


def _action(ctx: Ctx, action: Action) -> rx.Component:
    words, icon_name = ACTION_WORDS[action]
    asks = bool(RULES[action].needs)
    on_click = DeskState.ask(action.value) if asks else DeskState.act({"action": action.value})
    return button(
        words.text(ctx.locale),
        variant="quiet",
        size="staff",
        icon_name=icon_name,
        on_click=on_click,
    )


def _dialogs(ctx: Ctx) -> list[rx.Component]:
    return [_dialog(ctx, action) for action in PROMPTS]


def _dialog(ctx: Ctx, action: Action) -> rx.Component:
    words, _ = ACTION_WORDS[action]
    finish = action == Action.FINISH
    form = _finish_form(ctx) if finish else _words_form(ctx, action)
    return dialog(
        words.text(ctx.locale),
        form,
        id=f"aksi-{action.value}",
        close_label=ctx.t("Cancel"),
        open=DeskState.asking == action.value,
        on_dismiss=DeskState.cancel,
    )


def _words_form(ctx: Ctx, action: Action) -> rx.Component:
    agency = (
        select(
            ctx.t("Agency that takes over"),
            DeskState.agencies,
            name="agency",
            placeholder=ctx.t("Choose an agency"),
            size="staff",
        )
        if Needs.AGENCY in RULES[action].needs
        else rx.fragment()
    )
    return rx.el.form(
        agency,
        field(
            PROMPTS[action].text(ctx.locale),
            name="message",
            id=f"f-{action.value}",
            rows=4,
            max_length=2000,
            error=DeskState.error,
            size="staff",
        ),
        _send(ctx, action),
        on_submit=DeskState.act,
        class_name="flex flex-col gap-4",
    )


def _finish_form(ctx: Ctx) -> rx.Component:
    return UploadForm.create(
        rx.el.input(type="hidden", name="versi", value=DeskState.detail.version.to_string()),
        field(
            PROMPTS[Action.FINISH].text(ctx.locale),
            name="keterangan",
            rows=4,
            max_length=2000,
            size="staff",
        ),
        rx.el.label(
            ctx.t("Photos after the work (1 to {most})", most=MAX_PHOTOS),
            rx.el.input(
                type="file",
                name="foto",
                multiple=True,
                required=True,
                accept="image/jpeg,image/png,image/webp,image/heic,image/heif",
                class_name="mt-1.5 block w-full font-normal",
            ),
            class_name="font-semibold",
        ),
        _send(ctx, Action.FINISH),
        action="/api/petugas/lapor/" + DeskState.selected + "/selesai",
        offline=ctx.t("Not sent: no connection. Your text and photos are still here."),
        on_done=DeskState.finished,
        class_name="flex flex-col gap-4",
    )


def _send(ctx: Ctx, action: Action) -> rx.Component:
    words, icon_name = ACTION_WORDS[action]
    return button(words.text(ctx.locale), type="submit", size="staff", icon_name=icon_name)


PAGE = Page(
    "/petugas/lapor",
    N_("Reports desk"),
    body,
    on_load=(DeskState.load, DeskState.follow),
    shell="staff",
)
