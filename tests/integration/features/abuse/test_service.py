"""Bans and appeals: who may decide what, and when they end."""

from datetime import timedelta

import pytest

from bessai_berinta import seed
from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import Conflict, Denied, NotFound
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service
from tests.factories import actors, reports


@pytest.fixture(autouse=True)
async def city(database):
    await seed.load(demo=False)


async def banned(moderator, citizen, days: int | None = 7):
    async with unit_of_work(moderator) as uow:
        return await service.ban(uow, "account", str(citizen.user_id), "spam", "Iklan", days)


async def test_a_banned_account_files_nothing_and_reads_why():
    moderator, citizen = await actors.operator(), await actors.citizen()
    await banned(moderator, citizen)
    with pytest.raises(Denied) as refusal:
        await reports.filed(citizen)
    assert refusal.value.extra["banding"] == service.APPEAL_PATH
    async with db.session() as session:
        (shown,) = await service.mine(session, citizen)
        assert await service.mine(session, actors.visitor()) == ()
    assert shown.words == "Iklan"
    await reports.filed(await actors.citizen())


async def test_a_ban_ends_by_itself_and_when_it_is_lifted():
    moderator, citizen = await actors.operator(), await actors.citizen()
    await banned(moderator, citizen, days=2)
    with clock.at(clock.now() + timedelta(days=3)):
        await reports.filed(citizen)
    again = await banned(moderator, citizen, days=None)
    async with unit_of_work(moderator) as uow:
        await service.lift(uow, again)
        for one in await service.bans(uow.session, moderator):
            await service.lift(uow, one.id)
    await reports.filed(citizen)


async def test_an_appeal_is_decided_by_somebody_else_and_can_end_the_ban():
    moderator, other, citizen = (
        await actors.operator(),
        await actors.operator(),
        await actors.citizen(),
    )
    ban_id = await banned(moderator, citizen)
    async with unit_of_work(citizen) as uow:
        await service.appeal(uow, ban_id, "Itu bukan iklan, sungguh.")
    with pytest.raises(Conflict):
        async with unit_of_work(citizen) as uow:
            await service.appeal(uow, ban_id, "Sekali lagi saya menulis.")
    with pytest.raises(NotFound):
        async with unit_of_work(await actors.citizen()) as uow:
            await service.appeal(uow, ban_id, "Saya bukan orangnya ini.")
    async with db.session() as session:
        ((appeal,),) = [one.appeals for one in await service.bans(session, other)]
    with pytest.raises(Denied):
        async with unit_of_work(moderator) as uow:
            await service.decide(uow, appeal.id, granted=True, answer="Ya")
    async with unit_of_work(other) as uow:
        await service.decide(uow, appeal.id, granted=True, answer="Anda benar.")
    await reports.filed(citizen)


async def test_only_moderators_ban_and_nobody_himself():
    citizen, moderator = await actors.citizen(), await actors.operator()
    for actor, wrong in ((citizen, Denied), (await actors.officer("DLH"), Denied)):
        with pytest.raises(wrong):
            async with unit_of_work(actor) as uow:
                await service.ban(uow, "account", "x", "spam")
    with pytest.raises(Conflict):
        await banned(moderator, moderator)
