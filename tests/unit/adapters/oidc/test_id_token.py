"""ID tokens, honest and hostile (OpenID Connect Core 3.1.3.7)."""

from datetime import UTC, datetime, timedelta

import pytest
from joserfc.jwk import ECKey, RSAKey

from bessai_berinta.adapters.oidc import Refused
from bessai_berinta.core import clock
from tests.factories.tokens import (
    ACCESS_TOKEN,
    CLIENT_ID,
    ISSUER,
    Liar,
    at_hash,
    id_claims,
    now,
    rsa_key,
    signed_with_public_key,
    unsigned,
)

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def liar() -> Liar:
    return Liar()


async def test_an_honest_token_names_the_person(liar: Liar) -> None:
    liar.userinfo = {"sub": "subject-1", "name": "Warga Uji", "groups": ["petugas-dlh"]}
    found = await liar.sign_in()
    assert (found.issuer, found.subject) == (ISSUER, "subject-1")
    assert (found.name, found.groups) == ("Warga Uji", ("petugas-dlh",))


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("RS256", rsa_key()),
        ("PS256", rsa_key()),
        ("ES256", ECKey.generate_key("P-256", {"kid": "one"})),
        ("ES512", ECKey.generate_key("P-521", {"kid": "one"})),
    ],
)
async def test_each_of_our_algorithms_is_accepted(
    liar: Liar, algorithm: str, key: RSAKey | ECKey
) -> None:
    liar.keys = [key]
    bits = int(algorithm[2:])
    token = liar.sign(id_claims(at_hash=at_hash(bits=bits)), alg=algorithm)
    assert (await liar.sign_in(token)).subject == "subject-1"


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS512"])
async def test_an_algorithm_we_did_not_choose_is_refused(liar: Liar, algorithm: str) -> None:
    liar.discovery = {"id_token_signing_alg_values_supported": [algorithm]}
    with pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(), alg=algorithm))


@pytest.mark.parametrize(
    "header", [{"alg": "none"}, {"alg": "None"}, {"alg": "none", "kid": "one"}]
)
async def test_an_unsigned_token_is_refused_though_the_provider_advertises_none(
    liar: Liar, header: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        await liar.sign_in(unsigned(id_claims(), header))


async def test_the_public_key_used_as_a_shared_secret_is_refused(liar: Liar) -> None:
    assert isinstance(liar.keys[0], RSAKey)
    with pytest.raises(Refused):
        await liar.sign_in(signed_with_public_key(id_claims(), liar.keys[0]))


async def test_a_foreign_key_with_our_key_id_is_refused(liar: Liar) -> None:
    with pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(), rsa_key("one")))


async def test_a_key_sent_inside_the_token_is_not_trusted(liar: Liar) -> None:
    stranger = rsa_key("stranger")
    token = liar.sign(id_claims(), stranger, jwk=stranger.as_dict(private=False))
    with pytest.raises(Refused):
        await liar.sign_in(token)


async def test_a_changed_payload_is_refused(liar: Liar) -> None:
    header, _, signature = liar.sign(id_claims()).split(".")
    payload = unsigned(id_claims(sub="admin")).split(".")[1]
    with pytest.raises(Refused):
        await liar.sign_in(f"{header}.{payload}.{signature}")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a.b.c.d.e", "é.é.é", "." * 2000])
async def test_garbage_is_refused(liar: Liar, token: str) -> None:
    liar.token_answer = {"id_token": token}
    with pytest.raises(Refused):
        await liar.sign_in()


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "another-app"},
        {"aud": []},
        {"aud": None},
        {"aud": [CLIENT_ID, "another-app"]},
        {"aud": [CLIENT_ID, "another-app"], "azp": "another-app"},
        {"azp": "another-app"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": None},
        {"exp": "soon"},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a\x00b"},
        {"sub": "x" * 256},
        {"at_hash": at_hash("another token")},
        {"at_hash": "x"},
    ],
    ids=str,
)
async def test_a_token_with_a_wrong_claim_is_refused(
    liar: Liar, changes: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(**changes)))


async def test_several_audiences_are_fine_when_we_are_the_authorized_party(liar: Liar) -> None:
    token = liar.sign(id_claims(aud=[CLIENT_ID, "another-app"], azp=CLIENT_ID))
    assert (await liar.sign_in(token)).subject == "subject-1"


@pytest.mark.parametrize(
    ("claim", "offset", "good"),
    [
        ("exp", -119, True),
        ("exp", -121, False),
        ("iat", 119, True),
        ("iat", 121, False),
        ("nbf", 119, True),
        ("nbf", 121, False),
    ],
)
async def test_clocks_may_differ_by_two_minutes_and_no_more(
    liar: Liar, claim: str, offset: int, good: bool
) -> None:
    with clock.at(NOON):
        token = liar.sign(id_claims(**{claim: now() + offset}))
        if good:
            assert (await liar.sign_in(token)).subject == "subject-1"
        else:
            with pytest.raises(Refused):
                await liar.sign_in(token)


async def test_an_access_token_swapped_on_the_way_is_noticed(liar: Liar) -> None:
    liar.token_answer = {"access_token": "swapped"}
    with pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(at_hash=at_hash(ACCESS_TOKEN))))


@pytest.mark.parametrize(
    ("age", "good"), [(3600 + 119, True), (3600 + 121, False), (-121, False), (None, False)]
)
async def test_staff_must_have_shown_their_credentials_lately(
    liar: Liar, age: int | None, good: bool
) -> None:
    with clock.at(NOON):
        auth_time = None if age is None else now() - age
        token = liar.sign(id_claims(auth_time=auth_time))
        if good:
            found = await liar.sign_in(token, max_age=3600)
            assert found.authenticated_at == auth_time
        else:
            with pytest.raises(Refused):
                await liar.sign_in(token, max_age=3600)


async def test_a_time_of_authentication_may_have_a_fraction(liar: Liar) -> None:
    token = liar.sign(id_claims(auth_time=now() - 1.5))
    assert isinstance((await liar.sign_in(token, max_age=60)).authenticated_at, int)


@pytest.mark.parametrize("profile", [{"sub": "somebody-else"}, {"name": "no subject"}])
async def test_userinfo_about_somebody_else_is_refused(
    liar: Liar, profile: dict[str, object]
) -> None:
    liar.userinfo = profile
    with pytest.raises(Refused):
        await liar.sign_in()


async def test_a_provider_without_userinfo_needs_none(liar: Liar) -> None:
    liar.discovery = {"userinfo_endpoint": None}
    found = await liar.sign_in(liar.sign(id_claims(name="Dari Token", groups=["a"])))
    assert (found.name, found.groups) == ("Dari Token", ("a",))
    assert liar.count("/userinfo") == 0


async def test_no_token_reaches_the_log(liar: Liar, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    token = liar.sign(id_claims(nonce="another"))
    with pytest.raises(Refused) as refused:
        await liar.sign_in(token)
    assert token not in caplog.text + str(refused.value)
    assert ACCESS_TOKEN not in caplog.text


async def test_a_token_is_refused_once_it_has_expired(liar: Liar) -> None:
    token = liar.sign(id_claims())
    with clock.at(clock.now() + timedelta(seconds=300 + 121)), pytest.raises(Refused):
        await liar.sign_in(token)
