"""Notes among the staff. They leave the desk by no way: not by page, JSON, feed, file or mail."""

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.service import QUEUE_TOPIC

from .access import locked_for
from .models import ReportNote

MOST = 2000


async def add(uow: UnitOfWork, code: str, text: str) -> None:
    """Leave a note on a report one handles. Raises NotFound, Denied or InvalidInput (``note``)."""
    report = await locked_for(uow, code)
    clean = words.printable(text).strip()
    if not 1 <= len(clean) <= MOST:
        problem = N_("Write a note of at most {most} characters.", most=MOST)
        raise InvalidInput(problem, fields={"note": problem})
    uow.session.add(
        ReportNote(
            report_id=report.id, author_id=uow.actor.user_id, author=uow.actor.label, text=clean
        )
    )
    await uow.audit("report.note", f"report:{report.code}")
    # Not the report's own topic: open public pages need not know that staff wrote something.
    await uow.publish(QUEUE_TOPIC)
