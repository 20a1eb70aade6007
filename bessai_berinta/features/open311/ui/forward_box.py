"""Beside an open report: pass it on to another city's server, and what came of it."""

import uuid
from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError, NotFound
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.open311 import forwarding
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of

STATES: dict[str, tuple[Message, str]] = {
    "queued": (N_("Waiting to be sent"), "neutral"),
    "sending": (N_("Being sent"), "progress"),
    "sent": (N_("Passed on"), "progress"),
    "closed": (N_("Finished there: please check"), "turn"),
    "failed": (N_("Not accepted there"), "late"),
    "unclear": (N_("No clear answer: it may have arrived"), "turn"),
}


@dataclass
class Sent:
    id: str = ""
    server: str = ""
    number: str = ""
    state: str = ""
    tone: str = "neutral"
    notes: str = ""
    error: str = ""
    again: bool = False


class ForwardState(rx.State):
    """What was passed on of the report that is open, and where it still can go."""

    code: str = ""
    servers: list[tuple[str, str]] = []
    sent: list[Sent] = []

    @rx.event
    async def open(self, code: str):
        """Look up one report; staff of other desks simply see nothing here."""
        self.code, self.servers, self.sent = str(code), [], []
        try:
            await self._read()
        except CityError:
            self.code = ""

    async def _read(self) -> None:
        actor, locale = await actor_of(self), locale_of(self)
        async with db.session() as session:
            found = await forwarding.forwards(session, actor, self.code)
            self.servers = await forwarding.choices(session, actor, self.code)
        self.sent = [
            Sent(
                one.id,
                one.server,
                one.remote_id,
                STATES[one.state][0].text(locale),
                STATES[one.state][1],
                one.notes,
                one.error,
                one.state in {"failed", "unclear"},
            )
            for one in found
        ]

    @rx.event
    @guarded
    async def forward(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.forward(uow, self.code, _id(form.get("server")))
        await self._read()

    @rx.event
    @guarded
    async def again(self, forward_id: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.send_again(uow, _id(forward_id))
        await self._read()


def _id(value: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise NotFound from error


def forward_box(ctx: Ctx, code: rx.Var[str]) -> rx.Component:
    """Draw the box for the report ``code``; empty while no server fits and nothing was sent."""
    content = rx.el.div(
        rx.el.h3(ctx.t("Other cities"), class_name="text-card font-semibold"),
        rx.el.ul(
            rx.foreach(ForwardState.sent, lambda one: _sent(ctx, one)),
            class_name="flex flex-col gap-2",
        ),
        rx.cond(ForwardState.servers.length() > 0, _form(ctx)),
        class_name="flex flex-col gap-3",
    )
    some = (ForwardState.sent.length() > 0) | (ForwardState.servers.length() > 0)
    return rx.el.div(
        rx.cond(some, content),
        key="forward-" + code,
        on_mount=ForwardState.open(code),
    )


def _sent(ctx: Ctx, one: rx.Var[Sent]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.server, class_name="font-semibold"),
            chip(one.state, one.tone),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(one.number != "", rx.el.code(one.number, class_name="text-small break-all")),
        rx.cond(one.notes != "", rx.el.p(one.notes, class_name="text-small")),
        rx.cond(one.error != "", rx.el.p(one.error, class_name="text-small text-late")),
        rx.cond(
            one.again,
            button(
                ctx.t("Send once more"),
                variant="quiet",
                size="staff",
                on_click=ForwardState.again(one.id),
            ),
        ),
    )


def _form(ctx: Ctx) -> rx.Component:
    return rx.el.form(
        select(
            ctx.t("Pass on to"),
            ForwardState.servers,
            name="server",
            id="forward-server",
            size="staff",
        ),
        button(ctx.t("Pass on"), type="submit", variant="quiet", size="staff", icon_name="send"),
        on_submit=ForwardState.forward,
        class_name="flex flex-wrap items-end gap-3",
    )
