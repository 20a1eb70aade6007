"""The report that is open on the desk: facts, history and what can be done with it."""

from collections.abc import Callable, Sequence

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.features.reports.present import Detail, Picture
from bessai_berinta.features.reports.schemas import MAX_PHOTOS
from bessai_berinta.features.reports.workflow import RULES, Action, Needs
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.dialog import dialog
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.timeline import timeline, timeline_entry
from bessai_berinta.ui.page import Ctx

from . import staff_more
from .cards import marks
from .desk_state import DeskState
from .desk_wrapped import TemplatePicker, UploadForm
from .redact_box import redact_box

# What a button says, in the order of use; the first allowed one is the primary action.
ACTION_WORDS: dict[Action, tuple[Message, str]] = {
    Action.ACCEPT: (N_("Accept"), "check"),
    Action.FINISH: (N_("Finish with a photo"), "camera"),
    Action.START: (N_("Start work"), "play"),
    Action.RESUME: (N_("Go on without an answer"), "play"),
    Action.ASK: (N_("Ask the reporter"), "message-circle-question"),
    Action.FORWARD: (N_("Hand over"), "forward"),
    Action.REFUSE: (N_("Cannot be handled"), "ban"),
    Action.REOPEN: (N_("Open again"), "rotate-ccw"),
}
PROMPTS: dict[Action, Message] = {
    Action.ASK: N_("What do you need to know? The deadline is paused until the answer."),
    Action.FORWARD: N_("Why does this belong to the other agency?"),
    Action.REFUSE: N_("Why can it not be handled? The reporter reads this."),
    Action.REOPEN: N_("Why is it opened again? Everybody reads this; the term starts anew."),
    Action.FINISH: N_("What was done? The reporter and the public read this."),
}


Extra = Callable[[Ctx, rx.Var[str]], rx.Component]  # what another feature adds, by code


def report_pane(ctx: Ctx, item: rx.Var[Detail], extras: Sequence[Extra] = ()) -> rx.Component:
    return rx.el.section(
        # Beside the queue the page has its title; alone on a phone it would have none.
        rx.el.h1(ctx.t("Reports"), class_name="sr-only xl:hidden"),
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
        staff_more.marks(ctx),
        rx.el.div(
            rx.foreach(item.pictures, lambda picture: _picture(ctx, picture)),
            class_name="grid grid-cols-2 gap-2",
        ),
        rx.cond(DeskState.covering != "", _cover(ctx)),
        _facts(ctx, item),
        staff_more.officer(ctx),
        _actions(ctx, item),
        rx.el.p(item.description, class_name="whitespace-pre-line break-words"),
        _answers(ctx, item),
        staff_more.notes(ctx),
        rx.cond(
            item.has_point,
            city_map(ctx.t("Where it is"), lat=item.lat, lon=item.lon, class_name="h-56"),
        ),
        staff_more.joined(ctx, item),
        staff_more.nearby(ctx),
        *[extra(ctx, item.card.code) for extra in extras],
        rx.el.h3(ctx.t("History"), class_name="text-card font-semibold"),
        timeline(
            rx.foreach(
                item.steps,
                lambda step: timeline_entry(step.title, step.meta, step.message, tone=step.tone),
            ),
            label=ctx.t("Newest first"),
        ),
        *_dialogs(ctx),
        *staff_more.dialogs(ctx),
        aria_label=ctx.t("The open report"),
        class_name=(
            "flex w-full flex-col gap-4 *:shrink-0 rounded-card border border-line bg-surface p-4 "
            "xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:w-[23rem] xl:shrink-0 "
            "xl:overflow-y-auto"
        ),
    )


def _picture(ctx: Ctx, picture: rx.Var[Picture]) -> rx.Component:
    return rx.el.div(
        rx.el.a(
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
        ),
        button(
            ctx.t("Cover faces"),
            variant="link",
            size="staff",
            icon_name="square-dashed-mouse-pointer",
            on_click=DeskState.cover(picture.id),
        ),
    )


def _cover(ctx: Ctx) -> rx.Component:
    """The photo as it came, to draw on; opening it goes on record where it is covered."""
    return rx.el.div(
        redact_box(ctx, DeskState.covering, on_done=DeskState.covered),
        button(ctx.t("Close"), variant="quiet", size="staff", on_click=DeskState.cover("")),
        class_name="flex flex-col gap-2 rounded-control border border-line p-2",
    )


def _facts(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    def fact(label: str, *value: rx.Component | rx.Var[str]) -> rx.Component:
        return rx.el.div(
            rx.el.dt(label, class_name="text-small text-muted"),
            rx.el.dd(*value, class_name="font-semibold"),
        )

    return rx.el.dl(
        fact(
            ctx.t("Deadline"),
            DeskState.pane.due,
            rx.cond(item.card.left != "", rx.el.span(item.card.left, class_name="block")),
        ),
        fact(ctx.t("Area"), item.place),
        fact(ctx.t("Kind of problem"), item.card.category),
        fact(ctx.t("Received"), item.card.filed),
        rx.cond(item.reporter != "", fact(ctx.t("Reporter"), item.reporter)),
        rx.cond(item.contact != "", fact(ctx.t("Contact"), item.contact)),
        class_name="grid grid-cols-2 gap-3",
    )


def _answers(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """What the reporter answered to the questions of this kind of problem."""
    return rx.cond(
        item.answers.length() > 0,
        rx.el.dl(
            rx.foreach(
                item.answers,
                lambda pair: rx.el.div(
                    rx.el.dt(pair[0], class_name="text-small text-muted"),
                    rx.el.dd(pair[1], class_name="font-semibold break-words"),
                ),
            ),
            aria_label=ctx.t("Extra questions"),
            class_name="flex flex-col gap-2",
        ),
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
        data_key=action.value,
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
        _picker(ctx, action, f"f-{action.value}"),
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
        _picker(ctx, Action.FINISH, "f-keterangan"),
        field(
            PROMPTS[Action.FINISH].text(ctx.locale),
            name="keterangan",
            rows=4,
            max_length=2000,
            size="staff",
        ),
        _slot("message"),
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
        rx.el.p(
            ctx.t("New photos, taken after the work. A photo sent before is not accepted."),
            class_name="-mt-2 text-small text-muted",
        ),
        _slot("foto photo"),
        _send(ctx, Action.FINISH),
        action="/api/petugas/lapor/" + DeskState.selected + "/selesai",
        offline=ctx.t("Not sent: no connection. Your text and photos are still here."),
        on_done=DeskState.finished,
        class_name="flex flex-col gap-4",
    )


def _slot(names: str) -> rx.Component:
    """The place for what is wrong with a field; ``upload_form.jsx`` fills it."""
    return rx.el.p(
        role="alert", data_error=names, class_name="-mt-2 font-semibold text-late empty:hidden"
    )


def _picker(ctx: Ctx, action: Action, of: str) -> rx.Component:
    return TemplatePicker.create(
        templates=DeskState.pane.templates,
        action=action.value,
        of=of,
        label=ctx.t("Insert a prepared text"),
        class_name="min-h-11 w-full rounded-control border border-control bg-surface px-3",
    )


def _send(ctx: Ctx, action: Action) -> rx.Component:
    words, icon_name = ACTION_WORDS[action]
    return button(words.text(ctx.locale), type="submit", size="staff", icon_name=icon_name)
