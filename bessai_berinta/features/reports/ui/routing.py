"""The routing rules on the settings page: which agency gets which kind of report."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import routing
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of


@dataclass
class Rule:
    category: str = ""
    category_name: str = ""
    area: str = ""
    area_name: str = ""
    agency: str = ""


class RoutingState(rx.State):
    """The rules as they stand; every change is saved at once and audited."""

    rules: list[Rule] = []
    agencies: list[tuple[str, str]] = []

    @rx.event
    @guarded
    async def load(self):
        async with db.session() as session:
            rules = await routing.routes(session, await actor_of(self))
            agencies = await wilayah.agencies(session)
        self.agencies = [(agency.code, agency.name) for agency in agencies]
        self.rules = [
            Rule(rule.category, rule.category_name, rule.area, rule.area_name, rule.agency)
            for rule in rules
        ]

    @rx.event
    @guarded
    async def set_rule(self, category: str, area: str, agency: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.set_route(uow, str(category), str(area), str(agency))
        await RoutingState.load.fn(self)

    @rx.event
    @guarded
    async def add(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.set_route(
                uow, str(form.get("category")), str(form.get("area")), str(form.get("agency"))
            )
        await RoutingState.load.fn(self)

    @rx.event
    @guarded
    async def remove(self, category: str, area: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.remove_route(uow, str(category), str(area))
        await RoutingState.load.fn(self)


def section(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Kind of problem"), ctx.t("Area"), ctx.t("Agency"), ctx.t("Change")]
    return rx.el.section(
        section_heading(ctx.t("Who gets which report")),
        rx.el.p(
            ctx.t(
                "Rules hold for new reports. A rule for a kelurahan comes before the general one."
            ),
            class_name="text-muted",
        ),
        table(
            ctx.t("Routing rules"),
            columns,
            rx.foreach(RoutingState.rules, lambda rule: _row(ctx, rule)),
        ),
        _add_form(ctx),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, rule: rx.Var[Rule]) -> rx.Component:
    return table_row(
        rule.category_name,
        rx.cond(rule.area != "", rule.area_name, ctx.t("Whole city")),
        rx.el.select(
            rx.foreach(RoutingState.agencies, lambda pair: rx.el.option(pair[1], value=pair[0])),
            value=rule.agency,
            aria_label=ctx.t("Agency"),
            on_change=lambda agency: RoutingState.set_rule(rule.category, rule.area, agency),
            class_name=(
                "min-h-11 w-full max-w-80 rounded-control border border-control bg-surface px-3"
            ),
        ),
        rx.cond(
            rule.area != "",
            icon_button(
                ctx.t("Remove this rule"),
                "trash-2",
                on_click=RoutingState.remove(rule.category, rule.area),
            ),
        ),
    )


def _add_form(ctx: Ctx) -> rx.Component:
    kinds = [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]
    areas = [(area.code, area.name) for area in kelurahan()]
    choose = ctx.t("Choose")
    return rx.el.form(
        select(ctx.t("Kind of problem"), kinds, name="category", placeholder=choose, size="staff"),
        select(ctx.t("Kelurahan"), areas, name="area", placeholder=choose, size="staff"),
        select(
            ctx.t("Agency"), RoutingState.agencies, name="agency", placeholder=choose, size="staff"
        ),
        button(ctx.t("Add rule"), type="submit", size="staff", icon_name="plus"),
        on_submit=RoutingState.add,
        reset_on_submit=True,
        class_name="grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-4",
    )
