"""Fixtures every test may use: a real PostgreSQL, migrated once, emptied between tests."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import text

from bessai_berinta import background  # noqa: F401 - services name jobs that must be declared
from bessai_berinta.adapters.postgres import embedded
from bessai_berinta.core import db, migrations
from bessai_berinta.settings import Settings

KEPT = {"alembic_version"}

# A busy machine is no reason for a property to fail.
hypothesis.settings.register_profile("bessai", deadline=None)
hypothesis.settings.load_profile("bessai")

# Nobody's own settings may change what a test sees.
for name in [name for name in os.environ if name.startswith("BESSAI_")]:
    del os.environ[name]
Settings.model_config["env_file"] = None


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a migrated, empty database: our embedded server, or ``TEST_DATABASE_URL``."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        migrations.upgrade(given)
        yield given
        return
    folder = Path(tmp_path_factory.mktemp("pg")) / "data"
    with embedded(folder) as url:
        migrations.upgrade(url)
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[None]:
    """Connect to the test database and leave it empty afterwards."""
    db.connect(database_url)
    yield
    async with db.session() as session, session.begin():
        names = await session.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        tables = ", ".join(name for (name,) in names if name not in KEPT)
        await session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    await db.disconnect()
