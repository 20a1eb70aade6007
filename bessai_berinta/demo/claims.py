"""What the demo provider says about people, and the keys it signs with."""

import base64
import hashlib

from joserfc.jwk import KeySet, KeySetSerialization, RSAKey

from .people import Person


def new_key() -> RSAKey:
    key = RSAKey.generate_key(2048)
    key.ensure_kid()
    return key


def public_keys(keys: list[RSAKey]) -> KeySetSerialization:
    return KeySet(list(keys)).as_dict(private=False)


def person_claims(person: Person) -> dict[str, object]:
    return {
        "sub": f"demo-{person.username}",
        "name": person.name,
        "preferred_username": person.username,
        "email": person.email,
        "email_verified": True,
        "groups": list(person.groups),
    }


def half_hash(token: str) -> str:
    """Hash an access token for ``at_hash`` (OpenID Connect Core 3.1.3.6)."""
    half = hashlib.sha256(token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
