"""Who is told when a term of an agency has passed, on the settings page."""

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.wilayah import service
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of


class HeadsState(rx.State):
    """Each agency's code, name and the address of its head."""

    heads: list[tuple[str, str, str]] = []

    @rx.event
    @guarded
    async def load(self):
        (await actor_of(self)).require(Permission.ROUTING_EDIT)
        async with db.session() as session:
            found = await service.agencies(session)
        self.heads = [(agency.code, agency.name, agency.head_email) for agency in found]

    @rx.event
    @guarded
    async def change(self, code: str, address: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await service.set_head(uow, str(code), str(address))
        await HeadsState.load.fn(self)


def section(ctx: Ctx) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t("Heads of the agencies")),
        rx.el.p(
            ctx.t("They get a mail when a term of their agency has passed."),
            class_name="text-muted",
        ),
        table(
            ctx.t("Heads of the agencies"),
            [ctx.t("Agency"), ctx.t("E-mail of the head")],
            rx.foreach(HeadsState.heads, lambda head: _row(ctx, head)),
        ),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, head: rx.Var[tuple[str, str, str]]) -> rx.Component:
    return table_row(
        head[1],
        rx.el.input(
            type="email",
            default_value=head[2],
            key=head[0] + head[2],
            aria_label=ctx.t("E-mail of the head"),
            on_blur=lambda address: HeadsState.change(head[0], address),
            class_name="min-h-11 w-full rounded-control border border-control bg-surface px-3",
        ),
    )
