"""How our app proves itself to a provider that checks it."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import ECKey, RSAKey

from bessai_berinta.features.accounts import http as accounts
from bessai_berinta.settings import DEMO_CLIENT_ID
from tests.factories.signin import APP, ISSUER, Town, build_town, query_of

Keep = Callable[[ECKey | RSAKey], Path]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Give a function that stores a private key in a file of its own."""

    def write(key: ECKey | RSAKey) -> Path:
        path = tmp_path / f"{key.thumbprint()}.pem"
        path.write_bytes(key.as_pem(private=True))
        return path

    return write


def register_keys(town: Town) -> None:
    """Let the provider fetch our public keys, and forget the shared secret."""
    client = town.provider.clients[DEMO_CLIENT_ID]
    town.provider.clients[DEMO_CLIENT_ID] = dataclasses.replace(
        client, secret="never", jwks=accounts.client().public_keys()
    )


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
async def test_a_secret_lets_us_in(
    method: str, monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    town = build_town(monkeypatch, client_auth=method)
    async with town.browser() as browser:
        assert (await browser.sign_in("warga")).headers["location"] == "/"


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
async def test_a_wrong_secret_does_not(
    method: str, monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    town = build_town(monkeypatch, client_auth=method, client_secret="wrong")
    async with town.browser() as browser:
        answer = await browser.sign_in("warga")
        assert query_of(answer.headers["location"])["sebab"] == "ditolak"


@pytest.mark.parametrize(
    "key",
    [ECKey.generate_key("P-521"), ECKey.generate_key("P-256"), RSAKey.generate_key(2048)],
    ids=["ES512", "ES256", "RS256"],
)
async def test_a_private_key_lets_us_in(
    key: ECKey | RSAKey, keep: Keep, monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    town = build_town(monkeypatch, client_auth="private_key_jwt", private_key_file=keep(key))
    register_keys(town)
    async with town.browser() as browser:
        assert (await browser.sign_in("warga")).headers["location"] == "/"
        published = await browser.app.get("/auth/jwks.json")
        assert published.json() == accounts.client().public_keys()


async def test_a_foreign_private_key_does_not(
    keep: Keep, monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    ours, theirs = (keep(ECKey.generate_key("P-521")) for _ in range(2))
    town = build_town(monkeypatch, client_auth="private_key_jwt", private_key_file=ours)
    register_keys(town)
    other = build_town(monkeypatch, client_auth="private_key_jwt", private_key_file=theirs)
    other.network.apps[ISSUER] = httpx.ASGITransport(town.provider.app())
    async with other.browser() as browser:
        answer = await browser.sign_in("warga")
        assert query_of(answer.headers["location"])["sebab"] == "ditolak"


async def test_no_refresh_token_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    town = build_town(monkeypatch)
    async with town.browser() as browser:
        start = await browser.app.get(f"{APP}/auth/login")
        assert "offline_access" not in query_of(start.headers["location"])["scope"]
