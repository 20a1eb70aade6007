"""Going out: by the person, by the person elsewhere, by the provider, by time."""

import html
import re
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from bessai_berinta.adapters import oidc
from bessai_berinta.adapters.oidc.tokens import LOGOUT_EVENT
from bessai_berinta.core import audit, clock, db, ids
from bessai_berinta.core.audit import AuditEntry
from bessai_berinta.core.errors import NotFound, SignInNeeded
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.demo.claims import new_key
from bessai_berinta.demo.people import PEOPLE
from bessai_berinta.demo.provider import Session
from bessai_berinta.features.accounts import http as accounts
from bessai_berinta.features.accounts import service, sessions, tasks
from bessai_berinta.features.accounts.models import LoginSession, LoginTransaction, LogoutToken
from bessai_berinta.web.request import make_actor
from tests.factories.signin import APP, ISSUER, Browser, Town, provider_config, query_of
from tests.factories.tokens import rsa_key, unsigned


async def known(cookie: str) -> bool:
    """Ask the database, as a process would that never saw this cookie."""
    sessions.forget("*")
    return await sessions.lookup(cookie, active=False) is not None


async def actor_of(browser: Browser) -> Actor:
    view = await sessions.lookup(browser.cookie)
    assert view is not None
    return make_actor(view, browser.cookie, "192.0.2.1")


async def actions(prefix: str = "") -> list[str]:
    async with db.session() as session:
        entries = (await session.exec(select(AuditEntry).order_by("id"))).all()
    return [entry.action for entry in entries if entry.action.startswith(prefix)]


