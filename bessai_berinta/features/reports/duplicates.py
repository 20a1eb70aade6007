"""Reports near a place that may be about the same problem."""

from datetime import timedelta
from math import cos, radians

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock

from . import repository, words
from .schemas import NearReport
from .workflow import Status

METRES_PER_DEGREE = 111_320.0
SHOWN = 5


def box(lat: float, lon: float, radius_m: float) -> tuple[float, float, float, float]:
    """Give west, south, east, north of a circle, in degrees."""
    high = radius_m / METRES_PER_DEGREE
    wide = high / cos(radians(lat))
    return lon - wide, lat - high, lon + wide, lat + high


def metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure a short distance as if the earth were flat: right to a metre within a city."""
    north = (other_lat - lat) * METRES_PER_DEGREE
    east = (other_lon - lon) * METRES_PER_DEGREE * cos(radians(lat))
    return float((north * north + east * east) ** 0.5)


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
        session, category.code, box(lat, lon, radius), since, text.strip()[:2000]
    )
    reports = [
        NearReport(
            code=report.code,
            title=words.headline(report.description),
            status=Status(report.status),
            metres=round(metres(lat, lon, report.lat or 0, report.lon or 0)),
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
