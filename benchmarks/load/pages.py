"""How soon a change of a report is on every open page that shows it."""

import asyncio
import time
import uuid

from bessai_berinta import background
from bessai_berinta.core import db
from bessai_berinta.core.permissions import Actor, Role
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import service
from bessai_berinta.features.reports.schemas import NewReport
from bessai_berinta.features.reports.workflow import Action
from tests.e2e.site import Site

from .figures import Figure
from .sockets import Page

PAGES, WITHIN = 1000, 2.0
WORDS = "Laporan uji kecepatan"
QUIET = 1.5  # seconds
OPENING, PATIENCE = 50, 60.0  # pages opened at once; seconds to wait for the slowest


async def change_reaches_all(site: Site) -> Figure:
    """Open a thousand pages of one report, change it as its desk, wait for the last to hear."""
    assert background.work  # its import declares the jobs that a write queues
    db.connect(site.database_url)
    pages: list[Page] = []
    try:
        code = await _new_report()
        for _ in range(PAGES // OPENING):
            some = [Page(site.url, f"/lapor/{code}", {"kode": code}) for _ in range(OPENING)]
            pages += some
            await asyncio.gather(*(page.open() for page in some))
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(page.expect(WORDS) for page in some))
        await _quiet(pages)
        last = await _spread(code, pages)
    finally:
        for page in pages:
            page.close()
        await db.disconnect()
    value = f"{last:.2f} s for the last of {len(pages)}"
    return Figure("A change on open pages, one worker", value, f"≤ {WITHIN:.0f} s", last <= WITHIN)


async def _new_report() -> str:
    new = NewReport(category="sampah", description=WORDS, lat=0.1335, lon=117.5085)
    async with unit_of_work() as uow:
        filed = await service.submit(uow, new, [], uuid.uuid4(), "bench")
    return filed.code


async def _quiet(pages: list[Page]) -> None:
    """Wait until every page has all it asked for when it opened."""

    def left() -> float:
        return QUIET + max(page.heard_at for page in pages) - time.perf_counter()

    async with asyncio.timeout(PATIENCE):
        while (seconds := left()) > 0:  # noqa: ASYNC110 - news comes by pages, not by an event
            await asyncio.sleep(seconds)


async def _spread(code: str, pages: list[Page]) -> float:
    """Give the seconds from before the write until the last page has it."""
    answer = f"Kami terima {uuid.uuid4()}"
    heard = [page.expect(answer) for page in pages]
    officer = Actor(roles=frozenset({Role.OPERATOR}), name="Bench")
    started = time.perf_counter()
    async with unit_of_work(officer) as uow:
        await service.act(uow, code, Action.ACCEPT, message=answer)
    async with asyncio.timeout(PATIENCE):
        return max(await asyncio.gather(*heard)) - started
