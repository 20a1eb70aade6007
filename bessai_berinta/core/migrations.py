"""Bring a database to the newest (or any) version of the tables."""

from alembic import command
from alembic.config import Config

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
