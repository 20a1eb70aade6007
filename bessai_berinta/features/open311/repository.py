"""All SQL of the Open311 feature."""

import uuid

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .models import ApiKey


async def live_key(session: AsyncSession, key_hash: str) -> ApiKey | None:
    """Give the key with this hash unless it was revoked."""
    query = select(ApiKey).where(ApiKey.key_hash == key_hash, col(ApiKey.revoked_at).is_(None))
    return (await session.exec(query)).first()


async def every_key(session: AsyncSession) -> list[ApiKey]:
    query = select(ApiKey).order_by(col(ApiKey.created_at).desc())
    return list((await session.exec(query)).all())


async def key(session: AsyncSession, key_id: uuid.UUID) -> ApiKey | None:
    return await session.get(ApiKey, key_id)
