"""The one place that asks what time it is. Stored in UTC, shown in WITA."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WITA = ZoneInfo("Asia/Makassar")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_time", default=None)


def now() -> datetime:
    """Give the present instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """Give the present day in Bontang."""
    return now().astimezone(WITA).date()


def local_day(moment: datetime) -> date:
    """Give the day in Bontang on which ``moment`` falls."""
    return moment.astimezone(WITA).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` within the block: for imports of past data and for tests."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
