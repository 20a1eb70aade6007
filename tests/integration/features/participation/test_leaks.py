"""What one cannot see, one cannot touch, count or hear of: every use, every hidden report."""

import uuid

import pytest

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.participation import access, comments, page, queries
from bessai_berinta.features.reports import service
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.workflow import Action
from tests.factories import actors, reports
from tests.factories.jobs import worked_off

from .people import asked, comment, follow, news, read, say, support


async def standing(actor: Actor, code: str) -> object:
    async with db.session() as session:
        return await queries.standing(session, actor, code)


async def add_photos(actor: Actor, code: str) -> object:
    async with unit_of_work(actor) as uow:
        return await comments.add_photos(uow, code, [reports.photo()])


async def answer(actor: Actor, code: str) -> object:
    return await say(actor, code, fixed=False, reason="Belum", lat=0.1335, lon=117.5085)


USES = [follow, support, comment, answer, read, asked, standing, add_photos]
HIDDEN = {
    "private": {"private": True},
    "held": {"visibility": "held"},
    "hidden": {"visibility": "hidden"},
    "merged": {"merged": True},
}


async def hide(code: str, how: str) -> None:
    async with unit_of_work() as uow:
        report = await access.repository.report(uow.session, code)
        assert report is not None
        if how == "private":
            report.private = True
        elif how == "merged":
            other = (await uow.session.exec(_other(report.id))).one()
            report.merged_into = other.id
        else:
            report.visibility = how
        uow.session.add(report)


def _other(report_id: uuid.UUID):  # type: ignore[no-untyped-def]
    from sqlmodel import select

    return select(Report).where(Report.id != report_id)


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
@pytest.mark.parametrize("signed_in", [True, False], ids=["account", "visitor"])
async def test_a_report_one_cannot_see_does_not_exist(how, use, signed_in):
    await reports.filed()
    code = (await reports.filed(await actors.citizen())).code
    await hide(code, how)
    stranger = await actors.citizen() if signed_in else actors.visitor("stranger")
    with pytest.raises(NotFound) as hidden:
        await use(stranger, code)
    with pytest.raises(NotFound) as unknown:
        await use(stranger, "LAP-26-XXXXX")
    assert hidden.value.problem("id") == unknown.value.problem("id")


@pytest.mark.parametrize("how", HIDDEN)
async def test_followers_hear_and_see_nothing_of_a_report_that_was_hidden_later(how):
    await reports.filed()
    code = (await reports.filed(await actors.citizen())).code
    follower = await actors.citizen()
    await support(follower, code)
    await comment(follower, code)
    await worked_off()
    await hide(code, how)
    async with unit_of_work(await actors.officer("DLH")) as uow:
        if how == "merged":  # no officer works on it any more, but words of others still come
            await service.record(uow, code, Action.EXTERNAL, "Kabar dari luar")
        else:
            await service.act(uow, code, Action.ACCEPT)
    await worked_off()
    assert await news(follower) == []
    async with db.session() as session:
        assert await queries.followed(session, follower) == ()


async def test_a_private_report_adds_nothing_to_its_public_json():
    reporter = await actors.citizen()
    code = (await reports.filed(reporter, private=True)).code
    await comment(reporter, code, "Rahasia saya")
    async with db.session() as session:
        from bessai_berinta.features.reports import queries as reports_queries

        shown = await reports_queries.view(session, reporter, code)
        added = await page.addition(session, shown, "id")
    assert added.members == {}
    assert added.html == ""
