"""All SQL about areas and agencies."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from .models import Agency, Area

Shape = Mapping[str, Any]  # a GeoJSON Polygon or MultiPolygon
KELURAHAN, KECAMATAN, ISLAND = "kelurahan", "kecamatan", "pulau"


async def areas(session: AsyncSession, kinds: Sequence[str]) -> list[Area]:
    """Give the areas of some kinds in the order of their codes."""
    query = select(Area).where(col(Area.kind).in_(kinds)).order_by(col(Area.code))
    return list((await session.exec(query)).all())


async def area(session: AsyncSession, code: str) -> Area | None:
    return await session.get(Area, code)


async def boundaries(session: AsyncSession) -> dict[str, Shape]:
    """Give the boundary of each kelurahan that has one."""
    query = select(Area.code, Area.boundary).where(
        Area.kind == KELURAHAN, col(Area.boundary).is_not(None)
    )
    return {code: shape for code, shape in (await session.exec(query)).all() if shape}


async def set_boundary(session: AsyncSession, code: str, shape: Shape | None, source: str) -> None:
    await session.exec(
        update(Area)
        .where(col(Area.code) == code)
        .values(boundary=shape if shape is None else dict(shape), boundary_source=source)
    )


async def agencies(session: AsyncSession) -> list[Agency]:
    query = select(Agency).where(col(Agency.active)).order_by(col(Agency.name))
    return list((await session.exec(query)).all())


async def agency(session: AsyncSession, code: str) -> Agency | None:
    found = await session.get(Agency, code)
    return found if found and found.active else None
