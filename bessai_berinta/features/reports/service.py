"""Use cases that write: filing a report and working on it. Each checks for itself who asks."""

import uuid
from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.wilayah import service as wilayah

from . import proof, questions, repository, routing, timing
from .access import relation
from .models import Report, ReportEvent, ReportPhoto, Submission
from .schemas import (
    Filed,
    NewReport,
    StoredPhoto,
    Visibility,
)
from .workflow import (
    CLOSED,
    OPEN,
    RULES,
    Action,
    By,
    Needs,
    Status,
    check_needs,
    next_status,
)

CODE_TRIES = 5
# The first of these is an agency's first answer; handing over is none.
ANSWERS = (Action.ACCEPT, Action.START, Action.ASK, Action.FINISH, Action.REFUSE)
QUEUE_TOPIC = "petugas:lapor"


def report_topic(code: str) -> str:
    """Name the live topic of one report."""
    return f"laporan:{code}"


def reporter_topic(account: uuid.UUID | None, visitor: str) -> str:
    """Name the live topic of all reports of one account, or of a browser without one."""
    return f"laporan-milik:{account or visitor}"


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
    complete: bool = True,
    suspect: bool = False,
    demo: bool = False,
) -> Filed:
    """File a report: route it, set its date, open its journey. Anyone may.

    ``complete`` of False lets required extra questions be: not every program can ask them.
    A ``suspect`` one, or one with watched words, is held until a moderator has looked.
    The same key and body give the same answer and one report. Raises InvalidInput for a
    category or place we do not have, Conflict for a key used with another body, Denied for
    somebody under a ban.
    """
    await abuse.check(uow.session, uow.actor)
    category = await repository.category(uow.session, new.category)
    if category is None:
        raise InvalidInput(fields={"kategori": N_("Choose what it is about.")})
    asked = await questions.of(uow.session, category.code)
    answers = questions.check(asked, new.answers, complete=complete)
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

    agency = await routing.agency_for(
        uow.session, routing.Facts(category.code, place.area, clock.now(), answers)
    )
    report = _filled(new, uow.actor, place)
    report.code, report.agency, report.answers, report.demo = code, agency, answers, demo
    report.access_hash = ids.fingerprint(secret) if secret else ""
    await timing.start(uow.session, report, category)
    uow.session.add(report)
    await uow.session.flush()
    add_photos(uow.session, report, photos, "before")
    await take_step(uow, report, Action.SUBMIT, By.REPORTER)
    await hold_if_needed(uow, report, suspect=suspect)
    return Filed(code, path)


def _filled(new: NewReport, actor: Actor, place: wilayah.Located) -> Report:
    """Take over what was filed; code, agency and clock are still to come."""
    return Report(
        code="",
        category=new.category,
        description=new.description,
        lat=new.lat,
        lon=new.lon,
        accuracy_m=new.accuracy_m,
        area=place.area,
        area_estimated=place.estimated,
        status=Status.NEW,
        agency="",
        due_at=clock.now(),
        answer_due_at=clock.now(),
        anonymous=new.anonymous,
        private=new.private,
        reporter_id=actor.user_id,
        visitor=actor.visitor,
        reporter_name=new.name or actor.name,
        reporter_contact=new.contact,
        locale=new.locale,
    )


async def hold_if_needed(uow: UnitOfWork, report: Report, *, suspect: bool = False) -> None:
    """Keep back what a moderator should see first, with the reason in the history."""
    found = await abuse.needs_review(uow.session, report.description)
    if (found or suspect) and report.visibility == "public":
        report.visibility = "held"
        why = ", ".join(found) or "otomatis"
        await take_step(uow, report, Action.MODERATE, None, message=why)


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
        if not await repository.code_taken(session, code):
            return code
    raise Conflict  # the unique index guards the rest


def add_photos(
    session: AsyncSession,
    report: Report,
    photos: Sequence[StoredPhoto],
    kind: str,
    actor_kind: str = "reporter",
) -> None:
    """Hang photos that already lie in the store on a report, in their order."""
    for position, photo in enumerate(photos):
        session.add(
            ReportPhoto(
                id=photo.id,
                report_id=report.id,
                kind=kind,
                position=position,
                key=photo.key,
                phash=photo.phash,
                taken_at=photo.taken_at,
                actor_kind=actor_kind,
                width=photo.width,
                height=photo.height,
            )
        )


def snapshot_of(report: Report) -> dict[str, object]:
    """Give what the audit log keeps of a report before and after a step."""
    return {
        "status": report.status,
        "agency": report.agency,
        "due_at": report.due_at.isoformat(),
        "visibility": report.visibility,
    }


ACTOR_KINDS = {By.REPORTER: "reporter", By.HANDLER: "staff", By.RESIDENT: "resident"}