def onward(answer: httpx.Response) -> str:
    """Give the address to which the page goes on by itself."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', answer.text)
    assert found
    return html.unescape(found[1])


# --- by the person -----------------------------------------------------------------------


async def test_signing_out_ends_the_session_here_and_then_at_the_provider(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        cookie = browser.cookie
        answer = await browser.sign_out()
        assert answer.status_code == 200
        assert not browser.cookie
        assert not await known(cookie)
        query = query_of(onward(answer))
        assert query["client_id"] == "bessai-berinta"
        assert query["post_logout_redirect_uri"] == f"{APP}/auth/logged-out"
        assert query["id_token_hint"].count(".") == 2
        back = await browser.provider.get(onward(answer))
        assert back.headers["location"] == f"{APP}/auth/logged-out?state={query['state']}"
        home = await browser.app.get(back.headers["location"])
        assert home.headers["location"] == "/"
        assert town.provider.sessions == {}
        assert (await browser.to_provider()).status_code == 200  # the provider asks again


async def test_the_way_out_keeps_the_language(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga", "/en/akun")
        answer = await browser.sign_out(next="/en/akun")
        assert 'lang="en"' in answer.text
        back = await browser.provider.get(onward(answer))
        assert (await browser.app.get(back.headers["location"])).headers["location"] == "/en"


async def test_coming_back_with_a_foreign_state_leads_home(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.app.get("/auth/logged-out?state=x.en")
        assert answer.headers["location"] == "/"


async def test_signing_out_works_while_the_provider_is_down(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        cookie = browser.cookie
        town.network.broken[ISSUER] = httpx.ConnectError("down")
        # A process that was just started and has never seen the provider.
        fresh = oidc.Client(provider_config(), transport=town.network)
        monkeypatch.setattr(accounts, "client", lambda: fresh)
        assert (await browser.sign_out()).headers["location"] == "/"
        assert not browser.cookie
        assert not await known(cookie)


async def test_signing_out_without_a_session_leads_home(town: Town) -> None:
    async with town.browser() as browser:
        assert (await browser.sign_out()).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{APP}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
async def test_another_site_cannot_sign_anybody_out(town: Town, headers: dict[str, str]) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        answer = await browser.app.post("/auth/logout", headers=headers)
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"
        assert await known(browser.cookie)
        assert await actions("refused") == ["refused"]


async def test_signing_out_is_not_a_link(town: Town) -> None:
    async with town.browser() as browser:
        assert (await browser.app.get("/auth/logout")).status_code == 405


async def test_an_oversized_form_is_refused(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.sign_out(next="/" + "x" * 40_000)
        assert answer.status_code == 413


async def test_signing_out_everywhere_ends_every_device_of_this_account_only(town: Town) -> None:
    async with town.browser() as phone, town.browser() as desk, town.browser() as other:
        await phone.sign_in("warga")
        await desk.sign_in("warga")
        await other.sign_in("warga2")
        cookies = [phone.cookie, desk.cookie, other.cookie]
        await phone.sign_out(everywhere="1")
        assert [await known(cookie) for cookie in cookies] == [False, False, True]


# --- devices -----------------------------------------------------------------------------

CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"


async def test_devices_are_listed_by_browser_with_this_one_marked(town: Town) -> None:
    async with town.browser(CHROME) as phone, town.browser(FIREFOX) as desk:
        await phone.sign_in("warga")
        await desk.sign_in("warga")
        async with db.session() as session:
            listed = await service.devices(session, await actor_of(phone), phone.sid_hash)
        assert {(d.browser, d.system, d.current) for d in listed} == {
            ("Chrome", "Android", True),
            ("Firefox", "Linux", False),
        }


async def test_one_device_can_be_signed_out_from_another(town: Town) -> None:
    async with town.browser(CHROME) as phone, town.browser(FIREFOX) as desk:
        await phone.sign_in("warga")
        await desk.sign_in("warga")
        actor = await actor_of(phone)
        async with db.session() as session:
            listed = await service.devices(session, actor, phone.sid_hash)
        key = next(device.key for device in listed if not device.current)
        async with unit_of_work(actor) as uow:
            await service.revoke_device(uow, key)
        assert not await known(desk.cookie)
        assert await known(phone.cookie)


async def test_nobody_signs_out_the_device_of_somebody_else(town: Town) -> None:
    async with town.browser() as thief, town.browser() as victim:
        await thief.sign_in("warga")
        await victim.sign_in("warga2")
        actor = await actor_of(thief)
        for key in (victim.sid_hash[:16], victim.sid_hash, "", "x"):
            with pytest.raises(NotFound):
                async with unit_of_work(actor) as uow:
                    await service.revoke_device(uow, key)
        assert await known(victim.cookie)


async def test_visitors_have_no_devices(database: None) -> None:
    with pytest.raises(SignInNeeded):
        async with db.session() as session:
            await service.devices(session, Actor(), "")
    for use_case in (service.sign_out_everywhere, lambda uow: service.revoke_device(uow, "x")):
        with pytest.raises(SignInNeeded):
            async with unit_of_work() as uow:
                await use_case(uow)


# --- by the provider ---------------------------------------------------------------------


def notice(town: Town, **changes: object) -> dict[str, object]:
    (provider_session,) = list(town.provider.sessions.values())[:1]
    now = int(clock.now().timestamp())
    claims: dict[str, object] = {
        "iss": ISSUER,
        "aud": "bessai-berinta",
        "iat": now,
        "exp": now + 120,
        "jti": ids.secret_token(),
        "sub": f"demo-{provider_session.person.username}",
        "sid": provider_session.sid,
        "events": {LOGOUT_EVENT: {}},
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


async def send(town: Town, token: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=town.network, base_url=APP) as server:
        return await server.post("/auth/backchannel-logout", data={"logout_token": token})


async def test_signing_out_at_the_provider_ends_our_session(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        await browser.provider.get(f"{ISSUER}/end-session")
        assert town.network.count("/auth/backchannel-logout") == 1
        assert not await known(browser.cookie)


async def test_a_notice_for_one_session_leaves_the_others(town: Town) -> None:
    async with town.browser() as first, town.browser() as second:
        await first.sign_in("warga")
        claims = notice(town)
        await second.sign_in("warga")
        answer = await send(town, town.provider.sign(claims, "logout+jwt"))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert not await known(first.cookie)
        assert await known(second.cookie)


async def test_a_notice_for_a_person_ends_all_their_sessions(town: Town) -> None:
    async with town.browser() as first, town.browser() as second, town.browser() as other:
        await first.sign_in("warga")
        claims = notice(town, sid=None)
        await second.sign_in("warga")
        await other.sign_in("warga2")
        assert (await send(town, town.provider.sign(claims, "logout+jwt"))).status_code == 200
        cookies = [first.cookie, second.cookie, other.cookie]
        assert [await known(cookie) for cookie in cookies] == [False, False, True]


async def test_a_repeated_notice_is_accepted_and_does_nothing(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        token = town.provider.sign(notice(town, sid=None), "logout+jwt")
        assert (await send(town, token)).status_code == 200
        await browser.sign_in("warga")
        assert (await send(town, token)).status_code == 200
        assert await known(browser.cookie)


async def test_a_notice_about_a_stranger_is_accepted(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        token = town.provider.sign(notice(town, sub="nobody", sid="nothing"), "logout+jwt")
        assert (await send(town, token)).status_code == 200
        assert await known(browser.cookie)


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "x"},
        {"events": {"something-else": {}}},
        {"events": None},
        {"aud": "another-app"},
        {"iss": "https://evil.example"},
        {"sub": None, "sid": None},
        {"exp": 1},
        {"iat": None},
        {"jti": None},
    ],
    ids=str,
)
async def test_a_false_notice_signs_nobody_out(town: Town, changes: dict[str, object]) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        answer = await send(town, town.provider.sign(notice(town, **changes), "logout+jwt"))
        assert answer.status_code == 400
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json() == {"error": "invalid_request"}
        assert await known(browser.cookie)


async def test_unsigned_and_foreign_notices_and_garbage_are_refused(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        own_keys = town.provider.keys
        claims = notice(town)
        town.provider.keys = [rsa_key(str(own_keys[0].kid))]
        forged = town.provider.sign(claims, "logout+jwt")
        town.provider.keys = own_keys
        for token in (forged, unsigned(claims), "", "x", "x" * 40_000):
            assert (await send(town, token)).status_code == 400
        assert await known(browser.cookie)


# --- by time -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "idle", "absolute"),
    [
        ("warga", timedelta(days=30), timedelta(days=90)),
        ("petugas-dlh", timedelta(minutes=30), timedelta(hours=8)),
        ("admin", timedelta(minutes=30), timedelta(hours=8)),
    ],
)
async def test_sessions_end_by_idleness_and_by_age(
    town: Town, person: str, idle: timedelta, absolute: timedelta
) -> None:
    second = timedelta(seconds=5)
    async with town.browser() as browser:
        await browser.sign_in(person)
        start = clock.now()
        with clock.at(start + idle - second):
            assert await known(browser.cookie)
        with clock.at(start + idle + second):
            assert not await known(browser.cookie)
        moment = start
        while moment + idle * 0.9 < start + absolute - second:
            moment += idle * 0.9
            with clock.at(moment):
                assert await sessions.lookup(browser.cookie) is not None
        with clock.at(start + absolute + second):
            assert not await known(browser.cookie)


async def test_what_a_page_does_by_itself_does_not_keep_a_session_alive(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("admin")
        start = clock.now()
        for minutes in range(1, 30):
            with clock.at(start + timedelta(minutes=minutes)):
                assert await sessions.lookup(browser.cookie, active=False) is not None
        with clock.at(start + timedelta(minutes=31)):
            assert await sessions.lookup(browser.cookie, active=False) is None


async def test_an_ended_session_is_forgotten_at_once_when_its_notice_arrives(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        assert await sessions.lookup(browser.cookie) is not None
        async with unit_of_work() as uow:
            await service.end_sessions(uow, sid_hash=browser.sid_hash)
        sessions.forget(service.session_topic(browser.sid_hash))
        assert await sessions.lookup(browser.cookie) is None


async def test_an_ended_session_is_forgotten_after_five_seconds_without_a_notice(
    town: Town,
) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        assert await sessions.lookup(browser.cookie) is not None
        async with unit_of_work() as uow:
            await service.end_sessions(uow, sid_hash=browser.sid_hash)
        with clock.at(clock.now() + timedelta(seconds=6)):
            assert await sessions.lookup(browser.cookie) is None


async def test_ending_sessions_needs_a_rule(database: None) -> None:
    with pytest.raises(ValueError, match="rule"):
        async with unit_of_work() as uow:
            await service.end_sessions(uow)


async def test_housekeeping_forgets_what_is_over_and_keeps_the_rest(town: Town) -> None:
    async with town.browser() as citizen, town.browser() as staff:
        await citizen.sign_in("warga")
        await staff.sign_in("admin")
        await citizen.to_provider()
        async with unit_of_work() as uow:
            uow.session.add(LogoutToken(jti="old"))
    with clock.at(clock.now() + timedelta(days=2)):
        await tasks.tidy(0)
        async with db.session() as session:
            (left,) = (await session.exec(select(LoginSession))).all()
            assert left.sid_hash == citizen.sid_hash
            assert not (await session.exec(select(LoginTransaction))).all()
            assert not (await session.exec(select(LogoutToken))).all()


async def test_coming_and_going_is_in_the_audit_log(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("admin")
        await browser.sign_out()
    assert await actions() == ["roles_changed", "signed_in", "signed_out"]
    async with db.session() as session:
        entries = await audit.latest(session, subject="account:")
    assert entries[1].actor_label == "Admin Demo"


def test_the_demo_provider_keeps_people_apart() -> None:
    assert len({person.username for person in PEOPLE.values()}) == len(PEOPLE)
    assert new_key().kid != new_key().kid
    assert Session("a", PEOPLE["warga"], 0) != Session("b", PEOPLE["warga"], 0)
