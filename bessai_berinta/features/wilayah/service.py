"""Use cases about areas and agencies: where a point lies, what a name means, who serves."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.adapters import mail
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.livecache import LiveCache
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import boundaries, city, geometry, repository
from .boundaries import Boundary
from .models import Agency, Area
from .names import normalise
from .schemas import AgencyView, AreaView, ImportedArea, ImportResult, KecamatanView
from .schemas import Located as Located  # part of what this service offers

TOPIC = "wilayah"
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
    known = await _known.get("", lambda: _read_known(session))
    for code, shape in known.shapes.items():
        if _boxed(shape, position) and geometry.contains(shape, position):
            return Located(code, estimated=False)
    return Located(_likely(known, position), estimated=True)


@dataclass(frozen=True)
class _Known:
    """What placing a point needs: the boundaries there are, and every centre."""

    shapes: Mapping[str, Mapping[str, Any]]
    centres: Mapping[str, geometry.Position]


# Every report is placed, and boundaries change once in years: they are read once.
_known: LiveCache[_Known] = LiveCache(TOPIC, longest=3600)


async def _read_known(session: AsyncSession) -> _Known:
    centres = {area.code: area.position for area in await _views(session, repository.KELURAHAN)}
    return _Known(await repository.boundaries(session), centres)


def _boxed(shape: Mapping[str, Any], position: geometry.Position) -> bool:
    """Tell whether the box of a shape (RFC 7946 section 5) holds the position."""
    west, south, east, north = shape["bbox"]
    lon, lat = position
    return bool(west <= lon <= east and south <= lat <= north)


def _likely(known: _Known, position: geometry.Position) -> str:
    if known.shapes:
        shapes = known.shapes
        return min(shapes, key=lambda code: geometry.distance_to(shapes[code], position))
    if not known.centres:
        raise LookupError("no kelurahan: load the seed first")
    return geometry.nearest(position, known.centres)


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


async def shapes(session: AsyncSession) -> dict[str, Mapping[str, Any]]:
    """Give the official boundary (a GeoJSON MultiPolygon) of each kelurahan that has one."""
    return await repository.boundaries(session)


async def islands(session: AsyncSession) -> list[AreaView]:
    return await _views(session, repository.ISLAND)


async def agencies(session: AsyncSession) -> list[AgencyView]:
    """List the agencies in service, by name."""
    return [_agency(found) for found in await repository.agencies(session)]


async def agency(session: AsyncSession, code: str) -> AgencyView | None:
    """Give one agency by its code; None when unknown or no longer in service."""
    found = await repository.agency(session, code)
    return _agency(found) if found else None


async def set_head(uow: UnitOfWork, code: str, address: str) -> None:
    """Say where the head of an agency gets mail; empty for nobody. Raises InvalidInput."""
    uow.actor.require(Permission.ROUTING_EDIT)
    found = await repository.agency(uow.session, code)
    if found is None:
        raise InvalidInput(N_("Choose another agency from the list."))
    address = address.strip()
    if address and not mail.is_address(address):
        raise InvalidInput(N_("Write an e-mail address, or leave it empty."))
    before, found.head_email = found.head_email, address
    if before != address:
        uow.session.add(found)
        await uow.audit(
            "agency.head", f"agency:{code}", before={"mail": before}, after={"mail": address}
        )


async def import_boundaries(uow: UnitOfWork, data: bytes, source: str) -> ImportResult:
    """Take over the official boundaries of every kelurahan from a GeoJSON file, or none.

    ``source`` says whose they are and of which year. From then on points are placed by them;
    reports filed before keep the kelurahan they have. Raises Denied without the permission to
    edit routing (who gets a report follows from these lines), TooLarge and InvalidInput as
    :func:`boundaries.read` does.
    """
    uow.actor.require(Permission.ROUTING_EDIT)
    source = " ".join(source.split())
    if not source:
        raise InvalidInput(fields={"sumber": N_("Say whose boundaries these are.")})
    rows = await repository.areas(uow.session, [repository.KELURAHAN])
    centres = {row.code: (row.lon, row.lat) for row in rows}
    found = await asyncio.to_thread(boundaries.read, data, centres)
    agreement = await asyncio.to_thread(boundaries.agreement, found, centres)
    result = ImportResult(
        source, tuple(_imported(row, found[row.code], source) for row in rows), agreement
    )
    before = _sources(rows)
    for row in rows:
        await repository.set_boundary(uow.session, row.code, found[row.code].shape, source)
    after = {"source": source, "sha256": hashlib.sha256(data).hexdigest()}
    await uow.audit("boundaries.import", f"wilayah:{city.CODE}", before=before, after=after)
    await uow.publish(TOPIC)
    return result


async def clear_boundaries(uow: UnitOfWork) -> int:
    """Drop every boundary, so that points go to the nearest centre again; give how many."""
    uow.actor.require(Permission.ROUTING_EDIT)
    rows = await repository.areas(uow.session, [repository.KELURAHAN])
    held = [row for row in rows if row.boundary]
    before = _sources(rows)
    for row in held:
        await repository.set_boundary(uow.session, row.code, None, "")
    await uow.audit("boundaries.clear", f"wilayah:{city.CODE}", before=before)
    await uow.publish(TOPIC)
    return len(held)


def _imported(row: Area, boundary: Boundary, source: str) -> ImportedArea:
    change: Literal["new", "replaced", "same"] = "new"
    if row.boundary:
        # Through JSON, positions come back as lists.
        same = row.boundary == boundary.as_stored() and row.boundary_source == source
        change = "same" if same else "replaced"
    return ImportedArea(
        row.code, row.name, change, boundary.positions, boundary.square_km, boundary.tangles
    )


def _sources(rows: Sequence[Area]) -> dict[str, object]:
    return {"source": ", ".join(sorted({r.boundary_source for r in rows if r.boundary}))}


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
        head_email=found.head_email,
    )
