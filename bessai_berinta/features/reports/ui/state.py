"""What the public report pages hold while they are open."""

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError, InvalidInput, NotFound
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import corrections, present, queries, service
from bessai_berinta.features.reports.present import Card, Detail
from bessai_berinta.features.reports.schemas import Moved, ReportQuery, ReportView
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of

HOME_LIMIT = 3


class ReportState(rx.State):
    """One report on its page; follows the report while the page is open."""

    detail: Detail = Detail()
    loaded: bool = False
    missing: bool = False
    answer_error: str = ""
    edit_error: str = ""
    editing: bool = False
    withdrawing: bool = False
    _secret: str = ""

    @rx.event
    @guarded
    async def load(self):
        """Read the report the address names."""
        code = self._code()
        self._secret = self.router.url.query_parameters.get("kunci", "")
        if code != self.detail.card.code:
            self.detail, self.loaded, self.missing = Detail(), False, False
        try:
            self._show(await self._read(code))
        except Moved as moved:
            prefix = "/en" if locale_of(self) == "en" else ""
            return rx.redirect(f"{prefix}/lapor/{moved.code}", replace=True)
        except NotFound:
            self.detail, self.missing = Detail(), True
        self.loaded = True
        return None

    def _code(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _read(self, code: str) -> ReportView:
        async with db.session() as session:
            return await queries.view(session, await actor_of(self), code, self._secret)

    async def _read_again(self, code: str) -> ReportView:
        """Read after a change: all strangers who watch the report share one look at it."""
        stranger = self.loaded and self.detail.card.code == code and not self.detail.mine
        if not stranger or self._secret or (await actor_of(self)).signed_in:
            return await self._read(code)
        return await queries.shared_view(code)

    def _show(self, view: ReportView) -> None:
        self.detail = present.detail(view, locale_of(self), self._secret)

    @rx.event
    @guarded
    async def open_editor(self, on: bool):
        self.editing, self.edit_error = bool(on), ""

    @rx.event
    @guarded
    async def correct(self, form: dict):
        """Change the words of one's own report."""
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await corrections.edit(
                    uow,
                    self.detail.card.code,
                    description=str(form.get("uraian", "")),
                    version=self.detail.version,
                    secret=self._secret,
                )
        except InvalidInput as error:
            self.edit_error = " ".join(error.field_texts(locale_of(self)).values())
            return
        self.editing = False
        self._show(await self._read(self.detail.card.code))

    @rx.event
    @guarded
    async def ask_withdrawal(self, on: bool):
        self.withdrawing = bool(on)

    @rx.event
    @guarded
    async def withdraw(self):
        """Take one's own report back while nobody has worked on it."""
        async with unit_of_work(await actor_of(self)) as uow:
            await service.act(
                uow,
                self.detail.card.code,
                Action.WITHDRAW,
                version=self.detail.version,
                secret=self._secret,
            )
        self.editing = self.withdrawing = False
        self._show(await self._read(self.detail.card.code))

    @rx.event(background=True)
    async def follow(self):
        """Show each change of the report without a reload."""
        async with self:
            code, token = self._code(), self.router.session.client_token

        async def refresh() -> bool:
            async with self:
                if self._code() != code:
                    return False
                try:
                    self._show(await self._read_again(code))
                except NotFound:
                    self.detail, self.missing = Detail(), True
                    return False
            return True

        await follow(token, service.report_topic(code), refresh)

    @rx.event
    @guarded
    async def answer(self, form: dict):
        """Answer the agency's question as the reporter."""
        locale = locale_of(self)
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await service.act(
                    uow,
                    self.detail.card.code,
                    Action.ANSWER,
                    message=str(form.get("message", "")),
                    secret=self._secret,
                )
        except CityError as error:
            self.answer_error = error.field_texts(locale).get("message", "")
            if not self.answer_error:
                raise
            return
        self.answer_error = ""
        self._show(await self._read(self.detail.card.code))


class HomeReportsState(rx.State):
    """The reports on the home page: one's own, and the city's latest."""

    mine: list[Card] = []
    latest: list[Card] = []
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        locale = locale_of(self)
        async with db.session() as session:
            own = await queries.mine(session, await actor_of(self))
            recent, _ = await queries.recent(session, ReportQuery(limit=HOME_LIMIT))
        self.mine = [present.card(line, locale) for line in own[:HOME_LIMIT]]
        self.latest = [present.card(line, locale) for line in recent]
        self.loaded = True
