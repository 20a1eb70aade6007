"""The frame around every page: bars, landmarks, footer, and the tab bar of phones."""

import reflex as rx

from .bars import tab_bar, top_bar
from .components.skip_link import MAIN_ID, skip_link
from .footer import footer
from .page import Ctx, Page
from .staff_shell import StaffView, staff_shell
from .wrapped.route_focus import route_focus


def shell(
    ctx: Ctx, page: Page, staff: StaffView | None = None, bell: rx.Component | None = None
) -> rx.Component:
    """Put ``page`` into the frame it asks for.

    ``public`` brings navigation and footer; ``task`` leaves only the way back, which the page
    draws with :func:`~bessai_berinta.ui.task.task_frame`; ``staff`` shows its content to staff
    and needs to know who looks. Raises ValueError when it does not. ``bell`` stands in the top
    bar of public pages.
    """
    return rx.fragment(
        skip_link(ctx.t("Skip to content")), route_focus(), _frame(ctx, page, staff, bell)
    )


def _frame(
    ctx: Ctx, page: Page, staff: StaffView | None, bell: rx.Component | None
) -> rx.Component:
    if page.shell == "task":
        return page.body(ctx)
    if page.shell == "public":
        return _public(ctx, page, bell)
    if staff is None:
        raise ValueError(f"{page.path}: a staff page must know who looks")
    return staff_shell(ctx, page, staff)


def _public(ctx: Ctx, page: Page, bell: rx.Component | None) -> rx.Component:
    return rx.el.div(
        top_bar(ctx, bell),
        rx.el.main(page.body(ctx), id=MAIN_ID, tab_index=-1, class_name="flex-1 pb-8"),
        footer(ctx),
        tab_bar(ctx),
        class_name="min-h-dvh flex flex-col",
    )
