"""What only the staff see of an open report: its officer, notes, neighbours, joined ones."""

import reflex as rx

from bessai_berinta.features.reports.desk.present import NearLine
from bessai_berinta.features.reports.present import Detail
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.dialog import dialog
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.page import Ctx

from .desk_pane import MERGE, UNMERGE
from .desk_state import DeskState

HEADING = "text-card font-semibold"


def marks(ctx: Ctx) -> rx.Component:
    """What is special about it, and where it went when it was joined to another."""
    pane = DeskState.pane
    return rx.fragment(
        rx.cond(
            pane.merged_into != "",
            rx.el.div(
                rx.el.span(ctx.t("Joined to"), " ", _opener(pane.merged_into)),
                _part(ctx, DeskState.selected),
                class_name=(
                    "flex flex-wrap items-center justify-between gap-2 rounded-control "
                    "bg-turn-soft p-3 text-turn"
                ),
            ),
        ),
        rx.cond(
            pane.marks.length() > 0,
            rx.el.ul(
                rx.foreach(
                    pane.marks,
                    lambda words: rx.el.li(
                        words, class_name="rounded-full bg-quiet px-3 py-1 text-small"
                    ),
                ),
                class_name="flex flex-wrap gap-2",
            ),
        ),
    )


def _opener(code: rx.Var[str]) -> rx.Component:
    return rx.el.button(
        code,
        type="button",
        on_click=DeskState.select(code),
        class_name="min-h-11 font-semibold underline underline-offset-4",
    )


def officer(ctx: Ctx) -> rx.Component:
    """Who works on it: chosen from the agency's officers, or taken with one press."""
    pane = DeskState.pane
    return rx.cond(
        DeskState.detail.closed,
        rx.fragment(),
        rx.el.div(
            rx.el.div(
                select(
                    ctx.t("Officer"),
                    pane.candidates,
                    name="assignee",
                    placeholder=ctx.t("Nobody yet"),
                    size="staff",
                    value=pane.assignee_id,
                    on_change=DeskState.assign,
                ),
                class_name="min-w-0 flex-1",
            ),
            button(
                ctx.t("I take it"),
                variant="quiet",
                size="staff",
                icon_name="hand",
                on_click=DeskState.take,
                data_key="take",
            ),
            class_name="flex items-end gap-2",
        ),
    )


def notes(ctx: Ctx) -> rx.Component:
    """Words among the staff, on another ground than what the public reads."""
    pane = DeskState.pane
    return rx.el.section(
        rx.el.h3(
            icon("lock", 18),
            ctx.t("Internal notes"),
            class_name=f"flex items-center gap-2 {HEADING}",
        ),
        rx.el.p(
            ctx.t("Only staff of this desk read them. They cannot be changed."),
            class_name="text-small text-muted",
        ),
        rx.el.ul(
            rx.foreach(
                pane.notes,
                lambda note: rx.el.li(
                    rx.el.p(note.who, class_name="text-small text-muted"),
                    rx.el.p(note.text, class_name="whitespace-pre-line break-words"),
                ),
            ),
            class_name="flex flex-col gap-3 empty:hidden",
        ),
        rx.el.form(
            field(
                ctx.t("New note"),
                name="note",
                key=DeskState.selected + DeskState.notes_written.to_string(),
                rows=2,
                max_length=2000,
                error=DeskState.note_error,
                size="staff",
            ),
            button(ctx.t("Save note"), variant="quiet", type="submit", size="staff"),
            on_submit=DeskState.add_note,
            class_name="flex flex-col gap-2",
        ),
        aria_label=ctx.t("Internal notes"),
        class_name="flex flex-col gap-3 rounded-control bg-quiet p-3",
    )


def joined(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """The reports that were joined to this one."""
    return rx.cond(
        item.joined.length() > 0,
        rx.el.section(
            rx.el.h3(ctx.t("Joined reports"), class_name=HEADING),
            rx.el.ul(
                rx.foreach(
                    item.joined,
                    lambda code: rx.el.li(
                        _opener(code),
                        _part(ctx, code),
                        class_name="flex items-center justify-between gap-2",
                    ),
                ),
            ),
            aria_label=ctx.t("Joined reports"),
        ),
    )


def _part(ctx: Ctx, code: rx.Var[str]) -> rx.Component:
    return button(
        ctx.t("Separate"),
        variant="quiet",
        size="staff",
        icon_name="split",
        on_click=DeskState.ask_part(code),
    )


def nearby(ctx: Ctx) -> rx.Component:
    """What else was reported around the place in the last half year."""
    pane = DeskState.pane
    return rx.cond(
        pane.nearby.length() > 0,
        rx.el.section(
            rx.el.h3(ctx.t("Within 250 m"), class_name=HEADING),
            rx.el.ul(
                rx.foreach(pane.nearby, lambda one: _near(ctx, one)),
                class_name="divide-y divide-line",
            ),
            aria_label=ctx.t("Within 250 m"),
        ),
    )


def _near(ctx: Ctx, one: rx.Var[NearLine]) -> rx.Component:
    thumb = rx.cond(
        one.thumbnail != "",
        image(
            one.thumbnail,
            "",
            width=44,
            height=44,
            shape="square",
            class_name="size-11 shrink-0 rounded-small",
        ),
        rx.el.span(class_name="size-11 shrink-0 rounded-small bg-quiet"),
    )
    return rx.el.li(
        rx.el.button(
            thumb,
            rx.el.span(
                rx.el.span(one.title, class_name="line-clamp-2 font-semibold"),
                rx.el.span(one.about, class_name="block text-small text-muted"),
                class_name="min-w-0 flex-1 text-left",
            ),
            type="button",
            on_click=DeskState.select(one.code),
            class_name="flex w-full items-center gap-3",
        ),
        rx.el.div(
            chip(one.status, one.tone),
            rx.cond(
                one.mergeable,
                button(
                    ctx.t("Join to this one"),
                    variant="quiet",
                    size="staff",
                    icon_name="merge",
                    on_click=DeskState.ask_join(one.code),
                ),
            ),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        class_name="flex flex-col gap-2 py-3",
    )


def dialogs(ctx: Ctx) -> list[rx.Component]:
    """Why two reports are one problem, and why they are not."""
    together = ctx.t("Why are they the same problem? Both reporters read this.")
    apart = ctx.t("Why is it a problem of its own? Its reporter reads this.")
    return [
        _why(MERGE, ctx.t("Join to this one"), together, ctx.t("Cancel")),
        _why(UNMERGE, ctx.t("Separate"), apart, ctx.t("Cancel")),
    ]


def _why(name: str, title: str, question: str, cancel: str) -> rx.Component:
    return dialog(
        title,
        rx.el.p(DeskState.other, class_name="font-semibold"),
        rx.el.form(
            field(
                question,
                name="reason",
                id=f"f-{name}",
                rows=3,
                max_length=500,
                error=DeskState.error,
                size="staff",
            ),
            button(title, type="submit", size="staff"),
            on_submit=DeskState.join_or_part,
            class_name="flex flex-col gap-4",
        ),
        id=f"aksi-{name}",
        close_label=cancel,
        open=DeskState.asking == name,
        on_dismiss=DeskState.cancel,
    )
