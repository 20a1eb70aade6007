"""All SQL of participation. It reads reports, areas and accounts in its joins."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    cast,
    delete,
    false,
    func,
    literal,
    not_,
    or_,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.features.accounts.models import Account
from bessai_berinta.features.reports.models import Category, Report, ReportEvent, ReportPhoto
from bessai_berinta.features.reports.repository import public
from bessai_berinta.features.wilayah.models import Agency, Area

from .models import Comment, Follow, Support, Verdict
from .schemas import FollowKind, Who


def _is(model: Any, who: Who) -> ColumnElement[bool]:
    """Match the rows of one person."""
    if who.account_id:
        return col(model.account_id) == who.account_id
    return and_(col(model.account_id).is_(None), col(model.visitor) == who.visitor)


def _select(*columns: Any) -> Any:
    """Select more columns than SQLModel types."""
    return select(*columns)


async def report(session: AsyncSession, code: str, *, lock: bool = False) -> Report | None:
    query = select(Report).where(Report.code == code)
    if lock:
        query = query.with_for_update()
    return (await session.exec(query)).first()


async def report_by_id(session: AsyncSession, report_id: uuid.UUID) -> Report | None:
    return await session.get(Report, report_id)


async def has_step(session: AsyncSession, report_id: uuid.UUID, action: str, message: str) -> bool:
    query = select(ReportEvent.id).where(
        ReportEvent.report_id == report_id,
        ReportEvent.action == action,
        ReportEvent.message == message,
    )
    return (await session.exec(query.limit(1))).first() is not None


async def agency_name(session: AsyncSession, code: str) -> str:
    found = await session.get(Agency, code)
    return found.name if found else code


async def has_verified_mail(session: AsyncSession, account: uuid.UUID) -> bool:
    found = await session.get(Account, account)
    return bool(found and found.email and found.email_verified)


# --- following --------------------------------------------------------------------------


async def follow(
    session: AsyncSession, who: Who, kind: FollowKind, target: str, locale: str
) -> None:
    await _add(session, Follow, kind=kind, target=target, locale=locale, **who.key)


async def unfollow(session: AsyncSession, who: Who, kind: FollowKind, target: str) -> None:
    await session.execute(delete(Follow).where(_is(Follow, who), _target(kind, target)))


def _target(kind: FollowKind, target: str) -> ColumnElement[bool]:
    return and_(col(Follow.kind) == kind, col(Follow.target) == target)


async def follows(
    session: AsyncSession,
    who: Who,
    kind: FollowKind,
    target: str,
    before: datetime | None = None,
) -> bool:
    """Tell whether somebody follows a target (since before a moment)."""
    query = select(Follow.id).where(_is(Follow, who), _target(kind, target))
    if before is not None:
        query = query.where(Follow.created_at < before)
    return (await session.exec(query.limit(1))).first() is not None


async def followed_reports(session: AsyncSession, who: Who, limit: int = 60) -> Sequence[str]:
    """Give the codes of the public reports somebody follows, the latest changed first."""
    query = (
        select(Report.code)
        .join(Follow, col(Follow.target) == cast(col(Report.id), Text))
        .where(_is(Follow, who), Follow.kind == FollowKind.REPORT, public())
        .order_by(col(Report.updated_at).desc())
        .limit(limit)
    )
    return (await session.exec(query)).all()


async def followed_places(session: AsyncSession, who: Who) -> list[tuple[str, str, str, str]]:
    """Give (kind, code, Indonesian name, English name) of the areas and categories followed."""
    query: Any = (
        select(
            Follow.kind,
            Follow.target,
            func.coalesce(Area.name, Category.name_id, Follow.target),
            func.coalesce(Area.name, Category.name_en, Follow.target),
        )
        .outerjoin(Area, and_(col(Area.code) == Follow.target, col(Follow.kind) == "area"))
        .outerjoin(
            Category, and_(col(Category.code) == Follow.target, col(Follow.kind) == "category")
        )
        .where(_is(Follow, who), Follow.kind != FollowKind.REPORT)
        .order_by(col(Follow.kind), col(Follow.target))
    )
    return [tuple(row) for row in (await session.exec(query)).all()]


async def count_places(session: AsyncSession, who: Who) -> int:
    query = select(func.count()).where(_is(Follow, who), Follow.kind != FollowKind.REPORT)
    return (await session.exec(query)).one()


async def place_exists(session: AsyncSession, kind: FollowKind, target: str) -> bool:
    model: Any = Area if kind == FollowKind.AREA else Category
    return await session.get(model, target) is not None


async def accounts_following(
    session: AsyncSession, targets: Sequence[tuple[FollowKind, str]]
) -> dict[uuid.UUID, str]:
    """Give the accounts that follow any of the targets, with the language they read."""
    query = select(Follow.account_id, Follow.locale).where(
        or_(*(_target(kind, target) for kind, target in targets)),
        col(Follow.account_id).is_not(None),
    )
    return {account: locale for account, locale in (await session.exec(query)).all() if account}


# --- supporting -------------------------------------------------------------------------


async def support(session: AsyncSession, who: Who, report_id: uuid.UUID) -> None:
    await _add(session, Support, report_id=report_id, **who.key)


async def unsupport(session: AsyncSession, who: Who, report_id: uuid.UUID) -> None:
    await session.execute(
        delete(Support).where(_is(Support, who), col(Support.report_id) == report_id)
    )


async def supports(session: AsyncSession, who: Who, report_id: uuid.UUID) -> bool:
    query = select(Support.id).where(_is(Support, who), Support.report_id == report_id)
    return (await session.exec(query)).first() is not None


async def count_supports(session: AsyncSession, report_id: uuid.UUID) -> int:
    return (await session.exec(select(func.count()).where(Support.report_id == report_id))).one()


async def _add(session: AsyncSession, model: Any, **values: Any) -> bool:
    """Insert unless this person has such a row already; tell whether it was new."""
    statement = insert(model).values(created_at=clock.now(), **values)
    done = await session.execute(statement.on_conflict_do_nothing().returning(model.id))
    return done.first() is not None


# --- comments ---------------------------------------------------------------------------


async def comment(session: AsyncSession, comment_id: uuid.UUID) -> Comment | None:
    return (
        await session.exec(select(Comment).where(Comment.id == comment_id).with_for_update())
    ).first()


async def has_spoken(session: AsyncSession, account: uuid.UUID) -> bool:
    """Tell whether an account has a comment that everybody may read."""
    query = select(Comment.id).where(Comment.account_id == account, Comment.state == "public")
    return (await session.exec(query.limit(1))).first() is not None


async def comments(
    session: AsyncSession, report_id: uuid.UUID, who: Who | None, *, everything: bool = False
) -> list[tuple[Comment, str]]:
    """Give a report's comments oldest first with the name of the agency that speaks.

    Held ones only to their author, or with ``everything`` to the desk.
    """
    shown = col(Comment.state) == "public"
    held = col(Comment.state) == "held"
    if everything:
        shown = or_(shown, held)
    elif who is not None:
        shown = or_(shown, and_(held, _is(Comment, who)))
    query = (
        select(Comment, func.coalesce(Agency.name, literal("")))
        .outerjoin(Agency, col(Agency.code) == Comment.agency)
        .where(Comment.report_id == report_id, shown)
        .order_by(col(Comment.created_at), col(Comment.id))
    )
    return [(row, name) for row, name in (await session.exec(query)).all()]


async def held(session: AsyncSession, limit: int) -> list[tuple[Comment, str]]:
    query = (
        select(Comment, Report.code)
        .join(Report, col(Report.id) == Comment.report_id)
        .where(Comment.state == "held")
        .order_by(col(Comment.created_at))
        .limit(limit)
    )
    return [(row, code) for row, code in (await session.exec(query)).all()]


async def set_state(session: AsyncSession, comment_id: uuid.UUID, state: str, why: str) -> None:
    """Set a comment's state, and that of what was copied from it by a merge."""
    await session.execute(
        update(Comment)
        .where(or_(col(Comment.id) == comment_id, col(Comment.origin_comment_id) == comment_id))
        .values(state=state, why=why)
    )


