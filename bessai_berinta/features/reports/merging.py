"""Joining reports of one problem, and separating them again.

Nothing is copied: the joined report keeps its rows and points at the one that goes on. Readers
are led there, photos and history are shown there, followers and supports come along by a job of
the feature that keeps them. So separating restores exactly what was.
"""

from bessai_berinta.core import clock
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.jobs import app
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository, timing
from .access import relation
from .models import Report
from .service import snapshot_of, take_step
from .workflow import OPEN, Action, By

FOLLOW_UP = "participation.merged"  # told which report was joined to or separated from which


def joinable(report: Report) -> bool:
    """Tell whether a report may take part: the readers of one then read the other."""
    return not report.private and report.visibility == "public" and report.merged_into is None


async def merge(uow: UnitOfWork, code: str, into: str, reason: str) -> None:
    """Join report ``code`` to ``into``, which must be open; both must be public.

    The actor must handle both. Raises NotFound, Denied, Conflict (already joined) or
    InvalidInput (``into``, ``reason``).
    """
    if code == into:
        raise InvalidInput(fields={"into": N_("A report cannot be joined with itself.")})
    first, second = sorted((code, into))  # always locked in the same order
    locked = {each: await _locked(uow, each) for each in (first, second)}
    report, target = locked[code], locked[into]
    if report.merged_into or await repository.merged_into(uow.session, report.id):
        raise Conflict(N_("This report is already joined with another one."))
    if target.status not in OPEN or not (joinable(target) and joinable(report)):
        raise InvalidInput(fields={"into": N_("Choose an open report that everybody may see.")})
    if not reason.strip():
        raise InvalidInput(fields={"reason": N_("Say why they are the same problem.")})
    before = snapshot_of(report)
    report.merged_into, report.updated_at = target.id, clock.now()
    report.version += 1
    timing.stop(report)
    await take_step(uow, report, Action.MERGE, By.HANDLER, message=reason, before=before)
    await take_step(uow, target, Action.MERGE, By.HANDLER, message=f"{code}: {reason}")
    await _tell(uow, code, into, joined=True)


async def unmerge(uow: UnitOfWork, code: str, reason: str) -> None:
    """Separate a report again; its clock goes on as if it had never stopped."""
    report = await _locked(uow, code)
    if report.merged_into is None:
        raise Conflict(N_("This report is not joined with another one."))
    into = await repository.code_of(uow.session, report.merged_into)
    before = snapshot_of(report)
    report.merged_into, report.updated_at = None, clock.now()
    report.version += 1
    await timing.recount(uow.session, report)
    await take_step(uow, report, Action.UNMERGE, By.HANDLER, message=reason, before=before)
    await _tell(uow, code, into, joined=False)


async def _locked(uow: UnitOfWork, code: str) -> Report:
    report = await repository.for_update(uow.session, code.strip().upper())
    if report is None:
        raise NotFound(N_("There is no report with this code."))
    if By.HANDLER not in relation(report, uow.actor):
        uow.actor.require_sign_in()
        raise Denied
    return report


async def _tell(uow: UnitOfWork, code: str, into: str, *, joined: bool) -> None:
    if FOLLOW_UP in app.tasks:
        await uow.enqueue(FOLLOW_UP, code=code, into=into, joined=joined)
