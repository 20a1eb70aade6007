"""All SQL of the reports feature."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    cast,
    delete,
    func,
    not_,
    or_,
    update,
)
from sqlalchemy.dialects.postgresql import BIT, distinct_on, insert
from sqlalchemy.orm import load_only
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.permissions import Role
from bessai_berinta.features.accounts.models import Account, AccountRole
from bessai_berinta.features.wilayah.models import Agency, Area

from .models import (
    Category,
    Question,
    Report,
    ReportEvent,
    ReportPause,
    ReportPhoto,
    RoutingRule,
    Submission,
)
from .schemas import ReportQuery
from .workflow import CLOSED, INTERNAL, OPEN, Action, Status

PAGE = 30
ALIKE_LIMIT = 5
PROOF_LOCK = 0x70726F6F66  # any number nobody else uses
NEAR = 100


@dataclass(frozen=True)
class Row:
    """A report with the names a reader needs."""

    report: Report
    category: Category
    area: Area
    agency: Agency
    thumbnail: uuid.UUID | None


def _first_photo() -> Any:
    return (
        select(ReportPhoto.id)
        .where(
            ReportPhoto.report_id == Report.id,
            ReportPhoto.kind == "before",
            not_(col(ReportPhoto.hidden)),
        )
        .order_by(col(ReportPhoto.position))
        .limit(1)
        .scalar_subquery()
    )


def rows() -> Any:  # SQLModel types at most four columns
    """Select reports with what a :class:`Row` holds."""
    columns: Any = (Report, Category, Area, Agency, _first_photo())
    area: Any = (Area.code, Area.name, Area.postal_code)
    agency: Any = (Agency.code, Agency.name)
    return (
        select(*columns)
        .join(Category, col(Category.code) == Report.category)
        .join(Area, col(Area.code) == Report.area)
        .join(Agency, col(Agency.code) == Report.agency)
        .options(  # a boundary may weigh a megabyte, and a list has a thousand rows
            load_only(*area, raiseload=True),
            load_only(*agency, raiseload=True),
        )
    )


def public() -> ColumnElement[bool]:
    """What everybody may see and count: not private, not held back, not merged away."""
    return and_(
        not_(col(Report.private)),
        col(Report.visibility) == "public",
        col(Report.merged_into).is_(None),
    )


async def fetch(session: AsyncSession, query: Any) -> list[Row]:
    """Run a query made of :func:`rows`."""
    return [Row(*found) for found in (await session.exec(query)).all()]


async def categories(session: AsyncSession) -> list[Category]:
    query = select(Category).where(col(Category.active)).order_by(col(Category.position))
    return list((await session.exec(query)).all())


async def category(session: AsyncSession, code: str) -> Category | None:
    found = await session.get(Category, code)
    return found if found and found.active else None


async def questions(
    session: AsyncSession, category: str = "", *, active_only: bool = True
) -> list[Question]:
    """Give the extra questions, of one category or of all, in their order."""
    query = select(Question).order_by(col(Question.category), col(Question.position))
    if category:
        query = query.where(Question.category == category)
    if active_only:
        query = query.where(col(Question.active))
    return list((await session.exec(query)).all())


async def near(
    session: AsyncSession,
    category: str,
    box: tuple[float, float, float, float],
    since: datetime,
    text: str,
) -> list[tuple[Report, uuid.UUID | None, float]]:
    """Give open public reports in a box, with a picture and how similar their words are."""
    west, south, east, north = box
    similarity = func.similarity(Report.description, text)
    query: Any = (
        select(Report, _first_photo(), similarity)
        .where(
            public(),
            Report.category == category,
            col(Report.status).in_(OPEN),
            Report.created_at >= since,
            col(Report.lat).between(south, north),
            col(Report.lon).between(west, east),
        )
        .order_by(similarity.desc())
        .limit(NEAR)
    )
    return [(r, photo, score) for r, photo, score in (await session.exec(query)).all()]


async def merged_into(session: AsyncSession, report_id: uuid.UUID) -> list[Report]:
    """Give the reports that were joined to this one."""
    query = select(Report).where(Report.merged_into == report_id)
    return list((await session.exec(query)).all())


async def to_remind(session: AsyncSession, now: datetime, limit: int) -> list[Report]:
    """Give and lock reports whose desk is due a reminder, or whose first answer is overdue."""
    unanswered = and_(
        col(Report.first_answer_at).is_(None),
        not_(col(Report.answer_escalated)),
        col(Report.answer_due_at) < now,
        col(Report.next_reminder_at).is_not(None),
    )
    query = (
        select(Report)
        .where(or_(col(Report.next_reminder_at) <= now, unanswered))
        .where(col(Report.merged_into).is_(None))
        .order_by(col(Report.next_reminder_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.exec(query)).all())


async def running(session: AsyncSession, category: str = "") -> list[Report]:
    """Give and lock the open reports, of one category or of all."""
    query = select(Report).where(col(Report.status).in_(OPEN)).with_for_update()
    if category:
        query = query.where(Report.category == category)
    return list((await session.exec(query)).all())


async def desk_addresses(session: AsyncSession, agency: str) -> list[str]:
    """Give the verified addresses of an agency's officers."""
    query = (
        select(Account.email)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(
            AccountRole.role == Role.OFFICER,
            AccountRole.agency == agency,
            col(Account.email_verified),
            Account.email != "",
        )
        .distinct()
    )
    return list((await session.exec(query)).all())