async def take_step(
    uow: UnitOfWork,
    report: Report,
    action: Action,
    by: By | None,
    *,
    message: str = "",
    before: dict[str, object] | None = None,
) -> None:
    """Append a step to the journey and the audit log; tell open pages and the reporter.

    ``by`` of None is the system itself.
    """
    event = ReportEvent(
        report_id=report.id,
        action=action,
        status=report.status,
        agency=report.agency,
        message=message,
        actor_id=uow.actor.user_id,
        actor_kind=ACTOR_KINDS[by] if by else "system",
    )
    uow.session.add(event)
    await uow.session.flush()
    await uow.audit(
        f"report.{action}",
        f"report:{report.code}",
        before=before,
        after=snapshot_of(report),
    )
    await uow.publish(report_topic(report.code))
    await uow.publish(reporter_topic(report.reporter_id, report.visitor))
    await uow.publish(QUEUE_TOPIC)
    await uow.enqueue("participation.tell_followers", event_id=event.id)


async def claim(uow: UnitOfWork, visitor: str) -> int:
    """Hand the reports a browser filed without an account to the account now signed in."""
    account = uow.actor.require_sign_in()
    if not visitor:
        return 0
    await uow.enqueue("participation.adopt", visitor=visitor, account=account)
    return await repository.attach_visitor(uow.session, visitor, account)


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
    if report.merged_into:
        raise Conflict(N_("This report is already joined with another one."))
    before = snapshot_of(report)
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
    if action == Action.REOPEN:
        report.reopened += 1
    if action == Action.FINISH:
        await proof.check(uow.session, uow.actor, report, photos)
    await _move(uow.session, report, action, target)
    add_photos(uow.session, report, photos, "after", "staff")
    await take_step(uow, report, action, by, message=message, before=before)


async def reopen(uow: UnitOfWork, code: str, message: str) -> None:
    """Open a closed report again in the residents' name, with a new term.

    Who may say so, how often and how long is the caller's rule (participation). Raises NotFound
    or Conflict when it is open.
    """
    report = await repository.for_update(uow.session, code)
    if report is None:
        raise NotFound
    before = snapshot_of(report)
    target = next_status(Status(report.status), Action.REOPEN)
    report.reopened += 1
    await _move(uow.session, report, Action.REOPEN, target)
    await take_step(uow, report, Action.REOPEN, By.RESIDENT, message=message, before=before)


async def record(uow: UnitOfWork, code: str, action: Action, message: str) -> None:
    """Write on the journey what happened beside the status table (see :class:`Action`)."""
    report = await repository.for_update(uow.session, code)
    if report is None:
        raise NotFound
    report.updated_at = clock.now()
    await take_step(uow, report, action, None, message=message)


async def set_supports(session: AsyncSession, report: Report, count: int) -> None:
    """Note how many others said that they have the problem; participation counts them."""
    report.supports = count
    session.add(report)
    await session.flush()


async def show_photo(session: AsyncSession, photo_id: uuid.UUID, *, hidden: bool) -> None:
    """Show or hide one photo, together with the comment it belongs to."""
    photo = await session.get(ReportPhoto, photo_id)
    if photo is not None:
        photo.hidden = hidden
        session.add(photo)


async def set_visibility(uow: UnitOfWork, code: str, visibility: Visibility, reason: str) -> None:
    """Show a report to everybody, hold it for review or take it down; for moderators."""
    uow.actor.require(Permission.REPORT_MODERATE)
    report = await repository.for_update(uow.session, code)
    if report is None:
        raise NotFound(N_("There is no report with this code."))
    before = snapshot_of(report)
    report.visibility, report.updated_at = visibility, clock.now()
    report.version += 1
    await take_step(uow, report, Action.MODERATE, By.HANDLER, message=reason, before=before)


def _authorise(report: Report, actor: Actor, action: Action, secret: str) -> By:
    needed = RULES[action].by if action in RULES else By.HANDLER
    relations = relation(report, actor, secret)
    if needed not in relations:
        closed_to_all = report.private or report.visibility != "public"
        if closed_to_all and not relations:
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
    report.agency, report.assignee_id = agency, None


async def _move(session: AsyncSession, report: Report, action: Action, target: Status) -> None:
    """Change the status; stop the clock on a question and start it again afterwards."""
    now = clock.now()
    report.resume_status = report.status if action == Action.ASK else ""
    report.status = target
    if action in ANSWERS and report.first_answer_at is None:
        report.first_answer_at = now
    report.closed_at = None if target in OPEN else now
    report.version += 1
    report.updated_at = now
    await timing.resume(session, report)
    if action == Action.ASK:
        await timing.pause(session, report)
    elif action == Action.REOPEN:
        category = await repository.any_category(session, report.category)
        await timing.start(session, report, category)
    elif target in CLOSED:
        timing.stop(report)
    session.add(report)
