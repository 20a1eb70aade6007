"""Which provider we trust and how we prove to it who we are."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ClientAuth = Literal["client_secret_basic", "client_secret_post", "private_key_jwt"]


@dataclass(frozen=True)
class Provider:
    """One OpenID provider as configured.

    ``roles_claim`` is a path of claim names joined by dots (``realm_access.roles``).
    ``private_key_file`` holds a PEM or JWK private key and is used by ``private_key_jwt``.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    client_auth: ClientAuth = "client_secret_basic"
    private_key_file: Path | None = None
    scopes: str = "openid profile email groups"
    roles_claim: str = "groups"
