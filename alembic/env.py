"""Alembic environment: every feature's tables, one database address."""

from alembic import context
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from bessai_berinta.core import audit, db  # noqa: F401 - its table belongs to the metadata
from bessai_berinta.features.abuse import models as abuse  # noqa: F401
from bessai_berinta.features.accounts import models as accounts  # noqa: F401
from bessai_berinta.features.notifications import models as notifications  # noqa: F401
from bessai_berinta.features.open311 import models as open311  # noqa: F401
from bessai_berinta.features.participation import models as participation  # noqa: F401
from bessai_berinta.features.reports import models as reports  # noqa: F401
from bessai_berinta.features.reports.desk import models as desk  # noqa: F401
from bessai_berinta.features.wilayah import models as wilayah  # noqa: F401
from bessai_berinta.features.workcalendar import models as workcalendar  # noqa: F401


def _ours(_object, name, kind, _reflected, _compare_to) -> bool:
    """Leave the job queue's tables and the plain-SQL counters out of comparisons."""
    return not (kind == "table" and (name.startswith("procrastinate") or name == "rate_limits"))


def _migrate(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        include_object=_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


def _online(url: str) -> None:
    engine = create_engine(db.driver_url(url))
    with engine.begin() as connection:
        _migrate(connection)
    engine.dispose()


_online(context.config.get_main_option("sqlalchemy.url"))
