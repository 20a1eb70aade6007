"""``python -m benchmarks.load.plans``: write the plans of the hottest queries into ``docs/``."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks import machine
from bessai_berinta.adapters.postgres import embedded
from bessai_berinta.core import clock, db
from bessai_berinta.features.reports import duplicates, repository
from bessai_berinta.features.reports.mapping import repository as mapping
from bessai_berinta.features.reports.mapping.grid import grid
from bessai_berinta.features.reports.schemas import ReportQuery
from bessai_berinta.settings import ROOT

from . import fill

OUT = ROOT / "docs" / "query-plans.md"
HEAD = """# Plans of the hottest queries

Written by `python -m benchmarks.load.plans`; do not edit. Each query is taken from the
repository as the app sends it, run twice, and explained the second time:
`EXPLAIN (ANALYZE, BUFFERS)`.
"""
PLACE = (0.1335, 117.49)
BOX = (117.48, 0.12, 117.50, 0.14)


async def map_view(session: AsyncSession) -> None:
    chosen = grid(BOX, 15)
    await mapping.cells(session, ReportQuery(box=chosen.box, limit=0), chosen, clock.now())


async def list_page(session: AsyncSession) -> None:
    query = ReportQuery(limit=repository.PAGE, categories=("jalan",))
    await repository.wanted(session, query, clock.now(), ahead=1)


async def duplicate_lookup(session: AsyncSession) -> None:
    around, since = duplicates.box(*PLACE, 100), clock.now() - timedelta(days=30)
    words = "Jalan berlubang besar dekat pasar"
    await repository.near(session, "jalan", around, since, words)


QUERIES: dict[str, Callable[[AsyncSession], Awaitable[None]]] = {
    "Map view: the clusters of a part of the city": map_view,
    "List page: the newest reports of a category": list_page,
    "Duplicate look-up: open reports near a point": duplicate_lookup,
}


async def render(url: str) -> str:
    """Run each query and lay out its plan in Markdown."""
    engine = create_async_engine(db.driver_url(url))
    parts = [HEAD, *(f"- {line}" for line in machine.hardware(url))]
    parts.append(f"- {fill.REPORTS:,} reports\n")
    for title, run in QUERIES.items():
        async with AsyncSession(engine) as session:
            with _last_select(engine.sync_engine) as sent:
                await run(session)
                await run(session)
            parts += [f"## {title}\n", "```", *await _explain(session, *sent[-1]), "```\n"]
    await engine.dispose()
    return "\n".join(parts)


@contextmanager
def _last_select(engine: Any) -> Iterator[list[tuple[str, Any]]]:
    sent: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def _explain(session: AsyncSession, statement: str, values: Any) -> list[str]:
    # The planner must know the values here, as it does for a statement sent once.
    await session.execute(text("SET plan_cache_mode = force_custom_plan"))
    connection = await session.connection()
    found = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", values)
    return [line for (line,) in found]


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="plans-") as place,
        embedded(Path(place) / "pg") as url,
    ):
        fill.prepared(url)
        OUT.write_text(asyncio.run(render(url)), encoding="utf-8")
    print(OUT.relative_to(ROOT))


if __name__ == "__main__":
    main()
