"""Routing: which agency gets a report. An ordered list of rules; the first that fits wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.wilayah import service as wilayah

from . import repository, words
from .models import RoutingRule
from .schemas import DryRun, Rerouted, RouteView, Rule

FALLBACK_AGENCY = "Diskominfo"  # runs the city's complaint desk; takes what no rule routes
DRY_RUN_REPORTS = 500


@dataclass(frozen=True)
class Facts:
    """What a rule may look at."""

    category: str
    area: str
    at: datetime
    answers: Mapping[str, object]


def fits(rule: Rule, facts: Facts) -> bool:
    """Tell whether every part of ``rule`` that says something agrees with the facts."""
    moment = facts.at.astimezone(clock.WITA)
    return (
        rule.category in ("", facts.category)
        and rule.area in ("", facts.area)
        and (not rule.days or str(moment.isoweekday()) in rule.days)
        and _within(moment.hour, rule.hour_from, rule.hour_to)
        and (not rule.question or str(facts.answers.get(rule.question, "")) == rule.answer)
    )


def _within(hour: int, start: int | None, end: int | None) -> bool:
    if start is None or end is None:
        return True
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end  # past midnight


def first_match(rules: Iterable[Rule], facts: Facts) -> str:
    """Give the agency of the first rule that fits, or the city's complaint desk."""
    return next((rule.agency for rule in rules if fits(rule, facts)), FALLBACK_AGENCY)


async def agency_for(session: AsyncSession, facts: Facts) -> str:
    return first_match(map(_rule, await repository.rules(session)), facts)


def _rule(row: RoutingRule) -> Rule:
    return Rule(**{name: getattr(row, name) for name in Rule.__dataclass_fields__})


async def routes(session: AsyncSession, actor: Actor) -> list[RouteView]:
    """List the routing rules in their order; for those who may change them."""
    actor.require(Permission.ROUTING_EDIT)
    return [RouteView(row.id or 0, _rule(row)) for row in await repository.rules(session)]


async def add_rule(uow: UnitOfWork, rule: Rule) -> None:
    """Put a rule before all others: the newest is the most particular. Raises InvalidInput."""
    await _check(uow.session, uow.actor, rule)
    rows = await repository.rules(uow.session)
    uow.session.add(RoutingRule(**vars(rule), position=(rows[0].position if rows else 1) - 1))
    await _audit(uow, None, rule)


async def set_agency(uow: UnitOfWork, rule_id: int, agency: str) -> None:
    """Send what a rule catches to another agency. Raises NotFound or InvalidInput."""
    row = await _row(uow, rule_id)
    before = _rule(row)
    await _check(uow.session, uow.actor, replace(before, agency=agency))
    row.agency = agency
    await _audit(uow, before, _rule(row))


async def move_rule(uow: UnitOfWork, rule_id: int, *, earlier: bool) -> None:
    """Try a rule one place earlier or later. At the end of the list nothing happens."""
    await _row(uow, rule_id)
    rows = await repository.rules(uow.session)
    here = next(place for place, row in enumerate(rows) if row.id == rule_id)
    there = here + (-1 if earlier else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, 1):
        row.position = place
    await uow.audit(
        "routing.move", f"routing:{rule_id}", before={"place": here + 1}, after={"place": there + 1}
    )


async def remove_rule(uow: UnitOfWork, rule_id: int) -> None:
    row = await _row(uow, rule_id)
    before = _rule(row)
    await uow.session.delete(row)
    await _audit(uow, before, None)


async def dry_run(session: AsyncSession, actor: Actor, rule: Rule) -> DryRun:
    """Show what ``rule``, put first, would have done with the latest reports.

    Raises InvalidInput for a rule that could not be added.
    """
    await _check(session, actor, rule)
    rules = [_rule(row) for row in await repository.rules(session)]
    reports = await repository.latest(session, DRY_RUN_REPORTS)
    caught, moved = 0, []
    for report in reports:
        facts = Facts(report.category, report.area, report.created_at, report.answers)
        if not fits(rule, facts):
            continue
        caught += 1
        before = first_match(rules, facts)
        if before != rule.agency:
            title = words.headline(report.description)
            moved.append(Rerouted(report.code, title, before, rule.agency))
    return DryRun(len(reports), caught, tuple(moved))


async def _row(uow: UnitOfWork, rule_id: int) -> RoutingRule:
    uow.actor.require(Permission.ROUTING_EDIT)
    row = await uow.session.get(RoutingRule, rule_id)
    if row is None:
        raise NotFound
    return row


async def _check(session: AsyncSession, actor: Actor, rule: Rule) -> None:
    actor.require(Permission.ROUTING_EDIT)
    problems: dict[str, Message] = {}
    if rule.category and await repository.category(session, rule.category) is None:
        problems["category"] = N_("Choose what it is about.")
    if rule.area and await wilayah.kelurahan(session, rule.area) is None:
        problems["area"] = N_("Choose a kelurahan from the list.")
    if await wilayah.agency(session, rule.agency) is None:
        problems["agency"] = N_("Choose another agency from the list.")
    if set(rule.days) - set("1234567"):
        problems["days"] = N_("Choose a day.")
    hours = (rule.hour_from, rule.hour_to)
    if (None in hours and hours != (None, None)) or any(not 0 <= h <= 24 for h in hours if h):
        problems["hour_from"] = N_("Hours go from 0 to 24, from and until together.")
    if bool(rule.question) != bool(rule.answer):
        problems["answer"] = N_("A question and its answer come together.")
    if problems:
        raise InvalidInput(fields=problems)


async def _audit(uow: UnitOfWork, before: Rule | None, after: Rule | None) -> None:
    rule = after or before
    assert rule is not None
    await uow.audit(
        "routing.change",
        f"routing:{rule.category or '*'}:{rule.area or '*'}",
        before=vars(before) if before else None,
        after=vars(after) if after else None,
    )
