"""Words for screen readers where the eye has other cues."""

import reflex as rx

from ..classes import Node


def visually_hidden(*children: Node, **props: object) -> rx.Component:
    """Keep ``children`` readable aloud but unseen."""
    return rx.el.span(*children, class_name="sr-only", **props)
