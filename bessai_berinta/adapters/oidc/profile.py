"""From claims to an identity: which claim is worth what."""

from collections.abc import Mapping
from typing import Any

from bessai_berinta.core.identity import Identity

from .provider import Provider

MAX_TEXT = 200
MAX_GROUPS = 200


def claim_at(claims: Mapping[str, Any], path: str) -> object:
    """Follow a dotted path; a claim whose own name holds the dots wins.

    Some providers put groups under a name such as ``https://example.go.id/groups``.
    """
    if path in claims:
        return claims[path]
    found: object = claims
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def groups_at(claims: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """Read group names: a list of strings, or one string; anything else gives none."""
    found = claim_at(claims, path)
    names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(name for name in names[:MAX_GROUPS] if isinstance(name, str))


def identity_from(
    claims: Mapping[str, Any], profile: Mapping[str, Any], provider: Provider, id_token: str
) -> Identity:
    """Join the ID token's claims with the userinfo answer; the signed ones win."""
    merged = {**profile, **claims}
    groups = groups_at(claims, provider.roles_claim) or groups_at(profile, provider.roles_claim)
    return Identity(
        issuer=provider.issuer,
        subject=claims["sub"],
        name=_text(merged.get("name")) or _text(merged.get("preferred_username")),
        email=_text(merged.get("email")),
        email_verified=merged.get("email_verified") is True,
        groups=groups,
        authenticated_at=_seconds(claims.get("auth_time")),
        provider_session=_identifier(claims.get("sid")),
        id_token=id_token,
    )


def _text(value: object) -> str:
    """Take one line of text: no control characters, not longer than we show."""
    if not isinstance(value, str):
        return ""
    return "".join(char for char in value if char.isprintable()).strip()[:MAX_TEXT]


def _seconds(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _identifier(value: object) -> str:
    """Take an identifier as it is or not at all: a cut one would match nothing."""
    return value if isinstance(value, str) and value == _text(value) else ""
