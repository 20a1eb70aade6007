"""A line icon beside words; it never speaks for itself, so it is hidden from screen readers."""

from collections.abc import Sequence

import reflex as rx

from ..classes import Text, classes


def icon(
    name: Text, size: int = 20, *, among: Sequence[str] = (), class_name: Text = ""
) -> rx.Component:
    """Show the Lucide icon ``name`` at ``size`` pixels.

    A Var needs ``among``, the names it may take: only those are shipped to the browser, and
    the first stands in for an unknown one.
    """
    if isinstance(name, str):
        return rx.icon(
            name,
            size=size,
            class_name=classes("shrink-0", class_name),
            custom_attrs={"strokeWidth": 1.75, "aria-hidden": "true"},
        )
    drawn = [(one, icon(one, size, class_name=class_name)) for one in among]
    return rx.match(name, *drawn, drawn[0][1])
