"""The four-part bar: how far something has come, like a parcel."""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from ..classes import Flag, Text, classes, when

Stage = Literal["done", "current", "ahead"]

BARS: dict[Stage, str] = {"done": "bg-done", "current": "bg-primary", "ahead": "bg-line"}
LABELS: dict[Stage, str] = {
    "done": "text-muted",
    "current": "text-primary font-semibold",
    "ahead": "text-muted",
}


def progress(
    labels: Sequence[Text],
    reached: int | rx.Var[int],
    description: Text,
    *,
    show_labels: bool = False,
) -> rx.Component:
    """Draw one part for each label.

    ``reached`` counts the parts behind us: 0 means the first is current, ``len(labels)``
    that all is finished. ``description`` says the same in words ("Step 3 of 4: in
    progress"): it is read aloud, and shown where there is no room for the labels.
    """
    bars = [
        rx.el.span(class_name=classes("h-2 flex-1 rounded-full", _stage(at, reached, BARS)))
        for at in range(len(labels))
    ]
    return rx.el.div(
        rx.el.div(*bars, role="img", aria_label=description, class_name="flex gap-1.5"),
        _labels(labels, reached, description) if show_labels else rx.fragment(),
        class_name="@container",
    )


def _labels(labels: Sequence[Text], reached: int | rx.Var[int], description: Text) -> rx.Component:
    names = [
        rx.el.span(label, class_name=_stage(at, reached, LABELS)) for at, label in enumerate(labels)
    ]
    return rx.el.div(
        rx.el.div(*names, class_name="hidden @[19rem]:flex justify-between gap-2"),
        rx.el.div(description, class_name="@[19rem]:hidden text-muted"),
        aria_hidden="true",
        class_name="mt-2 text-small",
    )


def _stage(at: int, reached: int | rx.Var[int], table: dict[Stage, str]) -> Any:
    done: Flag = reached > at
    current: Flag = reached == at
    return when(done, table["done"], when(current, table["current"], table["ahead"]))
