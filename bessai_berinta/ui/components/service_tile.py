"""A service on the home page: a picture to recognise, two words to be sure."""

from typing import Literal

import reflex as rx

from ..classes import Text, classes
from .icon import icon

Tone = Literal["plain", "late"]

GROUNDS: dict[Tone, str] = {
    "plain": "bg-primary-soft text-on-primary-soft",
    "late": "bg-late-soft text-late",
}


def service_tile(
    text: Text, line: Text, icon_name: str, href: Text, *, tone: Tone = "plain"
) -> rx.Component:
    """Lead to a service. Where there is room the tile becomes a card and ``line`` explains."""
    picture = rx.el.span(
        icon(icon_name, 26),
        class_name=classes(
            "flex items-center justify-center size-15 shrink-0 rounded-card", GROUNDS[tone]
        ),
    )
    words = rx.el.span(
        rx.el.span(text, class_name="block font-semibold text-ink lg:text-card"),
        rx.el.span(line, class_name="hidden lg:block text-muted"),
    )
    return rx.el.a(
        picture,
        words,
        href=href,
        class_name=(
            "flex flex-col items-center gap-1.5 rounded-card text-small text-center "
            "lg:flex-row lg:items-start lg:gap-4 lg:border lg:border-line lg:bg-surface lg:p-4 "
            "lg:text-left lg:hover:border-primary"
        ),
    )


def service_tiles(label: Text, *tiles: rx.Component) -> rx.Component:
    """Set four tiles in one row; where the words need more room in two rows, or in one column."""
    return rx.el.nav(
        *tiles,
        aria_label=label,
        class_name=(
            "grid gap-3 grid-cols-[repeat(auto-fit,minmax(var(--tile),1fr))] "
            "[--tile:clamp(20%,(20.4rem-100%)*999,max(40%,5.25rem))] "
            "lg:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] lg:gap-4"
        ),
    )
