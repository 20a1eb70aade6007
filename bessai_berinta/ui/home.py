"""The home page."""

import reflex as rx

from bessai_berinta.core.i18n import N_

from .page import Ctx, Page


def body(ctx: Ctx) -> rx.Component:
    return rx.el.h1(ctx.t("Good to see you"))


PAGES = [Page("/", N_("Home"), body)]
