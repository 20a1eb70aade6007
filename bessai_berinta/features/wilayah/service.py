"""Use cases about areas and agencies: where a point lies, what a name means, who serves."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_

from . import city, geometry, repository
from .models import Agency, Area
from .names import normalise
from .schemas import AgencyView, AreaView, KecamatanView
from .schemas import Located as Located  # part of what this service offers

OUTSIDE = N_("This point lies outside Bontang. Move it, or choose a kelurahan.")


async def locate(session: AsyncSession, lat: float, lon: float) -> Located:
    """Tell which kelurahan a point (WGS 84 degrees) belongs to.

    Certain when it lies in an official boundary; else an estimate: the nearest boundary where
    boundaries are loaded (a boat, a jetty), the nearest centre while none are. Raises
    InvalidInput (``lat``, ``lon``) for a point outside the city, and LookupError while no
    kelurahan has been loaded at all.
    """
    position = (lon, lat)
    if not city.REACH.holds(position):
        raise InvalidInput(OUTSIDE, fields={"lat": OUTSIDE, "lon": OUTSIDE})
    for code, shape in (await repository.boundaries_around(session, position)).items():
        if geometry.contains(shape, position):
            return Located(code, estimated=False)
    return Located(await _likely(session, position), estimated=True)


async def _likely(session: AsyncSession, position: geometry.Position) -> str:
    shapes = await repository.boundaries(session)
    if shapes:
        return min(shapes, key=lambda code: geometry.distance_to(shapes[code], position))
    centres = {area.code: area.position for area in await _views(session, repository.KELURAHAN)}
    if not centres:
        raise LookupError("no kelurahan: load the seed first")
    return geometry.nearest(position, centres)


async def kelurahan(session: AsyncSession, code: str) -> AreaView | None:
    """Give one kelurahan by its Kemendagri code, such as ``64.74.01.1003``."""
    found = await repository.area(session, code)
    return _area(found) if found and found.kind == repository.KELURAHAN else None


async def named(session: AsyncSession, name: str) -> AreaView | None:
    """Give the kelurahan, kecamatan or island of that name, however it is spelled.

    A kelurahan wins over a kecamatan or island of the same name.
    """
    wanted = normalise(name)
    kinds = (repository.KELURAHAN, repository.KECAMATAN, repository.ISLAND)
    found = [
        area
        for area in await repository.areas(session, kinds)
        if wanted in {normalise(spelling) for spelling in (area.name, *area.aliases)}
    ]
    return _area(min(found, key=lambda area: kinds.index(area.kind))) if found else None


async def every_kelurahan(session: AsyncSession) -> list[AreaView]:
    """List the kelurahan in the order of their codes."""
    return await _views(session, repository.KELURAHAN)


async def by_kecamatan(session: AsyncSession) -> list[KecamatanView]:
    """List the kecamatan, each with its kelurahan."""
    members = await _views(session, repository.KELURAHAN)
    return [
        KecamatanView(area, tuple(member for member in members if member.parent == area.code))
        for area in await _views(session, repository.KECAMATAN)
    ]


async def islands(session: AsyncSession) -> list[AreaView]:
    return await _views(session, repository.ISLAND)


async def agencies(session: AsyncSession) -> list[AgencyView]:
    """List the agencies in service, by name."""
    return [_agency(found) for found in await repository.agencies(session)]


async def agency(session: AsyncSession, code: str) -> AgencyView | None:
    """Give one agency by its code; None when unknown or no longer in service."""
    found = await repository.agency(session, code)
    return _agency(found) if found else None


async def _views(session: AsyncSession, kind: str) -> list[AreaView]:
    return [_area(found) for found in await repository.areas(session, [kind])]


def _area(found: Area) -> AreaView:
    return AreaView(
        code=found.code,
        kind=found.kind,
        name=found.name,
        parent=found.parent,
        postal_code=found.postal_code,
        lat=found.lat,
        lon=found.lon,
    )


def _agency(found: Agency) -> AgencyView:
    return AgencyView(
        code=found.code,
        name=found.name,
        kind=found.kind,
        duties=found.duties,
        name_verified=found.name_verified,
        sources=tuple(found.sources),
    )
