"""Top bar and tab bar. On the home page the top bar floats on the sea."""

import reflex as rx

from .classes import classes
from .components.button import button
from .components.icon import icon
from .layout import wide
from .mark import mark, wave_line
from .navigation import ME, REPORT, TABS, TOP, Place, is_current, way_up
from .page import Ctx
from .wrapped.greeting import greeting
from .wrapped.language_link import language_link

SEA = "bg-header-to bg-linear-to-b from-header-from to-header-to text-on-header"


def top_bar(ctx: Ctx, bell: rx.Component | None = None) -> rx.Component:
    """Draw the sea with its greeting on the home page, a quiet bar on all others."""
    if ctx.path == "/":
        return rx.el.header(
            _bar(ctx, bell, on_sea=True),
            wide(greeting(ctx), class_name="pt-3 pb-4 lg:pt-8 lg:pb-6"),
            wave_line(),
            class_name=SEA,
        )
    return rx.el.header(
        _bar(ctx, bell, on_sea=False),
        class_name="sticky top-0 z-20 bg-ground/95 border-b border-line lg:bg-surface",
    )


def _bar(ctx: Ctx, bell: rx.Component | None, *, on_sea: bool) -> rx.Component:
    return wide(
        _start(ctx, on_sea),
        rx.el.nav(
            *(_top_link(ctx, place, on_sea) for place in TOP),
            aria_label=ctx.t("Main"),
            class_name="hidden lg:flex items-stretch gap-1 ml-6",
        ),
        rx.el.div(
            _end(ctx, bell, on_sea), class_name="ml-auto flex items-center gap-2 print:hidden"
        ),
        class_name="flex flex-wrap items-center gap-x-2 min-h-14 lg:min-h-18",
    )


def _start(ctx: Ctx, on_sea: bool) -> rx.Component:
    up = way_up(ctx)
    if up is None:
        return brand(ctx)
    back = rx.el.a(
        icon("chevron-left", 24),
        rx.el.span(ctx.t(up.text.msgid), class_name="truncate"),
        href=ctx.href(up.path),
        class_name="flex items-center gap-1 min-h-12 pr-3 -ml-1.5 font-semibold rounded-control",
    )
    return rx.fragment(
        rx.el.div(back, class_name="lg:hidden min-w-0"),
        rx.el.div(brand(ctx), class_name="hidden lg:block"),
    )


def brand(ctx: Ctx, second_line: str | rx.Var[str] | None = None) -> rx.Component:
    """Show mark and name; they lead home."""
    line = second_line if second_line is not None else ctx.t("City of Bontang")
    return rx.el.a(
        mark(),
        rx.el.span(
            rx.el.span("Bessai Berinta", class_name="block font-bold leading-[1.2]"),
            rx.el.span(line, class_name="block text-small leading-[1.2]"),
        ),
        href=ctx.href("/"),
        class_name="flex items-center gap-3 min-h-12 min-w-0 rounded-control",
    )


def _top_link(ctx: Ctx, place: Place, on_sea: bool) -> rx.Component:
    here = is_current(ctx, place)
    tone = "text-on-header" if on_sea else ("text-primary" if here else "text-ink")
    return rx.el.a(
        ctx.t(place.text.msgid),
        href=ctx.href(place.path),
        aria_current="page" if here else "false",
        class_name=classes(
            "flex items-center px-3 min-h-12 border-y-3 border-transparent font-semibold",
            tone,
            "border-b-current" if here else "hover:border-b-line",
        ),
    )


def _end(ctx: Ctx, bell: rx.Component | None, on_sea: bool) -> rx.Component:
    action = button(
        ctx.t(REPORT.text.msgid),
        variant="sea" if on_sea else "primary",
        size="staff",
        icon_name=REPORT.icon_name,
        href=ctx.href(REPORT.path),
    )
    me = rx.el.a(
        icon(ME.icon_name, 22),
        ctx.t(ME.text.msgid),
        href=ctx.href(ME.path),
        aria_current="page" if is_current(ctx, ME) else "false",
        class_name="flex items-center gap-2 min-h-12 px-3 font-semibold rounded-control",
    )
    return rx.fragment(
        bell or rx.fragment(),
        language_pill(ctx, on_sea=on_sea),
        rx.el.div(me, action, class_name="hidden lg:flex items-center gap-2"),
    )


def language_pill(ctx: Ctx, *, on_sea: bool = False) -> rx.Component:
    """Show both languages, the present one strong; a press switches."""
    ground = "bg-white/15 text-on-header" if on_sea else "bg-quiet text-ink"
    codes = [
        rx.el.span(code.upper(), class_name="font-bold" if code == ctx.locale else "font-normal")
        for code in ("id", "en")
    ]
    pill = rx.el.span(
        codes[0],
        rx.el.span("·"),
        codes[1],
        aria_hidden="true",
        class_name=f"flex gap-1 items-center rounded-full px-3.5 py-1.5 text-small {ground}",
    )
    return language_link(ctx, pill, class_name="flex items-center min-h-12 rounded-full")


def tab_bar(ctx: Ctx) -> rx.Component:
    """Five places within the thumb's reach; the current one has a bar above it."""
    return rx.el.nav(
        rx.el.ul(*(_tab(ctx, place) for place in TABS), class_name="flex *:flex-1 *:min-w-max"),
        aria_label=ctx.t("Main"),
        data_tabs="",
        class_name=(
            "lg:hidden fixed inset-x-0 bottom-0 z-30 bg-surface border-t border-line "
            "pb-[env(safe-area-inset-bottom)]"
        ),
    )


def _tab(ctx: Ctx, place: Place) -> rx.Component:
    here = is_current(ctx, place)
    raised = place is REPORT
    picture = rx.el.span(
        icon(place.icon_name, 26 if raised else 24),
        class_name=(
            "flex items-center justify-center size-14 -mt-6 rounded-card bg-primary "
            "text-on-primary ring-4 ring-surface"
            if raised
            else "flex items-center justify-center h-8"
        ),
    )
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                class_name="absolute top-0 inset-x-0 mx-auto w-10 h-1 rounded-b-full bg-primary",
                aria_hidden="true",
            )
            if here
            else rx.fragment(),
            picture,
            rx.el.span(ctx.t(place.text.msgid), class_name="text-tab whitespace-nowrap"),
            href=ctx.href(place.path),
            aria_current="page" if here else "false",
            class_name=classes(
                "relative flex flex-col items-center justify-end gap-1 min-h-16 pb-2",
                "font-semibold",
                "text-primary" if here else "text-ink" if raised else "text-muted",
            ),
        )
    )
