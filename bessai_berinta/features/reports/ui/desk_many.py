"""Many reports at once on the desk, and the filters somebody keeps."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError, InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports.desk import bulk, filters, present
from bessai_berinta.features.reports.desk import queries as desk
from bessai_berinta.features.reports.desk.present import OutcomeLine
from bessai_berinta.features.reports.desk.schemas import Order, Pick
from bessai_berinta.features.reports.schemas import QueueFilter
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import actor_of, locale_of

from .desk_pane import account_id, first_text

ONE_AGENCY = N_("Choose reports of one agency: officers work for one.")


@dataclass
class Kept:
    id: int = 0
    name: str = ""


class ManyMixin(rx.State, mixin=True):
    """Rows that are ticked and what is done to them. Part of DeskState."""

    picked: dict[str, int] = {}  # code and the version that was seen when it was ticked
    ordering: str = ""  # the action whose dialog for many is open
    order_error: str = ""
    officers: list[tuple[str, str]] = []
    outcomes: list[OutcomeLine] = []
    done: int = 0

    @rx.event
    @guarded
    async def pick(self, code: str):
        """Tick a row, or take the tick away."""
        if code in self.picked:
            self.picked = {kept: v for kept, v in self.picked.items() if kept != code}
        elif len(self.picked) < bulk.MOST:
            self.picked |= {
                row.card.code: row.version for row in self.rows if row.card.code == code
            }

    @rx.event
    @guarded
    async def pick_page(self):
        """Tick every row of the page; when all are, none."""
        page = {row.card.code: row.version for row in self.rows}
        self.picked = {} if page.keys() <= self.picked.keys() else page

    @rx.event
    @guarded
    async def unpick(self):
        self.picked = {}

    @rx.event
    @guarded
    async def order(self, action: str):
        """Begin an order for the ticked rows; what needs no words is done at once."""
        self.order_error, self.outcomes = "", []
        if action == Action.ACCEPT:
            await self._carry_out(Order(Action.ACCEPT))
            return
        if action == Action.ASSIGN:
            self.officers = await self._officers()
        self.ordering = str(action)

    async def _officers(self) -> list[tuple[str, str]]:
        agencies = {row.card.agency_code for row in self.rows if row.card.code in self.picked}
        if len(agencies) != 1:
            raise InvalidInput(ONE_AGENCY)
        async with db.session() as session:
            found = await desk.officers(session, await actor_of(self), agencies.pop())
        return [(str(one.id), one.name) for one in found]

    @rx.event
    @guarded
    async def cancel_order(self):
        self.ordering, self.order_error = "", ""

    @rx.event
    @guarded
    async def carry_out(self, form: dict):
        """Do what the dialog asked for to every ticked row."""
        try:
            action = Action(self.ordering)
        except ValueError:
            return
        order = Order(
            action,
            str(form.get("message") or ""),
            str(form.get("agency") or ""),
            account_id(form.get("assignee")),
        )
        try:
            await self._carry_out(order)
        except CityError as error:
            self.order_error = first_text(error, locale_of(self))

    async def _carry_out(self, order: Order) -> None:
        picks = [Pick(code, version) for code, version in self.picked.items()]
        found = await bulk.run(await actor_of(self), picks, order)
        self.outcomes = [present.outcome(one, locale_of(self)) for one in found]
        self.done = sum(one.done for one in self.outcomes)
        self.picked, self.ordering, self.order_error = {}, "", ""
        await self._read()
        if self.selected:
            await self._show_again()

    @rx.event
    @guarded
    async def dismiss_outcomes(self):
        self.outcomes = []


class KeptMixin(rx.State, mixin=True):
    """Filters kept under a name. Part of DeskState."""

    kept: list[Kept] = []
    kept_error: str = ""

    async def _read_kept(self) -> None:
        async with db.session() as session:
            found = await filters.mine(session, await actor_of(self))
        self.kept = [Kept(one.id, one.name) for one in found]

    @rx.event
    @guarded
    async def keep(self, form: dict):
        """Keep the present filters under a name."""
        self.kept_error = ""
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await filters.save(uow, str(form.get("name") or ""), QueueFilter(**self._wanted()))
        except CityError as error:
            self.kept_error = first_text(error, locale_of(self))
            return
        await self._read_kept()

    @rx.event
    @guarded
    async def use_kept(self, kept_id: str):
        """Filter by what was kept."""
        async with db.session() as session:
            found = await filters.mine(session, await actor_of(self))
        for one in found:
            if str(one.id) == str(kept_id):
                blank = dict.fromkeys(filters.KEPT, "") | {"chip": "open"}
                await self._filter(blank | one.params)

    @rx.event
    @guarded
    async def forget(self, kept_id: int):
        async with unit_of_work(await actor_of(self)) as uow:
            await filters.remove(uow, int(kept_id))
        await self._read_kept()
