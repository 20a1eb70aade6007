"""The tables forward and back, on an empty and on a filled database."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from bessai_berinta import seed
from bessai_berinta.adapters.postgres import ensure_database
from bessai_berinta.core import db, migrations
from tests.factories import reports


@pytest.fixture
def fresh_url(database_url: str) -> Iterator[str]:
    """Give a database nobody has touched, on the same server."""
    name = f"fresh_{uuid.uuid4().hex[:8]}"
    ensure_database(database_url, name)
    url = db.driver_url(database_url).set(database=name, drivername="postgresql")
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found}


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(migrations.config(""))
    return [revision.revision for revision in script.walk_revisions()]


def test_an_empty_database_goes_forward_and_back_step_by_step(fresh_url):
    steps = revisions()
    for revision in reversed(steps):
        migrations.upgrade(fresh_url, revision)
    full = tables(fresh_url)
    for _ in steps:
        migrations.downgrade(fresh_url, "-1")
    assert tables(fresh_url) == {"alembic_version"}
    migrations.upgrade(fresh_url)
    assert tables(fresh_url) == full


async def test_a_filled_database_goes_back_and_forward(fresh_url):
    migrations.upgrade(fresh_url)
    db.connect(fresh_url)
    try:
        await seed.load(demo=False)
        await reports.filed(photos=1)
    finally:
        await db.disconnect()
    migrations.downgrade(fresh_url, "base")
    assert tables(fresh_url) == {"alembic_version"}
    migrations.upgrade(fresh_url)
    assert "reports" in tables(fresh_url)


def test_the_tables_are_what_the_models_say(database_url):
    engine = create_engine(db.driver_url(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, kind, _r, _c: (
                    not (
                        kind in {"table", "index"}
                        and (
                            name.startswith(
                                (
                                    "procrastinate",
                                    "rate_limits",
                                    "ix_reports_search",
                                    "ix_reports_words",
                                )
                            )
                        )
                    )
                ),
            },
        )
        differences = compare_metadata(context, SQLModel.metadata)
    engine.dispose()
    assert differences == []
