"""The SQL of the map. One index (``ix_reports_map``) holds every column the counting reads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, collate, func, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .. import repository as reports
from ..models import Report
from ..schemas import ReportQuery
from .grid import Grid
from .schemas import Cell, Pin

MOST_PINS = 500


def _where(query: ReportQuery, now: datetime) -> list[ColumnElement[bool]]:
    return [reports.public(), col(Report.lat).is_not(None), *reports.matching(query, now)]


async def cells(
    session: AsyncSession, query: ReportQuery, grid: Grid, now: datetime
) -> list[tuple[Cell, str]]:
    """Count public reports by cell; with each the least code in it, its only one for a count of 1.

    A cell's place is the middle of its reports, not of its square.
    """
    columns: Any = (
        func.avg(Report.lat),
        func.avg(Report.lon),
        func.count(),
        func.count().filter(reports.late(now)),
        func.min(collate(col(Report.code), "C")),  # bytes compare faster than words
    )
    found: Any = select(*columns).where(*_where(query, now))
    found = found.group_by(
        func.floor(col(Report.lat) / grid.size), func.floor(col(Report.lon) / grid.size)
    )
    # PostgreSQL's own guess is for turning disks, where it would rather read the whole table
    # than the index that holds all we need.
    await session.execute(text("SET LOCAL random_page_cost = 1.1"))
    return [
        (Cell(lat, lon, count, late), code)
        for lat, lon, count, late, code in (await session.exec(found)).all()
    ]


async def pins(
    session: AsyncSession, query: ReportQuery, now: datetime, codes: Sequence[str] | None = None
) -> list[Pin]:
    """Give single reports, newest first: those of ``codes``, or one more than a map can show."""
    columns: Any = (
        Report.code,
        Report.lat,
        Report.lon,
        Report.description,
        Report.status,
        reports.late(now),
    )
    found: Any = select(*columns).where(*_where(query, now))
    if codes is not None:
        found = found.where(col(Report.code).in_(codes))
    found = found.order_by(col(Report.created_at).desc()).limit(
        MOST_PINS + 1 if codes is None else len(codes)
    )
    return [Pin(*row) for row in (await session.exec(found)).all()]
