"""A new version is ready: one press, one reload, whenever it suits."""

import reflex as rx

from ..page import Ctx
from ..wrapped.pwa import UpdateNotice
from .button import button


def update_notice(ctx: Ctx) -> rx.Component:
    """Offer the new version; also translates Reflex's own banner about it."""
    text = ctx.t("A new version is ready.")
    reload = ctx.t("Load again")
    notice = rx.el.div(
        rx.el.p(text, class_name="grow"),
        button(ctx.t("Later"), variant="link", size="small", custom_attrs={"data-pwa": "later"}),
        button(reload, size="small", custom_attrs={"data-pwa": "reload"}),
        class_name=(
            "pointer-events-auto flex flex-wrap items-center gap-2 rounded-card border "
            "border-control bg-surface text-ink pl-4 pr-2 py-2"
        ),
    )
    return UpdateNotice.create(notice, framework_text=text, framework_button=reload)
