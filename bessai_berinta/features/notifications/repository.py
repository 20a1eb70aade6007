"""All SQL of notifications."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.features.accounts.models import Account

from .models import MailKey, MailOptOut, Notification, NotificationChoice

PAGE = 30
BATCH = 1000  # rows of one statement; PostgreSQL takes 65,535 parameters


async def add(
    session: AsyncSession, rows: Sequence[dict[str, Any]]
) -> list[tuple[int, uuid.UUID, str]]:
    """Store notifications; give (id, account, mail) of those not told of their source before."""
    added: list[tuple[int, uuid.UUID, str]] = []
    for start in range(0, len(rows), BATCH):
        values = [{"at": clock.now(), **row} for row in rows[start : start + BATCH]]
        done = await session.execute(
            insert(Notification)
            .values(values)
            .on_conflict_do_nothing(index_elements=["account_id", "source"])
            .returning(col(Notification.id), col(Notification.account_id), col(Notification.mail))
        )
        added += [(row, account, mail) for row, account, mail in done]
    return added


async def unread(session: AsyncSession, account: uuid.UUID) -> int:
    query = select(func.count()).where(
        Notification.account_id == account, col(Notification.read_at).is_(None)
    )
    return (await session.exec(query)).one()


async def page(
    session: AsyncSession, account: uuid.UUID, before: int | None, limit: int
) -> Sequence[Notification]:
    """Give notifications newest first, older than ``before``."""
    query = select(Notification).where(Notification.account_id == account)
    if before is not None:
        query = query.where(col(Notification.id) < before)
    return (await session.exec(query.order_by(col(Notification.id).desc()).limit(limit))).all()


async def mark_read(session: AsyncSession, account: uuid.UUID, ids_: Iterable[int] | None) -> int:
    """Mark some (or, with None, all) of an account's notifications; give how many were new."""
    statement = (
        update(Notification)
        .where(col(Notification.account_id) == account, col(Notification.read_at).is_(None))
        .values(read_at=clock.now())
    )
    if ids_ is not None:
        statement = statement.where(col(Notification.id).in_(list(ids_)))
    return int((await session.execute(statement)).rowcount)  # type: ignore[attr-defined]


async def choices(session: AsyncSession, account: uuid.UUID) -> dict[str, str]:
    query = select(NotificationChoice.kind, NotificationChoice.mail).where(
        NotificationChoice.account_id == account
    )
    return dict((await session.exec(query)).all())


async def choices_of(
    session: AsyncSession, accounts: Sequence[uuid.UUID], kind: str
) -> dict[uuid.UUID, str]:
    """Give how accounts chose to be mailed of one kind, where they chose."""
    query = select(NotificationChoice.account_id, NotificationChoice.mail).where(
        col(NotificationChoice.account_id).in_(accounts), NotificationChoice.kind == kind
    )
    return dict((await session.exec(query)).all())


async def choose(session: AsyncSession, account: uuid.UUID, kind: str, mail: str) -> None:
    statement = insert(NotificationChoice).values(account_id=account, kind=kind, mail=mail)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["account_id", "kind"], set_={"mail": mail})
    )


async def verified_mail(session: AsyncSession, account: uuid.UUID) -> str:
    """Give the address the sign-in provider vouches for, or nothing."""
    found = await session.get(Account, account)
    return found.email if found and found.email_verified else ""


async def to_mail(session: AsyncSession, notification: int) -> Notification | None:
    """Lock one notification that still waits for its mail; None when it was sent."""
    query = select(Notification).where(
        Notification.id == notification, col(Notification.mailed_at).is_(None)
    )
    return (await session.exec(query.with_for_update(skip_locked=True))).first()


async def accounts_with_digest(session: AsyncSession) -> Sequence[uuid.UUID]:
    query = (
        select(Notification.account_id)
        .where(Notification.mail == "digest", col(Notification.mailed_at).is_(None))
        .distinct()
    )
    return (await session.exec(query)).all()


async def digest(session: AsyncSession, account: uuid.UUID) -> Sequence[Notification]:
    """Lock what an account's next digest holds, oldest first."""
    query = (
        select(Notification)
        .where(
            Notification.account_id == account,
            Notification.mail == "digest",
            col(Notification.mailed_at).is_(None),
        )
        .order_by(col(Notification.id))
        .with_for_update(skip_locked=True)
    )
    return (await session.exec(query)).all()


async def mail_secret(session: AsyncSession) -> str:
    """Give the key that signs mail links; the first caller makes it."""
    await session.execute(
        insert(MailKey).values(id=1, secret=ids.secret_token()).on_conflict_do_nothing()
    )
    return (await session.exec(select(MailKey.secret).where(MailKey.id == 1))).one()


async def opt_out(session: AsyncSession, address_hash: str) -> None:
    statement = insert(MailOptOut).values(address_hash=address_hash, at=clock.now())
    await session.execute(statement.on_conflict_do_nothing())


async def opted_out(session: AsyncSession, address_hash: str) -> bool:
    return await session.get(MailOptOut, address_hash) is not None
