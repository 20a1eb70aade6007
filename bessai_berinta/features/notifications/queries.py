"""Use cases that read: only one's own notifications."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import Actor

from . import links, repository
from .models import Notification
from .schemas import DEFAULTS, Kind, Mail, NotificationView


async def unread(session: AsyncSession, actor: Actor) -> int:
    """Count what the actor has not read; none for a visitor."""
    return await repository.unread(session, actor.user_id) if actor.user_id else 0


async def latest(
    session: AsyncSession, actor: Actor, before: int | None = None
) -> tuple[tuple[NotificationView, ...], bool]:
    """Give the actor's notifications newest first, and whether there are older ones."""
    account = actor.require_sign_in()
    rows = await repository.page(session, account, before, repository.PAGE + 1)
    return tuple(_view(row) for row in rows[: repository.PAGE]), len(rows) > repository.PAGE


def _view(row: Notification) -> NotificationView:
    return NotificationView(
        id=row.id or 0,
        at=row.at,
        kind=Kind(row.kind),
        msgid=row.msgid,
        params=row.params,
        body=row.body,
        href=row.href,
        read=row.read_at is not None,
    )


async def choices(session: AsyncSession, actor: Actor) -> dict[Kind, Mail]:
    """Tell how the actor wants each kind to be mailed."""
    chosen = await repository.choices(session, actor.require_sign_in())
    return {kind: Mail(chosen.get(kind, DEFAULTS[kind])) for kind in Kind}


async def stop_link_is_good(session: AsyncSession, token: str) -> bool:
    """Tell whether a link from a mail is one of ours, before asking to confirm it."""
    return links.read(token, await repository.mail_secret(session)) is not None
