"""What passes between a report and other systems: its public facts out, words and photos in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository
from .access import relation
from .models import Report, ReportPhoto
from .schemas import MAX_PHOTOS, StoredPhoto
from .service import add_photos, take_step
from .workflow import Action, By


@dataclass(frozen=True)
class Outgoing:
    """What of a public report may leave the house, and the contact where that is agreed."""

    id: uuid.UUID
    code: str
    category: str
    description: str
    address: str
    lat: float | None
    lon: float | None
    photo: uuid.UUID | None
    name: str
    contact: str


async def outgoing(session: AsyncSession, code: str) -> Outgoing:
    """Give a report as another system may have it.

    Raises NotFound for an unknown code, Conflict for one that is not public: private, held
    and hidden reports never leave.
    """
    row = await repository.by_code(session, code.upper())
    if row is None:
        raise NotFound
    report = row.report
    if not _is_public(report):
        raise Conflict(N_("Only a public report can be passed on to another city's system."))
    return Outgoing(
        id=report.id,
        code=report.code,
        category=report.category,
        description=report.description,
        address=row.area.name,
        lat=report.lat,
        lon=report.lon,
        photo=row.thumbnail,
        name=report.reporter_name,
        contact=await repository.contact_of(session, report),
    )


def _is_public(report: Report) -> bool:
    return not report.private and report.visibility == "public" and report.merged_into is None


async def new_public(
    session: AsyncSession, category: str, since: datetime, limit: int
) -> Sequence[str]:
    """Give the codes of public reports of a category filed since then, the oldest first."""
    query = (
        select(Report.code)
        .where(repository.public(), Report.category == category, Report.created_at >= since)
        .order_by(col(Report.created_at))
        .limit(limit)
    )
    return (await session.exec(query)).all()


async def require_category(session: AsyncSession, code: str) -> None:
    """Raise InvalidInput unless there is such a category."""
    if await repository.category(session, code) is None:
        raise InvalidInput(fields={"category": N_("Choose what it is about.")})


async def require_handler(session: AsyncSession, actor: Actor, code: str) -> None:
    """Raise NotFound or Denied unless the actor's desk holds the report."""
    actor.require(Permission.STAFF_AREA)
    row = await repository.by_code(session, code.upper())
    if row is None:
        raise NotFound
    if By.HANDLER not in relation(row.report, actor):
        raise Denied


async def say(uow: UnitOfWork, code: str, message: str) -> None:
    """Put what happened with another system on the journey; the status stays."""
    report = await repository.for_update(uow.session, code)
    if report is None:
        raise NotFound
    await take_step(uow, report, Action.EXTERNAL, None, message=message)


async def attach(uow: UnitOfWork, code: str, photo: StoredPhoto) -> bool:
    """Add a photo that another system holds; False when it is there or no more fit."""
    report = await repository.for_update(uow.session, code)
    if report is None or await uow.session.get(ReportPhoto, photo.id) is not None:
        return False
    if len(await repository.photos(uow.session, [report.id])) >= MAX_PHOTOS:
        return False
    add_photos(uow.session, report, [photo], "before")
    await uow.audit("report.photo_fetched", f"report:{code}", after={"photo": str(photo.id)})
    return True
