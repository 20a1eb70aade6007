"""Made-up reports for the demo: filed and handled through the same service as real ones.

So they cannot break a rule of the workflow. Only the clock is held at the time each step is
said to have happened.
"""

import asyncio
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import col, select

from bessai_berinta import background  # noqa: F401 - services name jobs that must be declared
from bessai_berinta.adapters import images, storage
from bessai_berinta.core import clock, db
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import UnitOfWork, unit_of_work
from bessai_berinta.core.workdays import WorkCalendar
from bessai_berinta.features.reports import service
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.schemas import NewReport, StoredPhoto
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.features.workcalendar import service as workcalendar

from .illustrations import Kind, draw
from .schemas import Categories, DemoReport, DemoReports, read

# Both reporter and desk: no real browser has this fingerprint, no account this name.
STAND_IN = Actor(name="Warga contoh", visitor="demo", system=True)
PHOTOS = uuid.UUID("5b1e3a52-6a0e-4b65-9d0e-0d3c1f6f7a11")  # a namespace, so keys repeat
PAUSE = timedelta(minutes=10)

Picture = tuple[str, Kind]  # category, before or after
Gallery = Mapping[Picture, images.PreparedPhoto]


async def load() -> None:
    """Add the demo reports, all or none, unless there are demo reports already."""
    async with db.session() as session:
        if (await session.exec(select(Report.id).where(col(Report.demo)).limit(1))).first():
            return
    reports = read("laporan_demo.json", DemoReports).reports
    gallery = await _gallery(reports)
    async with unit_of_work(STAND_IN) as uow:
        calendar = await workcalendar.calendar(uow.session, clock.today())
        for number, report in enumerate(reports):
            await _play(uow, report, number, calendar, gallery)


async def _play(
    uow: UnitOfWork, report: DemoReport, number: int, calendar: WorkCalendar, gallery: Gallery
) -> None:
    """File one report and take each of its steps at its time."""
    times = moments(report, calendar, clock.now(), Random(number))  # noqa: S311 - scatter only
    with clock.at(next(times)):
        photos = [await _hang(gallery, report.category, "before", number)] if report.photo else []
        filed = await service.submit(
            uow, _filled(report), photos, uuid.uuid4(), "", complete=False, demo=True
        )
    for step, moment in zip(report.steps, times, strict=True):
        proof = step.do == Action.FINISH
        with clock.at(moment):
            await service.act(
                uow,
                filed.code,
                step.do,
                message=step.say,
                agency=step.to,
                photos=[await _hang(gallery, report.category, "after", number)] if proof else (),
            )


def _filled(report: DemoReport) -> NewReport:
    return NewReport(
        category=report.category,
        description=report.text,
        lat=report.lat,
        lon=report.lon,
        area=report.area,
        anonymous=report.anonymous,
        private=report.private,
    )


def moments(
    report: DemoReport, calendar: WorkCalendar, now: datetime, scatter: Random
) -> Iterator[datetime]:
    """Give when a report was filed and when each step was taken, in order and before ``now``.

    Citizens file from morning to evening; desks work in office hours of working days.
    """
    day = _workdays_ago(calendar, clock.local_day(now), report.age)
    left = len(report.steps)
    moment = min(_at(day, scatter.randint(6, 20), scatter), now - (left + 1) * PAUSE)
    yield moment
    for step in report.steps:
        day = calendar.add(day, step.after)
        moment = max(_at(day, scatter.randint(8, 15), scatter), moment + PAUSE / 2)
        moment = min(moment, now - left * PAUSE)
        left -= 1
        yield moment


def _at(day: date, hour: int, scatter: Random) -> datetime:
    return datetime.combine(day, time(hour, scatter.randrange(60)), clock.WITA)


def _workdays_ago(calendar: WorkCalendar, today: date, days: int) -> date:
    """Give the latest day that lies ``days`` working days before ``today``."""
    day = today
    while calendar.between(day, today) < days:
        day -= timedelta(days=1)
    return day


async def _gallery(reports: Sequence[DemoReport]) -> Gallery:
    """Draw each picture the reports need, once."""
    names = {c.code: c.name_id for c in read("kategori.json", Categories).categories}
    wanted: list[Picture] = sorted(
        {(report.category, kind) for report in reports for kind in _photos_of(report)}
    )

    async def prepared(category: str, kind: Kind) -> images.PreparedPhoto:
        sketch = await asyncio.to_thread(draw, category, names[category], kind)
        return await images.prepare(sketch)

    drawn = await asyncio.gather(*(prepared(*picture) for picture in wanted))
    return dict(zip(wanted, drawn, strict=True))


def _photos_of(report: DemoReport) -> Iterator[Kind]:
    if report.photo:
        yield "before"
    if any(step.do == Action.FINISH for step in report.steps):
        yield "after"


async def _hang(gallery: Gallery, category: str, kind: Kind, number: int) -> StoredPhoto:
    """Store a copy under a key of its own; the same report always has the same key."""
    photo = gallery[category, kind]
    photo_id = uuid.uuid5(PHOTOS, f"{number}:{kind}")
    key = f"laporan/{photo_id}"
    for size, data in photo.renditions.items():
        await storage.put(f"{key}/{size}.webp", data)
    return StoredPhoto(photo_id, key, photo.width, photo.height)
