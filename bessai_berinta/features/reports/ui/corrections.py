"""For the reporter: correct the words or take the report back, while nobody works on it."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.reports.present import Detail
from bessai_berinta.features.reports.schemas import MAX_TEXT
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.dialog import dialog
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.page import Ctx

from .state import ReportState

HINT = N_("You can correct it for a day, as long as the agency has not taken it up.")


def corrections(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """Offer what the reporter may still do; nothing for others."""
    withdrawable = item.actions.contains(Action.WITHDRAW.value) & item.mine
    return rx.cond(
        item.editable | withdrawable,
        card(
            rx.el.h2(ctx.t("Your report"), class_name="text-card font-semibold"),
            rx.el.p(HINT.text(ctx.locale), class_name="text-muted"),
            rx.cond(ReportState.editing, _editor(ctx, item), _buttons(ctx, item, withdrawable)),
            _confirm(ctx),
            class_name="flex flex-col gap-3",
        ),
    )


def _buttons(ctx: Ctx, item: rx.Var[Detail], withdrawable: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            item.editable,
            button(
                ctx.t("Correct"),
                variant="quiet",
                size="small",
                icon_name="pencil",
                on_click=ReportState.open_editor(True),
            ),
        ),
        rx.cond(
            withdrawable,
            button(
                ctx.t("Take it back"),
                variant="danger",
                size="small",
                icon_name="undo-2",
                on_click=ReportState.ask_withdrawal(True),
            ),
        ),
        class_name="flex flex-wrap gap-3",
    )


def _editor(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    return rx.el.form(
        field(
            ctx.t("What is wrong?"),
            name="uraian",
            rows=5,
            max_length=MAX_TEXT,
            default_value=item.description,
            error=ReportState.edit_error,
        ),
        rx.el.div(
            button(ctx.t("Save"), type="submit", size="small"),
            button(
                ctx.t("Cancel"),
                variant="quiet",
                size="small",
                on_click=ReportState.open_editor(False),
            ),
            class_name="flex gap-3",
        ),
        on_submit=ReportState.correct,
        class_name="flex flex-col gap-3",
    )


def _confirm(ctx: Ctx) -> rx.Component:
    return dialog(
        ctx.t("Take this report back?"),
        rx.el.p(ctx.t("The agency stops here. What was written stays readable as withdrawn.")),
        button(ctx.t("Take it back"), variant="danger", on_click=ReportState.withdraw),
        id="tarik-laporan",
        close_label=ctx.t("Cancel"),
        open=ReportState.withdrawing,
        on_dismiss=ReportState.ask_withdrawal(False),
    )
