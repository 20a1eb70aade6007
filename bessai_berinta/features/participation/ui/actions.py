"""The quiet actions under a report: me too, follow, share, add a photo."""

import reflex as rx

from bessai_berinta.ui.classes import classes
from bessai_berinta.ui.components.button import BASE, SIZES, VARIANTS, button
from bessai_berinta.ui.components.field import field_frame
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.page import Ctx

from .state import ParticipationState
from .wrapped import ShareButton, post_form

LOOK = classes(BASE, VARIANTS["quiet"], SIZES["small"])
PRESSED = classes(
    BASE, SIZES["small"], "bg-primary-soft text-on-primary-soft border border-primary"
)
SUMMARY = "flex items-center gap-2 min-h-12 font-semibold text-primary cursor-pointer"
FILE = (
    "block w-full text-small file:mr-3 file:min-h-12 file:rounded-control file:border "
    "file:border-control file:bg-surface file:px-4 file:font-semibold file:text-primary"
)


def actions(ctx: Ctx, title: rx.Var[str], *, private: rx.Var[bool]) -> rx.Component:
    """Offer what a resident may do with this report; none of it needs an account."""
    state = ParticipationState
    return rx.cond(
        state.ready & ~private,
        rx.el.div(
            rx.cond(state.may_support, _support(ctx), _supporters(ctx)),
            rx.cond(state.mine, rx.fragment(), _follow(ctx)),
            ShareButton.create(
                icon("share-2", 20),
                title=title,
                label=ctx.t("Share"),
                whatsapp=ctx.t("By WhatsApp"),
                copy_label=ctx.t("Copy the address"),
                copied=ctx.t("Address copied"),
                link_class=LOOK,
                class_name=LOOK,
            ),
            role="group",
            aria_label=ctx.t("What you can do"),
            class_name="flex flex-wrap gap-2 print:hidden",
        ),
    )


def _support(ctx: Ctx) -> rx.Component:
    state = ParticipationState
    count = rx.cond(state.supports > 0, " (" + state.supports_text + ")", "")
    return rx.el.button(
        icon("hand", 20),
        rx.el.span(ctx.t("Me too"), count),
        type="button",
        on_click=state.toggle_support,
        aria_pressed=rx.cond(state.supported, "true", "false"),
        title=ctx.t("I have this problem too"),
        class_name=rx.cond(state.supported, PRESSED, LOOK),
    )


def _supporters(ctx: Ctx) -> rx.Component:
    state = ParticipationState
    return rx.cond(
        state.supports > 0,
        rx.el.span(
            icon("users", 20),
            rx.el.span(state.supporters),
            class_name="inline-flex items-center gap-2 min-h-12 pr-2 text-small text-muted",
        ),
    )


def _follow(ctx: Ctx) -> rx.Component:
    state = ParticipationState
    return rx.el.button(
        rx.cond(state.followed, icon("bell-ring", 20), icon("bell", 20)),
        rx.cond(state.followed, ctx.t("Following"), ctx.t("Follow")),
        type="button",
        on_click=state.toggle_follow,
        aria_pressed=rx.cond(state.followed, "true", "false"),
        class_name=rx.cond(state.followed, PRESSED, LOOK),
    )


def file_field(ctx: Ctx, label: str, *, id: str, required: bool = False, many: bool = False):  # type: ignore[no-untyped-def]
    """Ask for photos, from the camera or the gallery."""
    control = rx.el.input(
        type="file",
        id=id,
        name="foto",
        accept="image/*",
        multiple=many,
        required=required,
        class_name=FILE,
        aria_describedby=f"{id}-error",
    )
    return field_frame(label, control, id=id, optional=None if required else ctx.t("optional"))


def add_photo(ctx: Ctx, *, closed: rx.Var[bool]) -> rx.Component:
    """Let the reporter show more while the report is open."""
    state = ParticipationState
    form = post_form(
        ctx,
        file_field(
            ctx, ctx.t("Photos, at most 6 in all"), id="f-foto-lagi", required=True, many=True
        ),
        button(ctx.t("Send photos"), type="submit", class_name="self-start"),
        action="/api/v1/lapor/" + state.code + "/foto",
        on_sent=lambda _state, _again: ParticipationState.sent("photos", False),
    )
    return rx.cond(
        state.ready & state.mine & ~closed,
        rx.el.details(
            rx.el.summary(
                icon("image-plus", 20),
                ctx.t("Add photos"),
                class_name=SUMMARY,
            ),
            rx.el.div(form, class_name="pt-2 pb-1"),
            class_name="print:hidden",
        ),
    )
