"""Telling accounts, marking, choosing; mails at once and once a day, and how to end them."""

import uuid
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bessai_berinta.adapters import mail
from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput, SignInNeeded
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import SYSTEM, Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts.models import Account
from bessai_berinta.features.notifications import http, queries, service
from bessai_berinta.features.notifications.schemas import Kind, Mail, News, Recipient
from bessai_berinta.features.notifications.tasks import GuestMail, digests, mail_guest
from tests.factories import actors
from tests.factories.jobs import worked_off


class Post:
    """What was mailed, in place of a mail server."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str, dict[str, str]]] = []

    async def send(self, to, subject, text, headers=None) -> None:
        self.sent.append((to, subject, text, dict(headers or {})))


@pytest.fixture
def post(monkeypatch) -> Post:
    office = Post()
    monkeypatch.setattr(mail, "configured", lambda: True)
    monkeypatch.setattr(mail, "send", office.send)
    return office


@pytest.fixture
async def client(database) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=http.routes)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def person(address: str = "warga@contoh.test", *, verified: bool = True) -> Actor:
    actor = await actors.citizen()
    async with unit_of_work() as uow:
        account = await uow.session.get(Account, actor.user_id)
        assert account is not None
        account.email, account.email_verified = address, verified
        uow.session.add(account)
    return actor


def news(kind: Kind = Kind.REPORT, source: str = "") -> News:
    title = N_("Accepted by {agency}", agency="DLH")
    source = source or uuid.uuid4().hex
    return News(kind, source, "report:LAP-26-AAAAA", title, "/lapor/LAP-26-AAAAA", "Isi")


async def tell(actor: Actor, item: News, locale: str = "id") -> int:
    assert actor.user_id is not None
    async with unit_of_work(SYSTEM) as uow:
        return await service.tell(uow, [Recipient(actor.user_id, locale)], item)


async def choose(actor: Actor, kind: str, way: str) -> None:
    async with unit_of_work(actor) as uow:
        await service.choose(uow, kind, way)


async def unread(actor: Actor) -> int:
    async with db.session() as session:
        return await queries.unread(session, actor)


async def test_the_same_source_is_told_once(database):
    actor, item = await person(), news()
    assert await tell(actor, item) == 1
    assert await tell(actor, item) == 0
    assert await unread(actor) == 1


async def test_a_notification_is_read_in_the_language_of_the_reader(database):
    actor = await person()
    await tell(actor, news())
    async with db.session() as session:
        ((item,), more) = await queries.latest(session, actor)
    assert item.title("id") == "Diterima DLH"
    assert item.title("en") == "Accepted by DLH"
    assert not more


async def test_only_ones_own_are_marked_as_read(database):
    one, two = await person(), await person("lain@contoh.test")
    await tell(one, news())
    await tell(two, news())
    async with db.session() as session:
        ((theirs,), _) = await queries.latest(session, two)
    async with unit_of_work(one) as uow:
        await service.mark_read(uow, theirs.id)
    assert (await unread(one), await unread(two)) == (1, 1)
    async with unit_of_work(one) as uow:
        await service.mark_read(uow)
    assert (await unread(one), await unread(two)) == (0, 1)


async def test_a_visitor_has_none_and_cannot_choose(database):
    visitor = actors.visitor()
    assert await unread(visitor) == 0
    with pytest.raises(SignInNeeded):
        await choose(visitor, "report", "off")
    async with db.session() as session:
        with pytest.raises(SignInNeeded):
            await queries.latest(session, visitor)


@pytest.mark.parametrize(("kind", "way"), [("ufo", "now"), ("report", "pigeon"), ("", "")])
async def test_a_choice_we_do_not_offer_is_refused(database, kind, way):
    with pytest.raises(InvalidInput):
        await choose(await person(), kind, way)


async def test_each_kind_is_mailed_as_chosen(database, post):
    actor = await person()
    await tell(actor, news(Kind.REPORT))
    await tell(actor, news(Kind.COMMENT))
    await choose(actor, "closing", "off")
    await tell(actor, news(Kind.CLOSING))
    await worked_off()
    assert [(to, subject) for to, subject, *_ in post.sent] == [
        ("warga@contoh.test", "LAP-26-AAAAA: Diterima DLH")
    ]
    await digests(0)
    await worked_off()
    await digests(0)
    await worked_off()
    assert len(post.sent) == 2
    assert "1 kabar" in post.sent[1][1]
    assert await unread(actor) == 3


async def test_a_digest_holds_everything_in_one_mail_in_the_readers_language(database, post):
    actor = await person()
    for _ in range(3):
        await tell(actor, news(Kind.AREA), "en")
    await digests(0)
    await worked_off()
    ((_, subject, text, _headers),) = post.sent
    assert "3 pieces of news" in subject
    assert text.count("/en/lapor/LAP-26-AAAAA") == 3


async def test_an_address_nobody_confirmed_gets_no_mail(database, post):
    await tell(await person(verified=False), news())
    await worked_off()
    assert post.sent == []


async def test_one_click_in_the_mail_program_ends_that_kind_only(client, post):
    actor = await person()
    await tell(actor, news(Kind.REPORT))
    await worked_off()
    headers = post.sent[0][3]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    answer = await client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    async with db.session() as session:
        choices = await queries.choices(session, actor)
    assert choices[Kind.REPORT] == Mail.OFF
    assert choices[Kind.CLOSING] == Mail.NOW
    assert (await client.post(path[:-3] + "AAA")).status_code == 404


async def test_a_guest_ends_all_mail_to_the_address(client, post):
    letter = GuestMail("Tamu@Contoh.test", "LAP: Baru", "Isi", "id")
    await mail_guest(letter)
    path = post.sent[0][3]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    await client.post(path, data={"List-Unsubscribe": "One-Click"})
    await mail_guest(GuestMail("tamu@contoh.test", "LAP: Lagi", "Isi", "id"))
    assert len(post.sent) == 1


async def test_nobody_gets_two_mails_of_one_step(database, post):
    from bessai_berinta import seed
    from bessai_berinta.features.reports import service as reports
    from bessai_berinta.features.reports.workflow import Action
    from tests.factories.reports import filed

    await seed.load(demo=False)
    reporter = await person()
    code = (await filed(reporter, contact="warga@contoh.test")).code
    guest = (await filed(actors.visitor("guest"), contact="tamu@contoh.test")).code
    officer = await actors.officer("DLH")
    for each in (code, guest):
        async with unit_of_work(officer) as uow:
            await reports.act(uow, each, Action.ACCEPT)
    await worked_off()
    assert sorted(to for to, *_ in post.sent) == ["tamu@contoh.test", "warga@contoh.test"]
    assert all("List-Unsubscribe" in headers for *_, headers in post.sent)
