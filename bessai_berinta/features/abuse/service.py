"""Use cases against abuse: who may not write, what waits for a look, who looks again."""

import uuid
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository, words
from .models import Appeal, Ban, WatchWord
from .schemas import REASONS, AppealView, BanView

APPEAL_PATH = "/akun/banding"
MIN_FILL_MS = 3_000  # nobody chooses a category, a place and writes a sentence faster
MOST_DAYS = 365
MAX_WORDS, MAX_APPEAL = 500, 2000
LIST = 200


# --- what the other features ask ----------------------------------------------------------


async def check(session: AsyncSession, actor: Actor) -> None:
    """Raise Denied, with the way to an appeal, for somebody under a ban."""
    if await repository.bans_on(session, _subjects(actor), clock.now()):
        raise Denied(
            N_(
                "You may not send anything at the moment. See why, and appeal: {path}",
                path=APPEAL_PATH,
            ),
            extra={"banding": APPEAL_PATH},
        )


async def needs_review(session: AsyncSession, text: str) -> tuple[str, ...]:
    """Give the watched words in a text; with any, a moderator looks before others read it."""
    return words.found(text, await repository.watched(session))


def looks_automatic(situs: str, lama_ms: str) -> bool:
    """Tell a program by the field people cannot see, or by a form filled impossibly fast.

    A form without the time (no script) proves nothing. What looks automatic is held, never
    refused: we may be wrong.
    """
    fast = lama_ms.isascii() and lama_ms.isdigit() and int(lama_ms[:12]) < MIN_FILL_MS
    return bool(situs.strip()) or fast


def _subjects(actor: Actor) -> list[tuple[str, str]]:
    found = [("account", str(actor.user_id or "")), ("visitor", actor.visitor), ("ip", actor.ip)]
    return [(kind, subject) for kind, subject in found if subject]


# --- bans -------------------------------------------------------------------------------


async def ban(
    uow: UnitOfWork, kind: str, subject: str, reason: str, note: str = "", days: int | None = 7
) -> uuid.UUID:
    """Keep somebody from filing and commenting; ``days`` of None: until it is lifted.

    Raises InvalidInput, and Conflict for oneself.
    """
    uow.actor.require(Permission.REPORT_MODERATE)
    note = " ".join(note.split())
    if kind not in {"account", "visitor", "ip"} or not subject or reason not in REASONS:
        raise InvalidInput(fields={"reason": N_("Choose a reason from the list.")})
    if len(note) > MAX_WORDS or (days is not None and not 1 <= days <= MOST_DAYS):
        raise InvalidInput(fields={"days": N_("Choose 1 to {most} days.", most=MOST_DAYS)})
    if (kind, subject) in _subjects(uow.actor):
        raise Conflict(N_("You cannot ban yourself."))
    row = Ban(
        kind=kind,
        subject=subject,
        reason=reason,
        words=note,
        until=None if days is None else clock.now() + timedelta(days=days),
        created_by=uow.actor.user_id,
    )
    uow.session.add(row)
    after = {"kind": kind, "reason": reason, "days": days}
    await uow.audit("abuse.ban", f"ban:{row.id}", after=after)
    return row.id


async def lift(uow: UnitOfWork, ban_id: uuid.UUID) -> None:
    """End a ban before its time. Raises NotFound."""
    uow.actor.require(Permission.REPORT_MODERATE)
    row = await repository.ban(uow.session, ban_id)
    if row is None:
        raise NotFound
    await _lift(uow, row)


async def _lift(uow: UnitOfWork, row: Ban) -> None:
    row.lifted_at = row.lifted_at or clock.now()
    uow.session.add(row)
    await uow.audit("abuse.ban_lifted", f"ban:{row.id}", before={"reason": row.reason})


async def bans(session: AsyncSession, actor: Actor) -> tuple[BanView, ...]:
    """List the bans in force, for moderators."""
    actor.require(Permission.REPORT_MODERATE)
    return await _views(session, actor, await repository.live_bans(session, clock.now(), LIST))


async def mine(session: AsyncSession, actor: Actor) -> tuple[BanView, ...]:
    """List the bans on whoever asks."""
    found = await repository.bans_on(session, _subjects(actor), clock.now())
    return await _views(session, actor, found)


