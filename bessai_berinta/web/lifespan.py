"""What runs beside the requests in every server process: database, live listener, job worker."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bessai_berinta import background
from bessai_berinta.core import db, live
from bessai_berinta.settings import settings

RETRY_SECONDS = 5.0

log = logging.getLogger(__name__)


@asynccontextmanager
async def services() -> AsyncIterator[None]:
    """Connect to the database and keep the background work going while the server runs."""
    _collect_less()
    if not settings().database_url:
        log.error("BESSAI_DATABASE_URL is not set: only pages without data will work")
        yield
        return
    db.connect(settings().database_url)
    wanted: dict[str, Callable[[], Awaitable[None]]] = {"live listener": live.listen}
    if settings().worker_in_app:
        wanted["job worker"] = background.work
    tasks = [asyncio.create_task(lasting(name, work)) for name, work in wanted.items()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await db.disconnect()


def _collect_less() -> None:
    """Let the garbage collector leave alone what lives as long as the process.

    A list of a thousand reports makes enough objects to have it walk through all of them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


async def lasting(
    name: str, work: Callable[[], Awaitable[None]], pause: float = RETRY_SECONDS
) -> None:
    """Start ``work`` again whenever it ends: a restart of the database must not silence it."""
    while True:
        try:
            await work()
            log.warning("%s ended; starting it again", name)
        except Exception:
            log.exception("%s failed; starting it again", name)
        await asyncio.sleep(pause)
