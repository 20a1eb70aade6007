"""Giving a report to one officer of the agency that holds it. Only the staff see to whom."""

import uuid
from collections.abc import Sequence

from bessai_berinta.core import clock
from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.accounts.models import Account
from bessai_berinta.features.reports.service import snapshot_of, take_step
from bessai_berinta.features.reports.workflow import OPEN, Action, By

from . import repository
from .access import locked_for


async def assign(
    uow: UnitOfWork, code: str, assignee: uuid.UUID | None, version: int | None = None
) -> None:
    """Give an open report to an officer of its agency; None gives it back to all of them.

    ``version`` is what the actor saw. Raises NotFound, Denied, Conflict (closed, or changed
    meanwhile) or InvalidInput (``assignee`` is no officer of the agency).
    """
    uow.actor.require(Permission.REPORT_ASSIGN)
    report = await locked_for(uow, code)
    if version is not None and version != report.version:
        raise Conflict
    if report.status not in OPEN:
        raise Conflict(N_("This report is closed, so nobody needs to work on it."))
    officers = await repository.officers(uow.session, report.agency)
    if assignee == report.assignee_id:
        return
    name = _name_of(officers, assignee)
    before = {**snapshot_of(report), "assignee": str(report.assignee_id or "")}
    report.assignee_id, report.updated_at = assignee, clock.now()
    report.version += 1
    await take_step(uow, report, Action.ASSIGN, By.HANDLER, message=name or "-", before=before)


def _name_of(officers: Sequence[Account], assignee: uuid.UUID | None) -> str:
    if assignee is None:
        return ""
    for officer in officers:
        if officer.id == assignee:
            return officer.name
    problem = N_("Choose an officer of the agency that holds the report.")
    raise InvalidInput(problem, fields={"assignee": problem})
