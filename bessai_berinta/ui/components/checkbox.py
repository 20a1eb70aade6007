"""A box to tick, with its words as part of the target."""

from typing import Any

import reflex as rx

from ..classes import Text


def checkbox(
    label: Text, *, name: str, value: Text = "1", hint: Text | None = None, **props: Any
) -> rx.Component:
    """Ask for a yes; posts ``value`` under ``name`` when ticked."""
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            value=value,
            class_name="size-6 shrink-0 mt-0.5 accent-primary",
            **props,
        ),
        rx.el.span(
            rx.el.span(label, class_name="block"),
            rx.el.span(hint, class_name="block text-small text-muted")
            if hint is not None
            else rx.fragment(),
        ),
        class_name="flex gap-3 py-2.5 min-h-12",
    )
