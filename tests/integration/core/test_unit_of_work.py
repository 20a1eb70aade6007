"""One write, one transaction: rows, audit, jobs, notices and limits on the real database."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bessai_berinta.core import audit, clock, db, jobs, live, ratelimit
from bessai_berinta.core.errors import TooMany
from bessai_berinta.core.unit_of_work import unit_of_work
from tests.factories import actors

pytestmark = pytest.mark.usefixtures("database")
done: list[int] = []


@jobs.task(name="tests.remember", pass_context=False)
async def remember(number: int) -> None:
    """Note that the job ran."""
    done.append(number)


class Stop(Exception):
    """Ends a block from the inside."""


async def queued() -> int:
    async with db.session() as session:
        return int(await session.scalar(text("SELECT count(*) FROM procrastinate_jobs")))


async def entries() -> list[audit.AuditEntry]:
    async with db.session() as session:
        return await audit.latest(session)


async def test_what_is_written_together_is_kept_together():
    actor = await actors.operator()
    async with unit_of_work(actor) as uow:
        await uow.audit("try", "thing:1", before={"a": 1}, after={"a": 2})
        await uow.enqueue(remember.name, number=1)
    (entry,) = await entries()
    assert (entry.actor_id, entry.ip) == (actor.user_id, actor.ip)
    assert (entry.before, entry.after) == ({"a": 1}, {"a": 2})
    assert await queued() == 1


async def test_what_fails_leaves_neither_audit_nor_job_nor_notice():
    async with live.watch("thing") as changed:
        with pytest.raises(Stop):  # noqa: PT012 - the block ends by it
            async with unit_of_work() as uow:
                await uow.audit("try", "thing:1")
                await uow.enqueue(remember.name, number=2)
                await uow.publish("thing")
                raise Stop
        assert not changed.is_set()
    assert await entries() == []
    assert await queued() == 0


async def test_a_job_nobody_declared_is_refused_at_once():
    with pytest.raises(KeyError):
        async with unit_of_work() as uow:
            await uow.enqueue("tests.no_such_job")


async def test_a_queued_job_runs_after_the_commit():
    done.clear()
    async with unit_of_work() as uow:
        await uow.enqueue(remember.name, number=3)
        assert done == []
    await jobs.run_worker(forever=False)
    assert done == [3]


async def test_a_notice_reaches_those_who_watch_the_topic_and_nobody_else():
    listener = asyncio.create_task(live.listen())
    try:
        async with live.watch("one") as one, live.watch("two") as two:
            await asyncio.wait_for(one.wait(), 10)  # all are woken once the listener is there
            one.clear()
            two.clear()
            async with unit_of_work() as uow:
                await uow.publish("one")
            await asyncio.wait_for(one.wait(), 10)
            assert not two.is_set()
    finally:
        listener.cancel()


async def test_the_audit_log_pages_backwards_and_filters_by_subject():
    async with unit_of_work() as uow:
        for number in range(5):
            await uow.audit("try", f"{'a' if number % 2 else 'b'}:{number}")
    async with db.session() as session:
        first = await audit.latest(session, limit=2)
        older = await audit.latest(session, before_id=first[-1].id, limit=10)
        only = await audit.latest(session, subject="a:")
    assert [e.subject for e in first + older] == ["b:4", "a:3", "b:2", "a:1", "b:0"]
    assert [e.subject for e in only] == ["a:3", "a:1"]


async def test_a_limit_holds_for_one_caller_and_one_window():
    limit = ratelimit.Limit("try", 2, 60)
    with clock.at(datetime(2026, 11, 24, 2, 0, 30, tzinfo=UTC)):
        await ratelimit.count(limit, "a")
        await ratelimit.count(limit, "a")
        with pytest.raises(TooMany) as refused:
            await ratelimit.count(limit, "a")
        await ratelimit.count(limit, "b")
    assert refused.value.retry_after == 30
    with clock.at(datetime(2026, 11, 24, 2, 1, 0, tzinfo=UTC)):
        await ratelimit.count(limit, "a")


async def test_windows_that_are_over_are_forgotten():
    limit = ratelimit.Limit("try", 1, 60)
    with clock.at(datetime(2026, 11, 1, tzinfo=UTC)):
        await ratelimit.count(limit, "a")
    await ratelimit.purge()
    async with db.session() as session:
        assert await session.scalar(text("SELECT count(*) FROM rate_limits")) == 0
