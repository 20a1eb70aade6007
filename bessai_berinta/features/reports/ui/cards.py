"""How one report looks in a list."""

from typing import Literal

import reflex as rx

from bessai_berinta.features.reports import present
from bessai_berinta.features.reports.present import Card
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.parcel_card import parcel_card
from bessai_berinta.ui.page import Ctx


def report_card(ctx: Ctx, item: rx.Var[Card], *, level: Literal["h2", "h3"] = "h3") -> rx.Component:
    """One report in any public list."""
    return parcel_card(
        title=item.title,
        href=item.href,
        code=item.label,
        state=item.status,
        tone=item.tone,
        holder=item.holder,
        steps=[stage.text(ctx.locale) for stage in present.STAGES],
        reached=item.reached,
        progress_text=item.status,
        due=item.due_text,
        remaining=item.left,
        late=item.late,
        thumb=_thumbnail(item),
        level=level,
    )


def _thumbnail(item: rx.Var[Card]) -> rx.Component:
    return rx.cond(
        item.thumbnail != "",
        image(
            item.thumbnail,
            "",
            width=64,
            height=64,
            shape="square",
            class_name="size-16 rounded-small",
        ),
        rx.fragment(),
    )


def marks(ctx: Ctx, item: rx.Var[Card]) -> rx.Component:
    """Say where a report stands, whether it is made up, and whether others can see it."""
    return rx.el.div(
        chip(item.status, item.tone),
        rx.cond(item.demo, chip(ctx.t("Demo example"), icon_name="flask-conical")),
        rx.cond(item.private, chip(ctx.t("Private"), icon_name="lock")),
        rx.cond(item.held, chip(ctx.t("Not public"), icon_name="eye-off")),
        class_name="flex flex-wrap gap-2",
    )
