"""The account page, and the two pages that explain why somebody is not signed in."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.list_row import list_row, rows
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.page import Ctx, Page
from bessai_berinta.ui.wrapped.plain_form import plain_form

from .state import AccountState, DeviceRow, SignInFailureState

OwnReports = Callable[[Ctx, rx.Component], rx.Component]

# What signing in adds, beside what everybody has anyway.
GAINS = (
    ("smartphone", N_("Your reports on every device you use")),
    ("message-circle", N_("Answer when the agency asks you something")),
    ("shield-check", N_("One account of the city, without another password")),
)


def account_page(own_reports: OwnReports, load_reports: Any) -> Page:
    """Put the account page together; the reports feature fills ``own_reports``."""

    def body(ctx: Ctx) -> rx.Component:
        return column(
            rx.cond(
                AccountState.known,
                rx.cond(AccountState.signed_in, _who(ctx), _invitation(ctx)),
                _waiting(ctx),
            ),
            own_reports(ctx, _no_reports(ctx)),
            rx.cond(AccountState.signed_in, _devices(ctx)),
            rx.cond(AccountState.signed_in, _way_out(ctx)),
            class_name="flex flex-col gap-8 pt-4",
        )

    return Page(
        "/akun",
        N_("My account"),
        body,
        N_("Your reports, your devices and the way in and out of your city account."),
        on_load=(AccountState.load, load_reports),
    )


def _waiting(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(ctx.t("My account")),
        skeleton("row", ctx.t("Loading"), count=2),
        class_name="flex flex-col gap-4",
    )


def _sign_in(ctx: Ctx, **look: Any) -> rx.Component:
    return button(
        ctx.t("Sign in with the city account"),
        icon_name="log-in",
        href=f"/auth/login?next={ctx.href('/akun')}",
        document=True,
        **look,
    )


def _invitation(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.div(
        page_title(
            t("My account"),
            lead=t("You do not need an account to report, to follow a report or to look around."),
        ),
        card(
            rx.el.h2(t("What signing in adds"), class_name="text-section font-bold"),
            rx.el.ul(
                *(
                    rx.el.li(
                        icon(picture, 22, class_name="text-primary mt-0.5"),
                        rx.el.span(t(gain.msgid)),
                        class_name="flex gap-3",
                    )
                    for picture, gain in GAINS
                ),
                class_name="my-4 flex flex-col gap-3",
            ),
            _sign_in(ctx, full=True),
        ),
        class_name="flex flex-col gap-5",
    )


def _who(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.div(
        page_title(rx.cond(AccountState.name != "", AccountState.name, t("My account"))),
        rx.el.div(
            rx.foreach(AccountState.roles, lambda role: chip(role)),
            rx.cond(AccountState.agencies != "", chip(AccountState.agencies, icon_name="landmark")),
            class_name="flex flex-wrap gap-2",
        ),
        rx.cond(
            AccountState.staff,
            button(
                t("Open the staff pages"),
                icon_name="layout-dashboard",
                variant="quiet",
                href=ctx.href("/petugas/lapor"),
                class_name="self-start",
            ),
        ),
        class_name="flex flex-col gap-3",
    )


def _no_reports(ctx: Ctx) -> rx.Component:
    t = ctx.t
    report = button(
        t("Report a problem"), icon_name="camera", href=ctx.href("/lapor/baru"), variant="quiet"
    )
    return rx.el.section(
        section_heading(t("My affairs"), id="urusan-saya"),
        card(
            empty_state(
                t("Your reports will appear here"),
                t("What you file on this device stays here, also without an account."),
                report,
                heading="h3",
            )
        ),
        aria_labelledby="urusan-saya",
        class_name="flex flex-col gap-3",
    )


def _devices(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.section(
        section_heading(t("My devices"), id="perangkat"),
        rx.el.p(t("Where your account is signed in. Sign out what you do not recognise.")),
        rows(rx.foreach(AccountState.devices, lambda device: _device(ctx, device))),
        aria_labelledby="perangkat",
        class_name="flex flex-col gap-3",
    )


def _device(ctx: Ctx, device: rx.Var[DeviceRow]) -> rx.Component:
    t = ctx.t
    other = button(
        t("Sign out"),
        variant="quiet",
        size="small",
        aria_label=t("Sign out") + ": " + device.name,
        on_click=AccountState.revoke(device.key),
    )
    return list_row(
        device.name,
        rx.fragment(
            rx.el.span(t("Last seen"), " ", device.seen, class_name="block"),
            rx.el.span(t("Signed in"), " ", device.signed_in, class_name="block"),
            rx.cond(device.current, rx.el.div(chip(t("This device"), "done"), class_name="mt-1")),
        ),
        icon_name="monitor-smartphone",
        trailing=rx.cond(device.current, rx.fragment(), other),
    )


def _way_out(ctx: Ctx) -> rx.Component:
    t = ctx.t
    back = ctx.href("/akun")
    return rx.el.section(
        section_heading(t("Leave"), id="keluar"),
        rx.el.div(
            plain_form(
                button(t("Sign out"), type="submit", variant="quiet", icon_name="log-out"),
                action="/auth/logout",
                next=back,
            ),
            plain_form(
                button(t("Sign out on all devices"), type="submit", variant="danger"),
                action="/auth/logout",
                next=back,
                everywhere="1",
            ),
            class_name="flex flex-wrap gap-3",
        ),
        aria_labelledby="keluar",
        class_name="flex flex-col gap-3",
    )


# --- when somebody is not signed in -----------------------------------------------------

EXPLANATIONS = {
    "penyedia": N_("The account service does not answer right now. Everything public still works."),
    "waktu": N_("The sign-in took too long, was already used, or began in another browser."),
    "ditolak": N_("We could not trust the answer of the account service, so nobody was signed in."),
    "ramai": N_("There were too many tries from your network. Wait a few minutes."),
}
UNKNOWN = N_("You are not signed in. Nothing else has changed.")


def failed(ctx: Ctx) -> rx.Component:
    t = ctx.t
    reason = rx.match(
        SignInFailureState.reason,
        *((key, t(text.msgid)) for key, text in EXPLANATIONS.items()),
        t(UNKNOWN.msgid),
    )
    return _explained(
        ctx,
        t("Signing in did not work"),
        reason,
        button(t("Try again"), href=SignInFailureState.retry, document=True, icon_name="log-in"),
    )


def ended(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return _explained(
        ctx,
        t("Your session has ended"),
        t("You signed out elsewhere, or were away for long. What you saved is safe."),
        _sign_in(ctx),
    )


def _explained(ctx: Ctx, title: str, text: Any, action: rx.Component) -> rx.Component:
    """Say what happened and give two ways on.

    The way home loads a new document: this page's websocket belongs to the past.
    """
    home = button(ctx.t("Go to the home page"), variant="quiet", href=ctx.href("/"), document=True)
    return column(
        page_title(title),
        rx.el.p(text, class_name="max-w-measure", role="status"),
        rx.el.div(action, home, class_name="flex flex-wrap gap-3"),
        class_name="flex flex-col gap-5 pt-10",
    )


PAGES = [
    Page("/masuk-gagal", N_("Signing in did not work"), failed, on_load=(SignInFailureState.load,)),
    Page("/sesi-berakhir", N_("Your session has ended"), ended),
]
