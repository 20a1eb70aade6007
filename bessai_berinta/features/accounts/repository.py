"""All SQL of accounts, roles, sessions and sign-ins under way."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.identity import Identity
from bessai_berinta.core.permissions import Role, RoleGrant

from .models import Account, AccountRole, LoginSession, LoginTransaction, LogoutToken


async def upsert_account(session: AsyncSession, identity: Identity) -> Account:
    """Find the account of (issuer, subject) or make it; refresh what the provider told."""
    now = clock.now()
    told = {
        "name": identity.name,
        "email": identity.email,
        "email_verified": identity.email_verified,
        "last_login_at": now,
    }
    key = {"issuer": identity.issuer, "subject": identity.subject}
    await session.execute(
        insert(Account)
        .values(id=ids.new_id(), created_at=now, **key, **told)
        .on_conflict_do_update(index_elements=["issuer", "subject"], set_=told)
    )
    query = select(Account).where(
        Account.issuer == identity.issuer, Account.subject == identity.subject
    )
    return (await session.exec(query.execution_options(populate_existing=True))).one()


async def account(session: AsyncSession, account_id: uuid.UUID) -> Account | None:
    return await session.get(Account, account_id)


async def account_ids(session: AsyncSession, issuer: str, subject: str) -> list[uuid.UUID]:
    query = select(Account.id).where(Account.issuer == issuer, Account.subject == subject)
    return list((await session.exec(query)).all())


async def grants(session: AsyncSession, account_id: uuid.UUID) -> set[RoleGrant]:
    """Give the stored grants; a role this version does not know is worth nothing."""
    query = select(AccountRole).where(AccountRole.account_id == account_id)
    rows = (await session.exec(query)).all()
    return {RoleGrant(Role(row.role), row.agency) for row in rows if row.role in set(Role)}


async def replace_grants(
    session: AsyncSession, account_id: uuid.UUID, wanted: Iterable[RoleGrant]
) -> None:
    await session.execute(delete(AccountRole).where(col(AccountRole.account_id) == account_id))
    session.add_all(
        AccountRole(account_id=account_id, role=grant.role, agency=grant.agency) for grant in wanted
    )
    await session.flush()


async def count_holders(session: AsyncSession, role: Role) -> int:
    query = select(func.count(func.distinct(AccountRole.account_id))).where(
        AccountRole.role == role
    )
    return (await session.exec(query)).one()


async def login_session(session: AsyncSession, sid_hash: str) -> LoginSession | None:
    return await session.get(LoginSession, sid_hash)


async def sessions_of(session: AsyncSession, account_id: uuid.UUID) -> Sequence[LoginSession]:
    """List an account's sessions, the most recently used first."""
    query = (
        select(LoginSession)
        .where(LoginSession.account_id == account_id)
        .order_by(col(LoginSession.last_seen_at).desc())
    )
    return (await session.exec(query)).all()


async def touch(session: AsyncSession, sid_hash: str, seen_at: datetime) -> None:
    await session.execute(
        update(LoginSession)
        .where(col(LoginSession.sid_hash) == sid_hash)
        .values(last_seen_at=func.greatest(LoginSession.last_seen_at, seen_at))
    )


async def end_sessions(
    session: AsyncSession,
    *,
    sid_hash: str = "",
    account_id: uuid.UUID | None = None,
    issuer: str = "",
    provider_session: str = "",
) -> Sequence[LoginSession]:
    """Delete the sessions that match everything given, and give what was deleted.

    Raises ValueError when nothing is given: nobody means to sign out the whole city.
    """
    rules = []
    if sid_hash:
        rules.append(col(LoginSession.sid_hash) == sid_hash)
    if account_id is not None:
        rules.append(col(LoginSession.account_id) == account_id)
    if provider_session:
        rules.append(col(LoginSession.provider_sid) == provider_session)
    if not rules:
        raise ValueError("end_sessions needs at least one rule")
    if issuer:
        of_issuer = select(Account.id).where(Account.issuer == issuer)
        rules.append(col(LoginSession.account_id).in_(of_issuer))
    ended = await session.execute(delete(LoginSession).where(*rules).returning(LoginSession))
    return ended.scalars().all()


async def remember_logout(session: AsyncSession, token_id: str) -> bool:
    """Note a logout token; False when it was carried out before."""
    done = await session.execute(
        insert(LogoutToken)
        .values(jti=token_id, seen_at=clock.now())
        .on_conflict_do_nothing()
        .returning(col(LogoutToken.jti))
    )
    return done.scalar() is not None


async def take_transaction(
    session: AsyncSession, state_hash: str, browser: str, not_before: datetime
) -> LoginTransaction | None:
    """Delete and give a sign-in under way, if it is this browser's and not too old."""
    taken = await session.execute(
        delete(LoginTransaction)
        .where(
            col(LoginTransaction.state_hash) == state_hash,
            col(LoginTransaction.browser) == browser,
            col(LoginTransaction.created_at) > not_before,
        )
        .returning(LoginTransaction)
    )
    return taken.scalars().one_or_none()


async def purge(
    session: AsyncSession, *, now: datetime, transactions_before: datetime, logouts_before: datetime
) -> None:
    """Forget what no longer matters: dead sessions, old sign-ins, old logout tokens."""
    idle = func.make_interval(0, 0, 0, 0, 0, 0, LoginSession.idle_seconds)
    await session.execute(
        delete(LoginSession).where(
            (col(LoginSession.expires_at) <= now) | (col(LoginSession.last_seen_at) + idle <= now)
        )
    )
    await session.execute(
        delete(LoginTransaction).where(col(LoginTransaction.created_at) <= transactions_before)
    )
    await session.execute(delete(LogoutToken).where(col(LogoutToken.seen_at) <= logouts_before))
