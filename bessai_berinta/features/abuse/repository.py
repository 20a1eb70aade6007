"""All SQL of the abuse feature."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .models import Appeal, Ban, WatchWord


def _live(now: datetime) -> ColumnElement[bool]:
    return and_(col(Ban.lifted_at).is_(None), or_(col(Ban.until).is_(None), col(Ban.until) > now))


async def bans_on(
    session: AsyncSession, subjects: Sequence[tuple[str, str]], now: datetime
) -> list[Ban]:
    """Give the bans in force on any of the subjects (kind, subject)."""
    if not subjects:
        return []
    same = [and_(col(Ban.kind) == kind, col(Ban.subject) == who) for kind, who in subjects]
    query = select(Ban).where(or_(*same), _live(now)).order_by(col(Ban.created_at).desc())
    return list((await session.exec(query)).all())


async def live_bans(session: AsyncSession, now: datetime, limit: int) -> list[Ban]:
    query = select(Ban).where(_live(now)).order_by(col(Ban.created_at).desc()).limit(limit)
    return list((await session.exec(query)).all())


async def ban(session: AsyncSession, ban_id: uuid.UUID) -> Ban | None:
    return (await session.exec(select(Ban).where(Ban.id == ban_id).with_for_update())).first()


async def appeals(session: AsyncSession, ban_ids: Sequence[uuid.UUID]) -> list[Appeal]:
    query = select(Appeal).where(col(Appeal.ban_id).in_(ban_ids)).order_by(col(Appeal.created_at))
    return list((await session.exec(query)).all())


async def appeal(session: AsyncSession, appeal_id: uuid.UUID) -> Appeal | None:
    query = select(Appeal).where(Appeal.id == appeal_id).with_for_update()
    return (await session.exec(query)).first()


async def watched(session: AsyncSession) -> list[str]:
    query = select(WatchWord.word).order_by(col(WatchWord.word))
    return list((await session.exec(query)).all())


async def word(session: AsyncSession, text: str) -> WatchWord | None:
    return await session.get(WatchWord, text)
