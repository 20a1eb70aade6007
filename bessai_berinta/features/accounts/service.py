"""Use cases of sign-in: starting, finishing, ending. Tokens never leave this side."""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.errors import BadRequest, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.identity import Identity, LogoutNotice
from bessai_berinta.core.permissions import (
    Actor,
    Permission,
    Role,
    RoleGrant,
    grants_of,
    parse_role_map,
)
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import service as reports
from bessai_berinta.settings import settings

from . import repository, user_agent
from .models import LoginSession, LoginTransaction
from .redirects import local_path
from .schemas import Browser, Device, EndedSession, LoginStart, SessionView, SignedIn

LOGIN_SECONDS = 600
DEVICE_KEY = 16  # hex digits of the session's fingerprint: enough to tell devices apart

log = logging.getLogger(__name__)


class LoginExpired(BadRequest):
    """The sign-in was finished before, took too long, or began in another browser."""

    kind = "login-expired"
    default = N_("This sign-in took too long or was already used. Please start again.")


def session_topic(sid_hash: str) -> str:
    """Name the live topic of one session; it is announced when the session ends."""
    return f"sesi:{sid_hash}"


def account_topic(account_id: uuid.UUID) -> str:
    """Name the live topic of one account: its roles or its sessions changed."""
    return f"akun:{account_id}"


# --- coming in --------------------------------------------------------------------------


async def start_login(
    uow: UnitOfWork, browser: str, wanted: str, *, max_age: int | None = None
) -> LoginStart:
    """Remember a sign-in under way for ten minutes.

    ``browser`` is the fingerprint of the cookie that ties it to this browser; ``wanted`` is
    where the person wanted to go. Several may be under way at once, one for each tab.
    """
    start = LoginStart(
        state=ids.secret_token(),
        nonce=ids.secret_token(),
        verifier=ids.secret_token(),
        next_path=local_path(wanted),
        max_age=max_age,
    )
    uow.session.add(
        LoginTransaction(
            state_hash=ids.fingerprint(start.state),
            browser=browser,
            nonce=start.nonce,
            verifier=start.verifier,
            next_path=start.next_path,
            max_age=max_age,
        )
    )
    return start


async def take_login(uow: UnitOfWork, state: str, browser: str) -> LoginStart:
    """Give back a sign-in under way, once. Raises LoginExpired."""
    not_before = clock.now() - timedelta(seconds=LOGIN_SECONDS)
    found = await repository.take_transaction(
        uow.session, ids.fingerprint(state), browser, not_before
    )
    if found is None:
        raise LoginExpired
    return LoginStart(state, found.nonce, found.verifier, found.next_path, found.max_age)


def granted(identity: Identity) -> set[RoleGrant]:
    """Give what the identity's groups are worth by the role map of this installation."""
    return set(grants_of(list(identity.groups), parse_role_map(settings().effective_role_map)))


def is_staff(grants: Iterable[RoleGrant]) -> bool:
    """Tell whether somebody with these grants works in the staff pages."""
    roles = frozenset(grant.role for grant in grants)
    return Actor(roles=roles).may(Permission.STAFF_AREA)


def needs_fresh_authentication(identity: Identity, asked_max_age: int | None) -> bool:
    """Tell whether staff must show their credentials to the provider again.

    When we already asked for that, the adapter has checked the answer.
    """
    limit = settings().oidc_staff_max_age
    if not limit or asked_max_age is not None or not is_staff(granted(identity)):
        return False
    if identity.authenticated_at is None:
        return True
    return clock.now().timestamp() - identity.authenticated_at > limit


async def sign_in(uow: UnitOfWork, identity: Identity, browser: Browser) -> SignedIn:
    """Open a session for a checked identity and give its cookie.

    The account is the one of (issuer, subject), never one with the same e-mail address.
    Roles are what the provider's groups are worth now: one lost is gone at once, and any
    change ends the account's other sessions. Whatever session the browser held before ends
    too, so a cookie planted by somebody else is worthless afterwards. What that browser
    filed as a visitor is the account's from now on.
    """
    account = await repository.upsert_account(uow.session, identity)
    grants = granted(identity)
    known = replace(uow, actor=_actor(uow.actor, account.id, account.name, grants))
    if await _apply_grants(known, account.id, grants):
        await end_sessions(known, account_id=account.id)
    if browser.sid_hash:
        await repository.end_sessions(uow.session, sid_hash=browser.sid_hash)
        await uow.publish(session_topic(browser.sid_hash))
        await reports.claim(known, browser.sid_hash)
    cookie = ids.secret_token()
    opened = _open_session(cookie, account.id, identity, grants, browser)
    uow.session.add(opened)
    await known.audit("signed_in", f"account:{account.id}", after={"system": opened.user_agent})
    log.info("signed in: subject %s", ids.fingerprint(identity.subject)[:12])
    lifetime = opened.expires_at - opened.created_at
    return SignedIn(cookie, int(lifetime.total_seconds()), account.id)


def _actor(actor: Actor, account_id: uuid.UUID, name: str, grants: set[RoleGrant]) -> Actor:
    return replace(
        actor,
        user_id=account_id,
        name=name,
        roles=frozenset(grant.role for grant in grants),
        agencies=frozenset(grant.agency for grant in grants if grant.agency),
    )


