"""Use cases of the map: public reports only, whoever asks."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, db
from bessai_berinta.core.livecache import LiveCache

from ..schemas import ReportQuery
from ..service import QUEUE_TOPIC
from . import repository
from .grid import Box, Grid, grid, holds
from .repository import MOST_PINS
from .schemas import Cell, Clusters, Pin, View

# Half a minute, because reports become late by the clock alone.
_city: LiveCache[Clusters] = LiveCache(QUEUE_TOPIC, longest=30)


async def clusters(view: View) -> Clusters:
    """Group the reports of a view: far away by number, close by each for itself.

    A view of most of the city is counted once for everybody and cut to the box asked for.
    """
    chosen = grid(view.box, view.zoom, heat=view.heat)
    query = replace(view.query, box=chosen.box, limit=0)

    async def read() -> Clusters:
        async with db.session() as session:
            return await _read(session, query, chosen)

    if chosen.box is None:
        return cut(await _city.get((chosen, query), read), view.box)
    return await read()


async def _read(session: AsyncSession, query: ReportQuery, chosen: Grid) -> Clusters:
    now = clock.now()
    if chosen.each:
        pins = await repository.pins(session, query, now)
        if len(pins) <= MOST_PINS:
            return _together((), pins)
    found = await repository.cells(session, query, chosen, now)
    if chosen.heat:
        return _together([cell for cell, _ in found], ())
    single = [code for cell, code in found if cell.count == 1]
    pins = await repository.pins(session, query, now, single) if single else []
    return _together([cell for cell, _ in found if cell.count > 1], pins)


def cut(whole: Clusters, box: Box) -> Clusters:
    """Keep what lies in ``box``."""
    return _together(
        [cell for cell in whole.cells if holds(box, cell.lat, cell.lon)],
        [pin for pin in whole.pins if holds(box, pin.lat, pin.lon)],
    )


def _together(cells: Sequence[Cell], pins: Sequence[Pin]) -> Clusters:
    return Clusters(
        tuple(cells),
        tuple(pins),
        total=sum(cell.count for cell in cells) + len(pins),
        late=sum(cell.late for cell in cells) + sum(pin.late for pin in pins),
    )
