"""Grey shapes of the final size, seen only when waiting lasts longer than 300 ms."""

from typing import Literal

import reflex as rx

from ..classes import Text
from .visually_hidden import visually_hidden

Kind = Literal["parcel", "row", "text", "picture"]

SHAPES: dict[Kind, str] = {
    "parcel": "h-44 rounded-card",
    "row": "h-16 rounded-card",
    "text": "h-6 rounded-small",
    "picture": "aspect-video rounded-card",
}


def skeleton(kind: Kind, text: Text, *, count: int = 1) -> rx.Component:
    """Hold the place of ``count`` things; ``text`` ("Loading") is read aloud once."""
    shapes = [
        rx.el.div(class_name=f"bg-quiet {SHAPES[kind]}", aria_hidden="true") for _ in range(count)
    ]
    return rx.el.div(
        visually_hidden(text, role="status"),
        *shapes,
        class_name="flex flex-col gap-3 appear-late",
    )
