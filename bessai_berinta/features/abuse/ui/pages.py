"""Where somebody under a ban reads why and until when, and speaks against it."""

import uuid
from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import N_, Locale, moment, translate
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service
from bessai_berinta.features.abuse.schemas import BanView
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.layout import wide
from bessai_berinta.ui.page import Ctx, Page
from bessai_berinta.ui.session import actor_of, locale_of


@dataclass
class BanCard:
    id: str = ""
    reason: str = ""
    words: str = ""
    until: str = ""
    said: str = ""  # the latest appeal
    answer: str = ""
    may_appeal: bool = True


class AppealState(rx.State):
    """The bans on whoever looks."""

    bans: list[BanCard] = []
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        async with db.session() as session:
            found = await service.mine(session, await actor_of(self))
        self.bans, self.loaded = [_card(one, locale_of(self)) for one in found], True

    @rx.event
    @guarded
    async def appeal(self, form: dict):
        try:
            ban_id = uuid.UUID(str(form.get("ban")))
        except ValueError as error:
            raise NotFound from error
        async with unit_of_work(await actor_of(self)) as uow:
            await service.appeal(uow, ban_id, str(form.get("text", "")))
        await AppealState.load.fn(self)


def _card(one: BanView, locale: Locale) -> BanCard:
    last = one.appeals[-1] if one.appeals else None
    return BanCard(
        str(one.id),
        one.reason.text(locale),
        one.words,
        moment(one.until, locale) if one.until else translate(locale, "until it is lifted"),
        last.text if last else "",
        last.answer if last else "",
        one.may_appeal,
    )


def body(ctx: Ctx) -> rx.Component:
    return wide(
        page_title(ctx.t("Your right to write here")),
        rx.cond(
            AppealState.loaded,
            rx.cond(
                AppealState.bans.length() > 0,
                rx.el.div(
                    rx.foreach(AppealState.bans, lambda one: _ban(ctx, one)),
                    class_name="flex flex-col gap-4",
                ),
                empty_state(
                    ctx.t("Nothing stands in your way"),
                    ctx.t("You may file reports and comment."),
                    icon_name="check",
                ),
            ),
            skeleton("row", ctx.t("Loading"), count=2),
        ),
        class_name="flex flex-col gap-6 pt-4 lg:pt-8 max-w-column",
    )


def _ban(ctx: Ctx, one: rx.Var[BanCard]) -> rx.Component:
    t = ctx.t
    return card(
        rx.el.h2(
            t("You may not file reports or comment for now."),
            class_name="text-card font-semibold",
        ),
        rx.el.dl(
            rx.el.dt(t("Reason"), class_name="text-small text-muted"),
            rx.el.dd(one.reason, rx.cond(one.words != "", rx.fragment(": ", one.words))),
            rx.el.dt(t("Until"), class_name="mt-2 text-small text-muted"),
            rx.el.dd(one.until),
        ),
        rx.cond(
            one.said != "",
            rx.el.div(
                rx.el.p(t("Your appeal"), class_name="text-small text-muted"),
                rx.el.p(one.said, class_name="whitespace-pre-line break-words"),
                rx.cond(
                    one.answer != "",
                    rx.el.p(t("Answer"), ": ", one.answer, class_name="font-semibold"),
                    rx.el.p(
                        t("Somebody else than who decided is looking at it."),
                        class_name="text-muted",
                    ),
                ),
            ),
        ),
        rx.cond(
            one.may_appeal,
            rx.el.form(
                rx.el.input(type="hidden", name="ban", value=one.id),
                field(
                    t("Why is this not right?"),
                    name="text",
                    id="appeal-" + one.id,
                    rows=4,
                    required=True,
                    min_length=10,
                    max_length=2000,
                ),
                button(t("Send the appeal"), type="submit", full=True),
                on_submit=AppealState.appeal,
                class_name="flex flex-col gap-3",
            ),
        ),
        class_name="flex flex-col gap-3",
    )


PAGE = Page("/akun/banding", N_("Bans and appeals"), body, on_load=(AppealState.load,))
