"""All SQL of the Open311 feature."""

import uuid
from datetime import datetime

from sqlalchemy import or_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .models import ApiKey, Forward, Server, ServiceMap


async def live_key(session: AsyncSession, key_hash: str) -> ApiKey | None:
    """Give the key with this hash unless it was revoked."""
    query = select(ApiKey).where(ApiKey.key_hash == key_hash, col(ApiKey.revoked_at).is_(None))
    return (await session.exec(query)).first()


async def every_key(session: AsyncSession) -> list[ApiKey]:
    query = select(ApiKey).order_by(col(ApiKey.created_at).desc())
    return list((await session.exec(query)).all())


async def key(session: AsyncSession, key_id: uuid.UUID) -> ApiKey | None:
    return await session.get(ApiKey, key_id)


async def servers(session: AsyncSession, *, active_only: bool = False) -> list[Server]:
    query = select(Server).order_by(col(Server.name))
    if active_only:
        query = query.where(col(Server.active))
    return list((await session.exec(query)).all())


async def server(session: AsyncSession, server_id: uuid.UUID) -> Server | None:
    return await session.get(Server, server_id)


async def maps(session: AsyncSession) -> list[ServiceMap]:
    query = select(ServiceMap).order_by(col(ServiceMap.category))
    return list((await session.exec(query)).all())


async def automatic(session: AsyncSession) -> list[ServiceMap]:
    """Give the entries of live servers that get each new report of a category."""
    query = (
        select(ServiceMap)
        .join(Server, col(Server.id) == ServiceMap.server_id)
        .where(col(ServiceMap.automatic_from).is_not(None), col(Server.active))
    )
    return list((await session.exec(query)).all())


async def forwards_of(session: AsyncSession, code: str) -> list[tuple[Forward, Server]]:
    query = (
        select(Forward, Server)
        .join(Server, col(Server.id) == Forward.server_id)
        .where(Forward.report_code == code)
        .order_by(col(Forward.created_at))
    )
    return [(forward, server) for forward, server in (await session.exec(query)).all()]


async def forward_for_update(session: AsyncSession, forward_id: uuid.UUID) -> Forward | None:
    query = select(Forward).where(Forward.id == forward_id).with_for_update()
    return (await session.exec(query)).first()


async def add_forward(session: AsyncSession, forward: Forward) -> bool:
    """Store it unless the report already went to that server; tell whether it is new."""
    statement = insert(Forward).values(**forward.model_dump())
    made = await session.execute(
        statement.on_conflict_do_nothing(index_elements=["report_id", "server_id"]).returning(
            col(Forward.id)
        )
    )
    return made.first() is not None


async def to_pull(session: AsyncSession, before: datetime, limit: int) -> list[uuid.UUID]:
    """Give sent ones not asked about since ``before``, the longest waiting first."""
    query = (
        select(Forward.id)
        .where(
            Forward.state == "sent",
            or_(col(Forward.pulled_at).is_(None), col(Forward.pulled_at) < before),
        )
        .order_by(col(Forward.pulled_at).asc().nulls_first())
        .limit(limit)
    )
    return list((await session.exec(query)).all())