async def count_photos(session: AsyncSession, report_id: uuid.UUID) -> int:
    """Count what the reporter has shown: the first photos and those added later."""
    query = select(func.count()).where(
        ReportPhoto.report_id == report_id,
        col(ReportPhoto.kind).in_(("before", "more")),
        ReportPhoto.actor_kind == "reporter",
    )
    return (await session.exec(query)).one()


async def has_photo(session: AsyncSession, photo_id: uuid.UUID) -> bool:
    return await session.get(ReportPhoto, photo_id) is not None


# --- after closing ----------------------------------------------------------------------


async def closing_step(session: AsyncSession, report_id: uuid.UUID) -> int | None:
    """Give the journey step that last finished a report."""
    query = select(func.max(ReportEvent.id)).where(
        ReportEvent.report_id == report_id, ReportEvent.action == "finish"
    )
    return (await session.exec(query)).one()


async def verdict(
    session: AsyncSession, who: Who, report_id: uuid.UUID, closing: int
) -> Verdict | None:
    query = select(Verdict).where(
        _is(Verdict, who), Verdict.report_id == report_id, Verdict.closing == closing
    )
    return (await session.exec(query)).first()


async def claims(session: AsyncSession, report_id: uuid.UUID, closing: int) -> list[str]:
    """Give the standing of everybody who said of this closing that it is not solved."""
    query = select(Verdict.standing).where(
        Verdict.report_id == report_id,
        Verdict.closing == closing,
        col(Verdict.fixed).is_(False),
    )
    return list((await session.exec(query)).all())


