"""All SQL about the city's own calendar."""

from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .models import CalendarOverride


async def every_override(session: AsyncSession) -> list[CalendarOverride]:
    return list((await session.exec(select(CalendarOverride))).all())


async def overrides_between(
    session: AsyncSession, first: date, last: date
) -> list[CalendarOverride]:
    query = (
        select(CalendarOverride)
        .where(col(CalendarOverride.day).between(first, last))
        .order_by(col(CalendarOverride.day))
    )
    return list((await session.exec(query)).all())


async def override_on(session: AsyncSession, day: date) -> CalendarOverride | None:
    """Give the override of ``day``, locked until the transaction ends."""
    return await session.get(CalendarOverride, day, with_for_update=True)


async def save(session: AsyncSession, override: CalendarOverride) -> None:
    """Insert or replace; two admins setting the same day at once is no error."""
    values = override.model_dump()
    statement = insert(CalendarOverride).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["day"], set_={"worked": override.worked, "note": override.note}
        )
    )
