"""The question after a report was closed: is it solved?"""

import reflex as rx

from bessai_berinta.features.participation import workflow
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.page import Ctx

from .actions import file_field
from .state import ParticipationState
from .wrapped import post_form

CHOICE = (
    "flex items-center justify-center gap-2 min-h-13 px-4 rounded-control border font-semibold "
    "cursor-pointer list-none [&::-webkit-details-marker]:hidden"
)
STAR = (
    "flex flex-1 flex-col items-center justify-center gap-1 min-h-14 rounded-control border-2 "
    "border-line bg-surface text-ink cursor-pointer has-checked:border-primary "
    "has-checked:bg-primary-soft has-checked:text-on-primary-soft "
    "has-[:focus-visible]:focus-ring"
)


def closing(ctx: Ctx) -> rx.Component:
    """Ask those concerned for two weeks; let anyone nearby show that it is not solved."""
    asked = ParticipationState.closing
    return rx.cond(
        ParticipationState.ready & asked.asked,
        rx.cond(
            asked.answered,
            card(
                rx.el.p(
                    rx.cond(
                        asked.fixed,
                        ctx.t("You said that it is solved. Thank you."),
                        ctx.t("You said that it is not solved. Thank you."),
                    ),
                    role="status",
                ),
                variant="quiet",
            ),
            rx.cond(asked.concerned, _concerned(ctx), _passer_by(ctx)),
        ),
    )


def _concerned(ctx: Ctx) -> rx.Component:
    asked = ParticipationState.closing
    return card(
        rx.el.h2(ctx.t("Is it solved?"), class_name="text-card font-semibold"),
        rx.el.p(ctx.t("Please tell us until"), " ", asked.until, "."),
        rx.el.div(
            _choice(ctx.t("Yes, it is solved"), "check", _yes(ctx), "border-done text-done"),
            rx.cond(
                asked.spent,
                rx.el.p(ctx.t(workflow.SPENT.msgid), class_name="text-small"),
                _choice(ctx.t("No, not yet"), "x", _no(ctx), "border-late text-late"),
            ),
            class_name="flex flex-col gap-2",
        ),
        _rules(ctx),
        variant="current",
        id="beres",
        class_name="flex flex-col gap-3 print:hidden",
    )


def _passer_by(ctx: Ctx) -> rx.Component:
    asked = ParticipationState.closing
    form = rx.fragment(
        rx.el.p(
            ctx.t("Show it with a photo, standing within 250 metres."),
            " ",
            ctx.t("Your phone is asked where it is when you send; we can only believe it."),
            class_name="text-small",
        ),
        _no(ctx, passer_by=True),
    )
    return rx.cond(
        asked.spent,
        rx.fragment(),
        rx.el.div(
            _choice(ctx.t("Not solved? Show it"), "camera", form, "border-control text-primary"),
            _rules(ctx),
            id="beres",
            class_name="flex flex-col gap-2 print:hidden",
        ),
    )


def _choice(label: str, icon_name: str, content: rx.Component, tone: str) -> rx.Component:
    return rx.el.details(
        rx.el.summary(icon(icon_name, 20), label, class_name=f"{CHOICE} bg-surface {tone}"),
        rx.el.div(content, class_name="flex flex-col gap-3 pt-3 pb-2"),
        custom_attrs={"name": "beres"},
    )


def _yes(ctx: Ctx) -> rx.Component:
    return post_form(
        ctx,
        rx.el.input(type="hidden", name="beres", value="1"),
        rx.el.fieldset(
            rx.el.legend(
                ctx.t("How well was it done?"),
                rx.el.span(ctx.t("optional"), class_name="ml-2 font-normal text-small text-muted"),
                class_name="mb-2 font-semibold",
            ),
            rx.el.div(*(_star(n) for n in range(1, 6)), class_name="flex gap-2"),
            rx.el.div(
                rx.el.span(ctx.t("poor")),
                rx.el.span(ctx.t("very good")),
                class_name="mt-1 flex justify-between text-small text-muted",
                aria_hidden="true",
            ),
        ),
        field(
            ctx.t("Why?"),
            name="alasan",
            id="f-nilai-alasan",
            rows=2,
            max_length=1000,
            optional=ctx.t("optional"),
        ),
        button(ctx.t("Send answer"), type="submit", class_name="self-start"),
        action=_action(),
        on_sent=ParticipationState.sent,
    )


def _star(stars: int) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="nilai", value=str(stars), class_name="sr-only"),
        icon("star", 22),
        rx.el.span(str(stars), class_name="text-small"),
        class_name=STAR,
    )


def _no(ctx: Ctx, *, passer_by: bool = False) -> rx.Component:
    id = "f-belum" if passer_by else "f-tidak"
    return post_form(
        ctx,
        rx.el.input(type="hidden", name="beres", value="0"),
        field(
            ctx.t("What is still wrong?"),
            name="alasan",
            id=id,
            rows=3,
            max_length=1000,
            required=True,
            hint=ctx.t("Everybody can read it."),
        ),
        file_field(ctx, ctx.t("Photo of how it looks now"), id=f"{id}-foto", required=passer_by),
        button(ctx.t("Say that it is not solved"), type="submit", class_name="self-start"),
        action=_action(),
        on_sent=ParticipationState.sent,
        locate=passer_by,
    )


def _action() -> rx.Var[str]:
    return "/api/v1/lapor/" + ParticipationState.code + "/beres"


def _rules(ctx: Ctx) -> rx.Component:
    lines = (
        ctx.t("For 14 days after closing, everybody answers once."),
        ctx.t("The reporter, or who followed before it was closed, opens it again alone."),
        ctx.t("Of other residents it takes two, each with a photo from within 250 metres."),
        ctx.t("Residents can open a report twice; after that please file a new one."),
    )
    return rx.el.details(
        rx.el.summary(
            ctx.t("How a report opens again"),
            class_name="flex items-center min-h-12 text-small text-primary cursor-pointer",
        ),
        rx.el.ul(
            *(rx.el.li(line) for line in lines),
            class_name="list-disc pl-5 text-small flex flex-col gap-1",
        ),
    )
