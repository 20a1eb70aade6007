"""Background jobs in PostgreSQL (procrastinate), queued in the transaction of the write.

Jobs must be idempotent: one may run again after a crash. A task is declared beside its
feature with ``@jobs.task`` and named in code by its function's dotted name.
"""

import json
from collections.abc import Mapping
from typing import Any

import procrastinate
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from . import db

app = procrastinate.App(connector=procrastinate.PsycopgConnector())
task = app.task
periodic = app.periodic
STOP_SECONDS = 4.0  # a job that needs longer is broken off and runs again at the next start
RETRY = procrastinate.RetryStrategy(max_attempts=6, exponential_wait=4)

_DEFER = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', :task, 0, NULL, NULL, "
    "CAST(:args AS jsonb), NULL)::procrastinate_job_to_defer_v1])"
)
_ALIVE = text(
    "SELECT EXISTS (SELECT FROM procrastinate_workers "
    "WHERE last_heartbeat > now() - interval '30 seconds')"
)


async def enqueue(session: AsyncSession, task_name: str, args: Mapping[str, Any]) -> None:
    """Queue a job on the caller's own connection, so both commit or neither does.

    Raises KeyError for a task nobody declared: a typo must not become a job that never runs.
    """
    if task_name not in app.tasks:
        raise KeyError(task_name)
    await session.execute(_DEFER, {"task": task_name, "args": json.dumps(args, default=str)})


async def alive(session: AsyncSession) -> bool:
    """Tell whether any worker, here or in another process, gave a sign of life lately."""
    found = await session.execute(_ALIVE)
    return bool(found.scalar())


async def run_worker(*, forever: bool = True) -> None:
    """Work on the queue; with ``forever=False`` until it is empty."""
    connector = procrastinate.PsycopgConnector(conninfo=db.raw_url(), min_size=1, max_size=4)
    with app.replace_connector(connector) as worker_app:
        async with worker_app.open_async():
            await worker_app.run_worker_async(
                wait=forever,
                install_signal_handlers=False,
                listen_notify=forever,
                shutdown_graceful_timeout=STOP_SECONDS,
            )
