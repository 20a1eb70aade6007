"""Reports near a place that may be about the same problem."""

from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, geo

from . import repository, words
from .schemas import NearReport
from .workflow import Status

SHOWN = 5


async def near(
    session: AsyncSession, category_code: str, lat: float, lon: float, text: str = ""
) -> tuple[NearReport, ...]:
    """Give open public reports of the category near a point, the likeliest first.

    How near and how young is set for each category. Likely is what is close by and, where
    there is ``text``, what says similar things (trigrams, 0 to 1).
    """
    category = await repository.category(session, category_code)
    if category is None:
        return ()
    radius = category.duplicate_radius_m
    since = clock.now() - timedelta(days=category.duplicate_days)
    found = await repository.near(
        session, category.code, geo.around((lon, lat), radius), since, text.strip()[:2000]
    )
    reports = [
        NearReport(
            code=report.code,
            title=words.headline(report.description),
            status=Status(report.status),
            metres=round(geo.distance((lon, lat), (report.lon or 0, report.lat or 0))),
            similarity=round(float(similarity), 2),
            thumbnail=thumbnail,
            supports=report.supports,
            created_at=report.created_at,
        )
        for report, thumbnail, similarity in found
    ]
    inside = [report for report in reports if report.metres <= radius]
    inside.sort(key=lambda report: report.metres / radius - 2 * report.similarity)
    return tuple(inside[:SHOWN])
