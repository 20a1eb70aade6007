"""Which comments wait for a moderator before others read them."""

import uuid
from typing import Protocol

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import Actor, Permission

from . import repository


class Reviewer(Protocol):
    """Says why a text must be looked at first; an empty answer lets it pass."""

    async def __call__(self, session: AsyncSession, text: str) -> str: ...


async def _nothing(session: AsyncSession, text: str) -> str:
    return ""


_reviewer: Reviewer = _nothing


def use(reviewer: Reviewer) -> None:
    """Let the abuse rules read every text first; called once when the app is put together."""
    global _reviewer
    _reviewer = reviewer


async def why_held(session: AsyncSession, actor: Actor, text: str) -> str:
    """Say why a text waits: its author is not known yet, or its words want a look.

    Staff speak at once; so do accounts that have a comment everybody may read.
    """
    if actor.may(Permission.STAFF_AREA):
        return ""
    if not actor.signed_in:
        return "anonymous"
    if not await _known(session, actor.user_id):
        return "first"
    return await _reviewer(session, text)


async def _known(session: AsyncSession, account: uuid.UUID | None) -> bool:
    return account is not None and await repository.has_spoken(session, account)
