"""A surface with a border; where the whole card leads somewhere it is one link."""

from typing import Any, Literal

import reflex as rx

from ..classes import Node, Text, classes

Variant = Literal["plain", "current", "quiet", "turn", "late", "done"]

VARIANTS: dict[Variant, str] = {
    "plain": "bg-surface border-line",
    "current": "bg-surface border-primary",
    "quiet": "bg-quiet border-transparent",
    "turn": "bg-turn-soft border-transparent text-turn",
    "late": "bg-late-soft border-transparent text-late",
    "done": "bg-done-soft border-transparent text-done",
}


def card(
    *children: Node,
    variant: Variant = "plain",
    href: Text | None = None,
    padded: bool = True,
    class_name: Text = "",
    **props: Any,
) -> rx.Component:
    """Group what belongs together. ``padded=False`` lets a picture reach the border."""
    look = classes(
        "block rounded-card border",
        VARIANTS[variant],
        "p-4" if padded else "overflow-hidden",
        class_name,
    )
    if href is not None:
        look = classes(look, "hover:border-primary")
        return rx.el.a(*children, href=href, class_name=look, **props)
    return rx.el.div(*children, class_name=look, **props)
