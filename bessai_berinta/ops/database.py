"""The database of a command: the one that was named, or the embedded server."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg

from bessai_berinta import seed
from bessai_berinta.adapters.postgres import NotStarted, embedded
from bessai_berinta.core import db, migrations
from bessai_berinta.settings import Settings

from . import preflight
from .trouble import Trouble

T = TypeVar("T")
_LOCK = 7_460_001  # any number, the same in every process that migrates


@contextmanager
def database(config: Settings) -> Iterator[str]:
    """Give the address of a reachable database for the length of the block."""
    if config.database_url:
        preflight.check_database(config.database_url)
        yield config.database_url
        return
    preflight.check_space(config.data_dir, preflight.RUN_BYTES, "keep a database")
    config.data_dir.mkdir(parents=True, exist_ok=True)
    folder = config.data_dir / "postgres"
    try:
        with embedded(folder) as url:
            yield url
    except NotStarted as error:
        if "No space left on device" in str(error):
            raise Trouble("The disk is full: PostgreSQL could not start.") from error
        raise Trouble(f"The embedded PostgreSQL in {folder} did not start: {error}") from error


def prepare(config: Settings, url: str) -> None:
    """Migrate and seed. Several servers may start at once: one works, the others wait."""
    plain = db.driver_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        migrations.upgrade(url)
        run(url, lambda: seed.load(demo=config.env == "demo"))


def run(url: str, work: Callable[[], Awaitable[T]]) -> T:
    """Run one coroutine function with this process connected to the database at ``url``."""

    async def connected() -> T:
        db.connect(url)
        try:
            return await work()
        finally:
            await db.disconnect()

    return asyncio.run(connected())
