"""Plain HTTP routes of the desk."""

from collections.abc import AsyncIterator
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bessai_berinta.core import clock, db
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries
from bessai_berinta.features.reports.schemas import QueueFilter
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of

from . import export, repository

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": 'attachment; filename="laporan-petugas.csv"',
}


async def table(request: Request) -> Response:
    """``GET /petugas/lapor.csv``: every report of the filtered queue, for those with a desk.

    Who took it, and with which filter, is in the audit log.
    """
    actor = await actor_of(request)
    agencies = queries.desk_of(actor)
    wanted = export.parse_filter(request.query_params)
    reporter = actor.may(Permission.REPORT_SEE_REPORTER)
    async with unit_of_work(actor) as uow:
        after = {**asdict(wanted), "reporter": reporter}
        await uow.audit("report.export", "reports:queue", after=after)
    return StreamingResponse(
        _table(actor, agencies, wanted, reporter=reporter),
        media_type="text/csv; charset=utf-8",
        headers=HEADERS,
    )


async def _table(
    actor: Actor, agencies: list[str] | None, wanted: QueueFilter, *, reporter: bool
) -> AsyncIterator[str]:
    async with db.session() as session:
        rows = repository.export(session, agencies, wanted, clock.now(), actor.user_id)
        async for piece in export.lines(rows, reporter=reporter):
            yield piece


routes = [Route("/petugas/lapor.csv", guarded(table))]
