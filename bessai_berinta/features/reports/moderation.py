"""What waits for a moderator, and who is behind it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import Locale
from bessai_berinta.core.permissions import Actor, Permission

from . import repository
from .models import Report, ReportEvent, ReportPhoto
from .workflow import Action

PAGE = 100


@dataclass(frozen=True)
class HeldReport:
    code: str
    at: datetime
    description: str
    reporter: str
    why: str  # the words that were found, or "otomatis"
    photos: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class Author:
    """Who filed a report: an account, else a browser; and where mail reaches them."""

    kind: str
    subject: str
    contact: str
    locale: Locale


async def held(session: AsyncSession, actor: Actor) -> tuple[HeldReport, ...]:
    """List held reports, the longest waiting first. Raises Denied."""
    actor.require(Permission.REPORT_MODERATE)
    query = (
        select(Report)
        .where(Report.visibility == "held")
        .order_by(col(Report.created_at))
        .limit(PAGE)
    )
    rows = (await session.exec(query)).all()
    return tuple([await _held(session, row) for row in rows])


async def _held(session: AsyncSession, row: Report) -> HeldReport:
    why = (
        select(ReportEvent.message)
        .where(ReportEvent.report_id == row.id, ReportEvent.action == Action.MODERATE)
        .order_by(col(ReportEvent.id).desc())
        .limit(1)
    )
    photos = select(ReportPhoto.id).where(ReportPhoto.report_id == row.id)
    return HeldReport(
        code=row.code,
        at=row.created_at,
        description=row.description,
        reporter=row.reporter_name,
        why=(await session.exec(why)).first() or "",
        photos=tuple((await session.exec(photos)).all()),
    )


async def author(session: AsyncSession, code: str) -> Author:
    """Tell who is behind a report. Raises NotFound."""
    row = await repository.by_code(session, code)
    if row is None:
        raise NotFound
    report = row.report
    account = report.reporter_id
    return Author(
        kind="account" if account else "visitor",
        subject=str(account) if account else report.visitor,
        contact=await repository.contact_of(session, report),
        locale="en" if report.locale == "en" else "id",
    )
