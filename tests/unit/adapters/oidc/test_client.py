"""The client's own side of the protocol."""

import json
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from bessai_berinta.adapters.oidc import Refused, Unreachable
from bessai_berinta.adapters.oidc.profile import groups_at
from tests.factories.tokens import CLIENT_ID, ISSUER, REDIRECT, Liar

VERIFIER = "a-verifier-of-at-least-forty-three-characters-long"


async def test_the_authorization_request_is_code_flow_with_pkce_state_and_nonce() -> None:
    url = (
        await Liar()
        .client()
        .authorization_url(
            redirect_uri=REDIRECT, state="s", nonce="n", verifier=VERIFIER, locale="en", max_age=60
        )
    )
    address, query = url.split("?")
    assert address == f"{ISSUER}/authorize"
    assert dict(parse_qsl(query)) == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "scope": "openid profile email groups",
        "state": "s",
        "nonce": "n",
        "code_challenge": create_s256_code_challenge(VERIFIER),
        "code_challenge_method": "S256",
        "ui_locales": "en",
        "max_age": "60",
    }


async def test_the_code_is_exchanged_with_the_verifier_and_the_exact_redirect_uri() -> None:
    liar = Liar()
    await liar.sign_in()
    form = parse_qs(next(r for r in liar.seen if r.url.path == "/token").content.decode())
    assert form["code"] == ["code"]
    assert form["code_verifier"] == ["v" * 43]
    assert form["redirect_uri"] == [REDIRECT]
    assert form["grant_type"] == ["authorization_code"]


@pytest.mark.parametrize(
    ("advertised", "answer", "good"),
    [
        (True, {"iss": ISSUER}, True),
        (True, {}, False),
        (True, {"iss": "https://evil.example"}, False),
        (False, {}, True),
        (False, {"iss": "https://evil.example"}, False),
    ],
)
async def test_the_answer_must_come_from_our_issuer(
    advertised: bool, answer: dict[str, str], good: bool
) -> None:
    liar = Liar(discovery={"authorization_response_iss_parameter_supported": advertised})
    given = {"code": "code", **answer}
    if good:
        await liar.sign_in(answer=given)
    else:
        with pytest.raises(Refused):
            await liar.sign_in(answer=given)
        assert liar.count("/token") == 0


async def test_an_error_of_the_provider_is_told_by_its_code() -> None:
    with pytest.raises(Refused) as refused:
        await Liar().sign_in(answer={"error": "access_denied"})
    assert refused.value.error == "access_denied"


async def test_an_answer_without_a_code_is_refused() -> None:
    with pytest.raises(Refused):
        await Liar().sign_in(answer={"state": "state"})


@pytest.mark.parametrize("path", ["/token", "/jwks", "/userinfo"])
@pytest.mark.parametrize("kind", ["down", "slow"])
async def test_a_provider_that_fails_midway_is_unreachable(path: str, kind: str) -> None:
    liar = Liar()
    getattr(liar, kind).add(path)
    with pytest.raises(Unreachable):
        await liar.sign_in()


async def test_a_refused_code_is_refused() -> None:
    with pytest.raises(Refused):
        await Liar(token_answer={"error": "invalid_grant"}).sign_in()


async def test_a_token_answer_without_an_id_token_is_refused() -> None:
    with pytest.raises(Refused):
        await Liar(token_answer={"id_token": None}).sign_in()


# --- how we prove who we are -------------------------------------------------------------


async def test_the_secret_travels_in_the_header_with_client_secret_basic() -> None:
    liar = Liar()
    await liar.sign_in(client=liar.client(client_auth="client_secret_basic"))
    request = next(r for r in liar.seen if r.url.path == "/token")
    assert request.headers["authorization"].startswith("Basic ")
    assert "client_secret" not in request.content.decode()


async def test_the_secret_travels_in_the_form_with_client_secret_post() -> None:
    liar = Liar()
    await liar.sign_in(client=liar.client(client_auth="client_secret_post"))
    request = next(r for r in liar.seen if r.url.path == "/token")
    form = parse_qs(request.content.decode())
    assert (form["client_id"], form["client_secret"]) == ([CLIENT_ID], ["secret"])
    assert "authorization" not in request.headers


PRIVATE_KEYS = [
    (ECKey.generate_key("P-521"), "ES512"),
    (ECKey.generate_key("P-256"), "ES256"),
    (RSAKey.generate_key(2048), "RS256"),
]


