"""Headings: the page's title, which takes the focus after a page change, and sections."""

from typing import Literal

import reflex as rx

from ..classes import Node, Text, classes, maybe

TITLE_ID = "judul"

Size = Literal["title", "detail"]
SIZES: dict[Size, str] = {
    "title": "text-title font-bold",
    "detail": "text-detail font-bold",
}


def page_title(
    text: Text, *, lead: Text | None = None, size: Size = "title", hidden: bool = False
) -> rx.Component:
    """Show the one ``h1`` of a page, with an introducing sentence where it helps."""
    look = "sr-only" if hidden else classes(SIZES[size], "text-ink")
    return rx.el.div(
        rx.el.h1(text, id=TITLE_ID, tab_index=-1, class_name=look),
        maybe(lead, rx.el.p(lead, class_name="mt-1 text-muted max-w-measure"))
        if lead is not None
        else rx.fragment(),
    )


def section_heading(text: Text, *trailing: Node, id: str | None = None) -> rx.Component:
    """Open a section; ``trailing`` holds its one action ("See all")."""
    return rx.el.div(
        rx.el.h2(text, id=id, class_name="text-section font-bold text-ink"),
        *trailing,
        class_name="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1",
    )


def more_link(text: Text, href: Text) -> rx.Component:
    """Lead from a section's heading to the whole list."""
    return rx.el.a(
        text,
        href=href,
        class_name=(
            "inline-flex items-center min-h-12 -my-3 text-small font-semibold text-primary "
            "underline-offset-4 hover:underline"
        ),
    )
