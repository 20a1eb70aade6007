"""The city's working days: the national calendar and what an admin set apart from it."""

from datetime import date, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.adapters import holidays
from bessai_berinta.core import clock, jobs
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.core.workdays import WorkCalendar

from . import repository
from .models import CalendarOverride
from .schemas import CalendarDay, CalendarYear, Override

TOPIC = "workcalendar"
NOTE_LENGTH = 200
RECOUNTED_BY = ("reports.recount",)  # by name: the calendar knows none of those who use it
YEARS_BACK, YEARS_AHEAD = 5, 2  # reaches every report still open and every term still running
EDITABLE = timedelta(days=3 * 366)


async def calendar(session: AsyncSession, around: date | None = None) -> WorkCalendar:
    """Give the calendar that counts terms near ``around`` (today if not said).

    It knows the days off from five years before to two years after. The national days are
    computed once in a process. The city's few overrides are read each time, so a change
    holds at once in every process and no cache can disagree.
    """
    year = (around or clock.today()).year
    overrides = await repository.every_override(session)
    return WorkCalendar(
        holidays=holidays.days_off(range(year - YEARS_BACK, year + YEARS_AHEAD + 1)),
        overrides={override.day: override.worked for override in overrides},
    )


async def year(session: AsyncSession, number: int) -> CalendarYear:
    """Give the special days of one year as they hold in Bontang: an override wins."""
    days = {
        off.day: CalendarDay(off.day, worked=False, name=off.name, kind=off.kind)
        for off in holidays.named(number)
    }
    for override in await _overrides_of(session, number):
        days[override.day] = CalendarDay(
            override.day, worked=override.worked, name=override.note, kind="override"
        )
    ordered = tuple(days[day] for day in sorted(days))
    return CalendarYear(number, decreed=holidays.decreed(number), days=ordered)


async def overrides(session: AsyncSession, number: int) -> list[Override]:
    """List the city's overrides of one year in order."""
    found = await _overrides_of(session, number)
    return [Override(row.day, row.worked, row.note) for row in found]


async def set_override(uow: UnitOfWork, day: date, worked: bool, note: str) -> Override:
    """Say that ``day`` is worked or not. Terms counted from now on follow it.

    Raises Denied without the permission, InvalidInput (``day``, ``note``) for a day more than
    three years away or a note that is missing or too long: others must learn the reason.
    """
    uow.actor.require(Permission.CALENDAR_EDIT)
    note = _checked_note(day, note)
    before = _record(await repository.override_on(uow.session, day))
    row = CalendarOverride(day=day, worked=worked, note=note)
    await repository.save(uow.session, row)
    await uow.audit("calendar.set", _subject(day), before=before, after=_record(row))
    await _changed(uow)
    return Override(row.day, row.worked, row.note)


async def remove_override(uow: UnitOfWork, day: date) -> None:
    """Give ``day`` back to the national calendar; raise NotFound when it has no override."""
    uow.actor.require(Permission.CALENDAR_EDIT)
    row = await repository.override_on(uow.session, day)
    if row is None:
        raise NotFound
    await uow.session.delete(row)
    await uow.audit("calendar.remove", _subject(day), before=_record(row))
    await _changed(uow)


async def _changed(uow: UnitOfWork) -> None:
    """Tell open pages, and have every running term counted again."""
    await uow.publish(TOPIC)
    for task in RECOUNTED_BY:
        if task in jobs.app.tasks:
            await uow.enqueue(task)


async def _overrides_of(session: AsyncSession, number: int) -> list[CalendarOverride]:
    return await repository.overrides_between(session, date(number, 1, 1), date(number, 12, 31))


def _checked_note(day: date, note: str) -> str:
    problems = {}
    if abs(day - clock.today()) > EDITABLE:
        problems["day"] = N_("Choose a day within three years of today.")
    note = " ".join(note.split())
    if not note:
        problems["note"] = N_("Write the reason, such as the number of the decree.")
    elif len(note) > NOTE_LENGTH:
        problems["note"] = N_("Use at most {limit} characters.", limit=NOTE_LENGTH)
    if problems:
        raise InvalidInput(fields=problems)
    return note


def _record(row: CalendarOverride | None) -> dict[str, object] | None:
    return {"worked": row.worked, "note": row.note} if row else None


def _subject(day: date) -> str:
    return f"calendar:{day.isoformat()}"
