"""Filters in a row, each with its count; the current one is marked by more than colour."""

from typing import Any, Literal

import reflex as rx

from ..classes import Flag, Node, Text, classes, when

Tone = Literal["plain", "late"]

BASE = (
    "inline-flex items-center gap-1.5 shrink-0 min-h-11 px-4 rounded-full border text-small "
    "font-semibold whitespace-nowrap "
)
CURRENT = "bg-primary-soft text-on-primary-soft border-primary"
OTHERS: dict[Tone, str] = {
    "plain": "bg-quiet text-ink border-transparent hover:border-control",
    "late": "bg-late-soft text-late border-transparent hover:border-late",
}


def filter_chips(label: Text, *chips: Node) -> rx.Component:
    """Hold filter chips; the row scrolls sideways where there is no room."""
    return rx.el.div(
        *chips,
        role="group",
        aria_label=label,
        class_name="flex gap-2 -mx-4 px-4 py-2 overflow-x-auto lg:mx-0 lg:px-0 lg:flex-wrap",
    )


def filter_chip(
    text: Text,
    *,
    current: Flag,
    count: Text | rx.Var[int] | None = None,
    tone: Tone = "plain",
    href: Text | None = None,
    **props: Any,
) -> rx.Component:
    """Offer one filter, as a link (``href``) or as a button (``on_click``)."""
    words: list[Node] = [rx.el.span(text)]
    if count is not None:
        words.append(rx.el.span("· ", count, class_name="whitespace-pre"))
    look = classes(BASE, when(current, CURRENT, OTHERS[tone]))
    if href is not None:
        mark = when(current, "page", "false")
        return rx.el.a(*words, href=href, aria_current=mark, class_name=look, **props)
    pressed = when(current, "true", "false")
    return rx.el.button(
        *words, aria_pressed=pressed, class_name=look, **{"type": "button", **props}
    )
