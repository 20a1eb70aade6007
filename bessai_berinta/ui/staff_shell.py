"""The frame of the staff pages: a side bar of desks, and content only for staff."""

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Permission

from .bars import SEA, brand, language_pill
from .classes import Flag, Text, classes, when
from .components.button import button
from .components.card import card
from .components.heading import page_title
from .components.icon import icon
from .components.skeleton import skeleton
from .components.skip_link import MAIN_ID
from .page import Ctx, Page


@dataclass(frozen=True)
class Desk:
    """One section of the side bar, for those who hold any of the permissions in ``needs``.

    Without ``needs`` it is not built yet: announced, but it leads nowhere.
    """

    path: str
    text: Message
    icon_name: str
    needs: tuple[Permission, ...] = ()


DESKS = (
    Desk(
        "/petugas/lapor",
        N_("Reports"),
        "list-todo",
        (Permission.REPORT_HANDLE_OWN, Permission.REPORT_HANDLE_ANY),
    ),
    Desk("/petugas/moderasi", N_("Moderation"), "shield-check", (Permission.REPORT_MODERATE,)),
    Desk("/petugas/izin", N_("Permits"), "house"),
    Desk("/petugas/berita", N_("News"), "newspaper"),
    Desk("/petugas/inovasi", N_("Innovations"), "lightbulb"),
    Desk("/petugas/jelajah", N_("Destinations and events"), "sailboat"),
    Desk("/petugas/kampung", N_("Neighbourhoods"), "leaf"),
    Desk("/petugas/pusat-komando", N_("Command centre"), "map"),
    Desk("/petugas/audit", N_("Audit"), "shield", (Permission.AUDIT_READ,)),
    Desk(
        "/petugas/pengaturan",
        N_("Settings"),
        "settings",
        (Permission.ROUTING_EDIT, Permission.CALENDAR_EDIT),
    ),
)


DESK = "flex items-center gap-3 min-h-12 px-3 py-2 rounded-control text-staff font-semibold"


@dataclass(frozen=True)
class StaffView:
    """What the frame knows of the visitor.

    ``permissions`` holds the names of what they may do, ``counts`` maps a desk's path to the
    number of things waiting there.
    """

    permissions: rx.Var[list[str]]
    known: Flag = True
    signed_in: Flag = False
    who: Text = ""
    counts: Mapping[str, rx.Var[int]] = field(default_factory=dict)

    def may(self, *needs: Permission) -> rx.Var[bool]:
        """Tell, in the browser, whether the visitor holds any of ``needs``."""
        held = [self.permissions.contains(need.value) for need in needs]
        return functools.reduce(operator.or_, held)


def staff_shell(ctx: Ctx, page: Page, view: StaffView) -> rx.Component:
    """Draw side bar and page for staff; others meet a calm card that says what to do."""
    return rx.el.div(
        _side(ctx, view),
        rx.el.main(
            when(
                view.known,
                when(view.may(*_needs(page)), page.body(ctx), _closed(ctx, view)),
                skeleton("row", ctx.t("Loading"), count=4),
            ),
            id=MAIN_ID,
            tab_index=-1,
            class_name="min-w-0 px-4 lg:px-5 py-4 pb-8",
        ),
        class_name="min-h-dvh lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]",
    )


def _needs(page: Page) -> tuple[Permission, ...]:
    desk = next((desk for desk in DESKS if page.path.startswith(desk.path)), None)
    return desk.needs if desk else (Permission.STAFF_AREA,)


def _side(ctx: Ctx, view: StaffView) -> rx.Component:
    line = when(view.may(Permission.STAFF_AREA), view.who, ctx.t("Staff"))
    return rx.el.header(
        rx.el.div(
            brand(ctx, line),
            language_pill(ctx, on_sea=True),
            class_name=(
                "flex items-center lg:flex-col lg:items-start justify-between gap-2 px-4 py-2 "
                "lg:py-4"
            ),
        ),
        rx.el.div(_desks(ctx, view), class_name="hidden lg:block px-3"),
        rx.el.details(
            rx.el.summary(
                icon("menu", 22),
                ctx.t("Desks"),
                class_name="flex items-center gap-2 min-h-12 px-4 font-semibold list-none",
            ),
            rx.el.div(_desks(ctx, view), class_name="px-3 pb-3"),
            class_name="lg:hidden border-t border-white/15",
        ),
        class_name=f"{SEA} lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto",
    )


def _desks(ctx: Ctx, view: StaffView) -> rx.Component:
    ahead = [desk for desk in DESKS if not desk.needs]
    return rx.fragment(
        rx.el.nav(
            rx.el.ul(
                *(
                    rx.cond(view.may(*desk.needs), _desk(ctx, desk, view))
                    for desk in DESKS
                    if desk.needs
                ),
                class_name="flex flex-col gap-1",
            ),
            aria_label=ctx.t("Desks"),
        ),
        rx.el.a(
            icon("user", 22),
            ctx.t("My account"),
            href=ctx.href("/akun"),
            class_name=f"{DESK} mt-1 hover:bg-white/10",
        ),
        rx.el.p(
            ctx.t("Coming soon"),
            class_name="mt-5 mb-1 px-3 text-small font-semibold text-on-header-muted",
        ),
        rx.el.ul(
            *(
                rx.el.li(
                    icon(desk.icon_name, 20),
                    rx.el.span(ctx.t(desk.text.msgid)),
                    class_name="flex items-center gap-3 px-3 py-2",
                )
                for desk in ahead
            ),
            class_name="text-small text-on-header-muted",
        ),
    )


def _desk(ctx: Ctx, desk: Desk, view: StaffView) -> rx.Component:
    here = ctx.path.startswith(desk.path)
    count = view.counts.get(desk.path)
    return rx.el.li(
        rx.el.a(
            icon(desk.icon_name, 22),
            rx.el.span(ctx.t(desk.text.msgid), class_name="flex-1 min-w-0"),
            _count(count) if count is not None else rx.fragment(),
            href=ctx.href(desk.path),
            aria_current="page" if here else "false",
            class_name=classes(DESK, "bg-white/20" if here else "hover:bg-white/10"),
        )
    )


def _count(count: rx.Var[int]) -> rx.Component:
    pill = "rounded-full bg-on-header px-2.5 py-0.5 text-small font-bold text-header-from"
    return rx.cond(count > 0, rx.el.span(count, class_name=pill))


def _closed(ctx: Ctx, view: StaffView) -> rx.Component:
    t = ctx.t
    sign_in = button(
        t("Sign in"),
        icon_name="log-in",
        href=f"/auth/login?next={ctx.href(ctx.path)}",
        document=True,
    )
    home = button(t("Go to the home page"), variant="quiet", href=ctx.href("/"))
    return rx.el.div(
        card(
            page_title(t("For city staff")),
            rx.el.p(
                when(
                    view.signed_in,
                    t("Your account has no desk here. Ask your agency's administrator for a role."),
                    t("Sign in with your staff account to open your desk."),
                ),
                class_name="text-muted",
            ),
            rx.el.div(when(view.signed_in, home, sign_in), class_name="mt-2"),
            class_name="flex flex-col gap-3 max-w-column",
        ),
        class_name="mx-auto max-w-column pt-8",
    )
