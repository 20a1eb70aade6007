"""Use cases of the reports feature. Each checks for itself who asks."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import ANONYMOUS, Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.features.workcalendar import service as workcalendar

from . import repository, words
from .models import Report, ReportEvent, ReportPhoto, RoutingRule, Submission
from .repository import Row
from .schemas import (
    CategoryView,
    EventView,
    Filed,
    NewReport,
    PhotoView,
    Queue,
    QueueFilter,
    ReportLine,
    ReportView,
    RouteView,
    StoredPhoto,
)
from .tasks import tell_reporter
from .workflow import OPEN, Action, By, Needs, Status, allowed, check_needs, next_status

FIRST_ANSWER_DAYS = 6  # the city's own rule: an agency answers within six working days
FALLBACK_AGENCY = "Diskominfo"  # runs the city's complaint desk; takes what no rule routes
CODE_TRIES = 5
QUEUE_TOPIC = "petugas:lapor"


def report_topic(code: str) -> str:
    """Name the live topic of one report."""
    return f"laporan:{code}"


# --- filing -----------------------------------------------------------------------------


async def earlier_answer(session: AsyncSession, key: uuid.UUID, body_hash: str) -> Filed | None:
    """Give what was answered to this idempotency key before, if anything.

    Raises Conflict when the key came with another body.
    """
    found = await repository.submission(session, key)
    if found is None:
        return None
    if found.body_hash != body_hash:
        raise Conflict(
            N_("This report arrived before you changed it. Send it again to file a second one."),
            extra={"kode": found.code, "url": found.path},
        )
    return Filed(found.code, found.path, repeated=True)


async def submit(
    uow: UnitOfWork,
    new: NewReport,
    photos: Sequence[StoredPhoto],
    key: uuid.UUID,
    body_hash: str,
    *,
    demo: bool = False,
) -> Filed:
    """File a report: route it, set its date, open its journey. Anyone may.

    The same key and body give the same answer and one report. Raises InvalidInput for a
    category or place we do not have, Conflict for a key used with another body.
    """
    category = await repository.category(uow.session, new.category)
    if category is None:
        raise InvalidInput(fields={"kategori": N_("Choose what it is about.")})
    place = await _place(uow.session, new)
    secret = ids.secret_token() if new.private else ""
    code = await _free_code(uow.session)
    path = f"/lapor/{code}" + (f"?kunci={secret}" if secret else "")
    taken = await repository.claim_key(
        uow.session, Submission(key=key, body_hash=body_hash, code=code, path=path)
    )
    if not taken:
        if earlier := await earlier_answer(uow.session, key, body_hash):
            return earlier
        raise Conflict

    days = await workcalendar.calendar(uow.session, clock.today())
    agency = await repository.route(uow.session, category.code, place.area)
    report = Report(
        code=code,
        category=category.code,
        description=new.description,
        lat=new.lat,
        lon=new.lon,
        accuracy_m=new.accuracy_m,
        area=place.area,
        area_estimated=place.estimated,
        status=Status.NEW,
        agency=agency or FALLBACK_AGENCY,
        due_on=days.add(clock.today(), category.target_days),
        anonymous=new.anonymous,
        private=new.private,
        reporter_id=uow.actor.user_id,
        visitor=uow.actor.visitor,
        reporter_name=new.name or uow.actor.name,
        reporter_contact=new.contact,
        locale=new.locale,
        access_hash=ids.fingerprint(secret) if secret else "",
        demo=demo,
    )
    uow.session.add(report)
    await uow.session.flush()
    _add_photos(uow.session, report, photos, "before")
    await _step(uow, report, Action.SUBMIT, By.REPORTER)
    return Filed(code, path)


async def _place(session: AsyncSession, new: NewReport) -> wilayah.Located:
    if new.lat is not None and new.lon is not None:
        return await wilayah.locate(session, new.lat, new.lon)
    area = await wilayah.kelurahan(session, new.area)
    if area is None:
        raise InvalidInput(fields={"kelurahan": N_("Choose a kelurahan from the list.")})
    return wilayah.Located(area=area.code, estimated=False)


async def _free_code(session: AsyncSession) -> str:
    for _ in range(CODE_TRIES):
        code = ids.readable_code("LAP")
        if await repository.by_code(session, code) is None:
            return code
    raise Conflict  # the unique index guards the rest


def _add_photos(
    session: AsyncSession, report: Report, photos: Sequence[StoredPhoto], kind: str
) -> None:
    for position, photo in enumerate(photos):
        session.add(
            ReportPhoto(
                id=photo.id,
                report_id=report.id,
                kind=kind,
                position=position,
                key=photo.key,
                width=photo.width,
                height=photo.height,
            )
        )


def _snapshot(report: Report) -> dict[str, object]:
    return {"status": report.status, "agency": report.agency, "due_on": str(report.due_on)}


async def _step(
    uow: UnitOfWork,
    report: Report,
    action: Action,
    by: By,
    *,
    message: str = "",
    before: dict[str, object] | None = None,
) -> None:
    """Append a step to the journey and the audit log; tell open pages and the reporter."""
    staff = by == By.HANDLER
    event = ReportEvent(
        report_id=report.id,
        action=action,
        status=report.status,
        agency=report.agency,
        message=message,
        actor_id=uow.actor.user_id,
        actor_kind="staff" if staff else "reporter",
    )
    uow.session.add(event)
    await uow.session.flush()
    await uow.audit(
        f"report.{action}",
        f"report:{report.code}",
        before=before,
        after=_snapshot(report),
    )
    await uow.publish(report_topic(report.code))
    await uow.publish(QUEUE_TOPIC)
    if staff:
        await uow.enqueue(tell_reporter.name, event_id=event.id)


async def claim(uow: UnitOfWork, visitor: str) -> int:
    """Hand the reports a browser filed without an account to the account now signed in."""
    account = uow.actor.require_sign_in()
    return await repository.attach_visitor(uow.session, visitor, account) if visitor else 0


# --- working on it ----------------------------------------------------------------------


def relation(report: Report, actor: Actor, secret: str = "") -> set[By]:
    """Tell in what relations an actor stands to a report; ``secret`` opens a private one."""
    found = set()
    if _owns(report, actor) or (
        report.access_hash and secret and ids.fingerprint(secret) == report.access_hash
    ):
        found.add(By.REPORTER)
    own_desk = actor.may(Permission.REPORT_HANDLE_OWN) and report.agency in actor.agencies
    if own_desk or actor.may(Permission.REPORT_HANDLE_ANY):
        found.add(By.HANDLER)
    return found


def _owns(report: Report, actor: Actor) -> bool:
    if report.reporter_id is not None:
        return report.reporter_id == actor.user_id
    return bool(report.visitor) and report.visitor == actor.visitor


async def act(
    uow: UnitOfWork,
    code: str,
    action: Action,
    *,
    message: str = "",
    agency: str = "",
    photos: Sequence[StoredPhoto] = (),
    version: int | None = None,
    secret: str = "",
) -> None:
    """Do ``action`` to a report, if the table and the actor's relation to it allow.

    ``version`` is what the actor saw; Conflict when someone changed the report since.
    Raises NotFound, Denied, Conflict or InvalidInput (what the action needs is missing).
    """
    report = await repository.for_update(uow.session, code)
    if report is None:
        raise NotFound
    by = _authorise(report, uow.actor, action, secret)
    before = _snapshot(report)
    if version is not None and version != report.version:
        raise Conflict
    target = next_status(
        Status(report.status), action, resume=Status(report.resume_status or Status.ACCEPTED)
    )
    message = _clean_message(message)
    given = {Needs.MESSAGE: message, Needs.AGENCY: agency, Needs.PHOTO: photos}
    check_needs(action, {need for need, value in given.items() if value})
    if action == Action.FORWARD:
        await _hand_over(uow, report, agency)
    await _move(uow.session, report, action, target)
    _add_photos(uow.session, report, photos, "after")
    await _step(uow, report, action, by, message=message, before=before)


def _authorise(report: Report, actor: Actor, action: Action, secret: str) -> By:
    needed = By.REPORTER if action == Action.ANSWER else By.HANDLER
    relations = relation(report, actor, secret)
    if needed not in relations:
        if report.private and not relations:
            raise NotFound
        actor.require_sign_in()
        raise Denied
    return needed


def _clean_message(message: str) -> str:
    text = message.strip()
    if len(text) > 2000:
        raise InvalidInput(fields={"message": N_("Keep it under {most} characters.", most=2000)})
    return text


async def _hand_over(uow: UnitOfWork, report: Report, agency: str) -> None:
    target = await wilayah.agency(uow.session, agency)
    if target is None or agency == report.agency:
        raise InvalidInput(fields={"agency": N_("Choose another agency from the list.")})
    report.agency = agency


async def _move(session: AsyncSession, report: Report, action: Action, target: Status) -> None:
    """Change the status; stop the clock on a question and start it again afterwards."""
    today = clock.today()
    if report.paused_on is not None:
        days = await workcalendar.calendar(session, today)
        report.due_on = days.add(report.due_on, max(0, days.between(report.paused_on, today)))
        report.paused_on = None
    if action == Action.ASK:
        report.paused_on, report.resume_status = today, report.status
    else:
        report.resume_status = ""
    report.status = target
    report.version += 1
    report.updated_at = clock.now()
    report.closed_at = None if target in OPEN else clock.now()
    session.add(report)


# --- reading ----------------------------------------------------------------------------


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
        due_on=report.due_on,
        days_left=days.between(today, report.due_on),
        created_at=report.created_at,
        thumbnail=row.thumbnail,
        private=report.private,
        demo=report.demo,
    )


async def _lines(session: AsyncSession, rows: Sequence[Row]) -> tuple[ReportLine, ...]:
    today = clock.today()
    days = await workcalendar.calendar(session, today)
    return tuple(_line(row, days, today) for row in rows)


async def view(session: AsyncSession, actor: Actor, code: str, secret: str = "") -> ReportView:
    """Show one report as ``actor`` may see it.

    Raises NotFound for an unknown code and, so that nothing is given away, for a private
    report of somebody else.
    """
    row = await repository.by_code(session, code.upper())
    relations = relation(row.report, actor, secret) if row else set()
    if row is None or (row.report.private and not relations):
        raise NotFound(N_("There is no report with this code."))
    report, today = row.report, clock.today()
    days = await workcalendar.calendar(session, today)
    return ReportView(
        line=_line(row, days, today),
        description=report.description,
        area_code=report.area,
        area_estimated=report.area_estimated,
        lat=report.lat,
        lon=report.lon,
        reporter_name="" if report.anonymous else report.reporter_name,
        answer_by=days.add(clock.local_day(report.created_at), FIRST_ANSWER_DAYS),
        events=tuple(
            _event(event, name) for event, name in await repository.events(session, report.id)
        ),
        photos=tuple(
            PhotoView(p.id, "after" if p.kind == "after" else "before", p.width, p.height)
            for p in await repository.photos(session, report.id)
        ),
        actions=tuple(
            action for by in sorted(relations) for action in allowed(Status(report.status), by)
        ),
        mine=By.REPORTER in relations,
        version=report.version,
    )


async def public_view(session: AsyncSession, code: str) -> ReportView:
    """Show one report as anybody may see it; NotFound for a private one."""
    return await view(session, ANONYMOUS, code)


def _event(event: ReportEvent, agency: str) -> EventView:
    by = event.actor_kind
    return EventView(
        at=event.at,
        action=Action(event.action),
        status=Status(event.status),
        agency=agency,
        message=event.message,
        by="staff" if by == "staff" else "system" if by == "system" else "reporter",
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
    session: AsyncSession, *, page: int = 1, limit: int = repository.PAGE
) -> tuple[tuple[ReportLine, ...], bool]:
    """List public reports, newest first, and whether there are more."""
    rows = await repository.public(session, page=page, limit=limit)
    return await _lines(session, rows[:limit]), len(rows) > limit


async def mine(session: AsyncSession, actor: Actor) -> tuple[ReportLine, ...]:
    """List what this account, or this browser without one, has filed."""
    if not actor.signed_in and not actor.visitor:
        return ()
    return await _lines(
        session, await repository.of_reporter(session, actor.user_id, actor.visitor)
    )


async def queue(session: AsyncSession, actor: Actor, wanted: QueueFilter) -> Queue:
    """Give a desk its queue: the actor's agencies, or all for an operator."""
    actor.require(Permission.STAFF_AREA)
    everything = actor.may(Permission.REPORT_HANDLE_ANY)
    if not everything:
        actor.require(Permission.REPORT_HANDLE_OWN)
    agencies = None if everything else sorted(actor.agencies)
    today = clock.today()
    rows = await repository.queue(session, agencies, wanted, today)
    return Queue(
        lines=await _lines(session, rows[: repository.PAGE]),
        counts=await repository.counts(session, agencies, wanted, today),
        more=len(rows) > repository.PAGE,
    )


