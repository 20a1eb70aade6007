"""Comments: who speaks at once, who waits, who decides; and photos that come later."""

from datetime import timedelta

import pytest

from bessai_berinta.core import audit, clock, db
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput, NotFound, SignInNeeded
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.participation import comments, queries, review
from tests.factories import actors, reports
from tests.factories.jobs import worked_off

from .people import close, comment, news, read, shown


async def decide(actor: Actor, ids, decision: str, reason: str = "") -> int:
    async with unit_of_work(actor) as uow:
        return await comments.decide_comment(uow, ids, decision, reason)


async def test_a_first_comment_waits_and_only_its_author_and_the_desk_read_it():
    code = (await reports.filed()).code
    author = actors.visitor("shy")
    assert (await comment(author, code, name="Tetangga")).state == "held"
    assert [c.text for c in await read(author, code)] == ["Betul, bau sekali."]
    assert await read(actors.visitor("other"), code) == ()
    assert await read(await actors.officer("PUPR"), code) == ()
    assert len(await read(await actors.officer("DLH"), code)) == 1
    assert len(await read(await actors.operator(), code)) == 1


async def test_a_released_comment_is_public_told_once_and_makes_its_author_known():
    reporter, author = await actors.citizen(), await actors.citizen()
    code = (await reports.filed(reporter)).code
    first = await comment(author, code)
    moderator = await actors.operator()
    async with db.session() as session:
        waiting = await queries.held_comments(session, moderator)
    assert [(held.code, held.why) for held in waiting] == [(code, "first")]
    assert await decide(moderator, [first.id], "release") == 1
    assert await decide(moderator, [first.id], "release") == 0
    await worked_off()
    assert await news(reporter) == [f"Komentar baru di {code}"]
    assert (await comment(author, code, "Masih sama hari ini.")).state == "public"
    assert len(await read(actors.visitor("other"), code)) == 2


async def test_what_the_rules_of_abuse_mark_waits_even_from_somebody_known():
    code, author = (await reports.filed()).code, await actors.citizen()
    first = await comment(author, code)
    await decide(await actors.operator(), [first.id], "release")

    async def reviewer(session, text: str) -> str:
        return "words" if "kasar" in text else ""

    before = review._reviewer
    review.use(reviewer)
    try:
        assert (await comment(author, code, "Kata kasar sekali")).state == "held"
        assert (await comment(author, code, "Kata biasa saja")).state == "public"
    finally:
        review.use(before)


async def test_who_is_banned_says_nothing_until_the_ban_is_lifted():
    author, code = await actors.citizen(), (await reports.filed()).code
    async with unit_of_work(await actors.operator()) as uow:
        await abuse.ban(uow, "account", str(author.user_id), "spam", "", 7)
    with pytest.raises(Denied):
        await comment(author, code)
    with clock.at(clock.now() + timedelta(days=8)):
        assert (await comment(author, code)).state == "held"


async def test_hiding_needs_a_reason_and_leaves_it_in_the_audit_log():
    code, moderator = (await reports.filed()).code, await actors.operator()
    made = [await comment(actors.visitor(str(n)), code) for n in range(3)]
    ids = [posted.id for posted in made]
    with pytest.raises(InvalidInput):
        await decide(moderator, ids, "hide")
    assert await decide(moderator, ids, "hide", "Iklan") == 3
    async with db.session() as session:
        entries = await audit.latest(session, subject=f"report:{code}")
        assert await queries.held_comments(session, moderator) == ()
    hidden = [entry for entry in entries if entry.action == "comment.hidden"]
    assert [entry.after["why"] for entry in hidden] == ["Iklan"] * 3
    assert await read(actors.visitor("0"), code) == ()


async def test_only_a_moderator_or_the_agency_that_holds_it_decides():
    code = (await reports.filed()).code
    posted = await comment(actors.visitor("a"), code)
    with pytest.raises(SignInNeeded):
        await decide(actors.visitor("a"), [posted.id], "release")
    for actor in (await actors.citizen(), await actors.officer("PUPR")):
        with pytest.raises(Denied):
            await decide(actor, [posted.id], "release")
        with pytest.raises(Denied):
            async with db.session() as session:
                await queries.held_comments(session, actor)
    assert await decide(await actors.officer("DLH"), [posted.id], "release") == 1


async def test_the_agency_that_holds_it_speaks_as_the_agency_and_no_other_does():
    code = (await reports.filed()).code
    assert (await comment(await actors.officer("DLH"), code, as_agency=True)).state == "public"
    said = await read(actors.visitor("reader"), code)
    assert said[0].agency == "Dinas Lingkungan Hidup"
    for actor in (await actors.officer("PUPR"), await actors.citizen(), actors.visitor("x")):
        with pytest.raises(Denied):
            await comment(actor, code, as_agency=True)


async def test_ones_own_comment_can_be_removed_for_a_quarter_of_an_hour():
    code, author = (await reports.filed()).code, actors.visitor("regret")
    one, two = await comment(author, code), await comment(author, code)

    async def remove(actor: Actor, comment_id) -> None:
        async with unit_of_work(actor) as uow:
            await comments.remove(uow, comment_id)

    with pytest.raises(NotFound):
        await remove(actors.visitor("somebody else"), one.id)
    await remove(author, one.id)
    assert [c.id for c in await read(author, code)] == [two.id]
    with clock.at(clock.now() + timedelta(minutes=16)), pytest.raises(Conflict):
        await remove(author, two.id)


async def test_the_photo_of_a_comment_is_hidden_with_it_and_stays_out_of_the_gallery():
    code = (await reports.filed()).code
    picture = reports.photo()
    posted = await comment(actors.visitor("p"), code, photos=[picture])

    async def visible() -> bool:
        from bessai_berinta.features.reports import queries as reports_queries

        async with db.session() as session:
            try:
                await reports_queries.photo_key(session, actors.visitor("q"), picture.id)
            except NotFound:
                return False
            return True

    assert not await visible()
    await decide(await actors.operator(), [posted.id], "release")
    assert await visible()
    assert (await shown(code)).photos == ()
    await decide(await actors.operator(), [posted.id], "hide", "Wajah orang")
    assert not await visible()


async def test_the_reporter_adds_photos_until_there_are_six_and_nobody_else_does():
    reporter = await actors.citizen()
    code = (await reports.filed(reporter, photos=2)).code

    async def add(actor: Actor, count: int) -> int:
        async with unit_of_work(actor) as uow:
            photos = [reports.photo() for _ in range(count)]
            return await comments.add_photos(uow, code, photos)

    assert await add(reporter, 3) == 5
    with pytest.raises(InvalidInput):
        await add(reporter, 2)
    with pytest.raises(Denied):
        await add(await actors.citizen(), 1)
    assert len((await shown(code)).photos) == 5
    await close(code)
    with pytest.raises(Conflict):
        await add(reporter, 1)
