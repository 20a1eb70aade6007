"""What must be true of a token whose signature is good. Pure: no network, no keys."""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry, Token

from bessai_berinta.core import clock
from bessai_berinta.core.identity import LogoutNotice

from .errors import Refused

SKEW = 120  # seconds two honest clocks may differ
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
MAX_SUBJECT = 255  # OpenID Connect Core 2


def _now() -> int:
    return int(clock.now().timestamp())


def check_id_token(
    token: Token,
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str,
    max_age: int | None = None,
) -> dict[str, Any]:
    """Check an ID token by OpenID Connect Core 3.1.3.7 and give its claims; raise Refused.

    ``max_age`` in seconds: the person must have shown credentials to the provider within it.
    """
    options = {"iss": {"value": issuer}, "aud": {"value": client_id}}
    params = {
        "nonce": nonce,
        "client_id": client_id,
        "access_token": access_token,
        "max_age": max_age,
    }
    claims = CodeIDToken(token.claims, token.header, options, params)
    try:
        claims.validate(now=_now(), leeway=SKEW)
    except (JoseError, ValueError, TypeError, AttributeError) as problem:
        raise Refused(f"id token: {problem}") from problem
    _check_subject(claims.get("sub"))
    _check_age(claims.get("auth_time"), max_age)
    return dict(claims)


def _check_subject(subject: object) -> None:
    if not _usable(subject):
        raise Refused("id token: no usable subject")


def _usable(value: object) -> bool:
    """Tell whether ``value`` can serve as an identifier: text we can store and compare."""
    return isinstance(value, str) and 0 < len(value) <= MAX_SUBJECT and value.isprintable()


def _check_age(authenticated_at: object, max_age: int | None) -> None:
    if max_age is None:
        return
    # A NumericDate may have a fraction, and some providers send one.
    if not isinstance(authenticated_at, int | float) or authenticated_at > _now() + SKEW:
        raise Refused("id token: no usable time of authentication")
    if _now() - authenticated_at > max_age + SKEW:
        raise Refused("id token: the authentication is too old")


def check_logout_token(token: Token, *, issuer: str, client_id: str) -> LogoutNotice:
    """Check a logout token by OpenID Connect Back-Channel Logout 2.6; raise Refused."""
    # "typ" is recommended by the standard, not required; a wrong one is refused.
    if str(token.header.get("typ", "logout+jwt")).lower() not in {"logout+jwt", "jwt"}:
        raise Refused("logout token: wrong type")
    claims = token.claims
    registry = JWTClaimsRegistry(
        now=_now(),
        leeway=SKEW,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
    )
    try:
        registry.validate(claims)
    except (JoseError, ValueError, TypeError) as problem:
        raise Refused(f"logout token: {problem}") from problem
    _check_logout_claims(claims)
    return LogoutNotice(issuer, claims["jti"], claims.get("sub", ""), claims.get("sid", ""))


def _check_logout_claims(claims: Mapping[str, Any]) -> None:
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise Refused("logout token: not a logout event")
    if "nonce" in claims:
        raise Refused("logout token: has a nonce, so it is an ID token in disguise")
    named = [claims[key] for key in ("sub", "sid") if claims.get(key) is not None]
    if not named or not all(_usable(value) for value in (*named, claims["jti"])):
        raise Refused("logout token: names nobody")
