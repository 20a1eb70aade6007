"""A form the browser itself submits. Reflex's own form never leaves the page."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class PlainForm(BaseHTML):
    """``action`` and ``method`` as in HTML; for routes that answer with another document."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


def plain_form(*children: rx.Component, action: str, **hidden: str) -> rx.Component:
    """Post ``hidden`` fields to one of our plain HTTP routes and follow its answer."""
    fields = [rx.el.input(type="hidden", name=name, value=text) for name, text in hidden.items()]
    return PlainForm.create(*fields, *children, action=action, method="post")
