"""Use cases that write: filing a report and working on it. Each checks for itself who asks."""

import uuid
from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.features.workcalendar import service as workcalendar

from . import repository
from .access import relation
from .models import Report, ReportEvent, ReportPhoto, Submission
from .schemas import (
    Filed,
    NewReport,
    StoredPhoto,
)
from .tasks import tell_reporter
from .workflow import OPEN, Action, By, Needs, Status, check_needs, next_status

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
