"""Other cities' servers on the settings page: add, test, switch off, say what goes where."""

import uuid
from dataclasses import dataclass
from dataclasses import field as default

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import N_, translate
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.open311 import forwarding
from bessai_berinta.seed.static import categories
from bessai_berinta.ui.bridge import BridgeState
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.checkbox import checkbox
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of


@dataclass
class Mapped:
    category: str = ""
    service: str = ""
    automatic: bool = False


@dataclass
class Server:
    id: str = ""
    name: str = ""
    url: str = ""
    active: bool = True
    share_contact: bool = False
    has_key: bool = False
    services: list[tuple[str, str]] = default(default_factory=list)
    maps: list[Mapped] = default(default_factory=list)


class ServersState(rx.State):
    """The servers as they stand; a key goes in and never comes out again."""

    servers: list[Server] = []

    @rx.event
    @guarded
    async def load(self):
        async with db.session() as session:
            found = await forwarding.servers(session, await actor_of(self))
        self.servers = [
            Server(
                one.id,
                one.name,
                one.url,
                one.active,
                one.share_contact,
                one.has_key,
                list(one.services),
                [Mapped(*entry) for entry in one.maps],
            )
            for one in found
        ]

    @rx.event
    @guarded
    async def add(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.add_server(
                uow,
                str(form.get("name", "")),
                str(form.get("url", "")),
                str(form.get("api_key", "")),
                str(form.get("jurisdiction", "")),
                share_contact=bool(form.get("share_contact")),
            )
        await ServersState.load.fn(self)

    @rx.event
    @guarded
    async def switch(self, server_id: str, active: bool):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.set_active(uow, _id(server_id), active=bool(active))
        await ServersState.load.fn(self)

    @rx.event
    @guarded
    async def test(self, server_id: str):
        count = await forwarding.test_connection(await actor_of(self), _id(server_id))
        bridge = await self.get_state(BridgeState)
        words = N_("The server answers with {count} services.", count=count)
        bridge.toast(translate(locale_of(self), words.msgid, count=count), "done")
        await ServersState.load.fn(self)

    @rx.event
    @guarded
    async def map_service(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.map_service(
                uow,
                _id(form.get("server")),
                str(form.get("category", "")),
                str(form.get("service", "")),
                automatic=bool(form.get("automatic")),
            )
        await ServersState.load.fn(self)

    @rx.event
    @guarded
    async def unmap(self, server_id: str, category: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await forwarding.map_service(uow, _id(server_id), str(category), "", automatic=False)
        await ServersState.load.fn(self)


def _id(value: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise NotFound from error


def section(ctx: Ctx) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t("Servers of other cities")),
        rx.el.p(
            ctx.t("Public reports can be passed on by Open311. Their answers come back here."),
            class_name="text-muted",
        ),
        rx.foreach(ServersState.servers, lambda one: _server(ctx, one)),
        _add(ctx),
        class_name="flex flex-col gap-4",
    )


def _add(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.form(
        field(t("Name"), name="name", id="server-name", required=True, max_length=80, size="staff"),
        field(
            t("Address of the interface or of its discovery"),
            name="url",
            id="server-url",
            type="url",
            required=True,
            max_length=300,
            size="staff",
            placeholder="https://…/open311/v2",
        ),
        field(
            t("Key we got from them"),
            name="api_key",
            id="server-key",
            type="password",
            auto_complete="off",
            max_length=500,
            size="staff",
        ),
        field(
            t("Jurisdiction, if they ask for it"),
            name="jurisdiction",
            id="server-jurisdiction",
            max_length=200,
            size="staff",
        ),
        checkbox(t("Pass on the reporter's name and contact too"), name="share_contact"),
        button(t("Add server"), type="submit", size="staff", icon_name="plus"),
        on_submit=ServersState.add,
        reset_on_submit=True,
        class_name="grid items-end gap-3 sm:grid-cols-2",
    )


def _server(ctx: Ctx, one: rx.Var[Server]) -> rx.Component:
    t = ctx.t
    return card(
        rx.el.div(
            rx.el.h3(one.name, class_name="text-card font-semibold"),
            rx.cond(one.active, chip(t("In use"), "done"), chip(t("Off"))),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.p(one.url, class_name="break-all text-small text-muted"),
        rx.cond(
            one.share_contact,
            rx.el.p(t("The reporter's name and contact go along."), class_name="text-small"),
        ),
        rx.el.ul(
            rx.foreach(one.maps, lambda entry: _mapped(ctx, one, entry)),
            class_name="divide-y divide-line",
        ),
        rx.cond(one.services.length() > 0, _map_form(ctx, one)),
        rx.el.div(
            button(
                t("Test the connection"),
                variant="quiet",
                size="staff",
                icon_name="plug",
                on_click=ServersState.test(one.id),
            ),
            rx.cond(
                one.active,
                button(
                    t("Stop using it"),
                    variant="danger",
                    size="staff",
                    on_click=ServersState.switch(one.id, False),
                ),
                button(
                    t("Use it again"),
                    variant="quiet",
                    size="staff",
                    on_click=ServersState.switch(one.id, True),
                ),
            ),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-col gap-3",
    )


def _kinds(ctx: Ctx) -> list[tuple[str, str]]:
    return [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]


def _mapped(ctx: Ctx, server: rx.Var[Server], entry: rx.Var[Mapped]) -> rx.Component:
    name = rx.match(entry.category, *_kinds(ctx), entry.category)
    return rx.el.li(
        rx.el.span(name, " → ", rx.el.code(entry.service), class_name="min-w-0 flex-1 break-words"),
        rx.cond(entry.automatic, chip(ctx.t("By itself"), "progress")),
        button(
            ctx.t("Remove"),
            variant="link",
            size="staff",
            on_click=ServersState.unmap(server.id, entry.category),
        ),
        class_name="flex flex-wrap items-center gap-2 py-1",
    )


def _map_form(ctx: Ctx, one: rx.Var[Server]) -> rx.Component:
    t, choose = ctx.t, ctx.t("Choose")
    return rx.el.form(
        rx.el.input(type="hidden", name="server", value=one.id),
        select(
            t("Kind of problem"),
            _kinds(ctx),
            name="category",
            id="map-category-" + one.id,
            placeholder=choose,
            size="staff",
        ),
        select(
            t("Service there"),
            one.services,
            name="service",
            id="map-service-" + one.id,
            placeholder=choose,
            size="staff",
        ),
        checkbox(t("Pass on new reports by itself"), name="automatic"),
        button(t("Save"), type="submit", variant="quiet", size="staff"),
        on_submit=ServersState.map_service,
        reset_on_submit=True,
        class_name="grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-4",
    )
