"""What residents and the agency say under a report."""

import reflex as rx

from bessai_berinta.features.participation.schemas import MAX_TEXT
from bessai_berinta.ui.classes import classes
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.checkbox import checkbox
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.field import CONTROL, HEIGHTS, field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.page import Ctx

from .actions import SUMMARY, file_field
from .state import CommentCard, ParticipationState
from .wrapped import post_form


def comments(ctx: Ctx) -> rx.Component:
    """The comments, oldest first, and the place to write one."""
    state = ParticipationState
    return rx.cond(
        state.ready,
        rx.el.section(
            section_heading(ctx.t("Comments"), id="komentar"),
            rx.cond(
                state.comments.length() > 0,
                rx.el.ul(
                    rx.foreach(state.comments, lambda item: _comment(ctx, item)),
                    class_name="flex flex-col divide-y divide-line",
                ),
                rx.el.p(ctx.t("Nobody has commented yet."), class_name="text-muted"),
            ),
            _form(ctx),
            aria_labelledby="komentar",
            class_name="flex flex-col gap-4",
        ),
    )


def _comment(ctx: Ctx, item: rx.Var[CommentCard]) -> rx.Component:
    marks = rx.el.span(
        rx.cond(item.agency, chip(ctx.t("Agency"), "progress", icon_name="landmark")),
        rx.cond(item.not_fixed, chip(ctx.t("Not solved"), "late", icon_name="circle-alert")),
        rx.cond(item.held, chip(ctx.t("Waits for a moderator"), "turn", icon_name="hourglass")),
        class_name="flex flex-wrap gap-1.5 empty:hidden",
    )
    remove = button(
        ctx.t("Remove"),
        variant="link",
        size="small",
        on_click=ParticipationState.remove(item.id),
        aria_label=ctx.t("Remove my comment"),
        class_name="-ml-3 self-start",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.span(item.name, class_name="font-semibold break-words min-w-0"),
            rx.el.time(item.when, date_time=item.at, class_name="text-small text-muted"),
            class_name="flex flex-wrap items-baseline justify-between gap-x-3",
        ),
        marks,
        rx.el.p(item.text, class_name="whitespace-pre-line break-words max-w-measure"),
        rx.cond(item.photo != "", _photo(ctx, item)),
        rx.cond(
            item.photo_waits,
            rx.el.p(ctx.t("Your photo waits with it."), class_name="text-small text-muted"),
        ),
        rx.cond(item.may_remove, remove),
        rx.cond(ParticipationState.desk, _decide(ctx, item)),
        class_name="flex flex-col gap-1.5 py-3",
    )


def _decide(ctx: Ctx, item: rx.Var[CommentCard]) -> rx.Component:
    """For the desk: let everybody read it, or hide it with a reason."""
    release = rx.el.form(
        rx.el.input(type="hidden", name="id", value=item.id),
        rx.el.input(type="hidden", name="putusan", value="release"),
        button(ctx.t("Let everybody read it"), type="submit", variant="quiet", size="small"),
        on_submit=ParticipationState.decide,
    )
    hide = rx.el.form(
        rx.el.input(type="hidden", name="id", value=item.id),
        rx.el.input(type="hidden", name="putusan", value="hide"),
        rx.el.input(
            name="reason",
            required=True,
            max_length=200,
            aria_label=ctx.t("Why hide it?"),
            placeholder=ctx.t("Why hide it?"),
            class_name=classes(CONTROL, "border-control", HEIGHTS["staff"], "max-w-64"),
        ),
        button(ctx.t("Hide"), type="submit", variant="danger", size="small"),
        on_submit=ParticipationState.decide,
        class_name="flex flex-wrap gap-2",
    )
    return rx.el.div(
        rx.cond(item.held, release), hide, class_name="flex flex-wrap gap-2 print:hidden"
    )


def _photo(ctx: Ctx, item: rx.Var[CommentCard]) -> rx.Component:
    picture = image(
        item.photo,
        ctx.t("Photo with this comment"),
        width=160,
        height=160,
        shape="square",
        class_name="size-32 rounded-small",
    )
    return rx.el.a(picture, href=item.photo_large, target="_blank", class_name="self-start")


def _form(ctx: Ctx) -> rx.Component:
    state = ParticipationState
    form = post_form(
        ctx,
        field(
            ctx.t("Your comment"),
            name="isi",
            id="f-komentar",
            rows=3,
            max_length=MAX_TEXT,
            required=True,
            hint=ctx.t("Everybody can read it. Leave out names and numbers of other people."),
        ),
        field(
            ctx.t("Your name"),
            name="nama",
            id="f-komentar-nama",
            max_length=80,
            optional=ctx.t("optional"),
            auto_complete="name",
        ),
        file_field(ctx, ctx.t("Photo"), id="f-komentar-foto"),
        rx.cond(
            state.desk,
            checkbox(ctx.t("Speak as the agency"), name="sebagai_opd", default_checked=True),
        ),
        button(ctx.t("Send comment"), type="submit", class_name="self-start"),
        action="/api/v1/lapor/" + state.code + "/komentar",
        on_sent=ParticipationState.sent,
    )
    return rx.el.details(
        rx.el.summary(
            icon("message-circle-plus", 20),
            ctx.t("Write a comment"),
            class_name=SUMMARY,
        ),
        rx.el.div(form, class_name="pt-2"),
        class_name="print:hidden",
    )
