"""The home page: a short stack of what matters now, then what the city offers."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from bessai_berinta.core.i18n import N_

from . import services
from .classes import classes
from .components.button import button
from .components.card import card
from .components.empty_state import empty_state
from .components.heading import more_link, section_heading
from .components.icon import icon
from .components.install_card import install_card
from .components.service_tile import service_tile, service_tiles
from .emergency import CENTRAL_NUMBER
from .layout import wide
from .page import Ctx, Page

Slot = Callable[[Ctx], rx.Component]

TILES = (services.REPORT, services.PUBLIC_REPORTS, services.MY_ACCOUNT, services.EMERGENCY)


def home_page(mine: Callable[[Ctx, rx.Component], rx.Component], latest: Slot, load: Any) -> Page:
    """Put the home page together.

    Features fill the slots: ``mine`` the visitor's own open affairs (given what to show while
    there are none), ``latest`` the newest public reports. ``load`` fills both.
    """

    def body(ctx: Ctx) -> rx.Component:
        return wide(
            _tiles(ctx),
            rx.el.div(
                rx.el.div(mine(ctx, _nothing_yet(ctx)), class_name="min-w-0"),
                rx.el.div(
                    _emergency(ctx),
                    _promise(ctx),
                    install_card(ctx),
                    _coming(ctx),
                    class_name="flex flex-col gap-4 min-w-0 lg:col-start-2 lg:row-span-2",
                ),
                # Comes from live state, so it stands last: nothing moves when it arrives.
                rx.el.div(latest(ctx), class_name="min-w-0"),
                class_name=(
                    "grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]"
                ),
            ),
            class_name="flex flex-col gap-8 pt-4",
        )

    return Page(
        "/",
        N_("Services of Bontang in one app"),
        body,
        N_(
            "Report a problem, follow who works on it and when it is due, and find the services "
            "and emergency numbers of the city of Bontang."
        ),
        on_load=(load,),
    )


def _tiles(ctx: Ctx) -> rx.Component:
    return service_tiles(
        ctx.t("Services"),
        *(
            service_tile(
                ctx.t(service.text.msgid),
                ctx.t(service.line.msgid),
                service.icon_name,
                ctx.href(service.path),
                tone="late" if service is services.EMERGENCY else "plain",
            )
            for service in TILES
        ),
    )


def _nothing_yet(ctx: Ctx) -> rx.Component:
    t = ctx.t
    report = button(t("Report a problem"), icon_name="camera", href=ctx.href(services.REPORT.path))
    return rx.el.section(
        section_heading(t("My affairs"), id="urusan-saya"),
        card(
            empty_state(
                t("Your reports will appear here"),
                t("Take a photo of what is broken, dirty or dangerous. We tell you who fixes it."),
                report,
                heading="h3",
            )
        ),
        aria_labelledby="urusan-saya",
        class_name="flex flex-col gap-3",
    )


def _emergency(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.section(
        rx.el.h2(t("Emergency?"), class_name="text-section font-bold"),
        rx.el.p(t("One number for everything: free, day and night, even without a SIM card.")),
        rx.el.div(
            button(
                t("Call {number}", number=CENTRAL_NUMBER),
                icon_name="phone",
                href=f"tel:{CENTRAL_NUMBER}",
                document=True,
                variant="alarm",
            ),
            rx.el.a(
                t("Other numbers"),
                href=ctx.href("/darurat"),
                class_name="flex items-center min-h-12 font-semibold underline underline-offset-4",
            ),
            class_name="flex flex-wrap items-center gap-x-5 gap-y-2 mt-1",
        ),
        class_name="flex flex-col gap-2 rounded-card bg-late-soft text-late p-4",
    )


def _promise(ctx: Ctx) -> rx.Component:
    t = ctx.t
    steps = [
        ("send", t("You report, and get a code")),
        ("users", t("The agency answers within 6 working days")),
        ("eye", t("Everyone sees who holds it and when it is due")),
    ]
    return card(
        rx.el.h2(t("What the city promises"), class_name="text-section font-bold"),
        rx.el.ol(
            *(
                rx.el.li(
                    icon(picture, 22, class_name="text-primary mt-0.5"),
                    rx.el.span(words),
                    class_name="flex gap-3",
                )
                for picture, words in steps
            ),
            class_name="mt-3 flex flex-col gap-3",
        ),
        rx.el.p(
            t("The six days are the city's own rule for its complaint channel, since 2019."),
            class_name="mt-3 text-small text-muted",
        ),
    )


def _coming(ctx: Ctx) -> rx.Component:
    t = ctx.t
    ahead = [service for service in services.all_services() if not service.path]
    return card(
        section_heading(t("Coming soon"), more_link(t("All services"), ctx.href("/layanan"))),
        rx.el.ul(
            *(
                rx.el.li(
                    icon(service.icon_name, 20),
                    rx.el.span(t(service.text.msgid)),
                    class_name="flex items-center gap-3 min-w-0",
                )
                for service in ahead
            ),
            class_name=classes(
                "mt-3 grid gap-3 text-muted",
                "grid-cols-[repeat(auto-fill,minmax(min(100%,9.5rem),1fr))]",
            ),
        ),
        variant="quiet",
    )
