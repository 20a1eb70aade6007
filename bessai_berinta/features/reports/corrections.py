"""What reporters may still change: while nobody has worked on it, and not for ever."""

from datetime import datetime, timedelta

from bessai_berinta.core import clock
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.abuse import service as abuse

from . import questions, repository, routing, timing
from .access import relation
from .models import Report
from .schemas import MAX_TEXT, MIN_TEXT
from .service import hold_if_needed, snapshot_of, take_step
from .workflow import Action, By, Status

EDIT_WINDOW = timedelta(hours=24)
TOO_LATE = N_("The agency has taken it up or a day has passed, so it cannot be changed any more.")


def editable(report: Report, now: datetime) -> bool:
    """Tell whether its reporter may still correct a report."""
    return report.status == Status.NEW and now - report.created_at <= EDIT_WINDOW


async def edit(
    uow: UnitOfWork,
    code: str,
    *,
    description: str,
    category: str = "",
    version: int | None = None,
    secret: str = "",
) -> None:
    """Correct the words or the kind of one's own report; a new kind is routed and dated anew.

    The old words stay in the audit log; new ones that are watched wait for a moderator. Raises
    NotFound, Denied, Conflict (too late, or changed meanwhile) or InvalidInput.
    """
    await abuse.check(uow.session, uow.actor)
    report = await repository.for_update(uow.session, code)
    if report is None or By.REPORTER not in relation(report, uow.actor, secret):
        if report is None or report.private or report.visibility != "public":
            raise NotFound
        raise Denied
    if not editable(report, clock.now()):
        raise Conflict(TOO_LATE)
    if version is not None and version != report.version:
        raise Conflict
    text = description.strip()
    if not MIN_TEXT <= len(text) <= MAX_TEXT:
        raise InvalidInput(
            fields={
                "uraian": N_(
                    "Describe the problem in {least} to {most} characters.",
                    least=MIN_TEXT,
                    most=MAX_TEXT,
                )
            }
        )
    before = {**snapshot_of(report), "description": report.description, "category": report.category}
    report.description = text
    if category and category != report.category:
        await _change_category(uow, report, category)
    report.version += 1
    report.updated_at = clock.now()
    await take_step(uow, report, Action.EDIT, By.REPORTER, before=before)
    await hold_if_needed(uow, report)


async def _change_category(uow: UnitOfWork, report: Report, code: str) -> None:
    category = await repository.category(uow.session, code)
    if category is None:
        raise InvalidInput(fields={"kategori": N_("Choose what it is about.")})
    asked = await questions.of(uow.session, code)
    report.category = code
    report.answers = questions.check(asked, report.answers, complete=False)
    report.agency = await routing.agency_for(
        uow.session, routing.Facts(code, report.area, report.created_at, report.answers)
    )
    report.assignee_id = None
    await timing.recount(uow.session, report, category)
