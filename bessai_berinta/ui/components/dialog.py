"""A question that must be answered first, by the browser's own dialog."""

from typing import Any

import reflex as rx

from ..classes import Flag, Node, Text
from ..wrapped.modal import Modal
from .button import icon_button

SURFACE = (
    "m-auto w-[min(32rem,calc(100vw-2rem))] max-h-[85dvh] overflow-y-auto rounded-card "
    "bg-surface text-ink border border-line p-5"
)
SHEET = (
    "mt-auto mb-0 mx-auto w-full max-w-column max-h-[85dvh] overflow-y-auto rounded-t-card "
    "bg-surface text-ink border border-line p-5 pb-[calc(1.25rem+env(safe-area-inset-bottom))]"
)


def dialog(
    title: Text,
    *children: Node,
    id: str,
    close_label: Text,
    open: Flag = False,
    actions: tuple[Node, ...] = (),
    **props: Any,
) -> rx.Component:
    """Open over the page, keep the focus inside, close by Esc, give the focus back.

    Opened by ``open`` (then take ``on_dismiss``), or without the server by any element that
    carries :func:`opens` with this ``id``.
    """
    return _modal(SURFACE, title, children, id, close_label, open, actions, props)


def bottom_sheet(
    title: Text,
    *children: Node,
    id: str,
    close_label: Text,
    open: Flag = False,
    actions: tuple[Node, ...] = (),
    **props: Any,
) -> rx.Component:
    """The same as :func:`dialog`, risen from the bottom edge, within the thumb's reach."""
    return _modal(SHEET, title, children, id, close_label, open, actions, props)


def opens(id: str) -> dict[str, str]:
    """Attributes of a button that opens the dialog ``id``."""
    return {"data_opens": id, "aria_haspopup": "dialog"}


def _modal(
    look: str,
    title: Text,
    children: tuple[Node, ...],
    id: str,
    close_label: Text,
    open: Flag,
    actions: tuple[Node, ...],
    props: dict[str, Any],
) -> rx.Component:
    return Modal.create(
        rx.el.div(
            rx.el.h2(title, id=f"{id}-title", class_name="text-section font-bold"),
            icon_button(close_label, "x", data_closes="", class_name="-mt-2 -mr-2"),
            class_name="flex items-start justify-between gap-3",
        ),
        rx.el.div(*children, class_name="mt-2 flex flex-col gap-4"),
        rx.el.div(*actions, class_name="mt-5 flex flex-wrap gap-3") if actions else rx.fragment(),
        id=id,
        opened=open,
        class_name=look,
        aria_labelledby=f"{id}-title",
        **props,
    )