async def reopenings(session: AsyncSession, report_id: uuid.UUID) -> int:
    """Count how often residents opened a report again."""
    query = select(func.count()).where(Verdict.report_id == report_id, col(Verdict.reopened))
    return (await session.exec(query)).one()


async def to_ask(session: AsyncSession, closed_from: datetime, closed_to: datetime) -> list[Report]:
    """Give finished reports closed in a span, except merged ones."""
    query = select(Report).where(
        Report.status == "done",
        col(Report.merged_into).is_(None),
        col(Report.closed_at) > closed_from,
        col(Report.closed_at) <= closed_to,
    )
    return list((await session.exec(query)).all())


async def answered(session: AsyncSession, report_id: uuid.UUID, closing: int) -> set[uuid.UUID]:
    query = select(Verdict.account_id).where(
        Verdict.report_id == report_id, Verdict.closing == closing
    )
    return {account for account in (await session.exec(query)).all() if account}


async def ratings(
    session: AsyncSession, by: str, since: datetime | None
) -> list[tuple[str, int, float]]:
    """Count and average the stars of public reports, for each agency or category (or all)."""
    keys: dict[str, Any] = {"agency": Report.agency, "category": Report.category}
    key = keys.get(by, literal(""))
    query: Any = (
        select(key, func.count(), func.avg(Verdict.stars))
        .join(Report, col(Report.id) == Verdict.report_id)
        .where(col(Verdict.stars).is_not(None), public(), col(Report.demo).is_(False))
        .group_by(key)
    )
    if since is not None:
        query = query.where(Verdict.created_at >= since)
    return [(name, count, float(mean)) for name, count, mean in (await session.exec(query)).all()]


# --- merging, and a visitor who signs in ------------------------------------------------


async def copy_supports(session: AsyncSession, origin: uuid.UUID, target: Report) -> None:
    """Let those who support one report support the one it was merged into, save its reporter."""
    own = Who(target.reporter_id, "" if target.reporter_id else target.visitor)
    rows: Any = _select(
        literal(target.id),
        Support.account_id,
        Support.visitor,
        literal(clock.now()),
        literal(origin),
    ).where(Support.report_id == origin, not_(func.coalesce(_is(Support, own), false())))
    names = ["report_id", "account_id", "visitor", "created_at", "origin_report_id"]
    await session.execute(insert(Support).from_select(names, rows).on_conflict_do_nothing())


