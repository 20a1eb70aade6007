"""Proving to the provider that it is us: by a shared secret, or by a key only we hold."""

import json
from pathlib import Path
from typing import Any

from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from bessai_berinta.core import clock

from .provider import Provider

ASSERTION_SECONDS = 60
_EC_ALGORITHMS = {"P-256": "ES256", "P-521": "ES512"}

PrivateKey = ECKey | RSAKey


def load_private_key(path: Path) -> PrivateKey:
    """Read our private key (PEM or JWK) and name it by its thumbprint.

    Raises ValueError for a kind of key we have no algorithm for.
    """
    text = path.read_text()
    key = import_key(json.loads(text)) if text.lstrip().startswith("{") else _from_pem(text)
    if not isinstance(key, ECKey | RSAKey) or not key.is_private:
        raise ValueError(f"{path.name} holds no RSA or EC private key")
    algorithm_of(key)
    key.ensure_kid()
    return key


def _from_pem(text: str) -> PrivateKey:
    for kind in (RSAKey, ECKey):
        try:
            return kind.import_key(text)
        except JoseError:
            continue
    raise ValueError("the private key is neither RSA nor EC")


def algorithm_of(key: PrivateKey) -> str:
    """Give the algorithm that fits ``key``: RS256, ES256, or ES512 for P-521 (INApas)."""
    if isinstance(key, RSAKey):
        return "RS256"
    if key.curve_name not in _EC_ALGORITHMS:
        raise ValueError(f"no algorithm for the curve {key.curve_name}")
    return _EC_ALGORITHMS[key.curve_name]


class ClientIdentity:
    """Our own side of client authentication, by any of the three methods."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        path = provider.private_key_file
        self._key = load_private_key(path) if path else None
        if provider.client_auth == "private_key_jwt" and self._key is None:
            raise ValueError("private_key_jwt needs a private key file")

    def options(self) -> dict[str, Any]:
        """Give the arguments by which Authlib's client authenticates."""
        by_key = self._provider.client_auth == "private_key_jwt"
        return {
            "client_id": self._provider.client_id,
            "client_secret": self._key if by_key else self._provider.client_secret,
            "token_endpoint_auth_method": self._provider.client_auth,
        }

    def assertion_method(self) -> PrivateKeyJWT | None:
        """Give the signer of one ``private_key_jwt`` request; None without a key.

        A fresh one each time: Authlib writes the one-time ``jti`` into the claims it is given.
        """
        if self._key is None:
            return None
        expires = int(clock.now().timestamp()) + ASSERTION_SECONDS
        return PrivateKeyJWT(
            claims={"exp": expires},
            headers={"kid": self._key.kid},
            alg=algorithm_of(self._key),
        )

    def public_keys(self) -> dict[str, list[dict[str, Any]]]:
        """Give our public key set (RFC 7517), for the provider to fetch."""
        if self._key is None:
            return {"keys": []}
        public = dict(self._key.as_dict(private=False))
        return {"keys": [{**public, "use": "sig", "alg": algorithm_of(self._key)}]}
