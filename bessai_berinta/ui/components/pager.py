"""The end of a list: how much is shown, and a button for more."""

from typing import Any

import reflex as rx

from ..classes import Flag, Text, when
from .button import button


def pager(
    label: Text,
    *,
    on_more: Any,
    has_more: Flag,
    shown: Text,
    busy: Flag = False,
) -> rx.Component:
    """Offer ``label`` ("Load more") while there is more; ``shown`` says "20 of 63"."""
    return rx.el.div(
        rx.el.p(shown, role="status", class_name="text-small text-muted"),
        when(
            has_more,
            button(label, variant="quiet", on_click=on_more, busy=busy),
            rx.fragment(),
        ),
        class_name="flex flex-col items-center gap-3 py-4",
    )