def _open_session(
    cookie: str,
    account_id: uuid.UUID,
    identity: Identity,
    grants: set[RoleGrant],
    browser: Browser,
) -> LoginSession:
    rules = settings()
    staff = is_staff(grants)
    hours = rules.staff_session_hours if staff else rules.session_days * 24
    idle = rules.staff_idle_minutes if staff else rules.session_idle_days * 24 * 60
    now = clock.now()
    return LoginSession(
        sid_hash=ids.fingerprint(cookie),
        account_id=account_id,
        provider_sid=identity.provider_session,
        id_token=identity.id_token,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=hours),
        idle_seconds=idle * 60,
        user_agent=browser.user_agent[: user_agent.MAX_LENGTH],
        ip=browser.ip,
    )


async def _apply_grants(uow: UnitOfWork, account_id: uuid.UUID, wanted: set[RoleGrant]) -> bool:
    """Make the stored grants equal to ``wanted``; tell whether anything changed."""
    before = await repository.grants(uow.session, account_id)
    if before == wanted:
        return False
    await repository.replace_grants(uow.session, account_id, wanted)
    subject = f"account:{account_id}"
    await uow.audit("roles_changed", subject, before=_words(before), after=_words(wanted))
    await uow.publish(account_topic(account_id))
    admin = RoleGrant(Role.ADMIN)
    if admin in before - wanted and not await repository.count_holders(uow.session, Role.ADMIN):
        await uow.audit("last_admin_lost", subject)
        log.error("no account holds the admin role any more; grant it at the sign-in provider")
    return True


def _words(grants: set[RoleGrant]) -> dict[str, object]:
    names = (f"{g.role}:{g.agency}" if g.agency else str(g.role) for g in grants)
    return {"roles": sorted(names)}


# --- being in ---------------------------------------------------------------------------


async def find_session(session: AsyncSession, sid_hash: str) -> SessionView | None:
    """Give the live session with this fingerprint, or None if it ended or ran out."""
    row = await repository.login_session(session, sid_hash)
    account = await repository.account(session, row.account_id) if row else None
    if row is None or account is None:
        return None
    grants = await repository.grants(session, account.id)
    view = SessionView(
        sid_hash=row.sid_hash,
        account_id=account.id,
        name=account.name,
        roles=frozenset(grant.role for grant in grants),
        agencies=frozenset(grant.agency for grant in grants if grant.agency),
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        idle_seconds=row.idle_seconds,
    )
    return view if view.alive(clock.now()) else None


async def devices(session: AsyncSession, actor: Actor, current: str) -> tuple[Device, ...]:
    """List where the actor is signed in; ``current`` is the fingerprint of this session."""
    rows = await repository.sessions_of(session, actor.require_sign_in())
    return tuple(_device(row, current) for row in rows if _alive(row))


def _alive(row: LoginSession) -> bool:
    now = clock.now()
    idle = now - row.last_seen_at
    return now < row.expires_at and idle < timedelta(seconds=row.idle_seconds)


def _device(row: LoginSession, current: str) -> Device:
    return Device(
        key=row.sid_hash[:DEVICE_KEY],
        browser=user_agent.browser(row.user_agent),
        system=user_agent.system(row.user_agent),
        signed_in_at=row.created_at,
        last_seen_at=row.last_seen_at,
        current=row.sid_hash == current,
    )


# --- going out --------------------------------------------------------------------------


async def end_sessions(
    uow: UnitOfWork,
    *,
    sid_hash: str = "",
    account_id: uuid.UUID | None = None,
    issuer: str = "",
    provider_session: str = "",
) -> tuple[EndedSession, ...]:
    """End the sessions that match everything given, and tell their open pages."""
    rows = await repository.end_sessions(
        uow.session,
        sid_hash=sid_hash,
        account_id=account_id,
        issuer=issuer,
        provider_session=provider_session,
    )
    for row in rows:
        await uow.publish(session_topic(row.sid_hash))
        await uow.audit("signed_out", f"account:{row.account_id}")
    return tuple(EndedSession(row.sid_hash, row.id_token) for row in rows)


async def sign_out_everywhere(uow: UnitOfWork) -> tuple[EndedSession, ...]:
    """End every session of the actor, this one included."""
    return await end_sessions(uow, account_id=uow.actor.require_sign_in())


async def revoke_device(uow: UnitOfWork, key: str) -> None:
    """End one of the actor's own sessions. Raises NotFound for any other key."""
    account_id = uow.actor.require_sign_in()
    rows = await repository.sessions_of(uow.session, account_id)
    found = [row.sid_hash for row in rows if row.sid_hash[:DEVICE_KEY] == key]
    if not found:
        raise NotFound
    await end_sessions(uow, sid_hash=found[0], account_id=account_id)


async def carry_out_logout(uow: UnitOfWork, notice: LogoutNotice) -> int:
    """End what the provider says has ended; give how many sessions that were.

    A notice seen before does nothing and is no error, so the provider may repeat it.
    """
    if not await repository.remember_logout(uow.session, notice.token_id):
        return 0
    if notice.provider_session:
        ended = await end_sessions(
            uow, issuer=notice.issuer, provider_session=notice.provider_session
        )
        return len(ended)
    accounts = await repository.account_ids(uow.session, notice.issuer, notice.subject)
    ended_each = [await end_sessions(uow, account_id=account) for account in accounts]
    return sum(len(ended) for ended in ended_each)
