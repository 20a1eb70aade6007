"""All SQL of the desk."""

import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import Role
from bessai_berinta.features.accounts.models import Account, AccountRole
from bessai_berinta.features.reports.models import Category, Report
from bessai_berinta.features.reports.repository import in_queue
from bessai_berinta.features.reports.schemas import QueueFilter
from bessai_berinta.features.wilayah.models import Agency, Area

from .models import ReportNote, ReportTemplate, SavedFilter

BATCH = 500


async def templates(session: AsyncSession) -> list[ReportTemplate]:
    query = select(ReportTemplate).order_by(col(ReportTemplate.action), col(ReportTemplate.title))
    return list((await session.exec(query)).all())


async def template(session: AsyncSession, template_id: int) -> ReportTemplate | None:
    return await session.get(ReportTemplate, template_id)


async def notes(session: AsyncSession, report_ids: Sequence[uuid.UUID]) -> list[ReportNote]:
    """Give the notes on some reports, newest first."""
    query = (
        select(ReportNote)
        .where(col(ReportNote.report_id).in_(report_ids))
        .order_by(col(ReportNote.id).desc())
    )
    return list((await session.exec(query)).all())


async def officers(session: AsyncSession, agency: str) -> list[Account]:
    """Give those who were officers of an agency at their latest sign-in, by name."""
    query = (
        select(Account)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(AccountRole.role == Role.OFFICER, AccountRole.agency == agency)
        .order_by(col(Account.name), col(Account.id))
    )
    return list((await session.exec(query)).all())


async def saved(session: AsyncSession, account: uuid.UUID) -> list[SavedFilter]:
    query = (
        select(SavedFilter)
        .where(SavedFilter.account_id == account)
        .order_by(func.lower(SavedFilter.name))
    )
    return list((await session.exec(query)).all())


async def saved_one(
    session: AsyncSession, account: uuid.UUID, filter_id: int
) -> SavedFilter | None:
    found = await session.get(SavedFilter, filter_id)
    return found if found and found.account_id == account else None


@dataclass(frozen=True)
class Exported:
    """One row of the desk's table, with the names a reader needs."""

    report: Report
    category: str
    area: str
    agency: str
    assignee: str
    contact: str


async def export(
    session: AsyncSession,
    agencies: Sequence[str] | None,
    wanted: QueueFilter,
    now: datetime,
    reader: uuid.UUID | None,
) -> AsyncIterator[Exported]:
    """Give every report of the filtered list, newest first, a batch at a time."""
    officer, reporter = aliased(Account), aliased(Account)
    verified = and_(col(reporter.email_verified), col(reporter.email) != "")
    contact = case((verified, col(reporter.email)), else_=col(Report.reporter_contact))
    columns: Any = (Report, Category.name_id, Area.name, Agency.name, officer.name, contact)
    query: Any = (
        select(*columns)
        .join(Category, col(Category.code) == Report.category)
        .join(Area, col(Area.code) == Report.area)
        .join(Agency, col(Agency.code) == Report.agency)
        .outerjoin(officer, col(officer.id) == Report.assignee_id)
        .outerjoin(reporter, col(reporter.id) == Report.reporter_id)
        .where(in_queue(agencies, wanted, now, reader))
        .order_by(col(Report.created_at).desc(), col(Report.id))
        .execution_options(yield_per=BATCH)
    )
    async for report, category, area, agency, assignee, reach in await session.stream(query):
        yield Exported(report, category, area, agency, assignee or "", reach or "")
