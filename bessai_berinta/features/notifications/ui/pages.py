"""The page of notifications: the news, what one follows, and how it is mailed."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.notifications.schemas import KIND_WORDS, MAIL_WORDS, Kind, Mail
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.list_row import rows
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.page import Ctx, Page

from .state import ICONS, NewsRow, NewsState


def notifications_page(followed: Callable[[Ctx], rx.Component], on_load: Sequence[Any]) -> Page:
    """Put the page together; the participation feature fills ``followed``."""

    def body(ctx: Ctx) -> rx.Component:
        state = NewsState
        return column(
            page_title(ctx.t("Notifications")),
            rx.cond(
                state.known,
                rx.cond(state.signed_in, _news(ctx), _invitation(ctx)),
                skeleton("row", ctx.t("Loading"), count=4),
            ),
            followed(ctx),
            rx.cond(state.signed_in, _settings(ctx)),
            class_name="flex flex-col gap-8 pt-4",
        )

    return Page(
        "/akun/notifikasi",
        N_("Notifications"),
        body,
        N_("News of your reports and of what you follow in Bontang, and how you want it mailed."),
        on_load=(NewsState.load, *on_load),
    )


def _invitation(ctx: Ctx) -> rx.Component:
    return card(
        rx.el.p(ctx.t("With an account, news comes here and, if you wish, by mail.")),
        rx.el.p(
            ctx.t("Without one, what you follow stays in this browser, below."),
            class_name="mt-1 text-muted",
        ),
        button(
            ctx.t("Sign in with the city account"),
            icon_name="log-in",
            href=f"/auth/login?next={ctx.href('/akun/notifikasi')}",
            document=True,
            class_name="mt-3",
        ),
    )


def _news(ctx: Ctx) -> rx.Component:
    state = NewsState
    some = rx.el.div(
        button(
            ctx.t("Mark all as read"),
            variant="quiet",
            size="small",
            icon_name="check-check",
            on_click=state.read_all,
            class_name="self-end",
        ),
        rows(rx.foreach(state.items, lambda item: _row(ctx, item))),
        rx.cond(
            state.more != "",
            button(ctx.t("Older"), variant="quiet", href=state.more, class_name="self-center"),
        ),
        class_name="flex flex-col gap-3",
    )
    none = empty_state(
        ctx.t("Nothing new"),
        ctx.t("When something happens to your reports or to what you follow, you read it here."),
        icon_name="bell",
    )
    return rx.cond(state.items.length() > 0, some, none)


def _row(ctx: Ctx, item: rx.Var[NewsRow]) -> rx.Component:
    new = rx.el.span(
        class_name="size-2.5 rounded-full bg-primary shrink-0 mt-2",
        role="img",
        aria_label=ctx.t("New"),
    )
    return rx.el.div(
        icon(item.kind_icon, 24, among=tuple(ICONS.values()), class_name="text-primary mt-0.5"),
        rx.el.div(
            rx.el.a(
                item.title,
                href=item.href,
                on_click=NewsState.read(item.id),
                class_name=rx.cond(
                    item.read,
                    "text-card text-ink after:absolute after:inset-0",
                    "text-card font-semibold text-ink after:absolute after:inset-0",
                ),
            ),
            rx.cond(
                item.body != "",
                rx.el.p(item.body, class_name="line-clamp-3 whitespace-pre-line text-small"),
            ),
            rx.el.time(item.when, date_time=item.at, class_name="text-small text-muted"),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(item.read, rx.fragment(), new),
        class_name="relative flex items-start gap-4 py-3 hover:bg-quiet",
    )


def _settings(ctx: Ctx) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t("Mail"), id="surel"),
        rx.el.p(
            ctx.t("Mail goes to the confirmed address of your account. This page shows it all.")
        ),
        rx.el.div(
            *(_choice(ctx, kind) for kind in Kind),
            class_name="flex flex-col gap-4",
        ),
        aria_labelledby="surel",
        class_name="flex flex-col gap-3",
    )


def _choice(ctx: Ctx, kind: Kind) -> rx.Component:
    return select(
        KIND_WORDS[kind].text(ctx.locale),
        [(str(mail), MAIL_WORDS[mail].text(ctx.locale)) for mail in Mail],
        name=f"surel-{kind}",
        value=NewsState.choices[str(kind)],
        on_change=lambda chosen: NewsState.choose(str(kind), chosen),
    )
