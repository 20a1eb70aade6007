"""The frame of a task: the way out, the step, what is saved, and one action in reach."""

import reflex as rx

from .bars import language_pill
from .classes import Node, Text, maybe
from .components.icon import icon
from .components.skip_link import MAIN_ID
from .layout import column
from .page import Ctx


def task_frame(
    ctx: Ctx,
    *children: Node,
    title: Text,
    back: Text,
    saved: Text = "",
    steps: rx.Component | None = None,
    action: rx.Component | None = None,
) -> rx.Component:
    """Frame a form without navigation, so that nothing leads astray.

    ``title`` names the task and step, ``back`` is the address of the way out, ``saved`` tells
    that nothing typed is lost, ``steps`` is the bar below, ``action`` stays at the bottom.
    """
    return rx.el.div(
        rx.el.header(
            column(
                rx.el.a(
                    icon("chevron-left", 24),
                    href=back,
                    aria_label=ctx.t("Back"),
                    class_name="flex items-center justify-center size-12 -ml-3 rounded-control",
                ),
                rx.el.p(title, class_name="flex-1 min-w-0 text-center font-semibold"),
                rx.el.p(
                    maybe(
                        saved,
                        rx.el.span(saved, class_name="text-small font-semibold text-done"),
                    ),
                    role="status",
                    class_name="min-w-12 text-right",
                ),
                rx.el.div(language_pill(ctx), class_name="hidden sm:block"),
                class_name="flex items-center gap-2 min-h-14",
            ),
            column(steps, class_name="pb-3") if steps is not None else rx.fragment(),
            class_name="sticky top-0 z-20 bg-ground",
        ),
        rx.el.main(
            column(*children, class_name="flex flex-col gap-6 pt-2"),
            id=MAIN_ID,
            tab_index=-1,
            class_name="flex-1 pb-8",
        ),
        action_bar(action) if action is not None else rx.fragment(),
        class_name="min-h-dvh flex flex-col",
    )


def action_bar(*actions: Node) -> rx.Component:
    """Keep the one primary action at the bottom edge, above the phone's own bar."""
    return rx.el.div(
        column(*actions, class_name="flex gap-3 py-3 *:flex-1"),
        data_chrome="",
        class_name=(
            "sticky bottom-0 z-20 bg-surface border-t border-line pb-[env(safe-area-inset-bottom)]"
        ),
    )
