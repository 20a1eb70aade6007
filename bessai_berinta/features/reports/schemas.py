"""What goes into and comes out of the reports service."""

import math
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bessai_berinta.core import clock
from bessai_berinta.core.clock import WITA, local_day
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_, Locale, Message

from .workflow import CLOSED, OPEN, Action, Status

T = TypeVar("T")

MIN_TEXT, MAX_TEXT = 10, 2000
MAX_PHOTOS = 3

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=MIN_TEXT, max_length=MAX_TEXT)
]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class NewReport(BaseModel):
    """A report as filed. ``lat`` and ``lon`` are WGS 84 degrees; else ``area`` is a
    kelurahan's Kemendagri code. Field aliases are the names of the public contract."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    category: Annotated[str, Field(alias="kategori", min_length=1, max_length=40)]
    description: Annotated[Text, Field(alias="uraian")]
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    accuracy_m: Annotated[float | None, Field(alias="akurasi", ge=0, le=100_000)] = None
    area: Annotated[Short, Field(alias="kelurahan")] = ""
    anonymous: Annotated[bool, Field(alias="anonim")] = False
    private: Annotated[bool, Field(alias="tertutup")] = False
    name: Annotated[Short, Field(alias="nama")] = ""
    contact: Annotated[Short, Field(alias="kontak")] = ""
    locale: Annotated[Locale, Field(alias="bahasa")] = "id"
    answers: dict[str, str] = Field(default_factory=dict)  # to the category's own questions


_FIELD_RULES: dict[str, Message] = {
    "kategori": N_("Choose what it is about."),
    "uraian": N_(
        "Describe the problem in {least} to {most} characters.", least=MIN_TEXT, most=MAX_TEXT
    ),
    "lat": N_("The latitude must be a number of degrees."),
    "lon": N_("The longitude must be a number of degrees."),
    "akurasi": N_("The accuracy must be a number of metres."),
    "kelurahan": N_("Choose a kelurahan from the list."),
    "nama": N_("A name has at most 120 characters."),
    "kontak": N_("A contact has at most 120 characters."),
    "anonim": N_("Answer with 1 for yes or 0 for no."),
    "tertutup": N_("Answer with 1 for yes or 0 for no."),
    "bahasa": N_("The language is id or en."),
}
_ANSWER = re.compile(r"jawaban\[([a-z0-9_]{1,40})\]")
NO_PLACE = N_("Say where it is: use GPS, tap the map or choose a kelurahan.")


def parse_report(form: Mapping[str, Any]) -> NewReport:
    """Read a report from form fields; empty fields count as absent.

    Answers to a category's own questions come as ``jawaban[code]``; they are checked where the
    questions are known. Raises InvalidInput with one message for each wrong field, named as in
    the contract.
    """
    given = {name: value for name, value in form.items() if value not in ("", None)}
    answers = {m[1]: str(value) for name, value in given.items() if (m := _ANSWER.fullmatch(name))}
    fields: dict[str, Message] = {}
    report = None
    try:
        known = {k: v for k, v in given.items() if k in _FIELD_RULES}
        report = NewReport.model_validate(known | {"answers": answers})
    except ValidationError as error:
        names = [str(detail["loc"][0]) for detail in error.errors() if detail["loc"]]
        fields = {name: _FIELD_RULES[name] for name in names}
    has_point = "lat" in given and "lon" in given
    if not has_point and "kelurahan" not in given:
        fields["kelurahan"] = NO_PLACE
    if fields or report is None:
        raise InvalidInput(fields=fields)
    return report


@dataclass(frozen=True)
class StoredPhoto:
    """A photo whose renditions already lie in the object store under ``key``."""

    id: uuid.UUID
    key: str
    width: int
    height: int
    phash: int | None = None
    taken_at: datetime | None = None


class QuestionKind(StrEnum):
    """How a question is answered. Values are stored and part of the contract."""

    TEXT = "teks"
    NUMBER = "angka"
    CHOICE = "pilihan"
    DATE = "tanggal"
    NOTICE = "catatan"  # something to know before sending; nothing to answer


@dataclass(frozen=True)
class ChoiceView:
    """One answer to choose; with a stop notice it sends people elsewhere instead."""

    code: str
    name_id: str
    name_en: str
    stop_id: str = ""
    stop_en: str = ""


@dataclass(frozen=True)
class QuestionView:
    code: str
    kind: QuestionKind
    label_id: str
    label_en: str
    required: bool = False
    choices: tuple[ChoiceView, ...] = ()


@dataclass(frozen=True)
class NearReport:
    """A report that may be about the same problem."""

    code: str
    title: str
    status: Status
    metres: int
    similarity: float  # of the words, 0 to 1
    thumbnail: uuid.UUID | None
    supports: int
    created_at: datetime


Visibility = Literal["public", "held", "hidden"]


class Moved(NotFound):
    """The report was merged into another one, which everybody may read at ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


