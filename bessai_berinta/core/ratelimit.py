"""Rate limits by fixed window, counted in PostgreSQL so that all workers share them."""

from dataclasses import dataclass

from sqlalchemy import text

from . import clock, db
from .errors import TooMany

_COUNT = text(
    "INSERT INTO rate_limits (bucket, window_start, hits) VALUES (:bucket, :start, 1) "
    "ON CONFLICT (bucket, window_start) DO UPDATE SET hits = rate_limits.hits + 1 "
    "RETURNING hits"
)
_PURGE = text("DELETE FROM rate_limits WHERE window_start < :before")


@dataclass(frozen=True)
class Limit:
    """At most ``hits`` in ``seconds``."""

    name: str
    hits: int
    seconds: int


async def count(limit: Limit, who: str) -> None:
    """Count one try of ``who``; raise TooMany when it is over the limit.

    Commits on its own: a refused or failed request counts too.
    """
    now = int(clock.now().timestamp())
    start = now - now % limit.seconds
    async with db.session() as session, session.begin():
        hits = await session.scalar(_COUNT, {"bucket": f"{limit.name}:{who}", "start": start})
    if hits > limit.hits:
        raise TooMany(retry_after=start + limit.seconds - now)


async def purge(older_than_seconds: int = 86_400) -> None:
    """Forget windows that are over."""
    async with db.session() as session, session.begin():
        before = int(clock.now().timestamp()) - older_than_seconds
        await session.execute(_PURGE, {"before": before})
