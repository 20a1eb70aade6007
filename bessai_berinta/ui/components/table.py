"""Dense tables for staff; they scroll inside themselves, never the page."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ..classes import Flag, Node, Text, classes, when


def table(caption: Text, columns: Sequence[Text], *rows: Node) -> rx.Component:
    """Draw a table; ``caption`` names it for screen readers.

    ``rows`` are :func:`table_row` calls, or one ``rx.foreach`` that makes them.
    """
    head = [
        rx.el.th(
            column,
            custom_attrs={"scope": "col"},
            class_name="px-3 py-2.5 text-left text-small font-semibold text-muted",
        )
        for column in columns
    ]
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*head)),
            rx.el.tbody(*rows, class_name="divide-y divide-line border-t border-line"),
            class_name="w-full text-staff",
        ),
        role="region",
        aria_label=caption,
        tab_index=0,
        class_name="overflow-x-auto rounded-card border border-line bg-surface",
    )


def table_row(*cells: Node, selected: Flag = False, **props: Any) -> rx.Component:
    """Draw one row; the first cell names it. ``selected`` marks the one shown beside."""
    first, *others = cells
    return rx.el.tr(
        rx.el.th(
            first,
            custom_attrs={"scope": "row"},
            class_name="px-3 py-2.5 text-left font-normal min-w-56",
        ),
        *(rx.el.td(cell, class_name="px-3 py-2.5 whitespace-nowrap") for cell in others),
        class_name=classes(
            "align-middle hover:bg-quiet", when(selected, "bg-primary-soft hover:bg-primary-soft")
        ),
        aria_current=when(selected, "true", "false"),
        **props,
    )