@pytest.mark.parametrize("as_jwk", [False, True])
@pytest.mark.parametrize(("key", "algorithm"), PRIVATE_KEYS)
async def test_a_private_key_signs_a_short_one_time_assertion(
    tmp_path: Path, key: ECKey | RSAKey, algorithm: str, as_jwk: bool
) -> None:
    file = tmp_path / "key"
    file.write_bytes(
        json.dumps(key.as_dict(private=True)).encode() if as_jwk else key.as_pem(private=True)
    )
    liar = Liar()
    client = liar.client(client_auth="private_key_jwt", client_secret="", private_key_file=file)
    await liar.sign_in(client=client)
    await liar.sign_in(client=client)
    forms = [parse_qs(r.content.decode()) for r in liar.seen if r.url.path == "/token"]
    published = KeySet.import_key_set(client.public_keys())  # type: ignore[arg-type]
    tokens = [
        jwt.decode(form["client_assertion"][0], published, algorithms=[algorithm]) for form in forms
    ]
    first = tokens[0].claims
    assert first["iss"] == first["sub"] == CLIENT_ID
    assert first["aud"] == f"{ISSUER}/token"
    assert first["exp"] - first["iat"] <= 60
    assert first["jti"] != tokens[1].claims["jti"]
    assert forms[0]["client_assertion_type"][0].endswith("jwt-bearer")
    assert "client_secret" not in forms[0]


def test_the_published_key_set_holds_no_private_part(tmp_path: Path) -> None:
    for key, algorithm in PRIVATE_KEYS:
        file = tmp_path / "key.pem"
        file.write_bytes(key.as_pem(private=True))
        (published,) = Liar().client(private_key_file=file).public_keys()["keys"]
        assert published["alg"] == algorithm
        assert published["use"] == "sig"
        assert published["kid"]
        assert not {"d", "p", "q", "dp", "dq", "qi"} & published.keys()


def test_without_a_key_nothing_is_published() -> None:
    assert Liar().client().public_keys() == {"keys": []}


@pytest.mark.parametrize(
    "text",
    [
        ECKey.generate_key("P-384").as_pem(private=True).decode(),
        RSAKey.generate_key(2048).as_pem(private=False).decode(),
        OctKey.generate_key(256).as_dict(private=True),
    ],
)
def test_a_key_we_cannot_use_is_refused_at_the_start(tmp_path: Path, text: object) -> None:
    file = tmp_path / "key"
    file.write_text(text if isinstance(text, str) else json.dumps(text))
    with pytest.raises(ValueError, match=r"key|curve"):
        Liar().client(client_auth="private_key_jwt", private_key_file=file)


def test_private_key_jwt_without_a_key_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="private key"):
        Liar().client(client_auth="private_key_jwt")


# --- groups and logout -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "claims", "groups"),
    [
        ("groups", {"groups": ["a", "b"]}, ("a", "b")),
        ("groups", {"groups": "a"}, ("a",)),
        ("groups", {"groups": ["a", 1, None, ["b"]]}, ("a",)),
        ("groups", {"groups": {"a": True}}, ()),
        ("groups", {}, ()),
        ("realm_access.roles", {"realm_access": {"roles": ["a"]}}, ("a",)),
        ("realm_access.roles", {"realm_access": ["roles"]}, ()),
        ("https://x.go.id/groups", {"https://x.go.id/groups": ["a"]}, ("a",)),
    ],
)
def test_groups_are_read_at_a_path_of_claims(
    path: str, claims: dict[str, object], groups: tuple[str, ...]
) -> None:
    assert groups_at(claims, path) == groups


async def test_the_logout_address_carries_all_four_parameters() -> None:
    url = (
        await Liar()
        .client()
        .logout_url(id_token="hint", return_to="https://city.example/auth/logged-out", state="s")
    )
    query = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{ISSUER}/logout?")
    assert query["id_token_hint"] == ["hint"]
    assert query["client_id"] == [CLIENT_ID]
    assert query["post_logout_redirect_uri"] == ["https://city.example/auth/logged-out"]
    assert query["state"] == ["s"]


async def test_a_provider_without_a_logout_page_gives_no_address() -> None:
    liar = Liar(discovery={"end_session_endpoint": None})
    assert not await liar.client().logout_url(id_token="x", return_to="y", state="s")
