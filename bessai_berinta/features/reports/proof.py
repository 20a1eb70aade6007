"""Whether the photos that close a report can be proof: taken after it, and not used before.

Photos without a hash (they show nothing) or without a date are let pass: many phones write no
date, and nobody can be blamed for that.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.adapters.likeness import ALIKE, distance
from bessai_berinta.core import clock
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Actor

from . import repository
from .access import relation
from .models import Report
from .schemas import StoredPhoto

FIELD = "foto"
AHEAD = timedelta(days=1)  # cameras' clocks are seldom right to the minute


async def check(
    session: AsyncSession, actor: Actor, report: Report, photos: Sequence[StoredPhoto]
) -> None:
    """Raise InvalidInput, under ``foto``, for the first photo that can be no proof.

    One is refused when it looks like another of this upload or like any photo sent before, to
    whatever report (see :data:`likeness.ALIKE`), or when its camera dates it before the report
    was filed or opened again, or in the future.
    """
    await repository.one_proof_at_a_time(session)
    for number, photo in enumerate(photos, 1):
        problem = (
            _twice(photos, number)
            or _misdated(report, photo, number)
            or await _used(session, actor, report, photo, number)
        )
        if problem:
            raise InvalidInput(problem, fields={FIELD: problem})


def _twice(photos: Sequence[StoredPhoto], number: int) -> Message | None:
    for earlier, other in enumerate(photos[: number - 1], 1):
        if _alike(other.phash, photos[number - 1].phash):
            return N_(
                "Photos {first} and {second} are the same picture. Leave one out.",
                first=earlier,
                second=number,
            )
    return None


def _alike(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and distance(one, other) <= ALIKE


def _misdated(report: Report, photo: StoredPhoto, number: int) -> Message | None:
    if photo.taken_at is None:
        return None
    if photo.taken_at < report.clock_started_at:
        return N_(
            "Photo {number} was taken on {day}, before the work could begin. Take a new one now.",
            number=number,
            day=clock.local_day(photo.taken_at).strftime("%d.%m.%Y"),
        )
    if photo.taken_at > clock.now() + AHEAD:
        return N_(
            "Photo {number} carries a date in the future. Set the camera's clock, take a new one.",
            number=number,
        )
    return None


async def _used(
    session: AsyncSession, actor: Actor, report: Report, photo: StoredPhoto, number: int
) -> Message | None:
    if photo.phash is None:
        return None
    found = await repository.alike(session, photo.phash, ALIKE)
    if not found:
        return None
    owner = next((one for _, one, _ in found if one.id == report.id), found[0][1])
    if owner.id == report.id:
        return N_(
            "Photo {number} is already in this report. Take a new one after the work.",
            number=number,
        )
    if _may_know(owner, actor):
        return N_(
            "Photo {number} was already used in {code}. Take a new one after the work.",
            number=number,
            code=owner.code,
        )
    return N_(
        "Photo {number} was already used in another report. Take a new one after the work.",
        number=number,
    )


def _may_know(owner: Report, actor: Actor) -> bool:
    public = not owner.private and owner.visibility == "public"
    return public or bool(relation(owner, actor))
