"""Widths: one column for reading and forms, the full page where there is more to see."""

from typing import Any

import reflex as rx

from .classes import Node, Text, classes


def column(*children: Node, class_name: Text = "", **props: Any) -> rx.Component:
    """One column of at most 640 px with the gutter of 16 px, for reading and filling in."""
    return _box("max-w-column", children, class_name, props)


def wide(*children: Node, class_name: Text = "", **props: Any) -> rx.Component:
    """The whole page's width, at most 1120 px, with the same gutter."""
    return _box("max-w-page", children, class_name, props)


def _box(
    width: str, children: tuple[Node, ...], extra: Text, props: dict[str, Any]
) -> rx.Component:
    return rx.el.div(*children, class_name=classes("w-full mx-auto px-4", width, extra), **props)
