"""Every background job, known to whichever process works on the queue."""

from bessai_berinta.core import jobs
from bessai_berinta.features.accounts import tasks as accounts
from bessai_berinta.features.moderation import tasks as moderation
from bessai_berinta.features.notifications import tasks as notifications
from bessai_berinta.features.open311 import tasks as open311
from bessai_berinta.features.participation import tasks as participation
from bessai_berinta.features.reports import tasks as reports

DECLARED_BY = (accounts, notifications, participation, reports, open311, moderation)


async def work() -> None:
    """Work on the queue until cancelled; needs a connected database."""
    await jobs.run_worker()
