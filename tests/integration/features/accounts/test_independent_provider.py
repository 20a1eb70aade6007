"""The same sign-in against a provider that nobody here wrote: Canaille, over real HTTP.

Our demo provider could share our misunderstandings of the standard; this one cannot.
"""

import datetime
import html
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from pytest_iam import Server
from sqlalchemy import update
from starlette.applications import Starlette

from bessai_berinta.adapters import oidc
from bessai_berinta.core.permissions import Role
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts import http as accounts
from bessai_berinta.features.accounts import sessions
from bessai_berinta.features.accounts.models import LoginTransaction
from bessai_berinta.settings import settings
from tests.factories.signin import APP, CALLBACK, Network, query_of
from tests.factories.tokens import unsigned


@pytest.fixture(scope="module")
def registered(iam_server: Server) -> Iterator[Any]:
    """Register our app, as an administrator of the provider would."""
    client = iam_server.models.Client(
        client_id="bessai-berinta",
        client_secret="a-secret-for-this-test",
        client_name="Bessai Berinta",
        client_uri=APP,
        redirect_uris=[CALLBACK],
        post_logout_redirect_uris=[f"{APP}/auth/logged-out"],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile", "email", "groups"],
        token_endpoint_auth_method="client_secret_basic",
        # Otherwise this provider picks the strongest its key can do, RS512.
        id_token_signed_response_alg="RS256",
        client_id_issued_at=datetime.datetime.now(datetime.UTC),
    )
    iam_server.backend.save(client)
    client.audience = [client]
    iam_server.backend.save(client)
    yield client
    iam_server.backend.delete(client)


@pytest.fixture
def officer(iam_server: Server, registered: Any) -> Iterator[Any]:
    """Somebody of the command centre, who has agreed to share their data with us."""
    user = iam_server.random_user(user_name="operator-uji", formatted_name="Operator Uji")
    group = iam_server.random_group(display_name="pusat-komando", members=[user])
    iam_server.login(user)
    iam_server.consent(user, registered)
    yield user
    iam_server.logout()
    # Its store in memory finds codes by code OR client, so one left over spoils the next test.
    for code in iam_server.backend.query(iam_server.models.AuthorizationCode):
        iam_server.backend.delete(code)
    iam_server.backend.delete(group)
    iam_server.backend.delete(user)


@pytest.fixture
async def browser(
    iam_server: Server, officer: Any, database: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    sessions.forget("*")
    monkeypatch.setattr(settings(), "role_map", "pusat-komando=operator")
    client = oidc.Client(
        oidc.Provider(iam_server.url.rstrip("/"), "bessai-berinta", "a-secret-for-this-test")
    )
    monkeypatch.setattr(accounts, "client", lambda: client)
    network = Network()
    network.add(APP, Starlette(routes=accounts.routes))
    async with httpx.AsyncClient(transport=network, base_url=APP) as app:
        yield app


async def visit(url: str) -> httpx.Response:
    async with httpx.AsyncClient() as provider:
        return await provider.get(url)


async def go(browser: httpx.AsyncClient, path: str = "/") -> httpx.Response:
    """Walk to the provider, which knows the person and has their consent, and back."""
    start = await browser.get("/auth/login", params={"next": path})
    back = await visit(start.headers["location"])
    return await browser.get(back.headers["location"])


async def test_discovery_pkce_issuer_and_groups_work_together(
    browser: httpx.AsyncClient, iam_server: Server
) -> None:
    start = await browser.get("/auth/login", params={"next": "/petugas/lapor"})
    back = await visit(start.headers["location"])
    assert query_of(back.headers["location"])["iss"] == iam_server.url.rstrip("/")
    answer = await browser.get(back.headers["location"])
    assert answer.headers["location"] == "/petugas/lapor"
    view = await sessions.lookup(browser.cookies["sid"])
    assert view is not None
    assert (view.name, view.roles) == ("Operator Uji", {Role.OPERATOR})


async def test_the_provider_refuses_the_code_without_the_right_verifier(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = await browser.get("/auth/login")
    back = await visit(start.headers["location"])
    async with unit_of_work() as uow:
        await uow.session.execute(update(LoginTransaction).values(verifier="w" * 43))
    answer = await browser.get(back.headers["location"])
    assert query_of(answer.headers["location"])["sebab"] == "ditolak"


async def test_a_lost_group_takes_its_role_at_the_next_sign_in(
    browser: httpx.AsyncClient, iam_server: Server
) -> None:
    await go(browser)
    (group,) = iam_server.backend.query(iam_server.models.Group, display_name="pusat-komando")
    others = iam_server.random_user()
    iam_server.backend.update(group, members=[others])
    iam_server.backend.save(group)
    await go(browser)
    view = await sessions.lookup(browser.cookies["sid"])
    assert view is not None
    assert view.roles == frozenset()
    iam_server.backend.delete(others)


async def test_the_way_out_is_accepted_by_the_provider(
    browser: httpx.AsyncClient, iam_server: Server
) -> None:
    await go(browser)
    cookie = browser.cookies["sid"]
    leaving = await browser.post("/auth/logout", headers={"Origin": APP})
    onward = re.search(r'content="0;url=([^"]+)"', leaving.text)
    assert onward
    back = await visit(html.unescape(onward[1]))
    assert back.headers["location"].startswith(f"{APP}/auth/logged-out?state=")
    home = await browser.get(back.headers["location"])
    assert home.headers["location"] == "/"
    sessions.forget("*")
    assert await sessions.lookup(cookie) is None


async def test_an_unsigned_token_is_refused_though_this_provider_advertises_none(
    browser: httpx.AsyncClient, iam_server: Server
) -> None:
    async with httpx.AsyncClient() as http:
        known = await http.get(f"{iam_server.url}.well-known/openid-configuration")
    assert "none" in known.json()["id_token_signing_alg_values_supported"]
    claims = {"iss": iam_server.url.rstrip("/"), "aud": "bessai-berinta", "sub": "x"}
    with pytest.raises(oidc.Refused):
        await accounts.client().logout_notice(unsigned(claims))
