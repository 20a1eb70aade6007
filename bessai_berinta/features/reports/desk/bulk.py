"""One order for many reports, each in a transaction of its own."""

import logging
from collections.abc import Sequence

from bessai_berinta.core import audit
from bessai_berinta.core.errors import CityError, Denied, InvalidInput, Unavailable
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import UnitOfWork, unit_of_work
from bessai_berinta.features.reports import queries, service
from bessai_berinta.features.reports.workflow import Action, Needs, check_needs

from . import assigning
from .schemas import Order, Outcome, Pick

MOST = 100
# What can be said of many reports at once. Finishing needs each report's own photo.
ACTIONS = (
    Action.ACCEPT,
    Action.START,
    Action.ASSIGN,
    Action.FORWARD,
    Action.ASK,
    Action.REFUSE,
)

log = logging.getLogger(__name__)


async def run(actor: Actor, picks: Sequence[Pick], order: Order) -> tuple[Outcome, ...]:
    """Carry out an order on every pick, in their order, and say of each what came of it.

    What cannot be done to one report (changed since, not allowed, not possible) leaves that
    one as it was and goes on with the next. Raises, before anything is done, Denied without a
    desk and InvalidInput for an order that is incomplete or too large.
    """
    queries.desk_of(actor)
    _check(picks, order)
    return tuple([await _one(actor, pick, order) for pick in picks])


def _check(picks: Sequence[Pick], order: Order) -> None:
    if order.action not in ACTIONS:
        raise InvalidInput(fields={"action": N_("This cannot be done to many reports at once.")})
    if not 1 <= len(picks) <= MOST:
        raise InvalidInput(fields={"action": N_("Choose 1 to {most} reports.", most=MOST)})
    if order.action != Action.ASSIGN:
        given = {Needs.MESSAGE: order.message.strip(), Needs.AGENCY: order.agency}
        check_needs(order.action, {need for need, value in given.items() if value})


async def _one(actor: Actor, pick: Pick, order: Order) -> Outcome:
    try:
        async with unit_of_work(actor) as uow:
            await _apply(uow, pick, order)
    except CityError as error:
        if isinstance(error, Denied):
            await audit.record_refusal(actor, f"bulk:{order.action}:{pick.code}")
        return Outcome(pick.code, _why(error))
    except Exception:  # the reports done before must not look undone
        log.exception("bulk %s failed for %s", order.action, pick.code)
        return Outcome(pick.code, Unavailable.default)
    return Outcome(pick.code)


async def _apply(uow: UnitOfWork, pick: Pick, order: Order) -> None:
    if order.action == Action.ASSIGN:
        await assigning.assign(uow, pick.code, order.assignee, pick.version)
        return
    await service.act(
        uow,
        pick.code,
        order.action,
        message=order.message,
        agency=order.agency,
        version=pick.version,
    )


def _why(error: CityError) -> Message:
    return next(iter(error.fields.values()), error.message)
