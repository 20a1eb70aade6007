"""What happens to participation when reports are merged, split again, or change hands."""

import uuid

from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository
from .schemas import Who
from .service import recount, topic


async def bring_along(uow: UnitOfWork, origin: str, target: str) -> None:
    """Copy followers, supporters and public comments of ``origin`` to ``target``.

    Its reporter counts as one more who has the problem. Running twice changes nothing.
    """
    old = await repository.report(uow.session, origin)
    new = await repository.report(uow.session, target, lock=True)
    if old is None or new is None:
        raise NotFound
    if old.merged_into != new.id:
        return  # split again in the meantime
    await repository.copy_supports(uow.session, old.id, new)
    await repository.copy_follows(uow.session, old.id, new.id)
    await repository.copy_comments(uow.session, old.id, new.id)
    reporter = Who(old.reporter_id, "" if old.reporter_id else old.visitor)
    same = (new.reporter_id, new.visitor if not new.reporter_id else "")
    if (reporter.account_id or reporter.visitor) and (
        reporter.account_id,
        reporter.visitor,
    ) != same:
        await repository.add_origin(uow.session, reporter, old, new.id)
    await recount(uow, new)
    await uow.publish(topic(new.code))


async def take_back(uow: UnitOfWork, origin: str, target: str) -> None:
    """Undo :func:`bring_along` exactly: what people did on ``target`` themselves stays."""
    old = await repository.report(uow.session, origin)
    new = await repository.report(uow.session, target, lock=True)
    if old is None or new is None:
        raise NotFound
    if old.merged_into == new.id:
        return  # merged again in the meantime
    await repository.take_back(uow.session, old.id, new.id)
    await recount(uow, new)
    await uow.publish(topic(new.code))


async def adopt(uow: UnitOfWork, visitor: str, account: uuid.UUID) -> None:
    """Hand what a browser did without an account to the account now signed in there."""
    for report_id in await repository.adopt(uow.session, visitor, account):
        report = await repository.report_by_id(uow.session, report_id)
        if report is not None:
            await recount(uow, report)
