"""Who may work on a report at the desk."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import Denied, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import repository
from bessai_berinta.features.reports.access import relation
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.repository import Row
from bessai_berinta.features.reports.workflow import By

UNKNOWN = N_("There is no report with this code.")


async def row_for(session: AsyncSession, actor: Actor, code: str) -> Row:
    """Give a report to those who handle it. Raises NotFound, SignInNeeded or Denied."""
    actor.require(Permission.STAFF_AREA)
    row = await repository.by_code(session, code.upper())
    if row is None:
        raise NotFound(UNKNOWN)
    if By.HANDLER not in relation(row.report, actor):
        raise Denied
    return row


async def locked_for(uow: UnitOfWork, code: str) -> Report:
    """Give and lock a report for those who handle it. Raises as :func:`row_for`."""
    uow.actor.require(Permission.STAFF_AREA)
    report = await repository.for_update(uow.session, code.upper())
    if report is None:
        raise NotFound(UNKNOWN)
    if By.HANDLER not in relation(report, uow.actor):
        raise Denied
    return report
