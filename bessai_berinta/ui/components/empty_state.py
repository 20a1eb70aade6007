"""Where nothing is yet: what will come here, and the first step."""

import reflex as rx

from ..classes import Node, Text
from .icon import icon


def empty_state(
    title: Text,
    text: Text | None = None,
    *actions: Node,
    icon_name: str = "sailboat",
    heading: str = "h2",
) -> rx.Component:
    """Say in one line what belongs here, and give the way to begin."""
    return rx.el.div(
        rx.el.div(
            icon(icon_name, 32),
            class_name=(
                "flex items-center justify-center size-16 rounded-full bg-primary-soft "
                "text-on-primary-soft"
            ),
        ),
        getattr(rx.el, heading)(title, class_name="text-card font-semibold text-ink"),
        rx.el.p(text, class_name="text-muted max-w-measure") if text is not None else rx.fragment(),
        rx.el.div(*actions, class_name="mt-2 flex flex-wrap justify-center gap-3")
        if actions
        else rx.fragment(),
        class_name="flex flex-col items-center gap-2 px-2 py-3 text-center",
    )
