"""Use cases of routing: which agency gets which kind of report."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.wilayah import service as wilayah

from . import repository
from .models import RoutingRule
from .schemas import RouteView


async def routes(session: AsyncSession, actor: Actor) -> list[RouteView]:
    """List the routing rules; for those who may change them."""
    actor.require(Permission.ROUTING_EDIT)
    return [
        RouteView(
            id=rule.id or 0,
            category=category.code,
            category_name=category.name_id,
            area=rule.area,
            area_name=area.name if area else "",
            agency=rule.agency,
        )
        for rule, category, area in await repository.routes(session)
    ]


async def set_route(uow: UnitOfWork, category: str, area: str, agency: str) -> None:
    """Send a category (in one kelurahan, or everywhere with ``area`` empty) to an agency.

    Holds for reports filed from now on. Raises InvalidInput for anything unknown.
    """
    uow.actor.require(Permission.ROUTING_EDIT)
    if await repository.category(uow.session, category) is None:
        raise InvalidInput(fields={"category": N_("Choose what it is about.")})
    if area and await wilayah.kelurahan(uow.session, area) is None:
        raise InvalidInput(fields={"area": N_("Choose a kelurahan from the list.")})
    if await wilayah.agency(uow.session, agency) is None:
        raise InvalidInput(fields={"agency": N_("Choose another agency from the list.")})
    before = await repository.exact_route(uow.session, category, area)
    old = before.agency if before else None
    rule = before or RoutingRule(category=category, area=area, agency=agency)
    rule.agency = agency
    uow.session.add(rule)
    await _audit_route(uow, category, area, old, agency)


async def remove_route(uow: UnitOfWork, category: str, area: str) -> None:
    """Drop the special rule of one kelurahan; the general rule of a category stays."""
    uow.actor.require(Permission.ROUTING_EDIT)
    rule = await repository.exact_route(uow.session, category, area)
    if rule is None or not area:
        raise NotFound
    await uow.session.delete(rule)
    await _audit_route(uow, category, area, rule.agency, None)


async def _audit_route(
    uow: UnitOfWork, category: str, area: str, old: str | None, new: str | None
) -> None:
    await uow.audit(
        "routing.change",
        f"routing:{category}:{area}",
        before={"agency": old},
        after={"agency": new},
    )