async def _views(session: AsyncSession, actor: Actor, rows: list[Ban]) -> tuple[BanView, ...]:
    said = await repository.appeals(session, [row.id for row in rows])
    return tuple(
        BanView(
            id=row.id,
            kind=row.kind,
            reason=REASONS.get(row.reason, REASONS["other"]),
            words=row.words,
            at=row.created_at,
            until=row.until,
            appeals=tuple(_appeal(one) for one in said if one.ban_id == row.id),
            by_me=row.created_by is not None and row.created_by == actor.user_id,
        )
        for row in rows
    )


def _appeal(row: Appeal) -> AppealView:
    return AppealView(
        row.id, row.text, row.created_at, row.decided_at is None, row.granted, row.answer
    )


# --- appeals ----------------------------------------------------------------------------


async def appeal(uow: UnitOfWork, ban_id: uuid.UUID, text: str) -> None:
    """Speak against a ban on oneself; one open appeal at a time.

    Raises NotFound for somebody else's ban, Conflict while an appeal is open, InvalidInput.
    """
    text = text.strip()
    if not 10 <= len(text) <= MAX_APPEAL:
        message = N_("Write {least} to {most} characters.", least=10, most=MAX_APPEAL)
        raise InvalidInput(fields={"text": message})
    row = await repository.ban(uow.session, ban_id)
    if row is None or (row.kind, row.subject) not in _subjects(uow.actor):
        raise NotFound
    if any(one.decided_at is None for one in await repository.appeals(uow.session, [row.id])):
        raise Conflict(N_("Your appeal is already being looked at."))
    uow.session.add(Appeal(ban_id=row.id, text=text))
    await uow.audit("abuse.appeal", f"ban:{row.id}")


async def decide(uow: UnitOfWork, appeal_id: uuid.UUID, *, granted: bool, answer: str) -> None:
    """Answer an appeal; granting it lifts the ban.

    Raises Denied for the one who banned, Conflict when it is decided, InvalidInput without
    words.
    """
    uow.actor.require(Permission.REPORT_MODERATE)
    row = await repository.appeal(uow.session, appeal_id)
    banned = await repository.ban(uow.session, row.ban_id) if row else None
    if row is None or banned is None:
        raise NotFound
    if banned.created_by is not None and banned.created_by == uow.actor.user_id:
        raise Denied(N_("Somebody else than who banned must decide."))
    if row.decided_at is not None:
        raise Conflict
    answer = answer.strip()
    if not 1 <= len(answer) <= MAX_APPEAL:
        raise InvalidInput(fields={"answer": N_("Say why; the person reads it.")})
    row.decided_at, row.decided_by = clock.now(), uow.actor.user_id
    row.granted, row.answer = granted, answer
    uow.session.add(row)
    await uow.audit("abuse.appeal_decided", f"ban:{banned.id}", after={"granted": granted})
    if granted:
        await _lift(uow, banned)


# --- watched words ----------------------------------------------------------------------


async def watch_words(session: AsyncSession, actor: Actor) -> list[str]:
    actor.require(Permission.REPORT_MODERATE)
    return await repository.watched(session)


async def add_word(uow: UnitOfWork, text: str) -> None:
    """Watch a word or phrase from now on. Raises InvalidInput."""
    uow.actor.require(Permission.REPORT_MODERATE)
    word = words.normal(text)
    if not 2 <= len(word) <= 60:
        raise InvalidInput(fields={"word": N_("A word has 2 to 60 letters.")})
    if await repository.word(uow.session, word) is None:
        uow.session.add(WatchWord(word=word, created_by=uow.actor.user_id))
        await uow.audit("abuse.word_added", f"watch_word:{word}")


async def remove_word(uow: UnitOfWork, text: str) -> None:
    """Watch a word no longer. Raises NotFound."""
    uow.actor.require(Permission.REPORT_MODERATE)
    row = await repository.word(uow.session, text)
    if row is None:
        raise NotFound
    await uow.session.delete(row)
    await uow.audit("abuse.word_removed", f"watch_word:{row.word}")
