"""What the reports desk of the staff holds while it is open."""

import reflex as rx
from pydantic import BaseModel, Field, ValidationError

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError, NotFound
from bessai_berinta.core.i18n import Locale
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import present, queries, service
from bessai_berinta.features.reports.present import Card, Detail
from bessai_berinta.features.reports.schemas import CHIPS, QueueFilter
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of


class Wanted(BaseModel):
    """The filters as the browser sent them."""

    chip: str = Field("open", pattern="|".join(CHIPS))
    text: str = Field("", max_length=200)
    category: str = Field("", max_length=40)
    area: str = Field("", max_length=20)
    page: int = Field(1, ge=1, le=10_000)


class DeskState(rx.State):
    """The queue of one's agency and the report that is open beside it."""

    rows: list[Card] = []
    counts: dict[str, int] = dict.fromkeys(CHIPS, 0)
    chip: str = "open"
    text: str = ""
    category: str = ""
    area: str = ""
    page: int = 1
    more: bool = False
    loaded: bool = False
    selected: str = ""
    detail: Detail = Detail()
    agencies: list[tuple[str, str]] = []
    asking: str = ""  # the action whose dialog is open
    error: str = ""

    @rx.event
    @guarded
    async def load(self):
        """Open the desk; ``?kode=`` selects a report."""
        async with db.session() as session:
            found = await wilayah.agencies(session)
        self.agencies = [(agency.code, agency.name) for agency in found]
        await self._read()
        if code := self.router.url.query_parameters.get("kode", ""):
            await self._select(code)

    @rx.event
    @guarded
    async def filter(self, changes: dict):
        """Change some of the filters; each starts again at the first page."""
        wanted = self._wanted() | {"page": 1} | {k: v for k, v in changes.items() if v is not None}
        try:
            clean = Wanted.model_validate(wanted)
        except ValidationError:
            clean = Wanted()
        for name, value in clean.model_dump().items():
            setattr(self, name, value)
        await self._read()

    def _wanted(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in Wanted.model_fields}

    @rx.event
    @guarded
    async def turn_page(self, by: int):
        self.page = max(1, self.page + (1 if by == 1 else -1))
        await self._read()

    async def _read(self) -> None:
        actor = await actor_of(self)
        async with db.session() as session:
            queue = await queries.queue(
                session,
                actor,
                QueueFilter(self.chip, self.text, self.category, self.area, self.page),
            )
        locale = locale_of(self)
        self.rows = [present.card(line, locale) for line in queue.lines]
        self.counts, self.more, self.loaded = queue.counts, queue.more, True

    @rx.event
    @guarded
    async def select(self, code: str):
        """Open a report beside the queue."""
        await self._select(str(code))

    @rx.event
    @guarded
    async def close(self):
        self.selected, self.detail, self.asking = "", Detail(), ""

    async def _select(self, code: str) -> None:
        self.asking, self.error = "", ""
        await self._show(code)

    async def _show(self, code: str) -> None:
        async with db.session() as session:
            view = await queries.staff_view(session, await actor_of(self), code)
        self.selected, self.detail = view.line.code, present.detail(view, locale_of(self))

    async def _show_again(self) -> None:
        """Read the open report anew; close it when it is no longer this desk's."""
        try:
            await self._show(self.selected)
        except CityError:
            self.selected, self.detail = "", Detail()

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
            self.error = _first(error, locale)
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


def _first(error: CityError, locale: Locale) -> str:
    return next(iter(error.field_texts(locale).values()), error.text(locale))
