"""Roles come from the provider's groups, at every sign-in anew."""

import pytest
from sqlmodel import select

from bessai_berinta import seed
from bessai_berinta.core import db, ids
from bessai_berinta.core.audit import AuditEntry
from bessai_berinta.core.identity import Identity
from bessai_berinta.core.permissions import Permission, Role
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts import service, sessions
from bessai_berinta.features.accounts.models import Account
from bessai_berinta.features.accounts.schemas import Browser, SignedIn
from bessai_berinta.features.reports import queries as reports
from bessai_berinta.web.request import make_actor
from tests.factories.actors import visitor
from tests.factories.reports import filed

ISSUER = "https://akun.example"


def person(subject: str = "one", *groups: str, **changes: object) -> Identity:
    return Identity(ISSUER, subject, groups=groups, **changes)  # type: ignore[arg-type]


async def enter(identity: Identity, browser: Browser | None = None) -> SignedIn:
    async with unit_of_work() as uow:
        return await service.sign_in(uow, identity, browser or Browser())


async def roles_of(signed_in: SignedIn) -> set[Role] | None:
    sessions.forget("*")
    view = await sessions.lookup(signed_in.cookie)
    return set(view.roles) if view else None


async def entries(action: str) -> list[AuditEntry]:
    async with db.session() as session:
        query = select(AuditEntry).where(AuditEntry.action == action).order_by("id")
        return list((await session.exec(query)).all())


@pytest.fixture(autouse=True)
def _database(database: None) -> None:
    sessions.forget("*")


async def test_an_unknown_group_gives_nothing() -> None:
    assert await roles_of(await enter(person("one", "everyone", "Admin", "admins"))) == set()


async def test_a_lost_group_takes_its_role_away_at_once_and_everywhere() -> None:
    before = await enter(person("one", "operator"))
    assert await roles_of(before) == {Role.OPERATOR}
    after = await enter(person("one"))
    assert await roles_of(after) == set()
    assert await roles_of(before) is None  # the session that had the role is over


async def test_a_gained_role_needs_a_new_session() -> None:
    before = await enter(person("one"))
    after = await enter(person("one", "admin"))
    assert await roles_of(after) == {Role.ADMIN}
    assert await roles_of(before) is None


async def test_an_unchanged_role_leaves_other_devices_alone() -> None:
    first = await enter(person("one", "operator"))
    second = await enter(person("one", "operator"))
    assert await roles_of(first) == await roles_of(second) == {Role.OPERATOR}


async def test_every_change_of_roles_is_in_the_audit_log() -> None:
    await enter(person("one", "petugas-dlh", "petugas-pupr"))
    await enter(person("one", "petugas-dlh", "operator"))
    await enter(person("one", "operator", "petugas-dlh"))
    first, second = await entries("roles_changed")
    assert (first.before, first.after) == (
        {"roles": []},
        {"roles": ["petugas:DLH", "petugas:DPUPRK"]},
    )
    assert second.after == {"roles": ["operator", "petugas:DLH"]}
    assert first.subject == second.subject


async def test_agencies_come_with_the_role() -> None:
    signed_in = await enter(person("one", "petugas-dlh"))
    actor = make_actor(await sessions.lookup(signed_in.cookie), signed_in.cookie, "")
    assert actor.agencies == {"DLH"}
    assert actor.may(Permission.REPORT_HANDLE_OWN)
    assert not actor.may(Permission.REPORT_HANDLE_ANY)


async def test_losing_the_last_admin_is_shouted_about(caplog: pytest.LogCaptureFixture) -> None:
    await enter(person("one", "admin"))
    await enter(person("two", "admin"))
    await enter(person("one"))
    assert await entries("last_admin_lost") == []
    await enter(person("two"))
    assert len(await entries("last_admin_lost")) == 1
    assert "no account holds the admin role" in caplog.text


async def test_the_same_address_does_not_make_the_same_person() -> None:
    mail = {"email": "warga@demo.invalid", "email_verified": True}
    first = await enter(person("one", **mail))
    second = await enter(person("two", **mail))
    elsewhere = await enter(Identity("https://other.example", "one", **mail))
    assert len({first.account_id, second.account_id, elsewhere.account_id}) == 3


async def test_what_the_provider_says_about_a_person_is_refreshed() -> None:
    await enter(person("one", name="Nama Lama"))
    signed_in = await enter(person("one", name="Nama Baru"))
    async with db.session() as session:
        account = await session.get(Account, signed_in.account_id)
    assert account is not None
    assert account.name == "Nama Baru"


async def test_a_sign_in_that_fails_midway_leaves_nothing_behind() -> None:
    async def fail_midway() -> None:
        async with unit_of_work() as uow:
            await service.sign_in(uow, person("one", "admin"), Browser())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_midway()
    async with db.session() as session:
        assert (await session.exec(select(Account))).all() == []
    assert await entries("roles_changed") == []


async def test_what_this_browser_filed_before_is_mine_after_signing_in() -> None:
    await seed.load(demo=False)
    cookie = "an anonymous cookie"
    filed_before = await filed(visitor(cookie))
    await filed(visitor("another browser"))
    signed_in = await enter(person(), Browser(sid_hash=ids.fingerprint(cookie)))
    actor = make_actor(await sessions.lookup(signed_in.cookie), signed_in.cookie, "")
    async with db.session() as session:
        mine = await reports.mine(session, actor)
    assert [line.code for line in mine] == [filed_before.code]
