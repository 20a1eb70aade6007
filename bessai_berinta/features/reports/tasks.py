"""Background jobs of the reports feature. Each may safely run twice."""

import re
from datetime import timedelta

from bessai_berinta.adapters import mail
from bessai_berinta.core import clock, db, jobs
from bessai_berinta.core.i18n import Locale, localized, translate
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.settings import settings

from . import reminders, repository, service, words

KEEP_KEYS = timedelta(days=90)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@jobs.task(name=service.TELL_REPORTER, retry=jobs.RETRY)
async def tell_reporter(event_id: int) -> None:
    """Mail one step of the journey to the reporter, who left an address for that."""
    async with db.session() as session:
        found = await repository.event_with_report(session, event_id)
        if found is None:
            return
        event, report, agency = found
        contact = await repository.contact_of(session, report)
    if not mail.configured() or not EMAIL.fullmatch(contact):
        return
    locale: Locale = "en" if report.locale == "en" else "id"
    state = words.status(event.status, locale)
    lines = [
        words.headline(report.description),
        translate(locale, "Now: {state}, held by {agency}.", state=state, agency=agency),
        event.message,
        f"{settings().origin}{localized(f'/lapor/{report.code}', locale)}",
    ]
    await mail.send(contact, f"{report.code}: {state}", "\n\n".join(filter(None, lines)))


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