async def copy_follows(session: AsyncSession, origin: uuid.UUID, target: uuid.UUID) -> None:
    """Let those who follow one report follow the one it was merged into."""
    rows: Any = _select(
        Follow.account_id,
        Follow.visitor,
        Follow.kind,
        literal(str(target)),
        Follow.locale,
        Follow.created_at,
        literal(origin),
    ).where(_target(FollowKind.REPORT, str(origin)))
    names = ["account_id", "visitor", "kind", "target", "locale", "created_at", "origin_report_id"]
    await session.execute(insert(Follow).from_select(names, rows).on_conflict_do_nothing())


async def add_origin(session: AsyncSession, who: Who, origin: Report, target: uuid.UUID) -> None:
    """Count the reporter of the merged report among those who have the problem too."""
    key = {**who.key, "origin_report_id": origin.id}
    await _add(session, Support, report_id=target, **key)
    await _add(
        session,
        Follow,
        kind=FollowKind.REPORT,
        target=str(target),
        locale=origin.locale,
        **key,
    )


async def copy_comments(session: AsyncSession, origin: uuid.UUID, target: uuid.UUID) -> None:
    """Show the comments everybody may read on the report it was merged into, too."""
    copy = aliased(Comment)
    rows: Any = _select(
        func.gen_random_uuid(),
        literal(target),
        Comment.account_id,
        Comment.visitor,
        Comment.name,
        Comment.agency,
        Comment.text,
        Comment.kind,
        Comment.state,
        Comment.why,
        Comment.photo_id,
        Comment.created_at,
        Comment.id,
    ).where(
        Comment.report_id == origin,
        Comment.state == "public",
        col(Comment.id).not_in(
            select(copy.origin_comment_id).where(
                copy.report_id == target, col(copy.origin_comment_id).is_not(None)
            )
        ),
    )
    names = [
        "id", "report_id", "account_id", "visitor", "name", "agency", "text", "kind", "state",
        "why", "photo_id", "created_at", "origin_comment_id",
    ]  # fmt: skip
    await session.execute(insert(Comment).from_select(names, rows))


async def take_back(session: AsyncSession, origin: uuid.UUID, target: uuid.UUID) -> None:
    """Take from a report everything that came with one that is its own again."""
    await session.execute(
        delete(Support).where(
            col(Support.report_id) == target, col(Support.origin_report_id) == origin
        )
    )
    await session.execute(
        delete(Follow).where(
            _target(FollowKind.REPORT, str(target)), col(Follow.origin_report_id) == origin
        )
    )
    copied = select(Comment.id).where(Comment.report_id == origin)
    await session.execute(
        delete(Comment).where(
            col(Comment.report_id) == target, col(Comment.origin_comment_id).in_(copied)
        )
    )


async def adopt(session: AsyncSession, visitor: str, account: uuid.UUID) -> Sequence[uuid.UUID]:
    """Hand what a browser did without an account to the account that signed in there.

    Where the account did the same already, the browser's row is dropped. Gives the reports
    this browser supported, to be counted again.
    """
    supported = (
        await session.exec(
            select(Support.report_id).where(
                Support.visitor == visitor, col(Support.account_id).is_(None)
            )
        )
    ).all()
    same: dict[Any, tuple[str, ...]] = {
        Follow: ("kind", "target"),
        Support: ("report_id",),
        Verdict: ("report_id", "closing"),
        Comment: (),
    }
    for model, columns in same.items():
        mine = and_(col(model.account_id).is_(None), col(model.visitor) == visitor)
        if columns:
            await _drop_doubles(session, model, columns, mine, account)
        await session.execute(update(model).where(mine).values(account_id=account, visitor=""))
    return supported


async def _drop_doubles(
    session: AsyncSession,
    model: Any,
    columns: tuple[str, ...],
    mine: ColumnElement[bool],
    account: uuid.UUID,
) -> None:
    keys = [getattr(model, name) for name in columns]
    theirs: Any = select(*keys).where(model.account_id == account)
    await session.execute(
        delete(model)
        .where(mine, tuple_(*keys).in_(theirs))
        .execution_options(synchronize_session=False)
    )
