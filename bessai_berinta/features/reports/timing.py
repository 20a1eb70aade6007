"""Keeps the clock of a report in step with the calendar, the target and the pauses."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.workcalendar import service as workcalendar

from . import deadline, repository
from .deadline import FIRST_ANSWER_DAYS, Target, Unit
from .models import Category, Report, ReportPause
from .workflow import OPEN, Status


async def start(session: AsyncSession, report: Report, category: Category) -> None:
    """Start the clock now with the target of the category: at filing and at each reopening."""
    now = clock.now()
    report.clock_started_at, report.paused_at, report.reminded = now, None, 0
    report.target_amount, report.target_unit = category.target_amount, category.target_unit
    days = await workcalendar.calendar(session, clock.today())
    if report.first_answer_at is None:
        report.answer_due_at = deadline.end_of(days, now, FIRST_ANSWER_DAYS)
    _wind(report, days, [])


async def pause(session: AsyncSession, report: Report) -> None:
    """Stop the clock; reminders wait too."""
    report.paused_at, report.next_reminder_at = clock.now(), None
    session.add(ReportPause(report_id=report.id, begun_at=report.paused_at))


async def resume(session: AsyncSession, report: Report) -> None:
    """Let a stopped clock run again, its end moved by the time it stood still."""
    if report.paused_at is None:
        return
    await repository.end_pause(session, report.id, clock.now())
    report.paused_at = None
    await recount(session, report)


def stop(report: Report) -> None:
    """Leave the clock as it stands: the report is closed."""
    report.next_reminder_at = None


async def recount(
    session: AsyncSession, report: Report, category: Category | None = None
) -> datetime:
    """Count the deadline anew from its start, with ``category``'s target if one is given.

    Gives the deadline as it was before.
    """
    before = report.due_at
    if category:
        report.target_amount, report.target_unit = category.target_amount, category.target_unit
    days = await workcalendar.calendar(session, clock.today())
    pauses = await repository.pauses(session, report.id, report.clock_started_at)
    if report.first_answer_at is None:
        report.answer_due_at = deadline.end_of(days, report.created_at, FIRST_ANSWER_DAYS)
    _wind(report, days, pauses)
    return before


def _wind(report: Report, days: WorkCalendar, pauses: list[deadline.Pause]) -> None:
    target = Target(report.target_amount, Unit(report.target_unit))
    report.due_at = deadline.due_at(days, report.clock_started_at, target, pauses)
    set_reminder(report, days)


def set_reminder(report: Report, days: WorkCalendar) -> None:
    """Note when the desk is to be reminded next, unless the clock stands still."""
    running = report.status in OPEN and report.status != Status.WAITING
    following = deadline.next_reminder(
        days, report.clock_started_at, report.due_at, report.reminded
    )
    report.next_reminder_at = following[1] if running and following else None
