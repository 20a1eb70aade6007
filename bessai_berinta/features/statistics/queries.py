"""Use cases of the public figures. They know public reports only, whoever asks."""

from datetime import datetime, time, timedelta

from bessai_berinta.core import clock, db
from bessai_berinta.core.clock import WITA
from bessai_berinta.core.livecache import LiveCache
from bessai_berinta.features.participation import queries as participation
from bessai_berinta.features.reports.service import QUEUE_TOPIC
from bessai_berinta.settings import settings

from . import repository
from .schemas import KINDS, Figures, Kind, Period, Statistics

# Counting years takes a moment, so news waits half a minute; by the clock alone five minutes.
_kept: LiveCache[Statistics] = LiveCache(QUEUE_TOPIC, longest=300, rest=30, size=100)


async def statistics(period: Period) -> Statistics:
    """Give all figures of the reports filed in ``period``."""

    async def read() -> Statistics:
        return await _read(period)

    return await _kept.get(period, read)


async def _read(period: Period) -> Statistics:
    since = datetime.combine(period.since, time(), WITA)
    until = datetime.combine(period.until + timedelta(days=1), time(), WITA)
    demo = settings().env == "demo"
    async with db.session() as session:
        found = await repository.figures(session, since, until, clock.now(), demo=demo)
        made_up = demo and await repository.any_demo(session, since, until)
        names = await repository.names(session)
        ratings = await participation.rating_summary(session, since=since)
    groups: dict[Kind, tuple[Figures, ...]] = {
        kind: tuple(sorted((f for f in found if f.kind == kind), key=lambda f: f.code))
        for kind in KINDS
    }
    rating = next(iter(ratings), None)
    return Statistics(
        period,
        groups["total"][0],
        groups,
        names,
        made_up,
        rated=rating.count if rating else 0,
        stars=rating.mean if rating else None,
    )