async def photo_key(
    session: AsyncSession, actor: Actor, photo_id: uuid.UUID, secret: str = ""
) -> tuple[str, bool]:
    """Give where a photo's renditions lie, and whether everyone may see them.

    Raises NotFound for an unknown photo or one of somebody else's private report.
    """
    found = await repository.photo(session, photo_id)
    if found is None:
        raise NotFound
    photo, report = found
    if report.private and not relation(report, actor, secret):
        raise NotFound
    return photo.key, not report.private


# --- routing ----------------------------------------------------------------------------


async def routes(session: AsyncSession, actor: Actor) -> list[RouteView]:
    """List the routing rules; for those who may change them."""
    actor.require(Permission.ROUTING_EDIT)
    return [
        RouteView(
            id=rule.id or 0,
            category=category.code,
            category_name=category.name_id,
            area=rule.area,
            area_name=area.name if area else "",
            agency=rule.agency,
        )
        for rule, category, area in await repository.routes(session)
    ]


async def set_route(uow: UnitOfWork, category: str, area: str, agency: str) -> None:
    """Send a category (in one kelurahan, or everywhere with ``area`` empty) to an agency.

    Holds for reports filed from now on. Raises InvalidInput for anything unknown.
    """
    uow.actor.require(Permission.ROUTING_EDIT)
    if await repository.category(uow.session, category) is None:
        raise InvalidInput(fields={"category": N_("Choose what it is about.")})
    if area and await wilayah.kelurahan(uow.session, area) is None:
        raise InvalidInput(fields={"area": N_("Choose a kelurahan from the list.")})
    if await wilayah.agency(uow.session, agency) is None:
        raise InvalidInput(fields={"agency": N_("Choose another agency from the list.")})
    before = await repository.exact_route(uow.session, category, area)
    old = before.agency if before else None
    rule = before or RoutingRule(category=category, area=area, agency=agency)
    rule.agency = agency
    uow.session.add(rule)
    await _audit_route(uow, category, area, old, agency)


async def remove_route(uow: UnitOfWork, category: str, area: str) -> None:
    """Drop the special rule of one kelurahan; the general rule of a category stays."""
    uow.actor.require(Permission.ROUTING_EDIT)
    rule = await repository.exact_route(uow.session, category, area)
    if rule is None or not area:
        raise NotFound
    await uow.session.delete(rule)
    await _audit_route(uow, category, area, rule.agency, None)


async def _audit_route(
    uow: UnitOfWork, category: str, area: str, old: str | None, new: str | None
) -> None:
    await uow.audit(
        "routing.change",
        f"routing:{category}:{area}",
        before={"agency": old},
        after={"agency": new},
    )