async def agency_head(session: AsyncSession, agency: str) -> str:
    return (await session.exec(select(Agency.head_email).where(Agency.code == agency))).one()


async def any_category(session: AsyncSession, code: str) -> Category:
    """Give a category that a report has, also one no longer offered."""
    return (await session.exec(select(Category).where(Category.code == code))).one()


async def rules(session: AsyncSession) -> list[RoutingRule]:
    """Give the routing rules in the order in which they are tried."""
    query = select(RoutingRule).order_by(col(RoutingRule.position), col(RoutingRule.id))
    return list((await session.exec(query)).all())


async def latest(session: AsyncSession, limit: int) -> list[Report]:
    """Give the newest reports of all kinds, for a look back."""
    query = select(Report).order_by(col(Report.created_at).desc()).limit(limit)
    return list((await session.exec(query)).all())


async def pauses(
    session: AsyncSession, report_id: uuid.UUID, since: datetime
) -> list[tuple[datetime, datetime]]:
    """Give the finished pauses of a clock that started at ``since``, in order."""
    query = (
        select(ReportPause.begun_at, ReportPause.ended_at)
        .where(
            ReportPause.report_id == report_id,
            ReportPause.begun_at >= since,
            col(ReportPause.ended_at).is_not(None),
        )
        .order_by(col(ReportPause.begun_at))
    )
    return [(begun, ended) for begun, ended in (await session.exec(query)).all() if ended]


async def end_pause(session: AsyncSession, report_id: uuid.UUID, now: datetime) -> None:
    await session.execute(
        update(ReportPause)
        .where(col(ReportPause.report_id) == report_id, col(ReportPause.ended_at).is_(None))
        .values(ended_at=now)
    )


async def by_code(session: AsyncSession, code: str) -> Row | None:
    found = await fetch(session, rows().where(Report.code == code))
    return found[0] if found else None


async def code_taken(session: AsyncSession, code: str) -> bool:
    return (await session.exec(select(Report.id).where(Report.code == code))).first() is not None


async def code_of(session: AsyncSession, report_id: uuid.UUID) -> str:
    return (await session.exec(select(Report.code).where(Report.id == report_id))).one()


async def for_update(session: AsyncSession, code: str) -> Report | None:
    query = select(Report).where(Report.code == code).with_for_update()
    return (await session.exec(query)).first()


