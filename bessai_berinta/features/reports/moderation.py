"""What waits for a moderator, and who is behind it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import Locale
from bessai_berinta.core.permissions import Actor, Permission

from . import repository

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
    rows = await repository.held(session, PAGE)
    ids = [row.id for row in rows]
    why = await repository.why_held(session, ids)
    photos: dict[uuid.UUID, list[uuid.UUID]] = {}
    for photo in await repository.photos(session, ids):
        photos.setdefault(photo.report_id, []).append(photo.id)
    return tuple(
        HeldReport(
            code=row.code,
            at=row.created_at,
            description=row.description,
            reporter=row.reporter_name,
            why=why.get(row.id, ""),
            photos=tuple(photos.get(row.id, ())),
        )
        for row in rows
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
