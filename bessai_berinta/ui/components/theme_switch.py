"""Light, dark, or as the device does it."""

import reflex as rx

from ..page import Ctx
from .icon import icon

CHOICE = (
    "flex min-h-12 grow cursor-pointer items-center justify-center gap-2 rounded-control border "
    "border-control bg-surface px-3 text-small font-semibold text-ink "
    "has-checked:border-primary has-checked:bg-primary-soft has-checked:text-on-primary-soft "
    "has-focus-visible:focus-ring"
)


def choice(mode: rx.style.LiteralColorMode, name: str, label: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="theme",
            value=mode,
            checked=rx.color_mode == mode,
            on_change=rx.style.set_color_mode(mode),
            class_name="sr-only",
        ),
        icon(name),
        label,
        class_name=CHOICE,
    )


def theme_switch(ctx: Ctx) -> rx.Component:
    """Let the reader choose; the choice is kept in the browser."""
    return rx.el.fieldset(
        rx.el.legend(ctx.t("Appearance"), class_name="mb-2 text-card font-semibold"),
        rx.el.div(
            choice("light", "sun", ctx.t("Light")),
            choice("dark", "moon", ctx.t("Dark")),
            choice("system", "monitor-smartphone", ctx.t("As the device")),
            class_name="flex flex-wrap gap-2",
        ),
    )
