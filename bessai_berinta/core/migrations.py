"""Bring a database to the newest (or any) version of the tables."""

from functools import lru_cache

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.settings import ROOT


def config(url: str) -> Config:
    """Give Alembic's configuration for the database at ``url``."""
    cfg = Config(str(ROOT / "alembic.ini"))
    cfg.set_main_option("script_location", str(ROOT / "alembic"))
    cfg.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return cfg


def upgrade(url: str, revision: str = "head") -> None:
    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    command.downgrade(config(url), revision)


@lru_cache
def newest() -> str | None:
    """Give the version that the tables should have."""
    return ScriptDirectory.from_config(config("")).get_current_head()


async def current(session: AsyncSession) -> bool:
    """Tell whether the tables are of the newest version."""
    found = await session.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalars().all() == [newest()]
