"""Our own offer to install the app: after a second visit or a finished task, never before."""

import reflex as rx

from ..mark import mark
from ..page import Ctx
from ..wrapped.pwa import InstallCard
from .button import button
from .card import card


def install_card(ctx: Ctx) -> rx.Component:
    """Place where the card may appear; the browser decides whether it does.

    Phones by Apple have no install button to offer, so they get the three steps.
    """
    install = button(ctx.t("Install"), size="small", custom_attrs={"data-pwa": "install"})
    steps = [
        ctx.t("Press Share, the square with an arrow."),
        ctx.t("Choose Add to Home Screen."),
        ctx.t("Press Add."),
    ]
    return InstallCard.create(
        _card(ctx, rx.el.div(install, _later(ctx), class_name="flex flex-wrap gap-2")),
        _card(
            ctx,
            rx.el.ol(*(rx.el.li(step) for step in steps), class_name="list-decimal pl-5"),
            rx.el.div(_later(ctx)),
        ),
    )


def _card(ctx: Ctx, *ways: rx.Component) -> rx.Component:
    head = rx.el.div(
        rx.el.span(mark(32), class_name="rounded-control bg-primary text-on-primary p-2"),
        rx.el.div(
            rx.el.h2(
                ctx.t("Put Bessai Berinta on your phone"), class_name="text-card font-semibold"
            ),
            rx.el.p(
                ctx.t("Opens like an app, works without a signal, takes almost no space."),
                class_name="text-small text-muted",
            ),
        ),
        class_name="flex items-center gap-3",
    )
    return card(head, *ways, class_name="flex flex-col gap-3 print:hidden")


def _later(ctx: Ctx) -> rx.Component:
    return button(
        ctx.t("Not now"), variant="link", size="small", custom_attrs={"data-pwa": "later"}
    )
