"""One line of a list: icon, two lines of text, and what stands at the end."""

from typing import Any

import reflex as rx

from ..classes import Node, Text, classes
from .icon import icon


def list_row(
    title: Text,
    detail: Node | None = None,
    *,
    href: Text | None = None,
    icon_name: str | None = None,
    badge: rx.Component | None = None,
    trailing: rx.Component | None = None,
    heading: bool = False,
    class_name: Text = "",
    **props: Any,
) -> rx.Component:
    """Show one item; with ``href`` the whole row leads there.

    Rows stand in a card or in :func:`rows`; ``badge`` is a chip beside the title, ``trailing``
    one action at the end.
    """
    words: list[Node] = [title]
    if href is not None:
        link = rx.el.a(title, href=href, class_name="after:absolute after:inset-0", **props)
        words = [link]
    name = rx.el.h3 if heading else rx.el.div
    return rx.el.div(
        icon(icon_name, 24, class_name="text-primary") if icon_name else rx.fragment(),
        rx.el.div(
            rx.el.div(
                name(*words, class_name="text-card font-semibold text-ink"),
                badge or rx.fragment(),
                class_name="flex flex-wrap items-center justify-between gap-x-3 gap-y-1",
            ),
            rx.el.div(detail, class_name="text-small text-muted")
            if detail is not None
            else rx.fragment(),
            class_name="flex-1 min-w-0",
        ),
        trailing
        or (
            icon("chevron-right", 20, class_name="text-muted")
            if href is not None
            else rx.fragment()
        ),
        class_name=classes(
            "relative flex items-center gap-4 min-h-14 py-3",
            "hover:bg-quiet" if href is not None else "",
            class_name,
        ),
    )


def rows(*items: Node, label: Text | None = None) -> rx.Component:
    """Stack list rows in one card with lines between them; ``label`` names the group."""
    named = {"role": "group", "aria_label": label} if label is not None else {}
    return rx.el.div(
        *items,
        class_name=(
            "rounded-card border border-line bg-surface divide-y divide-line overflow-clip *:px-4"
        ),
        **named,
    )
