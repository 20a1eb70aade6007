"""The city's mark in this app: a paddle over a wave, drawn in the colour of the text."""

import reflex as rx

PADDLE = "M26.5 4.5 14.2 16.2"
BLADE = "M15.3 15.1c1.5 1.5 1 4.2-1.3 6.4s-5.9 3.4-7 2.3.1-4.7 2.3-7 4.5-3.2 6-1.7Z"
WAVE = "M2 26.5c3.5 0 3.5 2.5 7 2.5s3.5-4 7-4 3.5 4 7 4 3.5-2.5 7-2.5"


def mark(size: int = 36) -> rx.Component:
    """Draw the mark at ``size`` pixels; the name stands beside it, so it is not read aloud."""
    return rx.el.svg(
        rx.el.path(d=PADDLE, stroke_width="2.5"),
        rx.el.path(d=BLADE, fill="currentColor", stroke="none"),
        rx.el.path(d=WAVE, stroke_width="2.5"),
        view_box="0 0 32 32",
        width=size,
        height=size,
        fill="none",
        stroke="currentColor",
        stroke_linecap="round",
        stroke_linejoin="round",
        aria_hidden="true",
        class_name="shrink-0",
    )


def wave_line() -> rx.Component:
    """Draw the one ornament: the sea ends in a wave, and the page begins."""
    return rx.el.svg(
        rx.el.path(d="M0 20C55 4 130-2 205 12s125 22 185-4v22H0Z", fill="var(--ground)"),
        view_box="0 0 390 28",
        preserve_aspect_ratio="none",
        aria_hidden="true",
        class_name="block w-full h-7 lg:h-12 -mb-px print:hidden",
    )
