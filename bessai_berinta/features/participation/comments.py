"""Use cases that write: comments, their moderation, and photos added later."""

import uuid
from collections.abc import Sequence
from typing import Literal

from bessai_berinta.core import clock
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.reports import service as reports
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.schemas import StoredPhoto
from bessai_berinta.features.reports.workflow import OPEN

from . import access, repository, review
from .models import Comment
from .schemas import CommentState, NewComment, Posted, who
from .service import topic
from .workflow import OWN_REMOVAL

MOST_PHOTOS = 6  # of the reporter, the first ones counted in
MOST_DECIDED = 100


async def comment(
    uow: UnitOfWork,
    code: str,
    new: NewComment,
    photos: Sequence[StoredPhoto] = (),
    secret: str = "",
) -> Posted:
    """Say something about a report. What waits for a moderator is read by its author only.

    Raises NotFound for a report the actor cannot see, Denied for speaking as an agency that
    does not hold it, InvalidInput for more than one photo.
    """
    found = await access.seen(uow.session, uow.actor, code, secret)
    if new.as_agency and not found.staff:
        raise Denied
    if len(photos) > 1:
        raise InvalidInput(fields={"foto": N_("One photo with a comment.")})
    row = Comment(
        report_id=found.report.id,
        name=new.name,
        agency=found.report.agency if new.as_agency else "",
        text=new.text,
        **who(uow.actor).key,
    )
    return await post(uow, found.report, row, photos)


async def post(
    uow: UnitOfWork, report: Report, row: Comment, photos: Sequence[StoredPhoto]
) -> Posted:
    """Store a comment; hold it back where it must be looked at first.

    Raises Denied for somebody under a ban.
    """
    await abuse.check(uow.session, uow.actor)
    row.why = await review.why_held(uow.session, uow.actor, f"{row.name}\n{row.text}")
    row.state = CommentState.HELD if row.why else CommentState.PUBLIC
    if photos:
        kind = "claim" if row.kind == "not_fixed" else "more"
        reports.add_photos(uow.session, report, photos[:1], kind, "other")
        await uow.session.flush()
        row.photo_id = photos[0].id
        # A comment shows its own photo; the gallery is for what reporter and agency show.
        await reports.show_photo(uow.session, photos[0].id, hidden=bool(row.why))
    uow.session.add(row)
    await uow.session.flush()
    await uow.audit("comment.post", f"report:{report.code}", after={"id": str(row.id)})
    await uow.publish(topic(report.code))
    if row.state == CommentState.PUBLIC:
        await uow.enqueue("participation.tell_comment", comment_id=row.id)
    return Posted(row.state, id=row.id)


async def remove(uow: UnitOfWork, comment_id: uuid.UUID) -> None:
    """Take back one's own comment, within fifteen minutes.

    Raises NotFound for somebody else's, Conflict when the time is over.
    """
    row = await repository.comment(uow.session, comment_id)
    key = who(uow.actor).key
    mine = row is not None and all(getattr(row, name) == value for name, value in key.items())
    if row is None or not mine or row.state not in (CommentState.HELD, CommentState.PUBLIC):
        raise NotFound
    if clock.now() - row.created_at > OWN_REMOVAL:
        raise Conflict(N_("A comment can be removed for 15 minutes only."))
    await _set_state(uow, row, CommentState.REMOVED, "")


async def decide_comment(
    uow: UnitOfWork,
    ids: Sequence[uuid.UUID],
    decision: Literal["release", "hide"],
    reason: str = "",
) -> int:
    """Release or hide comments, many with one reason; give how many changed.

    For moderators, and for the agency that holds the report of each comment. Raises Denied,
    NotFound, or InvalidInput when hiding without a reason.
    """
    reason = reason.strip()
    if decision == "hide" and not reason:
        raise InvalidInput(fields={"reason": N_("Give a reason; it is kept with the decision.")})
    if len(ids) > MOST_DECIDED:
        raise InvalidInput(fields={"ids": N_("At most {most} at once.", most=MOST_DECIDED)})
    changed = 0
    for comment_id in dict.fromkeys(ids):
        row = await repository.comment(uow.session, comment_id)
        if row is None or row.state == CommentState.REMOVED:
            raise NotFound
        await _may_decide(uow, row)
        state = CommentState.PUBLIC if decision == "release" else CommentState.HIDDEN
        if row.state != state:
            changed += 1
            await _set_state(uow, row, state, reason)
    return changed


async def _may_decide(uow: UnitOfWork, row: Comment) -> None:
    if uow.actor.may(Permission.REPORT_MODERATE):
        return
    report = await repository.report_by_id(uow.session, row.report_id)
    holds = uow.actor.may(Permission.REPORT_HANDLE_OWN) and report is not None
    if not holds or report is None or report.agency not in uow.actor.agencies:
        uow.actor.require_sign_in()
        raise Denied


async def _set_state(uow: UnitOfWork, row: Comment, state: CommentState, reason: str) -> None:
    before = {"state": row.state, "why": row.why}
    await repository.set_state(uow.session, row.id, state, reason)
    if row.photo_id:
        await reports.show_photo(uow.session, row.photo_id, hidden=state != CommentState.PUBLIC)
    report = await repository.report_by_id(uow.session, row.report_id)
    code = report.code if report else ""
    await uow.audit(
        f"comment.{state}",
        f"report:{code}",
        before={"id": str(row.id), **before},
        after={"id": str(row.id), "state": state, "why": reason},
    )
    await uow.publish(topic(code))
    if state == CommentState.PUBLIC:
        await uow.enqueue("participation.tell_comment", comment_id=row.id)


async def add_photos(
    uow: UnitOfWork, code: str, photos: Sequence[StoredPhoto], secret: str = ""
) -> int:
    """Add photos to one's own open report; give how many it has now.

    Raises NotFound, Denied for somebody else's (he comments instead), Conflict for a closed
    one and InvalidInput when there are none or too many.
    """
    found = await access.seen(uow.session, uow.actor, code, secret, lock=True)
    if not found.mine:
        raise Denied(N_("Only the reporter adds photos here. Add yours to a comment."))
    if found.report.status not in OPEN:
        raise Conflict(N_("This report is closed."))
    if not photos:
        raise InvalidInput(fields={"foto": N_("Choose a photo.")})
    there = await repository.count_photos(uow.session, found.report.id)
    if there + len(photos) > MOST_PHOTOS:
        raise InvalidInput(fields={"foto": N_("At most {most} photos in all.", most=MOST_PHOTOS)})
    reports.add_photos(uow.session, found.report, photos, "more", "reporter")
    found.report.updated_at = clock.now()
    found.report.version += 1
    uow.session.add(found.report)
    await uow.audit("report.photos", f"report:{found.report.code}", after={"added": len(photos)})
    await uow.publish(reports.report_topic(found.report.code))
    return there + len(photos)
