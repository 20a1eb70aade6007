"""The clients the demo provider knows, and how they prove themselves."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ["RS256", "ES256", "ES512"]


class InvalidClient(Exception):
    """The client did not prove who it is."""


@dataclass(frozen=True)
class RegisteredClient:
    """One application that may send people here. ``jwks`` is for ``private_key_jwt``."""

    client_id: str
    secret: str
    redirect_uris: tuple[str, ...]
    post_logout_uris: tuple[str, ...] = ()
    backchannel_uri: str = ""
    jwks: dict[str, Any] | None = None


def authenticate(
    clients: dict[str, RegisteredClient], form: dict[str, str], header: str, issuer: str
) -> RegisteredClient:
    """Give the client that made a token request. Raises InvalidClient."""
    if form.get("client_assertion_type") == ASSERTION_TYPE:
        return _by_assertion(clients, form.get("client_assertion", ""), issuer)
    if header.startswith("Basic "):
        pair = base64.b64decode(header.removeprefix("Basic ")).decode()
        client_id, _, secret = (unquote(part) for part in pair.partition(":"))
    else:
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    client = clients.get(client_id)
    if client is None or not hmac.compare_digest(client.secret.encode(), secret.encode()):
        raise InvalidClient("unknown client or wrong secret")
    return client


def _by_assertion(
    clients: dict[str, RegisteredClient], assertion: str, issuer: str
) -> RegisteredClient:
    for client in clients.values():
        if client.jwks is None:
            continue
        try:
            keys = KeySet.import_key_set(client.jwks)  # type: ignore[arg-type]
            token = jwt.decode(assertion, keys, algorithms=ALGORITHMS)
            jwt.JWTClaimsRegistry(
                now=int(time.time()),
                iss={"essential": True, "value": client.client_id},
                sub={"essential": True, "value": client.client_id},
                aud={"essential": True, "values": [f"{issuer}/token", issuer]},
                exp={"essential": True},
                jti={"essential": True},
            ).validate(token.claims)
        except (JoseError, ValueError):
            continue
        return client
    raise InvalidClient("no client has signed this assertion")


def matches_challenge(verifier: str, challenge: str) -> bool:
    """Check a PKCE verifier against its S256 challenge (RFC 7636 4.6)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    made = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return bool(verifier) and hmac.compare_digest(made, challenge)
