"""From what the service says to the words and tones a page shows. Pure."""

from dataclasses import dataclass, field

from bessai_berinta.core.i18n import N_, Locale, day, localized, moment, translate, translate_count

from . import words
from .schemas import EventView, PhotoView, QuestionView, ReportLine, ReportView
from .workflow import CLOSED, Action, Status

TONE = {
    Status.NEW: "new",
    Status.ACCEPTED: "progress",
    Status.IN_PROGRESS: "progress",
    Status.WAITING: "turn",
    Status.DONE: "done",
    Status.REFUSED: "neutral",
    Status.WITHDRAWN: "neutral",
}
# How many of the four parts of the bar lie behind; a refused report shows no bar.
STAGES = (N_("Received"), N_("Accepted"), N_("In progress"), N_("Done"))
REACHED = {
    Status.NEW: 0,
    Status.ACCEPTED: 1,
    Status.WAITING: 1,
    Status.IN_PROGRESS: 2,
    Status.DONE: 4,
    Status.REFUSED: -1,
    Status.WITHDRAWN: -1,
}


@dataclass
class Card:
    """One report in a list."""

    code: str = ""
    label: str = ""  # the code, and that it is a demo where it is one
    href: str = ""
    title: str = ""
    status: str = ""
    tone: str = "neutral"
    area: str = ""
    agency: str = ""
    holder: str = ""
    agency_code: str = ""
    category: str = ""
    due: str = ""
    due_short: str = ""
    due_text: str = ""
    left: str = ""
    late: bool = False
    reached: int = 0
    thumbnail: str = ""
    private: bool = False
    held: bool = False  # waits for a moderator, or was taken down
    demo: bool = False
    supports: int = 0
    filed: str = ""


@dataclass
class Step:
    """One step of the journey."""

    title: str = ""
    meta: str = ""
    at: str = ""
    message: str = ""
    tone: str = "done"


@dataclass
class Picture:
    id: str = ""
    thumb: str = ""
    medium: str = ""
    large: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""
    after: bool = False


@dataclass
class Detail:
    """One report on its own page."""

    card: Card = field(default_factory=Card)
    description: str = ""
    place: str = ""
    estimated: bool = False
    lat: float = 0.0
    lon: float = 0.0
    has_point: bool = False
    reporter: str = ""
    contact: str = ""
    next: str = ""
    may_answer: bool = False
    question: str = ""
    mine: bool = False
    editable: bool = False
    joined: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False
    version: int = 0
    actions: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def days_left(line: ReportLine, locale: Locale) -> str:
    """Say how long is left, in working days; empty for a closed report."""
    if line.status in CLOSED:
        return ""
    if line.status == Status.WAITING:
        return translate(locale, "Paused")
    if line.late and line.days_left == 0:
        return translate(locale, "Late since today")
    if line.days_left == 0:
        return translate(locale, "Due today")
    if line.days_left < 0:
        return translate_count(
            locale, "{count} working day late", "{count} working days late", -line.days_left
        )
    return translate_count(
        locale, "{count} working day left", "{count} working days left", line.days_left
    )


def card(line: ReportLine, locale: Locale, secret: str = "") -> Card:
    due, closed = day(line.due_on, locale, year=False), line.status in CLOSED
    thumb = f"/foto/{line.thumbnail}/thumb.webp" if line.thumbnail else ""
    return Card(
        code=line.code,
        label=f"{line.code} · {translate(locale, 'Demo example')}" if line.demo else line.code,
        href=localized(f"/lapor/{line.code}", locale),
        title=line.title,
        status=translate(locale, "Late") if line.late else words.status(line.status, locale),
        tone="late" if line.late else TONE[line.status],
        area=line.area,
        agency=line.agency,
        holder=translate(locale, "Held by {agency}", agency=line.agency),
        agency_code=line.agency_code,
        category=line.category.name(locale),
        due=due,
        due_short=day(line.due_on, locale, short=True),
        due_text="" if closed else translate(locale, "Due {day}", day=due),
        left=days_left(line, locale),
        late=line.late,
        reached=REACHED[line.status],
        thumbnail=_with(thumb, secret),
        private=line.private,
        held=line.visibility != "public",
        supports=line.supports,
        demo=line.demo,
        filed=moment(line.created_at, locale, short=True),
    )


def _with(url: str, secret: str) -> str:
    return f"{url}?kunci={secret}" if secret and url else url


def step(event: EventView, locale: Locale, *, newest: bool) -> Step:
    when = moment(event.at, locale, short=True)
    if event.joined:
        when = f"{when} · {event.joined}"
    return Step(
        title=words.STEP[event.action].text(locale).format(agency=event.agency),
        meta=f"{event.agency} · {when}" if event.by == "staff" else when,
        at=event.at.isoformat(),
        message=event.message,
        tone="current" if newest and event.status not in CLOSED else "done",
    )


_BEFORE = N_("Photo of the problem, number {number}")
_AFTER = N_("Photo after the work, number {number}")
_MORE = N_("Photo added later, number {number}")
_CLAIM = N_("Photo that it is not solved, number {number}")
_ALT = {"before": _BEFORE, "after": _AFTER, "more": _MORE, "claim": _CLAIM}


def picture(photo: PhotoView, number: int, locale: Locale, secret: str = "") -> Picture:
    base = f"/foto/{photo.id}"
    return Picture(
        id=str(photo.id),
        thumb=_with(f"{base}/thumb.webp", secret),
        medium=_with(f"{base}/800.webp", secret),
        large=_with(f"{base}/1600.webp", secret),
        width=photo.width,
        height=photo.height,
        alt=translate(locale, _ALT[photo.kind].msgid, number=number),
        after=photo.kind == "after",
    )


def _answered(question: QuestionView, given: str, locale: Locale) -> tuple[str, str]:
    names = {c.code: c.name_en if locale == "en" else c.name_id for c in question.choices}
    label = question.label_en if locale == "en" else question.label_id
    return label, names.get(given, given)


def detail(view: ReportView, locale: Locale, secret: str = "") -> Detail:
    line = view.line
    question = next((e.message for e in view.events if e.action == Action.ASK), "")
    follow = words.NEXT[line.status].text(locale)
    return Detail(
        card=card(line, locale, secret),
        description=view.description,
        place=line.area,
        estimated=view.area_estimated,
        lat=view.lat or 0.0,
        lon=view.lon or 0.0,
        has_point=view.lat is not None,
        reporter=view.reporter_name,
        contact=view.reporter_contact,
        next=follow.format(
            agency=line.agency,
            answer_by=day(view.answer_by, locale, year=False),
            due=day(line.due_on, locale, year=False),
        ),
        may_answer=Action.ANSWER in view.actions,
        question=question if line.status == Status.WAITING else "",
        mine=view.mine,
        editable=view.editable,
        joined=list(view.joined),
        answers=[_answered(question, given, locale) for question, given in view.answers],
        closed=line.status in CLOSED,
        version=view.version,
        actions=[action.value for action in view.actions],
        steps=[step(e, locale, newest=n == 0) for n, e in enumerate(view.events)],
        pictures=[picture(p, n, locale, secret) for n, p in enumerate(view.photos, 1)],
    )
