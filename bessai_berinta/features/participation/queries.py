"""Use cases that read. Nothing is given of a report the actor cannot see."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import queries as reports
from bessai_berinta.features.reports.schemas import ReportLine, ReportQuery
from bessai_berinta.features.reports.workflow import Status

from . import access, closing, repository, service, workflow
from .models import Comment
from .schemas import (
    MIN_RATINGS,
    Closing,
    CommentState,
    CommentView,
    FollowKind,
    FollowView,
    HeldComment,
    Rating,
    Standing,
    Who,
    who,
)

HELD_PAGE = 100


def _known(actor: Actor) -> Who | None:
    return who(actor) if actor.signed_in or actor.visitor else None


async def standing(session: AsyncSession, actor: Actor, code: str, secret: str = "") -> Standing:
    """Tell how the actor stands to a report. Raises NotFound for one he cannot see."""
    found = await access.seen(session, actor, code, secret)
    if _known(actor) is None:
        return Standing(supports=found.report.supports)
    return await service.standing(UnitOfWork(session, actor), found)


async def comments(
    session: AsyncSession, actor: Actor, code: str, secret: str = ""
) -> tuple[CommentView, ...]:
    """Give a report's comments oldest first: public ones, and one's own that wait.

    The desk that holds the report sees all that wait. Raises NotFound.
    """
    found = await access.seen(session, actor, code, secret)
    person = _known(actor)
    everything = found.staff or actor.may(Permission.REPORT_MODERATE)
    rows = await repository.comments(session, found.report.id, person, everything=everything)
    return tuple(_comment(row, agency, person, found) for row, agency in rows)


def _comment(row: Comment, agency: str, person: Who | None, found: access.Seen) -> CommentView:
    mine = person is not None and row.key_of() == (person.account_id, person.visitor)
    return CommentView(
        id=row.id,
        at=row.created_at,
        name=row.name,
        agency=agency,
        text=row.text,
        kind=row.kind,
        state=CommentState(row.state),
        photo_id=row.photo_id,
        photo_waits=row.photo_id is not None and row.state == "held" and not found.relations,
        mine=mine,
        may_remove=mine and clock.now() - row.created_at <= workflow.OWN_REMOVAL,
    )


async def question(
    session: AsyncSession, actor: Actor, code: str, secret: str = ""
) -> Closing | None:
    """Give what a report closed in the last 14 days asks its reader; None for any other."""
    found = await access.seen(session, actor, code, secret)
    report, person = found.report, _known(actor)
    step = await repository.closing_step(session, report.id)
    if report.status != Status.DONE or not report.closed_at or step is None or person is None:
        return None
    until = workflow.open_until(report.closed_at)
    given = await repository.verdict(session, person, report.id, step)
    if clock.now() > until and given is None:
        return None
    spent = await repository.reopenings(session, report.id) >= workflow.MOST_REOPENINGS
    return Closing(
        standing=await closing.standing_of(UnitOfWork(session, actor), found, person),
        until=until,
        may_answer=given is None,
        answered=given is not None,
        fixed=given.fixed if given else False,
        stars=given.stars if given else None,
        spent=spent,
    )


async def followed(session: AsyncSession, actor: Actor) -> tuple[ReportLine, ...]:
    """List the public reports this account or browser follows, the latest changed first."""
    person = _known(actor)
    codes = await repository.followed_reports(session, person) if person else ()
    if not codes:
        return ()
    lines, _ = await reports.recent(session, ReportQuery(codes=tuple(codes), limit=len(codes)))
    place = {code: at for at, code in enumerate(codes)}
    return tuple(sorted(lines, key=lambda line: place[line.code]))


async def places(session: AsyncSession, actor: Actor) -> tuple[FollowView, ...]:
    """List the areas and categories this account or browser follows."""
    person = _known(actor)
    rows = await repository.followed_places(session, person) if person else []
    return tuple(FollowView(FollowKind(kind), *rest) for kind, *rest in rows)


async def follows_place(session: AsyncSession, actor: Actor, kind: FollowKind, target: str) -> bool:
    person = _known(actor)
    return person is not None and await repository.follows(session, person, kind, target)


async def held_comments(session: AsyncSession, actor: Actor) -> tuple[HeldComment, ...]:
    """List what waits for a moderator, the longest waiting first. Raises Denied."""
    actor.require(Permission.REPORT_MODERATE)
    return tuple(
        HeldComment(
            row.id, code, row.created_at, row.name, row.text, row.kind, row.why, row.photo_id
        )
        for row, code in await repository.held(session, HELD_PAGE)
    )


async def rating_summary(
    session: AsyncSession, by: str = "", since: datetime | None = None
) -> tuple[Rating, ...]:
    """Sum up the stars by ``agency`` or ``category`` (keys are codes), or in all (key "").

    Of public reports that are no demo. Below :data:`MIN_RATINGS` there is a count but no mean:
    an average of two says nothing.
    """
    return tuple(
        Rating(key, count, round(mean, 2) if count >= MIN_RATINGS else None)
        for key, count, mean in await repository.ratings(session, by, since)
    )
