"""After closing: who opens it again, how often, how long; who is asked, and what is counted."""

from datetime import timedelta

import pytest

from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import Conflict, Denied, InvalidInput
from bessai_berinta.features.participation import queries
from bessai_berinta.features.participation.tasks import ask_solved
from bessai_berinta.features.reports.workflow import Action, Status
from tests.factories import actors, reports
from tests.factories.jobs import worked_off

from .people import asked, close, follow, news, read, say, shown

HERE = {"lat": 0.1336, "lon": 117.5086}


async def closed(reporter=None) -> str:
    code = (await reports.filed(reporter or await actors.citizen())).code
    await close(code)
    return code


async def test_the_reporter_opens_it_again_alone_and_the_journey_says_why():
    reporter = await actors.citizen()
    code = await closed(reporter)
    posted = await say(reporter, code, fixed=False, reason="Masih ada tumpukan.")
    assert posted.reopened
    report = await shown(code)
    assert report.line.status == Status.IN_PROGRESS
    step = report.events[0]
    assert (step.action, step.by) == (Action.REOPEN, "resident")
    # Nobody has looked at a first text yet, and the journey cannot be changed.
    assert step.message == "Warga menyampaikan bahwa masalahnya belum beres."


async def test_a_follower_from_before_closing_opens_it_and_one_from_after_does_not():
    early, late = actors.visitor("early"), actors.visitor("late")
    code = (await reports.filed(await actors.citizen())).code
    await follow(early, code)
    await close(code)
    await follow(late, code)
    with pytest.raises(InvalidInput) as refused:
        await say(late, code, fixed=False, reason="Belum")
    assert set(refused.value.fields) == {"foto", "posisi"}
    assert (await say(early, code, fixed=False, reason="Belum")).reopened


async def test_two_others_nearby_with_photos_open_it_and_one_twice_does_not():
    code = await closed()
    one, two = actors.visitor("one"), actors.visitor("two")
    given = {"fixed": False, "reason": "Belum", **HERE}
    assert not (await say(one, code, photos=[reports.photo()], **given)).reopened
    with pytest.raises(Conflict):
        await say(one, code, photos=[reports.photo()], **given)
    assert (await shown(code)).line.status == Status.DONE
    assert (await say(two, code, photos=[reports.photo()], **given)).reopened
    assert [c.kind for c in await read(await actors.operator(), code)] == ["not_fixed"] * 2


async def test_far_away_counts_for_nothing():
    code = await closed()
    with pytest.raises(InvalidInput) as refused:
        await say(
            actors.visitor("far"), code, photos=[reports.photo()], fixed=False, reason="Belum",
            lat=0.15, lon=117.49,
        )  # fmt: skip
    assert set(refused.value.fields) == {"posisi"}


async def test_residents_open_a_report_twice_and_then_no_more():
    reporter = await actors.citizen()
    code = await closed(reporter)
    for _ in range(2):
        assert (await say(reporter, code, fixed=False, reason="Belum")).reopened
        await close(code)
    with pytest.raises(Conflict):
        await say(reporter, code, fixed=False, reason="Belum")
    question = await asked(reporter, code)
    assert question is not None
    assert question.spent
    assert (await say(reporter, code, fixed=True, stars=2)).state == "rated"


async def test_after_two_weeks_nobody_is_asked_and_nobody_answers():
    reporter = await actors.citizen()
    code = await closed(reporter)
    with clock.at(clock.now() + timedelta(days=14, minutes=1)):
        assert await asked(reporter, code) is None
        with pytest.raises(Conflict):
            await say(reporter, code, fixed=False, reason="Belum")
        with pytest.raises(Conflict):
            await say(reporter, code, fixed=True, stars=5)


async def test_those_concerned_rate_once_and_passers_by_do_not():
    reporter = await actors.citizen()
    code = await closed(reporter)
    await say(reporter, code, fixed=True, stars=5, reason="Cepat")
    with pytest.raises(Conflict):
        await say(reporter, code, fixed=True, stars=1)
    with pytest.raises(Denied):
        await say(actors.visitor("passer-by"), code, fixed=True, stars=1)
    question = await asked(reporter, code)
    assert question is not None
    assert (question.answered, question.fixed, question.stars) == (True, True, 5)


async def test_an_open_report_asks_nothing():
    reporter = await actors.citizen()
    code = (await reports.filed(reporter)).code
    assert await asked(reporter, code) is None
    with pytest.raises(Conflict):
        await say(reporter, code, fixed=True, stars=5)


async def test_a_day_later_those_who_did_not_answer_are_asked_once():
    reporter, follower, silent = [await actors.citizen() for _ in range(3)]
    code = (await reports.filed(reporter)).code
    await follow(follower, code)
    await follow(silent, code)
    await close(code)
    await say(follower, code, fixed=True, stars=4)
    await worked_off()
    await ask_solved(0)
    assert not any(title.startswith("Sudah beres?") for title in await news(reporter))
    for hours in (25, 26, 50):
        with clock.at(clock.now() + timedelta(hours=hours)):
            await ask_solved(0)
    question = f"Sudah beres? {code}"
    assert (await news(reporter)).count(question) == 1
    assert (await news(silent)).count(question) == 1
    assert question not in await news(follower)


async def test_a_mean_is_shown_from_five_ratings_on():
    reporters = [await actors.citizen() for _ in range(5)]
    for at, reporter in enumerate(reporters):
        code = await closed(reporter)
        await say(reporter, code, fixed=True, stars=5 if at else 3)
        async with db.session() as session:
            (rating,) = await queries.rating_summary(session, "agency")
        assert (rating.key, rating.count) == ("DLH", at + 1)
        assert rating.mean == (4.6 if at == 4 else None)
    private = await actors.citizen()
    code = (await reports.filed(private, private=True)).code
    await close(code)
    await say(private, code, fixed=True, stars=1)
    async with db.session() as session:
        (rating,) = await queries.rating_summary(session)
    assert rating.count == 5
