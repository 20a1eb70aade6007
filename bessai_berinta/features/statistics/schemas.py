"""What the public figures say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from bessai_berinta.core import clock
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_

# Below this a median is one person's story, and says who reported.
MINIMUM: Final = 5
MONTHS: Final = (3, 6, 12, 24)
DEFAULT_MONTHS: Final = 12
LONGEST_DAYS: Final = 3660

Kind = Literal["total", "agency", "category", "area", "month"]
KINDS: tuple[Kind, ...] = ("total", "agency", "category", "area", "month")


@dataclass(frozen=True)
class Period:
    """Reports filed from ``since`` to ``until``, both days counted in (local days)."""

    since: date
    until: date
    months: int = 0  # 0: days of one's own


@dataclass(frozen=True)
class Figures:
    """One group of public reports. Times are in calendar days from filing; None: too few.

    ``answered`` and ``solved`` say of how many reports the times are the median (half took
    longer) and the 90th percentile (one in ten took longer). ``on_time`` of ``closed`` were
    closed before their deadline; ``reopened`` of ``ever_closed`` came back.
    """

    kind: Kind
    code: str
    filed: int
    open: int
    late: int
    closed: int
    on_time: int
    ever_closed: int
    reopened: int
    answered: int
    answer_median: float | None
    answer_p90: float | None
    solved: int
    solved_median: float | None
    solved_p90: float | None

    @property
    def on_time_share(self) -> float | None:
        return self.on_time / self.closed if self.closed >= MINIMUM else None

    @property
    def reopened_share(self) -> float | None:
        return self.reopened / self.ever_closed if self.ever_closed >= MINIMUM else None

    @property
    def enough(self) -> bool:
        """Whether anything may be said about this group at all."""
        return self.filed >= MINIMUM


@dataclass(frozen=True)
class Statistics:
    """All figures of one period; ``demo`` when made-up reports are among them."""

    period: Period
    total: Figures
    groups: Mapping[Kind, tuple[Figures, ...]]
    names: Mapping[tuple[Kind, str], tuple[str, str]]  # Indonesian, English
    demo: bool
    rated: int = 0  # how many rated a solution with 1 to 5 stars
    stars: float | None = None  # their mean; None when too few


def parse_period(params: Mapping[str, str]) -> Period:
    """Read ``sejak`` and ``sampai`` (days), or ``bulan``: so many months up to today.

    Without any of them the last twelve months. Raises InvalidInput by field.
    """
    today = clock.today()
    given = {name: params.get(name, "").strip() for name in ("sejak", "sampai")}
    if any(given.values()):
        return _own_days(given, today)
    months = params.get("bulan", "").strip() or str(DEFAULT_MONTHS)
    if months not in {str(number) for number in MONTHS}:
        raise InvalidInput(fields={"bulan": N_("Choose 3, 6, 12 or 24 months.")})
    return Period(months_before(today, int(months)), today, int(months))


def _own_days(given: Mapping[str, str], today: date) -> Period:
    days, fields = {}, {}
    for name, value in given.items():
        try:
            days[name] = date.fromisoformat(value) if value else None
        except ValueError:
            fields[name] = N_("Choose a day.")
    if fields:
        raise InvalidInput(fields=fields)
    until = days["sampai"] or today
    since = days["sejak"] or months_before(until, DEFAULT_MONTHS)
    if not (date(1970, 1, 1) <= since <= until <= today + timedelta(days=366)):
        raise InvalidInput(fields={"sejak": N_("The first day comes before the last one.")})
    if (until - since).days > LONGEST_DAYS:
        raise InvalidInput(fields={"sejak": N_("At most ten years.")})
    return Period(since, until)


def months_before(day: date, months: int) -> date:
    """Go back whole months; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(1))
