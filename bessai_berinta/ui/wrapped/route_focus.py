"""Moves the focus to the title after a change of page, and announces the page."""

import reflex as rx

from ..components.heading import TITLE_ID
from ..components.skip_link import MAIN_ID


class RouteFocus(rx.Component):
    library = rx.asset("route_focus.jsx", shared=True).importable_path
    tag = "RouteFocus"

    title_id: rx.Var[str]
    main_id: rx.Var[str]


def route_focus() -> rx.Component:
    return RouteFocus.create(title_id=TITLE_ID, main_id=MAIN_ID)
