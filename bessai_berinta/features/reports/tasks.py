"""Background jobs of the reports feature. Each may safely run twice."""

from datetime import timedelta

from bessai_berinta.core import clock, db, jobs

from . import repository

KEEP_KEYS = timedelta(days=90)


@jobs.periodic(cron="17 3 * * *")
@jobs.task(name="reports.forget_keys", queueing_lock="reports.forget_keys")
async def forget_keys(timestamp: int) -> None:
    """Drop idempotency keys nobody will repeat any more."""
    async with db.session() as session, session.begin():
        await repository.forget_submissions(session, clock.now() - KEEP_KEYS)
