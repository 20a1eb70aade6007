"""The city's own working days on the settings page."""

from dataclasses import dataclass
from datetime import date

import reflex as rx

from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_, day
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.workcalendar import service
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of


@dataclass
class Override:
    day: str = ""
    text: str = ""
    worked: bool = False
    note: str = ""


class CalendarState(rx.State):
    """Days that differ from the national calendar."""

    overrides: list[Override] = []

    @rx.event
    @guarded
    async def load(self):
        locale = locale_of(self)
        (await actor_of(self)).require(Permission.CALENDAR_EDIT)
        year = clock.today().year
        async with db.session() as session:
            found = [o for y in (year, year + 1) for o in await service.overrides(session, y)]
        self.overrides = [
            Override(one.day.isoformat(), day(one.day, locale), one.worked, one.note)
            for one in found
        ]

    @rx.event
    @guarded
    async def add(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await service.set_override(
                uow, _day(form.get("day")), form.get("worked") == "1", str(form.get("note", ""))
            )
        await CalendarState.load.fn(self)

    @rx.event
    @guarded
    async def remove(self, day: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await service.remove_override(uow, _day(day))
        await CalendarState.load.fn(self)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidInput(N_("Choose a day.")) from error


def section(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Day"), ctx.t("In this city"), ctx.t("Reason"), ctx.t("Change")]
    kinds = [("0", ctx.t("Day off")), ("1", ctx.t("Working day"))]
    return rx.el.section(
        section_heading(ctx.t("Working days")),
        rx.el.p(
            ctx.t("National holidays and cuti bersama are known. Add what differs in Bontang."),
            class_name="text-muted",
        ),
        table(
            ctx.t("Days that differ"),
            columns,
            rx.foreach(CalendarState.overrides, lambda one: _row(ctx, one)),
        ),
        rx.el.form(
            field(ctx.t("Day"), name="day", type="date", required=True, size="staff"),
            select(ctx.t("In this city"), kinds, name="worked", size="staff"),
            field(ctx.t("Reason"), name="note", required=True, max_length=200, size="staff"),
            button(ctx.t("Save day"), type="submit", size="staff", icon_name="plus"),
            on_submit=CalendarState.add,
            reset_on_submit=True,
            class_name="grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-4",
        ),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, one: rx.Var[Override]) -> rx.Component:
    return table_row(
        one.text,
        rx.cond(one.worked, ctx.t("Working day"), ctx.t("Day off")),
        one.note,
        icon_button(ctx.t("Remove this day"), "trash-2", on_click=CalendarState.remove(one.day)),
    )
