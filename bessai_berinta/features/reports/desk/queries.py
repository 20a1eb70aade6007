"""What the desk shows of a report beyond its journey, for those who handle it."""

from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, geo
from bessai_berinta.core.errors import Denied
from bessai_berinta.core.permissions import Actor
from bessai_berinta.features.reports import merging, queries, words
from bessai_berinta.features.reports import repository as reports
from bessai_berinta.features.reports.access import relation
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.repository import Row
from bessai_berinta.features.reports.workflow import OPEN, By, Status

from . import repository, templates
from .access import row_for
from .schemas import Candidate, DeskExtras, NearbyReport, NoteView

NEAR_METRES = 250
NEAR_AGE = timedelta(days=180)
NEAR_SHOWN = 12


async def extras(session: AsyncSession, actor: Actor, code: str) -> DeskExtras:
    """Give notes, prepared texts, officers, neighbours and figures of a report one handles.

    Raises NotFound, SignInNeeded or Denied.
    """
    row = await row_for(session, actor, code)
    report = row.report
    joined = [
        one
        for one in await reports.merged_into(session, report.id)
        if By.HANDLER in relation(one, actor)  # another desk's notes stay with that desk
    ]
    names = await repository.names_of(session, [report.assignee_id])
    return DeskExtras(
        due_at=report.due_at,
        paused_at=report.paused_at,
        reminded=report.reminded,
        reopened=report.reopened,
        supports=report.supports,
        assignee_id=report.assignee_id,
        assignee=names.get(report.assignee_id, ""),
        candidates=await officers(session, actor, report.agency),
        merged_into=await _code_of_target(session, report),
        notes=tuple(
            NoteView(note.at, note.author, note.text)
            for note in await repository.notes(session, [report.id, *(one.id for one in joined)])
        ),
        nearby=await _nearby(session, actor, row),
        templates=await templates.fitting(session, row),
    )


async def officers(session: AsyncSession, actor: Actor, agency: str) -> tuple[Candidate, ...]:
    """List the officers of an agency to those who handle its reports."""
    agencies = queries.desk_of(actor)
    if agencies is not None and agency not in agencies:
        raise Denied
    found = await repository.officers(session, agency)
    return tuple(Candidate(officer.id, officer.name) for officer in found)


async def _code_of_target(session: AsyncSession, report: Report) -> str:
    return await reports.code_of(session, report.merged_into) if report.merged_into else ""


async def _nearby(session: AsyncSession, actor: Actor, row: Row) -> tuple[NearbyReport, ...]:
    """Give what lies within :data:`NEAR_METRES` and may be read by the actor, nearest first."""
    here = row.report
    if here.lat is None or here.lon is None:
        return ()
    box = geo.around((here.lon, here.lat), NEAR_METRES)
    since = clock.now() - NEAR_AGE
    found = await repository.around(session, (here.lat, here.lon), box, since, here.id)
    measured = [_neighbour(actor, here, other) for other in found if _may_read(actor, other.report)]
    return tuple(one for one in measured if one.metres <= NEAR_METRES)[:NEAR_SHOWN]


def _may_read(actor: Actor, report: Report) -> bool:
    public = not report.private and report.visibility == "public"
    return public or By.HANDLER in relation(report, actor)


def _neighbour(actor: Actor, here: Report, other: Row) -> NearbyReport:
    there = other.report
    return NearbyReport(
        code=there.code,
        title=words.headline(there.description),
        category_id=other.category.name_id,
        category_en=other.category.name_en,
        status=Status(there.status),
        metres=round(
            geo.distance((here.lon or 0, here.lat or 0), (there.lon or 0, there.lat or 0))
        ),
        thumbnail=other.thumbnail,
        created_at=there.created_at,
        mergeable=(
            here.status in OPEN
            and merging.joinable(here)
            and merging.joinable(there)
            and By.HANDLER in relation(there, actor)
        ),
    )