async def events(
    session: AsyncSession, report_ids: Sequence[uuid.UUID]
) -> list[tuple[ReportEvent, str]]:
    """Give the journey newest first, each step with the name of the agency that then held it.

    Several reports are those that were joined: one problem, one journey.
    """
    query = (
        select(ReportEvent, Agency.name)
        .join(Agency, col(Agency.code) == ReportEvent.agency)
        .where(col(ReportEvent.report_id).in_(report_ids))
        .order_by(col(ReportEvent.id).desc())
    )
    return [(event, name) for event, name in (await session.exec(query)).all()]


async def photos(session: AsyncSession, report_ids: Sequence[uuid.UUID]) -> list[ReportPhoto]:
    query = (
        select(ReportPhoto)
        .where(
            col(ReportPhoto.report_id).in_(report_ids),
            not_(col(ReportPhoto.hidden)),
            ReportPhoto.actor_kind != "other",  # those stand with their comments
        )
        .order_by(col(ReportPhoto.kind).desc(), col(ReportPhoto.position))
    )
    return list((await session.exec(query)).all())


async def photo(session: AsyncSession, photo_id: uuid.UUID) -> tuple[ReportPhoto, Report] | None:
    query = (
        select(ReportPhoto, Report)
        .join(Report, col(Report.id) == ReportPhoto.report_id)
        .where(ReportPhoto.id == photo_id)
    )
    found = (await session.exec(query)).first()
    return (found[0], found[1]) if found else None


async def alike(
    session: AsyncSession, phash: int, within: int
) -> list[tuple[ReportPhoto, Report, int]]:
    """Give the stored photos that look like this one, the likest first, with their distance.

    Counts bits of every hash, which no index can spare; 200,000 photos take about 50 ms.
    """
    bits = func.bit_count(cast(col(ReportPhoto.phash).op("#")(phash), BIT(64)))
    query: Any = (
        select(ReportPhoto, Report, bits)
        .join(Report, col(Report.id) == ReportPhoto.report_id)
        .where(col(ReportPhoto.phash).is_not(None), bits <= within)
        .order_by(bits, col(ReportPhoto.created_at))
        .limit(ALIKE_LIMIT)
    )
    return [(photo, report, found) for photo, report, found in (await session.exec(query)).all()]


async def one_proof_at_a_time(session: AsyncSession) -> None:
    """Wait for other closings to commit, so that no two can pass with one photo."""
    await session.execute(select(func.pg_advisory_xact_lock(PROOF_LOCK)))


async def submission(session: AsyncSession, key: uuid.UUID) -> Submission | None:
    return await session.get(Submission, key)


async def claim_key(session: AsyncSession, submission: Submission) -> bool:
    """Take an idempotency key; False when another request has it.

    Waits for a transaction that is just taking it, so two at once cannot both win.
    """
    statement = insert(Submission).values(**submission.model_dump())
    taken = await session.execute(
        statement.on_conflict_do_nothing(index_elements=["key"]).returning(col(Submission.key))
    )
    return taken.first() is not None


async def forget_submissions(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(Submission).where(col(Submission.created_at) < before))


async def contact_of(session: AsyncSession, report: Report) -> str:
    """Give the verified e-mail of the reporter's account, or what they wrote themselves."""
    account = await session.get(Account, report.reporter_id) if report.reporter_id else None
    if account and account.email_verified:
        return account.email
    return report.reporter_contact


async def of_reporter(
    session: AsyncSession, account: uuid.UUID | None, visitor: str, limit: int = PAGE
) -> list[Row]:
    """Give the reports of an account or of a browser without one, newest first."""
    if account:
        owned: ColumnElement[bool] = col(Report.reporter_id) == account
    else:
        owned = and_(col(Report.visitor) == visitor, col(Report.reporter_id).is_(None))
    query = rows().where(owned).order_by(col(Report.created_at).desc())
    return await fetch(session, query.limit(limit))


async def attach_visitor(session: AsyncSession, visitor: str, account: uuid.UUID) -> int:
    statement = (
        update(Report)
        .where(col(Report.visitor) == visitor, col(Report.reporter_id).is_(None))
        .values(reporter_id=account)
    )
    return int((await session.execute(statement)).rowcount)  # type: ignore[attr-defined]


