"""Use cases that read. Each checks for itself who asks and hands out only what they may see."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import Denied, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.livecache import LiveCache
from bessai_berinta.core.permissions import ANONYMOUS, Actor, Permission
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.workcalendar import service as workcalendar

from . import corrections, questions, repository, words
from .access import relation
from .desk import repository as desk
from .models import Report, ReportEvent
from .repository import Row
from .schemas import (
    CategoryView,
    EventView,
    Moved,
    PhotoView,
    PublicReport,
    QuestionView,
    Queue,
    QueueFilter,
    QueueMark,
    ReportLine,
    ReportQuery,
    ReportView,
)
from .workflow import INTERNAL, Action, By, Status, allowed

ANY = ReportQuery(limit=repository.PAGE)
# Half a minute, because reports become late by the clock alone.
_seen_by_all: LiveCache[ReportView] = LiveCache("laporan:", longest=30)


async def categories(session: AsyncSession) -> list[CategoryView]:
    """List the active categories in the order of the form."""
    return [_category(found) for found in await repository.categories(session)]


def _category(found) -> CategoryView:  # type: ignore[no-untyped-def]
    names = CategoryView.__dataclass_fields__
    return CategoryView(**{name: getattr(found, name) for name in names})


def _line(row: Row, days: WorkCalendar, today: date) -> ReportLine:
    report = row.report
    return ReportLine(
        code=report.code,
        category=_category(row.category),
        title=words.headline(report.description),
        area=row.area.name,
        status=Status(report.status),
        agency=row.agency.name,
        agency_code=row.agency.code,
        due_at=report.due_at,
        days_left=days.between(today, clock.local_day(report.due_at)),
        overdue=report.due_at < clock.now(),
        created_at=report.created_at,
        thumbnail=row.thumbnail,
        private=report.private,
        demo=report.demo,
        supports=report.supports,
        visibility=report.visibility,  # type: ignore[arg-type]  # the column holds nothing else
    )


async def _lines(session: AsyncSession, rows: Sequence[Row]) -> tuple[ReportLine, ...]:
    today = clock.today()
    days = await workcalendar.calendar(session, today)
    return tuple(_line(row, days, today) for row in rows)


async def view(session: AsyncSession, actor: Actor, code: str, secret: str = "") -> ReportView:
    """Show one report as ``actor`` may see it.

    Raises NotFound for an unknown code and, so that nothing is given away, for a report of
    somebody else that is private or held back; Moved for one merged into another.
    """
    row = await repository.by_code(session, code.upper())
    relations = relation(row.report, actor, secret) if row else set()
    closed_to_all = row is None or row.report.private or row.report.visibility != "public"
    if row is None or (closed_to_all and not relations):
        raise NotFound(N_("There is no report with this code."))
    if row.report.merged_into and By.HANDLER not in relations:
        raise Moved(await repository.code_of(session, row.report.merged_into))
    report, today = row.report, clock.today()
    joined = {each.id: each.code for each in await repository.merged_into(session, report.id)}
    ids = [report.id, *joined]
    days = await workcalendar.calendar(session, today)
    return ReportView(
        line=_line(row, days, today),
        description=report.description,
        area_code=report.area,
        area_estimated=report.area_estimated,
        lat=report.lat,
        lon=report.lon,
        reporter_name="" if report.anonymous else report.reporter_name,
        answer_by=clock.local_day(report.answer_due_at),
        events=tuple(
            replace(_event(event, name), joined=joined.get(event.report_id, ""))
            for event, name in await repository.events(session, ids)
            if _readable(event, relations)
        ),
        photos=tuple(
            PhotoView(p.id, p.kind, p.width, p.height)  # type: ignore[arg-type]
            for p in await repository.photos(session, ids)
        ),
        actions=tuple(
            action for by in sorted(relations) for action in allowed(Status(report.status), by)
        ),
        mine=By.REPORTER in relations,
        version=report.version,
        editable=By.REPORTER in relations and corrections.editable(report, clock.now()),
        joined=tuple(sorted(joined.values())),
        answers=await _answers(session, report) if relations else (),
    )


async def _answers(session: AsyncSession, report: Report) -> tuple[tuple[QuestionView, str], ...]:
    asked = await questions.of(session, report.category) if report.answers else ()
    given = report.answers or {}
    return tuple((each, str(given[each.code])) for each in asked if each.code in given)


async def public_view(session: AsyncSession, code: str) -> ReportView:
    """Show one report as anybody may see it; NotFound for a private one."""
    return await view(session, ANONYMOUS, code)


async def shared_view(code: str) -> ReportView:
    """The same, read once for all who ask until a report changes."""

    async def read() -> ReportView:
        async with db.session() as session:
            return await public_view(session, code)

    return await _seen_by_all.get(code, read)


def _readable(event: ReportEvent, relations: set[By]) -> bool:
    """Tell who reads a step: internal ones the staff; why it was taken down, its reporter too."""
    told = event.action == Action.MODERATE and event.actor_kind == "staff"
    return (
        event.action not in INTERNAL
        or By.HANDLER in relations
        or (told and By.REPORTER in relations)
    )


def _event(event: ReportEvent, agency: str) -> EventView:
    return EventView(
        at=event.at,
        action=Action(event.action),
        status=Status(event.status),
        agency=agency,
        message=event.message,
        by=event.actor_kind,  # type: ignore[arg-type]  # the column holds nothing else
    )


async def staff_view(session: AsyncSession, actor: Actor, code: str) -> ReportView:
    """Show one report to the desk that holds it, with the reporter's name and contact.

    Raises Denied for staff of another agency.
    """
    actor.require(Permission.STAFF_AREA)
    row = await repository.by_code(session, code.upper())
    if row is None:
        raise NotFound(N_("There is no report with this code."))
    if By.HANDLER not in relation(row.report, actor):
        raise Denied
    shown = await view(session, actor, code)
    actions = tuple(a for a in shown.actions if a != Action.ANSWER)
    if not actor.may(Permission.REPORT_SEE_REPORTER):
        return replace(shown, actions=actions)
    contact = await repository.contact_of(session, row.report)
    return replace(
        shown,
        actions=actions,
        reporter_name=row.report.reporter_name,
        reporter_contact=contact,
    )


async def recent(
    session: AsyncSession, query: ReportQuery = ANY
) -> tuple[tuple[ReportLine, ...], bool]:
    """List public reports that fit ``query``, newest first, and whether there are more."""
    rows = await repository.wanted(session, query, clock.now(), ahead=1)
    return await _lines(session, rows[: query.limit]), len(rows) > query.limit


async def search(session: AsyncSession, query: ReportQuery) -> tuple[PublicReport, ...]:
    """List public reports for a program. Private ones are left out, whoever asks."""
    rows = await repository.wanted(session, query, clock.now())
    lines = await _lines(session, rows)
    words_of = await repository.latest_messages(session, [row.report.id for row in rows])
    return tuple(
        PublicReport(
            line=line,
            description=row.report.description,
            lat=row.report.lat,
            lon=row.report.lon,
            area_code=row.area.code,
            postal_code=row.area.postal_code,
            updated_at=row.report.updated_at,
            latest_message=words_of.get(row.report.id, ""),
        )
        for row, line in zip(rows, lines, strict=True)
    )


async def mine(session: AsyncSession, actor: Actor) -> tuple[ReportLine, ...]:
    """List what this account, or this browser without one, has filed."""
    if not actor.signed_in and not actor.visitor:
        return ()
    return await _lines(
        session, await repository.of_reporter(session, actor.user_id, actor.visitor)
    )


def desk_of(actor: Actor) -> list[str] | None:
    """Give the agencies whose reports the actor handles; None means all of them.

    Raises SignInNeeded or Denied for those without a reports desk.
    """
    actor.require(Permission.STAFF_AREA)
    if actor.may(Permission.REPORT_HANDLE_ANY):
        return None
    actor.require(Permission.REPORT_HANDLE_OWN)
    return sorted(actor.agencies)


async def queue(session: AsyncSession, actor: Actor, wanted: QueueFilter) -> Queue:
    """Give a desk its queue: the actor's agencies, or all for an operator."""
    agencies, now = desk_of(actor), clock.now()
    found = await desk.queue(session, agencies, wanted, now, actor.user_id)
    rows = found[: repository.PAGE]
    names = await desk.names_of(session, [row.report.assignee_id for row in rows])
    return Queue(
        lines=await _lines(session, rows),
        counts=await desk.counts(session, agencies, wanted, now, actor.user_id),
        more=len(found) > repository.PAGE,
        marks=tuple(
            QueueMark(row.report.version, names.get(row.report.assignee_id, "")) for row in rows
        ),
    )


async def photo_key(
    session: AsyncSession, actor: Actor, photo_id: uuid.UUID, secret: str = ""
) -> tuple[str, bool]:
    """Give where a photo's renditions lie, and whether everyone may see them.

    Raises NotFound for an unknown photo or one of somebody else's report that is not public.
    Where faces or plates were covered, the covered renditions are given.
    """
    found = await repository.photo(session, photo_id)
    if found is None:
        raise NotFound
    photo, report = found
    open_to_all = not report.private and report.visibility == "public" and not photo.hidden
    if not open_to_all and not relation(report, actor, secret):
        raise NotFound
    return photo.redacted_key or photo.key, open_to_all
