"""The audit log: who did what, when, from where, and what it changed. Append-only.

A trigger in the database refuses every update and delete, whoever asks.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BigInteger, Column, Identity
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from . import clock, db
from .permissions import Actor


class AuditEntry(SQLModel, table=True):
    """One line of the log. ``subject`` is ``kind:key``, such as ``report:LAP-26-K7QF3``."""

    __tablename__ = "audit_log"

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    at: datetime = Field(default_factory=clock.now, index=True)
    actor_id: uuid.UUID | None = Field(default=None, index=True)
    actor_label: str
    action: str = Field(index=True)
    subject: str = Field(index=True)
    before: dict[str, object] | None = Field(default=None, sa_column=Column(JSONB))
    after: dict[str, object] | None = Field(default=None, sa_column=Column(JSONB))
    ip: str = ""


async def record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append one entry inside the caller's transaction."""
    session.add(
        AuditEntry(
            actor_id=actor.user_id,
            actor_label=actor.label,
            action=action,
            subject=subject,
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
            ip=actor.ip,
        )
    )


async def record_refusal(actor: Actor, attempted: str) -> None:
    """Append a refusal in a transaction of its own: the refused one was rolled back."""
    async with db.session() as session, session.begin():
        await record(session, actor, "refused", attempted)


async def latest(
    session: AsyncSession, *, subject: str = "", before_id: int | None = None, limit: int = 50
) -> list[AuditEntry]:
    """Give entries newest first, older than ``before_id``; ``subject`` filters by prefix."""
    query = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(limit)
    if subject:
        query = query.where(col(AuditEntry.subject).startswith(subject, autoescape=True))
    if before_id is not None:
        query = query.where(col(AuditEntry.id) < before_id)
    return list((await session.exec(query)).all())
