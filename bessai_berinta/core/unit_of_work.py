"""One write, one transaction: rows, history, audit, jobs and notices commit together."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from . import audit, db, jobs, live
from .permissions import ANONYMOUS, Actor


@dataclass(frozen=True)
class UnitOfWork:
    """What a service writes through. Nothing is visible outside until the edge commits."""

    session: AsyncSession
    actor: Actor

    async def audit(
        self,
        action: str,
        subject: str,
        *,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> None:
        """Record who did ``action`` to ``subject`` (``kind:key``), and what changed."""
        await audit.record(self.session, self.actor, action, subject, before=before, after=after)

    async def enqueue(self, task: str, /, **args: object) -> None:
        """Queue a job that runs only if this transaction commits."""
        await jobs.enqueue(self.session, task, args)

    async def publish(self, topic: str) -> None:
        """Tell every open page that watches ``topic``, once this transaction commits."""
        await live.publish(self.session, topic)


@asynccontextmanager
async def unit_of_work(actor: Actor = ANONYMOUS) -> AsyncIterator[UnitOfWork]:
    """Open a transaction; commit when the block ends well, roll back when it raises."""
    async with db.session() as session, session.begin():
        yield UnitOfWork(session, actor)
