"""The SQL of the public figures: one pass over the public reports of a period."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, and_, case, cast, extract, func, literal_column, not_, tuple_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.features.reports import repository as reports
from bessai_berinta.features.reports.models import Category, Report
from bessai_berinta.features.reports.workflow import OPEN, Status
from bessai_berinta.features.wilayah.models import Agency, Area

from .schemas import MINIMUM, Figures, Kind

DAY = 24 * 3600
CLOSED = (Status.DONE, Status.REFUSED)
# What PostgreSQL's grouping() says: a bit for each column that does not group, first highest.
_KINDS: dict[int, Kind] = {15: "total", 7: "agency", 11: "category", 13: "area", 14: "month"}
# Written out, not bound: the same expression must stand in SELECT and GROUP BY.
_WITA: Any = literal_column("'Asia/Makassar'")
_MONTH: Any = literal_column("'YYYY-MM'")


def _days(end: Any) -> Any:
    """Give the calendar days from filing to ``end``."""
    return cast(extract("epoch", end - Report.created_at), Float) / DAY


def _percentile(share: float, value: Any, among: Any) -> Any:
    number = func.percentile_cont(share).within_group(value).filter(among)
    return case((func.count().filter(among) >= MINIMUM, number))


def _columns(now: datetime) -> list[Any]:
    closed = col(Report.status).in_(CLOSED)
    ever = closed | (col(Report.reopened) > 0)
    answered = col(Report.first_answer_at).is_not(None)
    solved = and_(col(Report.status) == Status.DONE, col(Report.closed_at).is_not(None))
    to_answer, to_solved = _days(Report.first_answer_at), _days(Report.closed_at)
    return [
        func.count(),
        func.count().filter(col(Report.status).in_(OPEN)),
        func.count().filter(reports.late(now)),
        func.count().filter(closed),
        func.count().filter(and_(closed, col(Report.closed_at) <= col(Report.due_at))),
        func.count().filter(ever),
        func.count().filter(col(Report.reopened) > 0),
        func.count().filter(answered),
        _percentile(0.5, to_answer, answered),
        _percentile(0.9, to_answer, answered),
        func.count().filter(solved),
        _percentile(0.5, to_solved, solved),
        _percentile(0.9, to_solved, solved),
    ]


async def figures(
    session: AsyncSession, since: datetime, until: datetime, now: datetime, *, demo: bool
) -> list[Figures]:
    """Give the figures of all public reports filed in [since, until), as a whole and by group.

    Reports their reporter took back are left out; made-up ones too unless ``demo``.
    """
    month = func.to_char(func.timezone(_WITA, Report.created_at), _MONTH)
    keys: list[Any] = [Report.agency, Report.category, Report.area, month]
    query: Any = select(func.grouping(*keys), *keys, *_columns(now))
    query = query.where(
        reports.public(),
        Report.status != Status.WITHDRAWN,
        col(Report.created_at) >= since,
        col(Report.created_at) < until,
        *([] if demo else [not_(col(Report.demo))]),
    )
    query = query.group_by(func.grouping_sets(tuple_(), *(tuple_(key) for key in keys)))
    return [_figures(*row) for row in (await session.exec(query)).all()]


def _figures(
    grouping: int, agency: str, category: str, area: str, month: str, *rest: Any
) -> Figures:
    kind = _KINDS[grouping]
    code = {"agency": agency, "category": category, "area": area, "month": month}.get(kind, "")
    return Figures(kind, code, *rest)


async def any_demo(session: AsyncSession, since: datetime, until: datetime) -> bool:
    """Tell whether made-up reports are among those of the period."""
    query = (
        select(Report.id)
        .where(
            reports.public(),
            col(Report.demo),
            col(Report.created_at) >= since,
            col(Report.created_at) < until,
        )
        .limit(1)
    )
    return (await session.exec(query)).first() is not None


async def names(session: AsyncSession) -> dict[tuple[Kind, str], tuple[str, str]]:
    """Give the Indonesian and English name of every agency, category and area."""
    found: dict[tuple[Kind, str], tuple[str, str]] = {}
    for code, name in (await session.exec(select(Agency.code, Agency.name))).all():
        found["agency", code] = (name, name)
    for code, name in (await session.exec(select(Area.code, Area.name))).all():
        found["area", code] = (name, name)
    categories = select(Category.code, Category.name_id, Category.name_en)
    for code, name_id, name_en in (await session.exec(categories)).all():
        found["category", code] = (name_id, name_en)
    return found
