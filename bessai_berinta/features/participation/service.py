"""Use cases that write: following and supporting. Each checks for itself what one may see."""

import uuid

from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import repository as reports_repository
from bessai_berinta.features.reports import service as reports
from bessai_berinta.features.reports.models import Report, Submission
from bessai_berinta.features.reports.workflow import OPEN, Action

from . import access, repository
from .schemas import FollowKind, Standing, who
from .workflow import milestone

MOST_PLACES = 30  # areas and categories one person may follow


def topic(code: str) -> str:
    """Name the live topic of what residents say about one report."""
    return f"warga:{code}"


async def follow(
    uow: UnitOfWork, code: str, *, on: bool = True, secret: str = "", locale: str = "id"
) -> Standing:
    """Follow a report, or stop. Raises NotFound for one the actor cannot see."""
    found = await access.seen(uow.session, uow.actor, code, secret)
    person, target = who(uow.actor), str(found.report.id)
    if on:
        await repository.follow(uow.session, person, FollowKind.REPORT, target, locale)
    else:
        await repository.unfollow(uow.session, person, FollowKind.REPORT, target)
    return await standing(uow, found)


async def support(
    uow: UnitOfWork, code: str, *, on: bool = True, secret: str = "", locale: str = "id"
) -> Standing:
    """Say that one has the problem too, or take it back; who supports also follows.

    One for each person. Raises NotFound for a report the actor cannot see, Conflict for one's
    own and for a closed one.
    """
    found = await access.seen(uow.session, uow.actor, code, secret, lock=True)
    if found.mine:
        raise Conflict(N_("This is your own report; it counts already."))
    if on and found.report.status not in OPEN:
        raise Conflict(N_("This report is closed. Say there whether it is solved."))
    person, before = who(uow.actor), found.report.supports
    if on:
        await repository.support(uow.session, person, found.report.id)
        target = str(found.report.id)
        await repository.follow(uow.session, person, FollowKind.REPORT, target, locale)
    else:
        await repository.unsupport(uow.session, person, found.report.id)
    after = await recount(uow, found.report)
    await _pass_milestone(uow, found.report.code, before, after)
    await uow.publish(topic(found.report.code))
    return await standing(uow, found)


async def recount(uow: UnitOfWork, report: Report) -> int:
    """Bring a (locked) report's number of supporters in step; give it."""
    count = await repository.count_supports(uow.session, report.id)
    await reports.set_supports(uow.session, report, count)
    return count


async def _pass_milestone(uow: UnitOfWork, code: str, before: int, after: int) -> None:
    """Write on the journey that many have the problem; the desk watches the journey.

    A milestone reached again after somebody took his support back is not written again.
    """
    reached = milestone(before, after)
    if reached is None:
        return
    text = f"{reached} warga lain mengalaminya."
    report = await repository.report(uow.session, code)
    if report is None or await repository.has_step(uow.session, report.id, "supported", text):
        return
    await reports.record(uow, code, Action.SUPPORTED, text)


async def standing(uow: UnitOfWork, found: access.Seen) -> Standing:
    person = who(uow.actor)
    report = found.report
    return Standing(
        supports=report.supports,
        supported=await repository.supports(uow.session, person, report.id),
        followed=found.mine
        or await repository.follows(uow.session, person, FollowKind.REPORT, str(report.id)),
        mine=found.mine,
        may_support=not found.mine and report.status in OPEN,
        desk=found.staff,
    )


async def follow_place(
    uow: UnitOfWork, kind: str, target: str, *, on: bool = True, locale: str = "id"
) -> None:
    """Follow an area or a category, or stop. Raises InvalidInput for one we do not have."""
    if kind not in (FollowKind.AREA, FollowKind.CATEGORY):
        raise InvalidInput(fields={"jenis": N_("Choose from the list.")})
    person, chosen = who(uow.actor), FollowKind(kind)
    if not on:
        await repository.unfollow(uow.session, person, chosen, target)
        return
    if not await repository.place_exists(uow.session, chosen, target):
        raise InvalidInput(fields={"sasaran": N_("Choose from the list.")})
    if await repository.count_places(uow.session, person) >= MOST_PLACES:
        raise Conflict(N_("You follow {most} areas and kinds already.", most=MOST_PLACES))
    await repository.follow(uow.session, person, chosen, target, locale)


async def first_time(uow: UnitOfWork, key: uuid.UUID, body_hash: str, code: str) -> bool:
    """Take an idempotency key; False when the same was sent before.

    Raises Conflict when the key came with something else.
    """
    wanted = Submission(key=key, body_hash=body_hash, code=code, path=f"/lapor/{code}")
    if await reports_repository.claim_key(uow.session, wanted):
        return True
    earlier = await reports_repository.submission(uow.session, key)
    if earlier is None or earlier.body_hash != body_hash:
        raise Conflict
    return False
