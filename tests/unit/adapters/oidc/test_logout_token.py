"""Logout tokens, honest and hostile (OpenID Connect Back-Channel Logout 2.6)."""

from typing import Any

import pytest

from bessai_berinta.adapters.oidc import Refused
from bessai_berinta.adapters.oidc.tokens import LOGOUT_EVENT
from bessai_berinta.core.identity import LogoutNotice
from tests.factories.tokens import CLIENT_ID, ISSUER, Liar, id_claims, now, rsa_key, unsigned


def logout_claims(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": ISSUER,
        "aud": CLIENT_ID,
        "iat": now(),
        "exp": now() + 120,
        "jti": "one",
        "sub": "subject-1",
        "sid": "session-1",
        "events": {LOGOUT_EVENT: {}},
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


async def read(liar: Liar, claims: dict[str, Any], **header: Any) -> LogoutNotice:
    token = liar.sign(claims, **{"typ": "logout+jwt", **header})
    return await liar.client().logout_notice(token)


async def test_an_honest_token_names_session_and_subject() -> None:
    notice = await read(Liar(), logout_claims())
    assert notice == LogoutNotice(ISSUER, "one", "subject-1", "session-1")


@pytest.mark.parametrize("missing", ["sub", "sid"])
async def test_one_of_subject_and_session_is_enough(missing: str) -> None:
    notice = await read(Liar(), logout_claims(**{missing: None}))
    assert notice.subject or notice.provider_session


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-app"},
        {"aud": None},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"jti": None},
        {"jti": ""},
        {"jti": 5},
        {"jti": "a\x00"},
        {"events": None},
        {"events": {}},
        {"events": []},
        {"events": LOGOUT_EVENT},
        {"events": {LOGOUT_EVENT: None}},
        {"events": {"http://schemas.example/other": {}}},
        {"sub": None, "sid": None},
        {"sub": 5},
        {"sid": ["x"]},
        {"sid": ""},
        {"nonce": "anything"},
        {"nonce": ""},
    ],
    ids=str,
)
async def test_a_token_with_a_wrong_claim_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        await read(Liar(), logout_claims(**changes))


async def test_another_type_of_token_is_refused() -> None:
    with pytest.raises(Refused):
        await read(Liar(), logout_claims(), typ="at+jwt")


async def test_an_id_token_does_not_sign_anybody_out() -> None:
    with pytest.raises(Refused):
        await read(Liar(), id_claims(), typ="JWT")


async def test_a_logout_token_does_not_sign_anybody_in() -> None:
    liar = Liar()
    with pytest.raises(Refused):
        await liar.sign_in(liar.sign(logout_claims(), typ="logout+jwt"))


async def test_unsigned_and_foreign_tokens_are_refused() -> None:
    liar = Liar()
    for token in (unsigned(logout_claims()), liar.sign(logout_claims(), rsa_key("one"))):
        with pytest.raises(Refused):
            await liar.client().logout_notice(token)
