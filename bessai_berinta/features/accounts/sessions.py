"""Whose cookie is this? Asked on every event, so the answer is kept for a few seconds.

A session that ends is forgotten at once in every process: its live topic says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bessai_berinta.core import clock, db, ids, live

from . import repository, service
from .schemas import SessionView

KEEP = timedelta(seconds=5)
TOUCH_EVERY = timedelta(seconds=60)
MAX_KEPT = 10_000


@dataclass(frozen=True)
class _Kept:
    view: SessionView | None
    read_at: datetime


_kept: dict[str, _Kept] = {}


async def lookup(cookie: str, *, active: bool = True) -> SessionView | None:
    """Give the live session of a cookie's value, or None for a visitor.

    ``active`` counts as the person's own doing and keeps an idle session alive; pass False
    for what a page does by itself.
    """
    if not cookie:
        return None
    return await lookup_fingerprint(ids.fingerprint(cookie), active=active)


async def lookup_fingerprint(sid_hash: str, *, active: bool = True) -> SessionView | None:
    """The same as :func:`lookup`, for the cookie's fingerprint."""
    now = clock.now()
    kept = _kept.get(sid_hash)
    if kept is None or not timedelta(0) <= now - kept.read_at < KEEP:
        kept = await _read(sid_hash, now)
    view = kept.view
    if view is None or not view.alive(now):
        return None
    if active and now - view.last_seen_at >= TOUCH_EVERY:
        async with db.session() as session, session.begin():
            await repository.touch(session, sid_hash, now)
        _kept.pop(sid_hash, None)
    return view


async def _read(sid_hash: str, now: datetime) -> _Kept:
    async with db.session() as session:
        kept = _Kept(await service.find_session(session, sid_hash), now)
    if len(_kept) >= MAX_KEPT:
        _kept.clear()
    _kept[sid_hash] = kept
    return kept


def forget(topic: str) -> None:
    """Drop what a live notice makes stale; ``*`` (a lost connection) drops everything."""
    kind, _, key = topic.partition(":")
    if topic == live.EVERYTHING:
        _kept.clear()
    elif kind == "sesi":
        _kept.pop(key, None)
    elif kind == "akun":
        for sid_hash, kept in list(_kept.items()):
            if kept.view and str(kept.view.account_id) == key:
                del _kept[sid_hash]


live.on_notice(forget)
