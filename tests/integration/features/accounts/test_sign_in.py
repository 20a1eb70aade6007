"""Coming in through the demo provider: the whole way, and every way it can go wrong."""

from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from bessai_berinta.core import clock, db, ids
from bessai_berinta.core.permissions import Permission
from bessai_berinta.features.accounts import sessions
from bessai_berinta.features.accounts.models import Account, LoginSession, LoginTransaction
from bessai_berinta.web.request import make_actor
from tests.factories.signin import APP, CALLBACK, ISSUER, Browser, Town, query_of


async def rows(model: type) -> list[object]:
    async with db.session() as session:
        return list((await session.exec(select(model))).all())


def failed(answer: httpx.Response) -> dict[str, str]:
    """Read where a failed sign-in leads; fail unless it is the page that explains."""
    assert answer.status_code == 303
    path, _, _ = answer.headers["location"].partition("?")
    assert path in {"/masuk-gagal", "/en/masuk-gagal"}
    return query_of(answer.headers["location"])


async def test_a_person_signs_in_and_lands_where_they_wanted(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.sign_in("petugas-dlh", "/petugas/lapor?saring=baru")
        assert answer.headers["location"] == "/petugas/lapor?saring=baru"
        view = await sessions.lookup(browser.cookie)
        assert view is not None
        assert view.name == "Petugas Demo DLH"
        assert view.agencies == {"DLH"}
        assert make_actor(view, browser.cookie, "").may(Permission.STAFF_AREA)


async def test_a_citizen_holds_no_role(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        view = await sessions.lookup(browser.cookie)
        assert view is not None
        assert view.roles == frozenset()


async def test_the_cookie_is_out_of_reach_for_script_and_other_sites(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.sign_in("warga")
        (cookie,) = answer.headers.get_list("set-cookie")
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/", f"max-age={90 * 86400}"} <= parts
        assert answer.headers["cache-control"] == "no-store"


async def test_only_the_fingerprint_of_the_cookie_is_stored(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        (row,) = await rows(LoginSession)
        assert isinstance(row, LoginSession)
        assert row.sid_hash == browser.sid_hash
        assert browser.cookie not in row.model_dump_json()


async def test_no_token_reaches_the_browser_or_the_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with town.browser() as browser:
        answer = await browser.sign_in("warga")
        (row,) = await rows(LoginSession)
        assert isinstance(row, LoginSession)
        secrets = [row.id_token, *town.provider.access, browser.cookie]
        sent = str(answer.headers) + answer.text
        assert not [secret for secret in secrets[:-1] if secret in sent]
        assert not [secret for secret in secrets if secret in caplog.text]
        assert "demo-warga" not in caplog.text
        assert ids.fingerprint("demo-warga")[:12] in caplog.text


async def test_several_tabs_may_sign_in_at_once(town: Town) -> None:
    async with town.browser() as browser:
        pages = [await browser.to_provider(path) for path in ("/a", "/b", "/c")]
        landings = [await browser.press(page, "warga") for page in pages]
        answers = [await browser.app.get(landing) for landing in reversed(landings)]
        assert [a.headers["location"] for a in answers] == ["/c", "/b", "/a"]
        assert await sessions.lookup(browser.cookie) is not None


# --- state -------------------------------------------------------------------------------


async def test_an_answer_serves_only_once(town: Town) -> None:
    async with town.browser() as browser:
        landing = await browser.press(await browser.to_provider(), "warga")
        first = await browser.app.get(landing)
        cookie = browser.cookie
        browser.app.cookies.delete("sid")
        again = await browser.app.get(landing)
        assert first.headers["location"] == "/"
        assert failed(again)["sebab"] == "waktu"
        assert await sessions.lookup(cookie) is not None


async def test_going_back_in_history_while_signed_in_leads_home(town: Town) -> None:
    async with town.browser() as browser:
        landing = await browser.press(await browser.to_provider(), "warga")
        await browser.app.get(landing)
        again = await browser.app.get(landing)
        assert again.headers["location"] == "/"


async def test_another_browser_cannot_finish_a_sign_in(town: Town) -> None:
    async with town.browser() as thief, town.browser() as victim:
        landing = await thief.press(await thief.to_provider(), "warga")
        await victim.to_provider()  # the victim has a binding cookie too, a different one
        assert failed(await victim.app.get(landing))["sebab"] == "waktu"
        assert not victim.cookie
        own = await thief.app.get(landing)
        assert own.headers["location"] == "/"


@pytest.mark.parametrize(("seconds", "good"), [(595, True), (605, False)])
async def test_a_sign_in_may_take_ten_minutes(town: Town, seconds: int, good: bool) -> None:
    started = clock.now() - timedelta(seconds=seconds)
    async with town.browser() as browser:
        with clock.at(started):
            page = await browser.to_provider()
        answer = await browser.app.get(await browser.press(page, "warga"))
        assert (answer.headers["location"] == "/") is good


@pytest.mark.parametrize("query", ["", "?state=", "?state=x&code=y", "?code=y", "?error=x"])
async def test_an_answer_nobody_asked_for_is_turned_away(town: Town, query: str) -> None:
    async with town.browser() as browser:
        assert failed(await browser.app.get(f"/auth/callback{query}"))["sebab"] == "waktu"


async def test_state_and_nonce_and_verifier_are_long_and_never_repeat(town: Town) -> None:
    async with town.browser() as browser:
        seen = [
            query_of((await browser.app.get("/auth/login")).headers["location"]) for _ in range(3)
        ]
        for name in ("state", "nonce", "code_challenge"):
            values = {query[name] for query in seen}
            assert len(values) == 3
            assert all(len(value) >= 43 for value in values)
        assert all(query["code_challenge_method"] == "S256" for query in seen)
        assert all(query["redirect_uri"] == CALLBACK for query in seen)


async def test_only_the_fingerprint_of_the_state_is_stored(town: Town) -> None:
    async with town.browser() as browser:
        start = await browser.app.get("/auth/login")
        (row,) = await rows(LoginTransaction)
        assert isinstance(row, LoginTransaction)
        assert row.state_hash == ids.fingerprint(query_of(start.headers["location"])["state"])


@pytest.mark.parametrize("wanted", ["//evil.example", "/\\evil.example", "https:evil.example"])
async def test_a_sign_in_never_leads_to_another_site(town: Town, wanted: str) -> None:
    async with town.browser() as browser:
        answer = await browser.sign_in("warga", wanted)
        assert answer.headers["location"] == "/"


async def test_a_sign_in_begun_at_another_address_of_ours_moves_to_the_main_one(
    town: Town,
) -> None:
    async with town.browser() as browser:
        town.network.apps["http://127.0.0.1:8000"] = town.network.apps[APP]
        answer = await browser.app.get("http://127.0.0.1:8000/auth/login?next=/lapor")
        assert answer.headers["location"] == f"{APP}/auth/login?next=/lapor"


# --- fixation ----------------------------------------------------------------------------


async def test_a_planted_cookie_is_worthless_after_the_sign_in(town: Town) -> None:
    async with town.browser() as browser:
        browser.app.cookies.set("sid", "planted")
        answer = await browser.sign_in("warga")
        assert "sid=planted" not in answer.headers["set-cookie"]
        assert await sessions.lookup("planted") is None


async def test_signing_in_again_gives_a_new_session_and_ends_the_old_one(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        old = browser.cookie
        assert await sessions.lookup(old) is not None
        await browser.sign_in("warga")
        sessions.forget(f"sesi:{ids.fingerprint(old)}")  # what the live notice does
        assert browser.cookie != old
        assert await sessions.lookup(old) is None
        assert await sessions.lookup(browser.cookie) is not None


# --- the provider says no, or nothing ----------------------------------------------------


async def test_somebody_who_changes_their_mind_returns_without_an_error(town: Town) -> None:
    async with town.browser() as browser:
        landing = await browser.press(await browser.to_provider("/lapor"), "")
        assert query_of(landing)["error"] == "access_denied"
        answer = await browser.app.get(landing)
        assert answer.headers["location"] == "/lapor"
        assert not browser.cookie


@pytest.mark.parametrize(("path", "page"), [("/lapor", "/masuk-gagal"), ("/en", "/en/masuk-gagal")])
async def test_a_provider_that_is_down_gets_a_calm_page_with_a_way_to_retry(
    town: Town, path: str, page: str
) -> None:
    town.network.broken[ISSUER] = httpx.ConnectError("down")
    async with town.browser() as browser:
        answer = await browser.app.get("/auth/login", params={"next": path})
        assert answer.headers["location"].startswith(f"{page}?")
        assert failed(answer) == {"sebab": "penyedia", "lanjut": path}


@pytest.mark.parametrize("part", ["/token", "/jwks.json", "/userinfo"])
async def test_a_provider_that_goes_down_midway_signs_nobody_in(town: Town, part: str) -> None:
    async with town.browser() as browser:
        landing = await browser.press(await browser.to_provider(), "warga")
        town.network.broken[f"{ISSUER}{part}"] = httpx.ReadTimeout("slow")
        assert failed(await browser.app.get(landing))["sebab"] == "penyedia"
        assert not browser.cookie
    assert await rows(LoginSession) == []


async def test_a_provider_that_is_down_does_not_touch_those_already_in(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        town.network.broken[ISSUER] = httpx.ConnectError("down")
        before = len(town.network.seen)
        sessions.forget("*")
        assert await sessions.lookup(browser.cookie) is not None
        assert len(town.network.seen) == before


async def test_an_answer_in_the_name_of_another_issuer_is_refused(town: Town) -> None:
    async with town.browser() as browser:
        landing = await browser.press(await browser.to_provider(), "warga")
        url = httpx.URL(landing).copy_set_param("iss", "https://evil.example")
        assert failed(await browser.app.get(url))["sebab"] == "ditolak"
        assert town.network.count("/token") == 0


async def test_a_code_of_another_browser_is_refused_by_pkce(town: Town) -> None:
    async with town.browser() as thief, town.browser() as victim:
        stolen = query_of(await victim.press(await victim.to_provider(), "admin"))["code"]
        landing = await thief.press(await thief.to_provider(), "warga")
        answer = await thief.app.get(httpx.URL(landing).copy_set_param("code", stolen))
        assert failed(answer)["sebab"] == "ditolak"
        assert not thief.cookie


async def test_a_key_rotated_between_two_sign_ins_is_picked_up(town: Town) -> None:
    async with town.browser() as browser:
        await browser.sign_in("warga")
        town.provider.rotate_keys()
        answer = await browser.sign_in("warga")
        assert answer.headers["location"] == "/"


# --- staff -------------------------------------------------------------------------------


async def authenticated(browser: Browser, town: Town, person: str, hours: float) -> None:
    """Let the provider know somebody in this browser for some hours."""
    page = await browser.to_provider()
    await browser.press(page, person)
    (sid,) = town.provider.sessions
    session = town.provider.sessions[sid]
    past = session.authenticated_at - int(hours * 3600)
    town.provider.sessions[sid] = type(session)(sid, session.person, past)


async def test_staff_known_to_the_provider_for_long_must_show_credentials_again(
    town: Town,
) -> None:
    async with town.browser() as browser:
        await authenticated(browser, town, "admin", hours=9)
        silent = await browser.to_provider("/")
        assert silent.status_code == 303  # the provider asks nothing
        answer = await browser.app.get(silent.headers["location"])
        again = answer.headers["location"]
        assert again.startswith(f"{ISSUER}/authorize")
        assert query_of(again)["max_age"] == str(8 * 3600)
        page = await browser.provider.get(again)
        assert page.status_code == 200  # now it asks
        final = await browser.app.get(await browser.press(page, "admin"))
        assert final.headers["location"] == "/"
        assert await sessions.lookup(browser.cookie) is not None


async def test_citizens_are_not_asked_again(town: Town) -> None:
    async with town.browser() as browser:
        await authenticated(browser, town, "warga", hours=24 * 20)
        silent = await browser.to_provider("/")
        answer = await browser.app.get(silent.headers["location"])
        assert answer.headers["location"] == "/"


async def test_the_staff_area_asks_for_fresh_credentials_from_the_start(town: Town) -> None:
    async with town.browser() as browser:
        for path in ("/petugas/lapor", "/en/petugas"):
            start = await browser.app.get("/auth/login", params={"next": path})
            assert query_of(start.headers["location"])["max_age"] == str(8 * 3600)


async def test_one_account_for_one_subject_however_often(town: Town) -> None:
    async with town.browser() as browser, town.browser() as other:
        await browser.sign_in("warga")
        await other.sign_in("warga")
    assert len(await rows(Account)) == 1
    assert len(await rows(LoginSession)) == 2


async def test_our_public_keys_are_published(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.app.get("/auth/jwks.json")
        assert answer.json() == {"keys": []}
