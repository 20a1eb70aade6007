"""The provider's description: whose it is, how long it lasts, what when it is gone."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from bessai_berinta.adapters.oidc import Client, Refused, Unreachable
from bessai_berinta.adapters.oidc.http import is_safe
from bessai_berinta.core import clock
from tests.factories.tokens import ISSUER, Liar

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
WELL_KNOWN = "/.well-known/openid-configuration"


def after(seconds: float) -> AbstractContextManager[None]:
    return clock.at(NOON + timedelta(seconds=seconds))


async def start(client: Client) -> str:
    return await client.authorization_url(
        redirect_uri="https://city.example/auth/callback",
        state="state",
        nonce="nonce",
        verifier="v" * 43,
    )


@pytest.mark.parametrize(
    "issuer", ["https://evil.example", f"{ISSUER}/", ISSUER.upper(), "", None, [ISSUER]]
)
async def test_another_issuer_is_refused_character_for_character(issuer: object) -> None:
    liar = Liar(discovery={"issuer": issuer})
    with pytest.raises(Refused):
        await start(liar.client())


@pytest.mark.parametrize(
    "endpoint",
    [
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "userinfo_endpoint",
        "end_session_endpoint",
    ],
)
@pytest.mark.parametrize(
    "url", ["http://akun.example/x", "ftp://akun.example", "//x", "javascript:1"]
)
async def test_an_endpoint_without_https_is_refused(endpoint: str, url: str) -> None:
    with pytest.raises(Refused):
        await start(Liar(discovery={endpoint: url}).client())


async def test_a_missing_endpoint_is_refused() -> None:
    with pytest.raises(Refused):
        await start(Liar(discovery={"token_endpoint": None}).client())


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://akun.example", True),
        ("http://localhost:8001", True),
        ("http://127.0.0.1/x", True),
        ("http://[::1]:80", True),
        ("http://localhost.evil.example", False),
        ("http://127.0.0.1.evil.example", False),
        ("http://10.0.0.1", False),
        ("https://", False),
        ("http://[", False),
    ],
)
def test_only_https_or_this_machine_is_safe(url: str, safe: bool) -> None:
    assert is_safe(url) is safe


async def test_an_issuer_without_https_is_never_asked() -> None:
    liar = Liar()
    with pytest.raises(Refused):
        await start(liar.client(issuer="http://akun.example"))
    assert not liar.seen


async def test_the_description_is_kept_for_an_hour() -> None:
    liar = Liar()
    client = liar.client()
    for seconds, fetched in [(0, 1), (3599, 1), (3601, 2)]:
        with after(seconds):
            await start(client)
        assert liar.count(WELL_KNOWN) == fetched


async def test_the_old_description_serves_while_the_provider_is_down() -> None:
    liar = Liar()
    client = liar.client()
    with after(0):
        await start(client)
    liar.down.add(WELL_KNOWN)
    with after(7200):
        assert (await start(client)).startswith(f"{ISSUER}/authorize?")


async def test_a_hijacked_description_does_not_replace_a_good_one() -> None:
    liar = Liar()
    client = liar.client()
    with after(0):
        await start(client)
    liar.discovery = {"issuer": "https://evil.example", "authorization_endpoint": "https://evil"}
    with after(7200):
        assert (await start(client)).startswith(f"{ISSUER}/authorize?")


async def test_a_provider_that_is_down_is_asked_once_in_ten_seconds() -> None:
    liar = Liar(down={WELL_KNOWN})
    client = liar.client()
    for seconds in (0, 1, 9):
        with after(seconds), pytest.raises(Unreachable):
            await start(client)
    assert liar.count(WELL_KNOWN) == 1
    liar.down.clear()
    with after(11):
        assert await start(client)


async def test_a_slow_provider_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        await start(Liar(slow={WELL_KNOWN}).client())


async def test_no_request_waits_longer_than_five_seconds() -> None:
    liar = Liar()
    client = liar.client()
    await liar.sign_in(client=client)
    waits = [request.extensions["timeout"] for request in liar.seen]
    assert len(waits) == 4  # description, token, keys, userinfo
    assert all(seconds == 5.0 for wait in waits for seconds in wait.values())
