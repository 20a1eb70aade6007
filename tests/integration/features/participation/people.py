"""Short ways to do what residents and officers do."""

from bessai_berinta.core import db
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.notifications import queries as notifications
from bessai_berinta.features.participation import closing, comments, queries, service
from bessai_berinta.features.participation.schemas import (
    Answer,
    Closing,
    CommentView,
    NewComment,
    Posted,
    Standing,
)
from bessai_berinta.features.reports import queries as reports
from bessai_berinta.features.reports import service as reports_service
from bessai_berinta.features.reports.schemas import ReportView
from bessai_berinta.features.reports.workflow import Action
from tests.factories import actors
from tests.factories import reports as made


async def follow(actor: Actor, code: str, **given: object) -> Standing:
    async with unit_of_work(actor) as uow:
        return await service.follow(uow, code, **given)


async def support(actor: Actor, code: str, **given: object) -> Standing:
    async with unit_of_work(actor) as uow:
        return await service.support(uow, code, **given)


async def comment(actor: Actor, code: str, text: str = "Betul, bau sekali.", **given) -> Posted:
    photos = given.pop("photos", ())
    async with unit_of_work(actor) as uow:
        return await comments.comment(uow, code, NewComment(text=text, **given), photos)


async def say(actor: Actor, code: str, *, photos=(), **given: object) -> Posted:
    async with unit_of_work(actor) as uow:
        return await closing.answer(uow, code, Answer(**given), photos)


async def close(code: str, agency: str = "DLH") -> None:
    """Let an officer of the agency start and finish the work."""
    officer = await actors.officer(agency)
    for action in (Action.START, Action.FINISH):
        try:
            async with unit_of_work(officer) as uow:
                await reports_service.act(
                    uow, code, action, message="Sudah diangkut.", photos=[made.photo()]
                )
        except reports_service.Conflict:  # work goes on already after a reopening
            continue


async def read(actor: Actor, code: str) -> tuple[CommentView, ...]:
    async with db.session() as session:
        return await queries.comments(session, actor, code)


async def asked(actor: Actor, code: str) -> Closing | None:
    async with db.session() as session:
        return await queries.question(session, actor, code)


async def shown(code: str, actor: Actor | None = None) -> ReportView:
    async with db.session() as session:
        return await reports.view(session, actor or actors.visitor("onlooker"), code)


async def news(actor: Actor) -> list[str]:
    """Give the titles of what an account was told, newest first."""
    async with db.session() as session:
        found, _ = await notifications.latest(session, actor)
    return [item.title("id") for item in found]
