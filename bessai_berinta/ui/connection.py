"""Our own words when the connection is gone, in place of Reflex's English overlay."""

import reflex as rx

from .components.icon import icon
from .page import Ctx
from .wrapped.bridge import Connection

LOOK = "pointer-events-auto flex items-center gap-3 rounded-card border px-4 py-3 text-small "


def line(name: str, text: str, look: str) -> rx.Component:
    return rx.el.div(icon(name), rx.el.p(text), class_name=LOOK + look)


def connection_banner(ctx: Ctx) -> rx.Component:
    """Say calmly what is missing and what still works; nothing in the first two seconds."""
    return Connection.create(
        line(
            "wifi-off",
            ctx.t("You are offline. Reading works, and what you type is kept here."),
            "bg-turn-soft text-turn border-turn",
        ),
        line(
            "cloud-off",
            ctx.t("Live updates pause. Pages work; load again for the latest state."),
            "bg-turn-soft text-turn border-turn",
        ),
        line("wifi", ctx.t("Connected again."), "bg-done-soft text-done border-done"),
    )
