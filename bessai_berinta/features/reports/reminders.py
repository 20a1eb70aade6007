"""Reminders to the desks, escalation to the heads, and counting deadlines again."""

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.i18n import day, translate
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.workcalendar import service as workcalendar
from bessai_berinta.settings import settings

from . import deadline, repository, timing, words
from .models import Report
from .service import QUEUE_TOPIC, snapshot_of, take_step
from .workflow import Action

BATCH = 100
HEAD_AT = 100  # percent of the term


@dataclass(frozen=True)
class Letter:
    to: tuple[str, ...]
    subject: str
    text: str


async def next_batch(uow: UnitOfWork, mail_task: str) -> int:
    """Remind of up to :data:`BATCH` reports; give how many there were.

    A share is given once even when several have passed since the last look: only the latest
    counts. A first answer that is overdue is escalated once, too.
    """
    now = clock.now()
    reports = await repository.to_remind(uow.session, now, BATCH)
    days = await workcalendar.calendar(uow.session, clock.today())
    for report in reports:
        share = 0
        while report.next_reminder_at and report.next_reminder_at <= now:
            following = deadline.next_reminder(
                days, report.clock_started_at, report.due_at, report.reminded
            )
            if following is None:
                report.next_reminder_at = None
                break
            share = report.reminded = following[0]
            timing.set_reminder(report, days)
        unanswered = report.first_answer_at is None and report.answer_due_at < now
        late_answer = unanswered and not report.answer_escalated
        report.answer_escalated = report.answer_escalated or late_answer
        await _remind(uow, report, share, mail_task, head=share == HEAD_AT or late_answer)
    if reports:
        await uow.publish(QUEUE_TOPIC)
    return len(reports)


async def _remind(
    uow: UnitOfWork, report: Report, share: int, mail_task: str, *, head: bool
) -> None:
    if head:
        await take_step(uow, report, Action.ESCALATE, None)
    else:
        await uow.audit("report.reminded", f"report:{report.code}", after={"percent": share})
    await uow.enqueue(mail_task, code=report.code, share=share, head=head)


async def letter(session: AsyncSession, code: str, share: int, *, head: bool) -> Letter | None:
    """Write to those who hold a report; None when it is closed or nobody has an address."""
    row = await repository.by_code(session, code)
    if row is None or row.report.closed_at is not None:
        return None
    to = await repository.desk_addresses(session, row.report.agency)
    if head and (address := await repository.agency_head(session, row.report.agency)):
        to.append(address)
    if not to:
        return None
    due = day(clock.local_day(row.report.due_at), "id")
    subject = (
        translate("id", "{code}: the term has passed", code=code)
        if head
        else translate("id", "{code}: {share}% of the term is over", code=code, share=share)
    )
    lines = [
        words.headline(row.report.description),
        translate("id", "Held by {agency}", agency=row.agency.name),
        translate("id", "Due {day}", day=due),
        f"{settings().origin}/petugas/lapor?kode={code}",
    ]
    return Letter(tuple(dict.fromkeys(to)), subject, "\n\n".join(lines))


async def recount_open(uow: UnitOfWork, category_code: str = "") -> int:
    """Count the deadline of every open report again; give how many moved.

    With a category its present term replaces the one that was promised at filing. Each change
    is a step that everybody can read, with the old day and the new.
    """
    moved = 0
    for report in await repository.running(uow.session, category_code):
        category = (
            await repository.any_category(uow.session, category_code) if category_code else None
        )
        snapshot = snapshot_of(report)
        before = await timing.recount(uow.session, report, category)
        if before == report.due_at:
            continue
        moved += 1
        report.version += 1
        report.updated_at = clock.now()
        message = " → ".join(day(clock.local_day(at), "id") for at in (before, report.due_at))
        await take_step(uow, report, Action.RECLOCK, None, message=message, before=snapshot)
    return moved
