"""A plain link that the browser itself follows: telephone numbers, jumps, other programs."""

import reflex as rx
from reflex_components_core.el.elements.inline import A

from ..classes import Node


def anchor(*children: Node, href: str | rx.Var[str], **props: object) -> rx.Component:
    """Link without the client-side router, which knows neither ``tel:`` nor ``/auth``."""
    return A.create(*children, href=href, **props)
