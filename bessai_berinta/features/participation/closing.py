"""Use case: answering "is it solved?" after a report was closed."""

import math
from collections.abc import Sequence

from bessai_berinta.core import clock, geo
from bessai_berinta.core.errors import CityError, Conflict, Denied
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import service as reports
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.schemas import StoredPhoto
from bessai_berinta.features.reports.workflow import Status
from bessai_berinta.features.wilayah import service as wilayah

from . import access, comments, repository, workflow
from .models import Comment, Verdict
from .schemas import Answer, CommentState, FollowKind, Posted, Who, who
from .service import topic
from .workflow import AGAIN, RULES, Claim, Standing

NOT_CLOSED = N_("This report is not closed.")
# Stored on the journey in Indonesian, as everything staff and residents write there.
REOPENED = N_("Residents say that it is not solved yet.")


async def standing_of(uow: UnitOfWork, found: access.Seen, person: Who) -> Standing:
    """Tell what somebody is to a closed report: following counts from before its closing."""
    if found.mine:
        return Standing.REPORTER
    target = str(found.report.id)
    since_before = await repository.follows(
        uow.session, person, FollowKind.REPORT, target, before=found.report.closed_at
    )
    return Standing.FOLLOWER if since_before else Standing.NEARBY


async def answer(
    uow: UnitOfWork,
    code: str,
    given: Answer,
    photos: Sequence[StoredPhoto] = (),
    secret: str = "",
) -> Posted:
    """Say whether a closed report is solved (see :mod:`.workflow` for what follows).

    Raises NotFound, Conflict (not closed, too late, answered before), Denied (a rating by
    somebody it does not concern) or InvalidInput by field.
    """
    found = await access.seen(uow.session, uow.actor, code, secret, lock=True)
    report = found.report
    closing = await repository.closing_step(uow.session, report.id)
    if report.status != Status.DONE or report.closed_at is None or closing is None:
        raise Conflict(NOT_CLOSED)
    person = who(uow.actor)
    if await repository.verdict(uow.session, person, report.id, closing):
        raise Conflict(AGAIN)
    standing = await standing_of(uow, found, person)
    row = Verdict(
        report_id=report.id,
        closing=closing,
        standing=standing,
        fixed=given.fixed,
        stars=given.stars if given.fixed else None,
        reason=given.reason,
        **person.key,
    )
    if given.fixed:
        return await _rate(uow, report, row)
    return await _dispute(uow, report, row, given, photos)


async def _rate(uow: UnitOfWork, report: Report, row: Verdict) -> Posted:
    if row.standing == Standing.NEARBY:
        raise Denied(N_("The reporter and those who followed the report are asked."))
    assert report.closed_at is not None  # answer() saw to it
    workflow.check_answerable(report.closed_at, clock.now())
    uow.session.add(row)
    await uow.audit("report.rated", f"report:{report.code}", after={"stars": row.stars})
    await uow.publish(topic(report.code))
    return Posted("rated")


async def _dispute(
    uow: UnitOfWork,
    report: Report,
    row: Verdict,
    given: Answer,
    photos: Sequence[StoredPhoto],
) -> Posted:
    assert report.closed_at is not None  # answer() saw to it
    distance = await _distance(uow, report, given)
    known = distance is not None and math.isfinite(distance)
    row.distance_m = round(distance) if known and distance is not None else None
    claims = await repository.claims(uow.session, report.id, row.closing)
    row.reopened = workflow.reopens(
        Claim(
            standing=Standing(row.standing),
            closed_at=report.closed_at,
            at=clock.now(),
            reason=given.reason,
            photo=bool(photos),
            distance_m=distance,
            earlier=sum(RULES[Standing(s)].weight for s in claims),
            reopenings=await repository.reopenings(uow.session, report.id),
        )
    )
    uow.session.add(row)
    said = Comment(
        report_id=report.id,
        text=given.reason,
        kind="not_fixed",
        account_id=row.account_id,
        visitor=row.visitor,
    )
    posted = await comments.post(uow, report, said, photos)
    if row.reopened:
        # Words nobody has looked at must not reach the journey, which cannot be changed.
        public = posted.state == CommentState.PUBLIC
        message = given.reason if public else REOPENED.text("id")
        await reports.reopen(uow, report.code, message)
    return Posted(posted.state, reopened=row.reopened, id=posted.id)


async def _distance(uow: UnitOfWork, report: Report, given: Answer) -> float | None:
    """Measure from the phone to the report, in metres; None without a position.

    A report that names only its kelurahan is reached anywhere in it.
    """
    if given.lat is None or given.lon is None:
        return None
    if report.lat is not None and report.lon is not None:
        return geo.distance((given.lon, given.lat), (report.lon, report.lat))
    try:
        place = await wilayah.locate(uow.session, given.lat, given.lon)
    except CityError:
        return math.inf
    return 0.0 if place.area == report.area else math.inf
