"""What the open report adds to the desk: notes, its officer, its neighbours, prepared texts."""

import uuid

import reflex as rx

from bessai_berinta.core.errors import CityError
from bessai_berinta.core.i18n import Locale
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import merging
from bessai_berinta.features.reports.desk import assigning, notes
from bessai_berinta.features.reports.desk.present import Pane
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import actor_of, locale_of

MERGE, UNMERGE = "merge", "unmerge"


class PaneMixin(rx.State, mixin=True):
    """Handlers of the open report, beside those of the status table. Part of DeskState."""

    pane: Pane = Pane()
    other: str = ""  # the report that is about to be joined or separated
    note_error: str = ""
    notes_written: int = 0  # a new number empties the field

    @rx.event
    @guarded
    async def add_note(self, form: dict):
        """Leave a note; what was written stays in the field when it is refused."""
        self.note_error = ""
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await notes.add(uow, self.selected, str(form.get("note") or ""))
        except CityError as error:
            self.note_error = first_text(error, locale_of(self))
            return
        self.notes_written += 1
        await self._show_again()

    @rx.event
    @guarded
    async def assign(self, account: str):
        """Give the open report to an officer; empty gives it back to all."""
        async with unit_of_work(await actor_of(self)) as uow:
            await assigning.assign(uow, self.selected, account_id(account), self.detail.version)
        await self._after()

    @rx.event
    @guarded
    async def take(self):
        """Take the open report oneself."""
        actor = await actor_of(self)
        async with unit_of_work(actor) as uow:
            await assigning.assign(uow, self.selected, actor.user_id, self.detail.version)
        await self._after()

    @rx.event
    @guarded
    async def ask_join(self, code: str):
        """Ask why a neighbour is the same problem as the open report."""
        self.other, self.asking, self.error = str(code), MERGE, ""

    @rx.event
    @guarded
    async def ask_part(self, code: str):
        """Ask why a joined report is a problem of its own after all."""
        self.other, self.asking, self.error = str(code), UNMERGE, ""

    @rx.event
    @guarded
    async def join_or_part(self, form: dict):
        """Join or separate, as was asked."""
        reason = str(form.get("reason") or "")[:2000]
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                if self.asking == MERGE:
                    await merging.merge(uow, self.other, self.selected, reason)
                else:
                    await merging.unmerge(uow, self.other, reason)
        except CityError as error:
            self.error = first_text(error, locale_of(self))
            return
        self.other = ""
        await self._after()


def account_id(value: object) -> uuid.UUID | None:
    """Read an account's id; what is none counts as nobody's, which no agency has."""
    text = str(value or "")
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def first_text(error: CityError, locale: Locale) -> str:
    """Say what is wrong, by its field where it has one."""
    return next(iter(error.field_texts(locale).values()), error.text(locale))