def chips(now: datetime) -> dict[str, ColumnElement[bool]]:
    """Give the tests by which a desk sorts its reports (:data:`CHIPS`)."""
    status = col(Report.status)
    working = [s for s in OPEN if s != Status.WAITING]
    return {
        "open": status.in_(OPEN),
        "new": status == Status.NEW,
        "late": and_(status.in_(working), col(Report.due_at) < now),
        "waiting": status == Status.WAITING,
        "closed": status.in_(CLOSED),
    }


async def event_with_report(
    session: AsyncSession, event_id: int
) -> tuple[ReportEvent, Report, str] | None:
    """Give one step, its report and the name of the agency that held it then."""
    query = (
        select(ReportEvent, Report, Agency.name)
        .join(Report, col(Report.id) == ReportEvent.report_id)
        .join(Agency, col(Agency.code) == ReportEvent.agency)
        .where(ReportEvent.id == event_id)
    )
    found = (await session.exec(query)).first()
    return (found[0], found[1], found[2]) if found else None


async def wanted(
    session: AsyncSession, query: ReportQuery, now: datetime, *, ahead: int = 0
) -> list[Row]:
    """Give public reports that fit ``query``, newest first, and ``ahead`` more than asked for."""
    found = rows().where(public(), *matching(query, now))
    found = found.order_by(col(Report.created_at).desc(), col(Report.id))
    offset = (query.page - 1) * query.limit
    return await fetch(session, found.offset(offset).limit(query.limit + ahead))


def late(now: datetime) -> ColumnElement[bool]:
    """Tell in SQL what :attr:`ReportLine.late` tells of one report."""
    return chips(now)["late"]


def matching(query: ReportQuery, now: datetime) -> list[ColumnElement[bool]]:
    """Give the tests that ``query`` makes, for other questions about the same reports."""
    return [*_among(query), *_within(query, now)]


def _among(query: ReportQuery) -> list[ColumnElement[bool]]:
    lists: tuple[tuple[Any, Sequence[str]], ...] = (
        (Report.code, query.codes),
        (Report.category, query.categories),
        (Report.area, query.areas),
        (Report.status, query.statuses),
    )
    return [col(column).in_(values) for column, values in lists if values]


def _within(query: ReportQuery, now: datetime) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = [chips(now)["late"]] if query.late else []
    if query.since:
        tests.append(col(Report.created_at) >= query.since)
    if query.until:
        tests.append(col(Report.created_at) <= query.until)
    if query.updated_after:
        tests.append(col(Report.updated_at) > query.updated_after)
    if query.box:
        west, south, east, north = query.box
        tests += [col(Report.lon).between(west, east), col(Report.lat).between(south, north)]
    return tests


async def latest_messages(
    session: AsyncSession, report_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """Give the newest words of the staff on each report."""
    query = (
        select(ReportEvent.report_id, ReportEvent.message)
        .ext(distinct_on(col(ReportEvent.report_id)))
        .where(
            col(ReportEvent.report_id).in_(report_ids),
            ReportEvent.actor_kind == "staff",
            ReportEvent.message != "",
            col(ReportEvent.action).not_in(INTERNAL),
        )
        .order_by(col(ReportEvent.report_id), col(ReportEvent.id).desc())
    )
    return dict((await session.exec(query)).all())


async def held(session: AsyncSession, limit: int) -> list[Report]:
    """Give what waits for a moderator, the longest waiting first."""
    query = select(Report).where(Report.visibility == "held").order_by(col(Report.created_at))
    return list((await session.exec(query.limit(limit))).all())


async def why_held(session: AsyncSession, report_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Give the latest word of moderation on each report."""
    query = (
        select(ReportEvent.report_id, ReportEvent.message)
        .ext(distinct_on(col(ReportEvent.report_id)))
        .where(col(ReportEvent.report_id).in_(report_ids), ReportEvent.action == Action.MODERATE)
        .order_by(col(ReportEvent.report_id), col(ReportEvent.id).desc())
    )
    return dict((await session.exec(query)).all())