@dataclass(frozen=True)
class Filed:
    """The answer to a filed report; ``path`` opens it (with its secret when private)."""

    code: str
    path: str
    repeated: bool = False  # answered before; nothing new was filed


@dataclass(frozen=True)
class CategoryView:
    code: str
    name_id: str
    name_en: str
    hint_id: str
    hint_en: str
    icon: str
    target_amount: int
    target_unit: Literal["days", "hours"]  # working days, or hours on working days
    duplicate_radius_m: int = 100
    duplicate_days: int = 30

    def name(self, locale: Locale) -> str:
        return self.name_en if locale == "en" else self.name_id


@dataclass(frozen=True)
class PhotoView:
    id: uuid.UUID
    kind: Literal["before", "after", "more", "claim"]
    width: int
    height: int


@dataclass(frozen=True)
class EventView:
    """One step of the journey, as everybody may read it."""

    at: datetime
    action: Action
    status: Status
    agency: str
    message: str
    by: Literal["reporter", "staff", "system", "resident"]
    joined: str = ""  # the code of the joined report whose step this was


@dataclass(frozen=True)
class ReportLine:
    """A report in a list: card, queue row or API item."""

    code: str
    category: CategoryView
    title: str
    area: str
    status: Status
    agency: str
    agency_code: str
    due_at: datetime
    days_left: int  # working days; negative when late
    overdue: bool  # the clock has run out
    created_at: datetime
    thumbnail: uuid.UUID | None
    private: bool
    demo: bool
    supports: int = 0
    visibility: Visibility = "public"

    @property
    def due_on(self) -> date:
        """The day in Bontang on which it is due."""
        return local_day(self.due_at)

    @property
    def late(self) -> bool:
        """Open, not waiting for the reporter, and past its time."""
        return self.status in OPEN and self.status != Status.WAITING and self.overdue


@dataclass(frozen=True)
class ReportView:
    """One report with everything its reader may see."""

    line: ReportLine
    description: str
    area_code: str
    area_estimated: bool
    lat: float | None
    lon: float | None
    reporter_name: str  # empty when it is not to be shown
    answer_by: date  # the city's own term for a first answer
    events: tuple[EventView, ...]  # newest first
    photos: tuple[PhotoView, ...]
    actions: tuple[Action, ...]  # what this reader may do now
    mine: bool
    version: int
    reporter_contact: str = ""  # staff only
    editable: bool = False  # its reporter may still correct it
    joined: tuple[str, ...] = ()  # codes of reports merged into this one
    answers: tuple[tuple[QuestionView, str], ...] = ()  # to the extra questions; staff and reporter


@dataclass(frozen=True)
class QueueFilter:
    """What a desk asks for. ``chip`` is one of :data:`CHIPS`, ``assigned`` of :data:`ASSIGNED`."""

    chip: str = "open"
    text: str = ""
    category: str = ""
    area: str = ""
    page: int = 1
    assigned: str = ""


CHIPS = ("open", "new", "late", "waiting", "closed")
ASSIGNED = ("", "mine", "none")  # everybody's, the reader's own, nobody's yet


@dataclass(frozen=True)
class QueueMark:
    """What a desk sees of a row beside the report's own line."""

    version: int
    assignee: str = ""  # the officer's name


@dataclass(frozen=True)
class Queue:
    lines: tuple[ReportLine, ...]
    counts: dict[str, int]
    more: bool
    marks: tuple[QueueMark, ...] = ()  # one for each line


@dataclass(frozen=True)
class Rule:
    """A routing rule (see models.RoutingRule); empty parts do not restrict."""

    agency: str
    category: str = ""
    area: str = ""
    days: str = ""
    hour_from: int | None = None
    hour_to: int | None = None
    question: str = ""
    answer: str = ""


@dataclass(frozen=True)
class RouteView:
    id: int
    rule: Rule


@dataclass(frozen=True)
class Rerouted:
    """A past report that a rule would have sent elsewhere."""

    code: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class DryRun:
    """What a rule would have done: reports looked at, caught, and sent elsewhere."""

    examined: int
    caught: int
    moved: tuple[Rerouted, ...]


