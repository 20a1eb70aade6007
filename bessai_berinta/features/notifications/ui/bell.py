"""The bell in the top bar: how much is unread, for whoever is signed in."""

import reflex as rx

from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.page import Ctx

from .state import BellState


def bell(ctx: Ctx) -> rx.Component:
    """Lead to the notifications; the number is said, not only drawn."""
    state = BellState
    count = rx.el.span(
        state.shown,
        rx.el.span(" ", ctx.t("unread"), class_name="sr-only"),
        class_name=(
            "absolute top-1 right-0.5 min-w-5 h-5 px-1 rounded-full bg-late text-surface "
            "text-[0.75rem]/5 font-bold text-center"
        ),
    )
    return rx.cond(
        state.signed_in,
        rx.el.a(
            icon("bell", 22),
            rx.el.span(ctx.t("Notifications"), class_name="sr-only"),
            rx.cond(state.unread > 0, count),
            href=ctx.href("/akun/notifikasi"),
            class_name="relative inline-flex items-center justify-center size-12 rounded-control",
        ),
    )
