"""Background jobs of the reports feature. Each may safely run twice."""

from datetime import timedelta

from bessai_berinta.adapters import mail
from bessai_berinta.core import clock, db, jobs
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work

from . import reminders, repository

KEEP_KEYS = timedelta(days=90)


@jobs.periodic(cron="*/10 * * * *")
@jobs.task(name="reports.remind", queueing_lock="reports.remind")
async def remind(timestamp: int) -> None:
    """Remind desks at 50, 75 and 90 percent of a term; tell the head when it has passed."""
    while True:
        async with unit_of_work(SYSTEM) as uow:
            if not await reminders.next_batch(uow, mail_desk.name):
                return


@jobs.task(name="reports.mail_desk", retry=jobs.RETRY)
async def mail_desk(code: str, share: int, head: bool) -> None:
    """Mail the officers of the agency that holds a report, and its head if asked."""
    if not mail.configured():
        return
    async with db.session() as session:
        letter = await reminders.letter(session, code, share, head=head)
    if letter:
        for address in letter.to:
            await mail.send(address, letter.subject, letter.text)


@jobs.task(name="reports.recount", retry=jobs.RETRY)
async def recount(category: str = "") -> None:
    """Count the deadlines of open reports again, after a term or the calendar changed."""
    async with unit_of_work(SYSTEM) as uow:
        await reminders.recount_open(uow, category)


@jobs.periodic(cron="17 3 * * *")
@jobs.task(name="reports.forget_keys", queueing_lock="reports.forget_keys")
async def forget_keys(timestamp: int) -> None:
    """Drop idempotency keys nobody will repeat any more."""
    async with db.session() as session, session.begin():
        await repository.forget_submissions(session, clock.now() - KEEP_KEYS)
