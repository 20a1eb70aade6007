"""Covering faces and plates: the covered renditions replace the public ones, all on record."""

import math
import uuid
from collections.abc import Sequence
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.adapters.images import Box
from bessai_berinta.core import clock
from bessai_berinta.core.errors import Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository
from .access import relation
from .models import Report, ReportPhoto
from .service import report_topic
from .workflow import By

MAX_BOXES = 40


def read_boxes(given: Any) -> list[Box]:
    """Read boxes of (left, top, width, height) in parts of the picture, 0 to 1.

    None at all means: uncover. Raises InvalidInput (``kotak``).
    """
    if not isinstance(given, list) or len(given) > MAX_BOXES:
        raise _wrong()
    return [_box(one) for one in given]


def _wrong() -> InvalidInput:
    return InvalidInput(
        fields={"kotak": N_("Each box is left, top, width and height, from 0 to 1.")}
    )


def _is_part(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _box(given: Any) -> Box:
    if not (isinstance(given, list) and len(given) == 4 and all(map(_is_part, given))):
        raise _wrong()
    left, top, width, height = (float(n) for n in given)
    inside = 0 <= left < 1 and 0 <= top < 1 and left + width <= 1.001 and top + height <= 1.001
    if not (inside and width > 0 and height > 0):
        raise _wrong()
    return left, top, min(width, 1 - left), min(height, 1 - top)


async def original(session: AsyncSession, actor: Actor, photo_id: uuid.UUID) -> ReportPhoto:
    """Give a photo as it came, to moderators and the desk that holds its report.

    Raises NotFound or Denied.
    """
    return (await _handled(session, actor, photo_id))[0]


async def _handled(
    session: AsyncSession, actor: Actor, photo_id: uuid.UUID
) -> tuple[ReportPhoto, Report]:
    actor.require(Permission.STAFF_AREA)
    found = await repository.photo(session, photo_id)
    if found is None:
        raise NotFound
    photo, report = found
    if not actor.may(Permission.REPORT_MODERATE) and By.HANDLER not in relation(report, actor):
        raise Denied
    return photo, report


async def look(uow: UnitOfWork, photo_id: uuid.UUID) -> str:
    """Give where the uncovered renditions lie, and put on record who looked."""
    photo, report = await _handled(uow.session, uow.actor, photo_id)
    if photo.redacted_key:
        after = {"report": report.code}
        await uow.audit("photo.original_seen", f"photo:{photo.id}", after=after)
    return photo.key


async def change(uow: UnitOfWork, photo_id: uuid.UUID, key: str, boxes: Sequence[Box]) -> str:
    """Let the public see the renditions under ``key`` from now on; empty: the uncovered ones.

    Gives the key that is no longer used. Raises NotFound or Denied.
    """
    photo, report = await _handled(uow.session, uow.actor, photo_id)
    before, photo.redacted_key = photo.redacted_key, key
    report.updated_at = clock.now()
    uow.session.add(photo)
    uow.session.add(report)
    await uow.audit(
        "photo.covered" if key else "photo.uncovered",
        f"photo:{photo.id}",
        before={"covered": bool(before)},
        after={"report": report.code, "boxes": [list(box) for box in boxes]},
    )
    await uow.publish(report_topic(report.code))
    return before
