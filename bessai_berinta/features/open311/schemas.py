"""Words and shapes of Open311 GeoReport v2, and how a query is read.

The specification: http://wiki.open311.org/GeoReport_v2. Names here are its names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bessai_berinta.core import clock
from bessai_berinta.features.reports.schemas import ReportQuery
from bessai_berinta.features.reports.workflow import CLOSED, OPEN, Status

DAYS = 90  # a list without dates reaches this far back (GET Service Requests)
LIMIT = 1000  # and holds at most this many
MAX_IDS = 1000


class Open311Error(Exception):
    """An answer of the interface other than success: ``[{code, description}]``."""

    status: ClassVar[int] = 400

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description


class UnknownThing(Open311Error):
    status = 404


class BadKey(Open311Error):
    status = 403


@dataclass(frozen=True)
class KeyView:
    """A key as an admin sees it; the key itself is shown once, when it is made."""

    id: str
    name: str
    hint: str
    per_hour: int
    created_at: datetime
    revoked: bool


@dataclass(frozen=True)
class Place:
    """Where a posted request is: a point, or the code of a kelurahan."""

    lat: float | None = None
    lon: float | None = None
    area: str = ""


@dataclass(frozen=True)
class ServerView:
    """Another server as an admin sees it; its key is never shown again."""

    id: str
    name: str
    url: str
    jurisdiction: str
    share_contact: bool
    active: bool
    has_key: bool
    services: tuple[tuple[str, str], ...]  # code, name
    maps: tuple[tuple[str, str, bool], ...]  # category, service code, automatic


@dataclass(frozen=True)
class ForwardView:
    """What came of passing one report on."""

    id: str
    server: str
    state: str
    remote_id: str
    status: str
    notes: str
    error: str
    sent_at: datetime | None


def text(query: Mapping[str, str], name: str) -> str:
    """Give a parameter; one that is empty or ``null`` counts as absent."""
    value = query.get(name, "").replace("\x00", "").strip()
    return "" if value == "null" else value


def listed(query: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Read a comma-separated parameter."""
    return tuple(filter(None, (part.strip() for part in text(query, name).split(","))))


def instant(query: Mapping[str, str], name: str) -> datetime | None:
    """Read a W3C date-time; without a zone it is the city's own. Raises Open311Error."""
    value = text(query, name)
    if not value:
        return None
    try:
        # A plus sign in an address arrives as a space.
        found = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError as error:
        raise Open311Error(
            f"{name} is not a date-time such as 2026-11-24T00:00:00+08:00"
        ) from error
    if not 1970 <= found.year < 2200:
        raise Open311Error(f"{name} lies outside what we can answer for")
    return found if found.tzinfo else found.replace(tzinfo=clock.WITA)


def whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    """Read a positive whole number, cut at ``most``. Raises Open311Error."""
    value = text(query, name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value[:9]) < 1:
        raise Open311Error(f"{name} is not a whole number from 1")
    return min(int(value[:9]), most)


def statuses(query: Mapping[str, str]) -> tuple[Status, ...]:
    """Read ``status``: ``open``, ``closed`` or both."""
    wanted = listed(query, "status")
    if unknown := set(wanted) - {"open", "closed"}:
        raise Open311Error(f"status is open or closed, not {sorted(unknown)[0]}")
    found: tuple[Status, ...] = ()
    for word in wanted:
        found += OPEN if word == "open" else CLOSED
    return found


def box(query: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    """Read ``bbox``: west, south, east, north in degrees (an extension of ours)."""
    parts = listed(query, "bbox")
    if not parts:
        return None
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise Open311Error("bbox is west,south,east,north in degrees") from error
    return west, south, east, north


def read_query(query: Mapping[str, str]) -> ReportQuery:
    """Read the parameters of GET Service Requests.

    ``service_request_id`` overrides all others. Without dates the list holds the last 90
    days or 1000 requests, whichever is smaller; with them at most 90 days after the start.
    ``updated_after``, ``bbox``, ``page`` and ``page_size`` are extensions. Raises Open311Error.
    """
    if codes := listed(query, "service_request_id"):
        return ReportQuery(codes=codes[:MAX_IDS], limit=LIMIT)
    start, end = instant(query, "start_date"), instant(query, "end_date")
    updated_after = instant(query, "updated_after")
    span = timedelta(days=DAYS)
    if start is None and updated_after is None:
        start = (end or clock.now()) - span
    if start and end is None:
        end = start + span
    if start and end and end < start:
        raise Open311Error("end_date lies before start_date")
    return ReportQuery(
        categories=listed(query, "service_code"),
        statuses=statuses(query),
        since=start,
        until=end,
        updated_after=updated_after,
        box=box(query),
        page=whole(query, "page", 1, 10_000),
        limit=whole(query, "page_size", LIMIT, LIMIT),
    )
