"""All SQL of the desk."""

import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import Role
from bessai_berinta.features.accounts.models import Account, AccountRole
from bessai_berinta.features.reports import repository as reports
from bessai_berinta.features.reports.models import Category, Report
from bessai_berinta.features.reports.repository import Row
from bessai_berinta.features.reports.schemas import QueueFilter
from bessai_berinta.features.reports.workflow import CLOSED
from bessai_berinta.features.wilayah.models import Agency, Area

from .models import ReportNote, ReportTemplate, SavedFilter

BATCH = 500


def _held_by(agencies: Iterable[str] | None) -> ColumnElement[bool]:
    return true() if agencies is None else col(Report.agency).in_(list(agencies))


def _matches(wanted: QueueFilter, reader: uuid.UUID | None) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [col(Report.merged_into).is_(None)]
    if text := wanted.text.replace("\0", " ").strip():  # PostgreSQL holds no NUL
        haystack = col(Report.code) + literal(" ") + col(Report.description)
        tests += [haystack.icontains(word, autoescape=True) for word in text.split()[:6]]
    if wanted.category:
        tests.append(col(Report.category) == wanted.category)
    if wanted.area:
        tests.append(col(Report.area) == wanted.area)
    if wanted.assigned == "mine":
        tests.append(col(Report.assignee_id) == reader)
    if wanted.assigned == "none":
        tests.append(col(Report.assignee_id).is_(None))
    return and_(*tests)


def in_queue(
    agencies: Sequence[str] | None, wanted: QueueFilter, now: datetime, reader: uuid.UUID | None
) -> ColumnElement[bool]:
    """Tell whether a report belongs in a desk's list as ``reader`` filtered it."""
    return and_(
        _held_by(agencies), reports.chips(now).get(wanted.chip, true()), _matches(wanted, reader)
    )


async def queue(
    session: AsyncSession,
    agencies: Sequence[str] | None,
    wanted: QueueFilter,
    now: datetime,
    reader: uuid.UUID | None,
) -> list[Row]:
    """Give one page of a desk, soonest due first; ``agencies`` of None means all of them."""
    closed_last = case((col(Report.status).in_(CLOSED), 1), else_=0)
    query = reports.rows().where(in_queue(agencies, wanted, now, reader))
    query = query.order_by(closed_last, col(Report.due_at), col(Report.created_at))
    return await reports.fetch(
        session, query.offset((wanted.page - 1) * reports.PAGE).limit(reports.PAGE + 1)
    )


async def counts(
    session: AsyncSession,
    agencies: Sequence[str] | None,
    wanted: QueueFilter,
    now: datetime,
    reader: uuid.UUID | None,
) -> dict[str, int]:
    """Count each chip under the same search, so that the numbers fit the list."""
    chips = reports.chips(now)
    numbers: Any = [func.count().filter(test) for test in chips.values()]
    query: Any = select(*numbers).where(_held_by(agencies), _matches(wanted, reader))
    found = (await session.exec(query)).one()
    return dict(zip(chips, found, strict=True))


async def around(
    session: AsyncSession,
    point: tuple[float, float],
    box: tuple[float, float, float, float],
    since: datetime,
    but: uuid.UUID,
) -> list[Row]:
    """Give the reports in a box filed since then, whatever their state, the nearest first."""
    west, south, east, north = box
    away = (col(Report.lat) - point[0]) * (col(Report.lat) - point[0]) + (
        col(Report.lon) - point[1]
    ) * (col(Report.lon) - point[1])
    query = reports.rows().where(
        Report.id != but,
        Report.created_at >= since,
        col(Report.lat).between(south, north),
        col(Report.lon).between(west, east),
    )
    return await reports.fetch(session, query.order_by(away).limit(reports.NEAR))


async def names_of(
    session: AsyncSession, accounts: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID | None, str]:
    """Give the names of some accounts, by id."""
    wanted = {account for account in accounts if account}
    if not wanted:
        return {}
    query = select(Account.id, Account.name).where(col(Account.id).in_(wanted))
    return dict((await session.exec(query)).all())


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
