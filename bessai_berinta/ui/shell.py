"""The frame around every page."""

import reflex as rx

from .page import Ctx, Page


def shell(ctx: Ctx, page: Page) -> rx.Component:
    return rx.el.main(page.body(ctx))
