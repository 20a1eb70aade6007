"""Places beside each other within one page; each has its own address."""

from typing import Any

import reflex as rx

from ..classes import Flag, Node, Text, classes, when

BASE = "shrink-0 min-h-12 flex items-center px-3 border-b-3 font-semibold whitespace-nowrap"


def tabs(label: Text, *items: Node) -> rx.Component:
    """Hold tab links; the row scrolls sideways where there is no room."""
    return rx.el.nav(
        *items,
        aria_label=label,
        class_name="flex gap-2 -mx-4 px-4 border-b border-line overflow-x-auto",
    )


def tab(text: Text, href: Text, *, current: Flag, **props: Any) -> rx.Component:
    return rx.el.a(
        text,
        href=href,
        aria_current=when(current, "page", "false"),
        class_name=classes(
            BASE,
            when(
                current,
                "border-primary text-primary",
                "border-transparent text-muted hover:text-ink",
            ),
        ),
        **props,
    )
