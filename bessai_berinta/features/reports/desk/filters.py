"""Views of the queue that somebody keeps under a name."""

from dataclasses import fields

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.schemas import QueueFilter

from . import repository
from .models import SavedFilter
from .schemas import SavedView

MOST = 20
NAME_MOST = 60
KEPT = tuple(f.name for f in fields(QueueFilter) if f.name != "page")


async def mine(session: AsyncSession, actor: Actor) -> tuple[SavedView, ...]:
    """List what the actor has kept, by name."""
    found = await repository.saved(session, actor.require_sign_in())
    return tuple(SavedView(one.id or 0, one.name, one.params) for one in found)


async def save(uow: UnitOfWork, name: str, wanted: QueueFilter) -> None:
    """Keep a view; the same name again replaces it. Raises InvalidInput (``name``)."""
    uow.actor.require(Permission.STAFF_AREA)
    account, name = uow.actor.require_sign_in(), words.printable(name).strip()
    if not 1 <= len(name) <= NAME_MOST:
        problem = N_("Give it a name of at most {most} characters.", most=NAME_MOST)
        raise InvalidInput(problem, fields={"name": problem})
    given = {part: words.printable(str(getattr(wanted, part))) for part in KEPT}
    params = {part: value for part, value in given.items() if value}
    kept = await repository.saved(uow.session, account)
    same = next((one for one in kept if one.name == name), None)
    if same is None and len(kept) >= MOST:
        problem = N_("You keep {most} filters already. Remove one first.", most=MOST)
        raise InvalidInput(problem, fields={"name": problem})
    found = same or SavedFilter(account_id=account, name=name)
    found.params = params
    uow.session.add(found)


async def remove(uow: UnitOfWork, filter_id: int) -> None:
    """Forget a view of one's own. Raises NotFound for any other."""
    found = await repository.saved_one(uow.session, uow.actor.require_sign_in(), filter_id)
    if found is None:
        raise NotFound
    await uow.session.delete(found)
