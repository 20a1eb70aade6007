"""What the product brings along: areas, agencies, categories, routes, demo reports.

Loading again adds what is missing and changes nothing that is there, so whatever an admin
changed stays.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports.models import Category, Question, RoutingRule
from bessai_berinta.features.wilayah.models import Agency, Area

from .schemas import Agencies, Areas, Categories, Questions, Routes, read


async def load(*, demo: bool) -> None:
    """Load the seed into the connected database; with ``demo`` the made-up reports too."""
    async with unit_of_work(SYSTEM) as uow:
        await _areas(uow.session)
        await _agencies(uow.session)
        await _categories(uow.session)
    if demo:
        from . import demo_reports  # draws pictures; production has no use for it

        await demo_reports.load()


async def _areas(session: AsyncSession) -> None:
    areas = read("wilayah.json", Areas).areas
    await _add_missing(session, Area, [area.model_dump() for area in areas])


async def _agencies(session: AsyncSession) -> None:
    agencies = read("opd.json", Agencies).agencies
    await _add_missing(session, Agency, [agency.model_dump() for agency in agencies])


async def _categories(session: AsyncSession) -> None:
    """Add categories, and the questions and routes of those just added.

    A category that was there keeps its own as they are: a rule an admin took away must not come
    back at the next start.
    """
    categories = read("kategori.json", Categories).categories
    rows = [{**c.model_dump(), "position": place} for place, c in enumerate(categories, 1)]
    new = await _add_missing(session, Category, rows)
    questions = read("pertanyaan.json", Questions).questions
    session.add_all(
        Question(**question.model_dump(), position=place)
        for place, question in enumerate(questions, 1)
        if question.category in new
    )
    routes = read("rute.json", Routes).routes
    session.add_all(
        RoutingRule(**route.model_dump(), position=place)
        for place, route in enumerate(routes, 1)
        if route.category in new
    )


async def _add_missing(
    session: AsyncSession, table: type[SQLModel], rows: Sequence[dict[str, Any]]
) -> set[str]:
    """Insert the rows whose code is not there yet; give their codes."""
    code = table.__table__.c.code  # type: ignore[attr-defined]
    full = [table(**row).model_dump() for row in rows]  # with the defaults of the table
    added = await session.execute(
        insert(table).values(full).on_conflict_do_nothing().returning(code)
    )
    return set(added.scalars())
