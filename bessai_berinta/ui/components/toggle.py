"""A switch: a tick box that looks like what it does, and posts like any other."""

from typing import Any

import reflex as rx

from ..classes import Text

TRACK = (
    "relative shrink-0 h-8 w-13 rounded-full bg-control border border-transparent "
    "peer-checked:bg-primary peer-focus-visible:focus-ring "
    "after:absolute after:top-0.5 after:left-0.5 after:size-6.5 after:rounded-full "
    "after:bg-surface after:transition-transform peer-checked:after:translate-x-5 "
    "forced-colors:border-current forced-colors:after:bg-[ButtonText]"
)


def toggle(
    label: Text, *, name: str, hint: Text | None = None, value: Text = "1", **props: Any
) -> rx.Component:
    """Turn something on or off; posts ``value`` under ``name`` when on.

    Takes ``default_checked``, or ``checked`` and ``on_change``.
    """
    return rx.el.label(
        rx.el.span(
            rx.el.span(label, class_name="block font-semibold text-ink"),
            rx.el.span(hint, class_name="block text-small text-muted")
            if hint is not None
            else rx.fragment(),
            class_name="flex-1",
        ),
        rx.el.input(
            type="checkbox",
            role="switch",
            name=name,
            value=value,
            class_name="peer sr-only",
            **props,
        ),
        rx.el.span(class_name=TRACK, aria_hidden="true"),
        class_name="relative flex items-center gap-4 min-h-13 py-1",
    )
