"""Live topics: PostgreSQL LISTEN/NOTIFY, one listener a process, many watchers.

A notice says only that a topic changed; the watcher reads again through the service, so
nothing a person may not see travels this way.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from . import db

CHANNEL = "bessai_live"
EVERYTHING = "*"
RETRY_SECONDS = 2.0

log = logging.getLogger(__name__)
_watchers: dict[str, set[asyncio.Event]] = defaultdict(set)
_listening = False
_hooks: list[Callable[[str], None]] = []


async def publish(session: AsyncSession, topic: str) -> None:
    """Announce that ``topic`` changed; delivered when the caller's transaction commits."""
    await session.execute(
        text("SELECT pg_notify(:channel, :topic)").bindparams(channel=CHANNEL, topic=topic)
    )


@asynccontextmanager
async def watch(topic: str) -> AsyncIterator[asyncio.Event]:
    """Give an event that is set whenever ``topic`` changes; clear it, then read."""
    event = asyncio.Event()
    _watchers[topic].add(event)
    try:
        yield event
    finally:
        _watchers[topic].discard(event)
        if not _watchers[topic]:
            del _watchers[topic]


def watchers(topic: str) -> int:
    """Count who watches ``topic`` in this process."""
    return len(_watchers.get(topic, ()))


def on_notice(hook: Callable[[str], None]) -> None:
    """Call ``hook`` with each topic that changes, or with :data:`EVERYTHING`: for caches."""
    _hooks.append(hook)


def wake(topic: str) -> None:
    """Set the events of all who watch ``topic`` in this process."""
    for hook in _hooks:
        hook(topic)
    for event in list(_watchers.get(topic, ())):
        event.set()


def wake_all() -> None:
    """Wake every watcher: after a lost connection nobody knows what was missed."""
    for hook in _hooks:
        hook(EVERYTHING)
    for topic in list(_watchers):
        wake(topic)


def listening() -> bool:
    """Tell whether this process hears of changes right now."""
    return _listening


async def listen() -> None:
    """Listen for ever, reconnecting; run one of these in each process."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                db.raw_url(), autocommit=True
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                await _hear(connection)
        except psycopg.Error:
            log.warning("live listener lost its connection; trying again")
            await asyncio.sleep(RETRY_SECONDS)


async def _hear(connection: psycopg.AsyncConnection) -> None:
    global _listening
    _listening = True
    try:
        wake_all()
        async for notice in connection.notifies():
            wake(notice.payload)
    finally:
        _listening = False
