"""The keys of programs on the settings page."""

import uuid
from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import moment
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.open311 import service
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of


@dataclass
class Key:
    id: str = ""
    name: str = ""
    hint: str = ""
    made: str = ""
    revoked: bool = False


class KeysState(rx.State):
    """The keys there are; a new one is shown once and then forgotten."""

    keys: list[Key] = []
    fresh: str = ""

    @rx.event
    @guarded
    async def load(self):
        self.fresh = ""
        await self._read()

    async def _read(self) -> None:
        async with db.session() as session:
            found = await service.keys(session, await actor_of(self))
        locale = locale_of(self)
        self.keys = [
            Key(k.id, k.name, f"{k.hint}…", moment(k.created_at, locale, short=True), k.revoked)
            for k in found
        ]

    @rx.event
    @guarded
    async def make(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            self.fresh = await service.make_key(uow, str(form.get("name", "")))
        await self._read()

    @rx.event
    @guarded
    async def revoke(self, key_id: str):
        try:
            wanted = uuid.UUID(str(key_id))
        except ValueError as error:
            raise NotFound from error
        async with unit_of_work(await actor_of(self)) as uow:
            await service.revoke_key(uow, wanted)
        self.fresh = ""
        await self._read()


def section(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Program"), ctx.t("Key"), ctx.t("Made"), ctx.t("Change")]
    return rx.el.section(
        section_heading(ctx.t("Keys for other programs")),
        rx.el.p(
            ctx.t("With a key a program may file reports through Open311. Reading needs none."),
            class_name="text-muted",
        ),
        rx.cond(
            KeysState.fresh != "",
            card(
                rx.el.p(
                    ctx.t("Copy this key now. It is not shown again."),
                    class_name="font-semibold",
                ),
                rx.el.code(KeysState.fresh, class_name="block select-all break-all"),
                variant="turn",
                role="status",
            ),
        ),
        table(
            ctx.t("Keys for other programs"),
            columns,
            rx.foreach(KeysState.keys, lambda key: _row(ctx, key)),
        ),
        rx.el.form(
            field(ctx.t("Program"), name="name", required=True, max_length=80, size="staff"),
            button(ctx.t("Make a key"), type="submit", size="staff", icon_name="key-round"),
            on_submit=KeysState.make,
            reset_on_submit=True,
            class_name="flex flex-wrap items-end gap-3",
        ),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, key: rx.Var[Key]) -> rx.Component:
    return table_row(
        key.name,
        rx.el.code(key.hint),
        key.made,
        rx.cond(
            key.revoked,
            chip(ctx.t("Revoked")),
            button(
                ctx.t("Revoke"), variant="danger", size="staff", on_click=KeysState.revoke(key.id)
            ),
        ),
    )
