"""What the reports desk of the staff holds while it is open."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

import reflex as rx
from pydantic import BaseModel, Field, ValidationError

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError, NotFound
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import present, queries, service
from bessai_berinta.features.reports.desk import present as desk_present
from bessai_berinta.features.reports.desk import queries as desk
from bessai_berinta.features.reports.desk.present import Pane
from bessai_berinta.features.reports.present import Card, Detail
from bessai_berinta.features.reports.schemas import ASSIGNED, CHIPS, QueueFilter
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of

from .desk_many import KeptMixin, ManyMixin
from .desk_pane import PaneMixin, first_text


class Wanted(BaseModel):
    """The filters as the browser sent them."""

    chip: str = Field("open", pattern="|".join(CHIPS))
    text: str = Field("", max_length=200)
    category: str = Field("", max_length=40)
    area: str = Field("", max_length=20)
    assigned: str = Field("", pattern=f"^({'|'.join(ASSIGNED)})$")
    page: int = Field(1, ge=1, le=10_000)


@dataclass
class Row:
    """One report in the queue."""

    card: Card = field(default_factory=Card)
    version: int = 0
    assignee: str = ""


class DeskState(PaneMixin, ManyMixin, KeptMixin, rx.State):
    """The queue of one's agency and the report that is open beside it."""

    rows: list[Row] = []
    counts: dict[str, int] = dict.fromkeys(CHIPS, 0)
    chip: str = "open"
    text: str = ""
    category: str = ""
    area: str = ""
    assigned: str = ""
    page: int = 1
    file: str = "/petugas/lapor.csv"  # the same filters as a table
    more: bool = False
    loaded: bool = False
    selected: str = ""
    detail: Detail = Detail()
    agencies: list[tuple[str, str]] = []
    asking: str = ""  # the action whose dialog is open
    covering: str = ""  # the photo on which faces and plates are being covered
    error: str = ""

    @rx.event
    @guarded
    async def load(self):
        """Open the desk; ``?kode=`` selects a report."""
        async with db.session() as session:
            found = await wilayah.agencies(session)
        self.agencies = [(agency.code, agency.name) for agency in found]
        await self._read_kept()
        await self._read()
        if code := self.router.url.query_parameters.get("kode", ""):
            await self._select(code)

    @rx.event
    @guarded
    async def filter(self, changes: dict):
        """Change some of the filters; each starts again at the first page, nothing ticked."""
        await self._filter(changes)

    async def _filter(self, changes: dict) -> None:
        wanted = self._wanted() | {"page": 1} | {k: v for k, v in changes.items() if v is not None}
        try:
            clean = Wanted.model_validate(wanted)
        except ValidationError:
            clean = Wanted()
        for name, value in clean.model_dump().items():
            setattr(self, name, value)
        self.picked = {}
        await self._read()

    def _wanted(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in Wanted.model_fields}

    @rx.event
    @guarded
    async def turn_page(self, by: int):
        self.page, self.picked = max(1, self.page + (1 if by == 1 else -1)), {}
        await self._read()

    async def _read(self) -> None:
        actor = await actor_of(self)
        async with db.session() as session:
            queue = await queries.queue(session, actor, QueueFilter(**self._wanted()))
        locale = locale_of(self)
        self.rows = [
            Row(present.card(line, locale), mark.version, mark.assignee)
            for line, mark in zip(queue.lines, queue.marks, strict=True)
        ]
        wanted = {name: value for name, value in self._wanted().items() if name != "page" and value}
        self.file = f"/petugas/lapor.csv?{urlencode(wanted)}"
        self.counts, self.more, self.loaded = queue.counts, queue.more, True

    @rx.event
    @guarded
    async def select(self, code: str):
        """Open a report beside the queue."""
        await self._select(str(code))

    @rx.event
    @guarded
    async def close(self):
        self.selected, self.detail, self.pane, self.asking = "", Detail(), Pane(), ""

    async def _select(self, code: str) -> None:
        self.asking, self.error, self.note_error = "", "", ""
        await self._show(code)

    async def _show(self, code: str) -> None:
        actor, locale = await actor_of(self), locale_of(self)
        async with db.session() as session:
            view = await queries.staff_view(session, actor, code)
            extras = await desk.extras(session, actor, code)
        edited = any(event.action == Action.EDIT for event in view.events)
        self.selected, self.detail = view.line.code, present.detail(view, locale)
        self.pane = desk_present.pane(extras, locale, edited=edited)

    async def _show_again(self) -> None:
        """Read the open report anew; close it when it is no longer this desk's."""
        try:
            await self._show(self.selected)
        except CityError:
            self.selected, self.detail, self.pane = "", Detail(), Pane()

    @rx.event
    @guarded
    async def ask(self, action: str):
        """Open the dialog of an action that needs words, an agency or a photo."""
        self.asking, self.error = str(action), ""

    @rx.event
    @guarded
    async def cancel(self):
        self.asking, self.error = "", ""

    @rx.event
    @guarded
    async def cover(self, photo_id: str):
        """Open the tool that covers parts of a photo; no photo closes it."""
        self.covering = str(photo_id)

    @rx.event
    @guarded
    async def covered(self):
        """Show the report again with its covered photo."""
        self.covering = ""
        await self._show_again()

    @rx.event
    @guarded
    async def act(self, form: dict):
        """Do the action; what it needs comes as form fields."""
        locale = locale_of(self)
        action = _action(form.get("action") or self.asking)
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await service.act(
                    uow,
                    self.selected,
                    action,
                    message=str(form.get("message", "")),
                    agency=str(form.get("agency", "")),
                    version=self.detail.version,
                )
        except CityError as error:
            self.error = first_text(error, locale)
            if not self.asking:
                raise
            return
        await self._after()

    @rx.event
    @guarded
    async def finished(self):
        """Look again after the finish form has posted its photo."""
        await self._after()

    async def _after(self) -> None:
        self.asking, self.error = "", ""
        await self._read()
        await self._show_again()

    @rx.event(background=True)
    async def follow(self):
        """Keep the queue and the open report fresh while the desk is open.

        While an officer is writing, the report stays as they saw it: if somebody else changed
        it meanwhile, they are told when they send.
        """
        async with self:
            token, path = self.router.session.client_token, self.router.url.path

        async def refresh() -> bool:
            async with self:
                if self.router.url.path != path:
                    return False
                try:
                    await self._read()
                except CityError:
                    return False
                if self.selected and not self.asking:
                    await self._show_again()
            return True

        await follow(token, service.QUEUE_TOPIC, refresh)


def _action(value: object) -> Action:
    try:
        return Action(str(value))
    except ValueError as error:
        raise NotFound from error
