"""Dense tables for staff; they scroll inside themselves, never the page."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ..classes import Flag, Node, Text, classes, when

# In a narrow place a row becomes a block: its name on top, the other cells beside each other.
# The roles are said again, because such a display takes the meaning away in some browsers.
BLOCKS = (
    "@max-[42rem]:block @max-[42rem]:[&_tbody]:block @max-[42rem]:[&_thead]:sr-only "
    "@max-[42rem]:[&_tbody_tr]:flex @max-[42rem]:[&_tbody_tr]:flex-wrap "
    "@max-[42rem]:[&_tbody_tr]:items-center @max-[42rem]:[&_tbody_tr]:gap-x-4 "
    "@max-[42rem]:[&_tbody_tr]:gap-y-2 @max-[42rem]:[&_tbody_tr]:p-4 "
    "@max-[42rem]:[&_tbody_th]:w-full @max-[42rem]:[&_tbody_th]:p-0 @max-[42rem]:[&_td]:p-0"
)


def table(caption: Text, columns: Sequence[Text], *rows: Node) -> rx.Component:
    """Draw a table; ``caption`` names it for screen readers.

    ``rows`` are :func:`table_row` calls, or one ``rx.foreach`` that makes them.
    """
    head = [
        rx.el.th(
            column,
            role="columnheader",
            custom_attrs={"scope": "col"},
            class_name="px-3 py-2.5 text-left text-small font-semibold text-muted",
        )
        for column in columns
    ]
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*head, role="row"), role="rowgroup"),
            rx.el.tbody(
                *rows,
                role="rowgroup",
                class_name="divide-y divide-line @min-[42rem]:border-t border-line",
            ),
            role="table",
            class_name=f"w-full text-staff {BLOCKS}",
        ),
        role="region",
        aria_label=caption,
        tab_index=0,
        class_name="@container overflow-x-auto rounded-card border border-line bg-surface",
    )


def table_row(*cells: Node, selected: Flag = False, **props: Any) -> rx.Component:
    """Draw one row; the first cell names it. ``selected`` marks the one shown beside."""
    first, *others = cells
    return rx.el.tr(
        rx.el.th(
            first,
            role="rowheader",
            custom_attrs={"scope": "row"},
            class_name="px-3 py-2.5 text-left font-normal @min-[42rem]:min-w-56",
        ),
        *(
            rx.el.td(cell, role="cell", class_name="px-3 py-2.5 @min-[42rem]:whitespace-nowrap")
            for cell in others
        ),
        role="row",
        class_name=classes(
            "align-middle hover:bg-quiet", when(selected, "bg-primary-soft hover:bg-primary-soft")
        ),
        aria_current=when(selected, "true", "false"),
        **props,
    )