@dataclass(frozen=True)
class ReportQuery:
    """Which public reports a program wants; empty parts do not filter.

    ``box`` is west, south, east, north in degrees. Times are compared with when a report was
    filed, ``updated_after`` with its latest change.
    """

    codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    late: bool = False
    statuses: tuple[Status, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    updated_after: datetime | None = None
    box: tuple[float, float, float, float] | None = None
    page: int = 1
    limit: int = 1000


@dataclass(frozen=True)
class PublicReport:
    """One public report in a list for programs."""

    line: ReportLine
    description: str
    lat: float | None
    lon: float | None
    area_code: str
    postal_code: str
    updated_at: datetime
    latest_message: str


STATES: dict[str, tuple[Status, ...]] = {
    "open": OPEN,
    "closed": CLOSED,
    **{status.value: (status,) for status in Status},
}
LATE = "late"


def parse_query(params: Mapping[str, str], *, limit: int) -> ReportQuery:
    """Read the filters of a public list or file from its address.

    ``kategori`` and ``wilayah`` are codes, ``keadaan`` a name of :data:`STATES` or ``late``,
    ``sejak`` and ``sampai`` days (ISO 8601, both counted in), ``hari`` a number of days up to
    now in their place, ``bbox`` west, south, east, north, ``hal`` the page from 1. Empty
    parts do not filter. Raises InvalidInput by field.
    """
    fields: dict[str, Message] = {}

    def read(name: str, reader: Callable[[str], T], message: Message) -> T | None:
        value = params.get(name, "").strip()
        try:
            return reader(value) if value else None
        except ValueError:
            fields[name] = message
            return None

    state = params.get("keadaan", "").strip()
    if state and state != LATE and state not in STATES:
        fields["keadaan"] = N_("Choose a state from the list.")
    since = read("sejak", _midnight, N_("Choose a day."))
    until = read("sampai", _midnight, N_("Choose a day."))
    recent = read("hari", _days_ago, N_("A number of days, at most 3650."))
    box = read("bbox", _box, N_("A box is west, south, east and north in degrees."))
    page = read("hal", _page, N_("A page is a number from 1."))
    if fields:
        raise InvalidInput(fields=fields)
    return ReportQuery(
        categories=_codes(params.get("kategori", "")),
        areas=_codes(params.get("wilayah", "")),
        statuses=STATES.get(state, ()),
        late=state == LATE,
        since=since or (None if until else recent),
        until=until + timedelta(days=1) if until else None,
        box=box,
        page=page or 1,
        limit=limit,
    )


# PostgreSQL and Python count different spans of years; nobody reports outside these.
FIRST_YEAR, LAST_YEAR = 1970, 2200


def parse_near(params: Mapping[str, str]) -> tuple[str, float, float, str]:
    """Read category, latitude, longitude and words. Raises InvalidInput by field."""
    fields: dict[str, Message] = {}
    point = []
    for name in ("lat", "lon"):
        try:
            point.append(float(params.get(name, "")))
        except ValueError:
            fields[name] = _FIELD_RULES[name]
    if not all(abs(degrees) <= 180 for degrees in point):  # neither does NaN pass
        fields["lat"] = _FIELD_RULES["lat"]
    if not params.get("kategori"):
        fields["kategori"] = _FIELD_RULES["kategori"]
    if fields:
        raise InvalidInput(fields=fields)
    return params["kategori"][:40], point[0], point[1], params.get("uraian", "")[:2000]


def _midnight(value: str) -> datetime:
    day = date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(value)
    return datetime.combine(day, time(), WITA)


def _days_ago(value: str) -> datetime:
    if not 1 <= (days := int(value)) <= 3650:
        raise ValueError(value)
    return datetime.combine(clock.today() - timedelta(days=days), time(), WITA)


def _codes(value: str) -> tuple[str, ...]:
    """Read one code; a text that none can be (PostgreSQL holds no NUL) fits nothing."""
    code = value.replace("\0", "\ufffd").strip()
    return (code,) if code else ()


def _box(value: str) -> tuple[float, float, float, float]:
    west, south, east, north = (float(part) for part in value.split(","))
    if not all(math.isfinite(degrees) for degrees in (west, south, east, north)):
        raise ValueError(value)
    return west, south, east, north


def _page(value: str) -> int:
    if not 1 <= (page := int(value)) <= 10_000:
        raise ValueError(value)
    return page
