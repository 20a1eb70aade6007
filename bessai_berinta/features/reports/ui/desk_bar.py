"""What to do with the ticked rows, and what came of it."""

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.features.reports.desk.present import OutcomeLine
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.dialog import dialog
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.page import Ctx

from .desk_state import DeskState

WORDS: dict[Action, tuple[Message, str]] = {
    Action.ACCEPT: (N_("Accept"), "check"),
    Action.ASSIGN: (N_("Assign"), "user-check"),
    Action.FORWARD: (N_("Hand over"), "forward"),
    Action.ASK: (N_("Ask the reporter"), "message-circle-question"),
    Action.REFUSE: (N_("Cannot be handled"), "ban"),
}
PROMPTS: dict[Action, Message] = {
    Action.FORWARD: N_("Why do these belong to the other agency?"),
    Action.ASK: N_("What do you need to know? Every reporter gets this question."),
    Action.REFUSE: N_("Why can they not be handled? Every reporter reads this."),
}


def many(ctx: Ctx) -> rx.Component:
    """The bar for ticked rows, its dialogs, and what came of the latest order."""
    return rx.fragment(
        rx.cond(DeskState.picked.length() > 0, _bar(ctx)),
        rx.cond(DeskState.outcomes.length() > 0, _outcomes(ctx)),
        *[_dialog(ctx, action) for action in WORDS if action != Action.ACCEPT],
    )


def _bar(ctx: Ctx) -> rx.Component:
    buttons = [
        button(
            words.text(ctx.locale),
            variant="quiet",
            size="staff",
            icon_name=icon_name,
            on_click=DeskState.order(action.value),
        )
        for action, (words, icon_name) in WORDS.items()
    ]
    return rx.el.div(
        rx.el.p(_number(), ctx.t("ticked"), role="status", class_name="px-1"),
        *buttons,
        button(ctx.t("Clear ticks"), variant="link", size="staff", on_click=DeskState.unpick),
        role="group",
        aria_label=ctx.t("For all ticked reports"),
        class_name=(
            "sticky bottom-2 z-10 flex items-center gap-2 overflow-x-auto rounded-card border "
            "border-primary bg-surface p-3 *:shrink-0 sm:flex-wrap"
        ),
    )


def _number() -> rx.Component:
    return rx.el.span(DeskState.picked.length(), " ", class_name="font-bold whitespace-pre")


def _dialog(ctx: Ctx, action: Action) -> rx.Component:
    words, icon_name = WORDS[action]
    return dialog(
        words.text(ctx.locale),
        rx.el.p(
            _number(),
            ctx.t("reports, each for itself. What cannot be done is listed afterwards."),
            class_name="text-muted",
        ),
        rx.el.form(
            *_fields(ctx, action),
            rx.cond(
                DeskState.order_error != "",
                rx.el.p(DeskState.order_error, role="alert", class_name="font-semibold text-late"),
            ),
            button(words.text(ctx.locale), type="submit", size="staff", icon_name=icon_name),
            on_submit=DeskState.carry_out,
            class_name="flex flex-col gap-4",
        ),
        id=f"aksi-banyak-{action.value}",
        close_label=ctx.t("Cancel"),
        open=DeskState.ordering == action.value,
        on_dismiss=DeskState.cancel_order,
    )


def _fields(ctx: Ctx, action: Action) -> list[rx.Component]:
    found = []
    if action == Action.ASSIGN:
        found.append(
            select(
                ctx.t("Officer"),
                DeskState.officers,
                name="assignee",
                id="f-many-assignee",
                placeholder=ctx.t("Nobody yet"),
                size="staff",
            )
        )
    if action == Action.FORWARD:
        found.append(
            select(
                ctx.t("Agency that takes over"),
                DeskState.agencies,
                name="agency",
                id="f-many-agency",
                placeholder=ctx.t("Choose an agency"),
                size="staff",
            )
        )
    if action in PROMPTS:
        found.append(
            field(
                PROMPTS[action].text(ctx.locale),
                name="message",
                id=f"f-many-{action.value}",
                rows=4,
                max_length=2000,
                size="staff",
            )
        )
    return found


def _outcomes(ctx: Ctx) -> rx.Component:
    failed = DeskState.outcomes.length() - DeskState.done
    return rx.el.section(
        rx.el.div(
            rx.el.p(
                rx.el.span(ctx.t("Done"), ": ", DeskState.done),
                rx.el.span(ctx.t("Not done"), ": ", failed),
                role="status",
                class_name="flex gap-4 font-semibold",
            ),
            icon_button(ctx.t("Close"), "x", on_click=DeskState.dismiss_outcomes),
            class_name="flex items-center justify-between gap-3",
        ),
        rx.el.ul(rx.foreach(DeskState.outcomes, _outcome), class_name="flex flex-col gap-1"),
        aria_label=ctx.t("What came of it"),
        class_name="rounded-card border border-line bg-surface p-4",
    )


def _outcome(one: rx.Var[OutcomeLine]) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.done,
            icon("check", 18, class_name="mt-0.5 text-done"),
            icon("circle-alert", 18, class_name="mt-0.5 text-late"),
        ),
        rx.el.span(one.code, class_name="whitespace-nowrap font-semibold"),
        rx.el.span(one.text, class_name=rx.cond(one.done, "", "text-late")),
        class_name="flex gap-2",
    )
