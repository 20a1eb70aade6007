"""Merged reports: everybody comes along, and goes back exactly when they are split again."""

from sqlalchemy import text

from bessai_berinta.core import db
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.participation import access, merging, queries
from bessai_berinta.features.reports import merging as reports_merging
from tests.factories import actors, reports
from tests.factories.jobs import worked_off

from .people import comment, follow, read, shown, support


async def join(origin: str, target: str | None, other: str = "") -> None:
    """Set or clear the mark of a merge, then do what the jobs do."""
    async with unit_of_work(SYSTEM) as uow:
        old = await access.repository.report(uow.session, origin)
        new = await access.repository.report(uow.session, target or other)
        assert old is not None
        assert new is not None
        old.merged_into = new.id if target else None
        uow.session.add(old)
    for _ in range(2):
        async with unit_of_work(SYSTEM) as uow:
            move = merging.bring_along if target else merging.take_back
            await move(uow, origin, target or other)


async def rows() -> list:
    async with db.session() as session:
        found = []
        for table in ("supports", "follows", "comments"):
            target = "target" if table == "follows" else "report_id::text"
            columns = f"{target}, account_id::text, visitor"
            query = text(f"SELECT '{table}', {columns} FROM {table} ORDER BY 2, 3, 4")
            found += [tuple(row) for row in await session.execute(query)]
    return found


async def test_supporters_followers_and_comments_come_along_and_go_back_exactly():
    first, second = await actors.citizen(), await actors.citizen()
    old, new = (await reports.filed(first)).code, (await reports.filed(second)).code
    both, only_old, only_new = (actors.visitor(name) for name in ("both", "old", "new"))
    for person, codes in ((both, (old, new)), (only_old, (old,)), (only_new, (new,))):
        for code in codes:
            await support(person, code)
    await support(second, old)  # reported the same again, and supports the first one
    follower = await actors.citizen()
    await follow(follower, old)
    officer = await actors.officer("DLH")
    await comment(officer, old, "Kami cek.", as_agency=True)
    await comment(actors.visitor("held"), old, "Belum diperiksa")
    before = await rows()

    await join(old, new)
    # both, old, new and the first reporter; not the reporter of the report itself
    assert (await shown(new)).line.supports == 4
    assert [c.text for c in await read(actors.visitor("reader"), new)] == ["Kami cek."]
    async with db.session() as session:
        lines = await queries.followed(session, follower)
        mine = await queries.followed(session, first)
    assert [line.code for line in lines] == [new]
    assert [line.code for line in mine] == [new]

    await join(old, None, new)
    assert await rows() == before
    assert (await shown(new)).line.supports == 2
    assert (await shown(old)).line.supports == 3


async def test_who_joined_after_the_merge_stays_after_the_split():
    old, new = (await reports.filed()).code, (await reports.filed()).code
    await support(actors.visitor("a"), old)
    await join(old, new)
    await support(actors.visitor("later"), new)
    await join(old, None, new)
    assert (await shown(new)).line.supports == 1


async def test_joining_and_separating_by_the_desk_moves_everybody_by_itself():
    old, new = (await reports.filed(await actors.citizen())).code, (await reports.filed()).code
    await support(actors.visitor("a"), old)
    officer = await actors.officer("DLH")
    async with unit_of_work(officer) as uow:
        await reports_merging.merge(uow, old, new, "Tumpukan yang sama")
    await worked_off()
    assert (await shown(new)).line.supports == 2
    async with unit_of_work(officer) as uow:
        await reports_merging.unmerge(uow, old, "Ternyata dua tumpukan")
    await worked_off()
    assert (await shown(new)).line.supports == 0
    assert (await shown(old)).line.supports == 1
