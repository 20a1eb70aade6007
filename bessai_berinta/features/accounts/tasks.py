"""Housekeeping of the accounts feature. Each job may safely run twice."""

from datetime import timedelta

from bessai_berinta.core import clock, db, jobs, ratelimit

from . import repository
from .service import LOGIN_SECONDS

# Logout tokens live two minutes; remembering them for a day outlasts any replay.
KEEP_LOGOUTS = timedelta(days=1)


@jobs.periodic(cron="*/15 * * * *")
@jobs.task(name="accounts.tidy", queueing_lock="accounts.tidy")
async def tidy(timestamp: int) -> None:
    """Forget dead sessions, abandoned sign-ins, old logout tokens and rate-limit windows."""
    now = clock.now()
    async with db.session() as session, session.begin():
        await repository.purge(
            session,
            now=now,
            transactions_before=now - timedelta(seconds=LOGIN_SECONDS),
            logouts_before=now - KEEP_LOGOUTS,
        )
    await ratelimit.purge()
