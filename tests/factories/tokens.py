"""A provider that may be told to lie: it answers whatever a test puts into it."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from bessai_berinta.adapters import oidc
from bessai_berinta.core import clock
from bessai_berinta.core.identity import Identity

ISSUER = "https://akun.example"
CLIENT_ID = "city-app"
NONCE = "the-nonce"
ACCESS_TOKEN = "the-access-token"
REDIRECT = "https://city.example/auth/callback"

SigningKey = RSAKey | ECKey


def rsa_key(kid: str = "one") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid})


def now() -> int:
    return int(clock.now().timestamp())


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(claims: dict[str, Any], header: dict[str, Any] | None = None) -> str:
    """Write a token with algorithm "none" by hand; no library would."""
    parts = [json.dumps(part).encode() for part in (header or {"alg": "none"}, claims)]
    return ".".join([*map(b64, parts), ""])


def signed_with_public_key(claims: dict[str, Any], key: RSAKey) -> str:
    """Use the provider's public key as an HMAC secret, by hand: the classic confusion."""
    parts = [{"alg": "HS256", "kid": key.kid}, claims]
    head = ".".join(b64(json.dumps(part).encode()) for part in parts)
    mac = hmac.new(key.as_pem(private=False), head.encode(), hashlib.sha256).digest()
    return f"{head}.{b64(mac)}"


def at_hash(token: str = ACCESS_TOKEN, bits: int = 256) -> str:
    digest = hashlib.new(f"sha{bits}", token.encode()).digest()
    return b64(digest[: len(digest) // 2])


def id_claims(**changes: Any) -> dict[str, Any]:
    """Give the claims of a good ID token; a change of None removes the claim."""
    claims = {
        "iss": ISSUER,
        "sub": "subject-1",
        "aud": CLIENT_ID,
        "iat": now(),
        "exp": now() + 300,
        "nonce": NONCE,
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


@dataclass
class Liar:
    """A provider in a box."""

    keys: list[SigningKey] = field(default_factory=lambda: [rsa_key()])
    discovery: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=lambda: {"sub": "subject-1"})
    id_token: str = ""
    token_answer: dict[str, Any] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    seen: list[httpx.Request] = field(default_factory=list)

    def sign(self, claims: dict[str, Any], key: SigningKey | None = None, **header: Any) -> str:
        key = key or self.keys[0]
        given = {"alg": "RS256", "kid": key.kid, **header}
        return jwt.encode(given, claims, key, algorithms=[given["alg"]])

    def count(self, path: str) -> int:
        return sum(request.url.path == path for request in self.seen)

    def client(self, **changes: Any) -> oidc.Client:
        given = {"issuer": ISSUER, "client_id": CLIENT_ID, "client_secret": "secret", **changes}
        return oidc.Client(oidc.Provider(**given), transport=httpx.MockTransport(self._answer))

    async def sign_in(self, id_token: str = "", **changes: Any) -> Identity:
        """Let a client finish a sign-in that is answered with ``id_token``."""
        self.id_token = id_token or self.sign(id_claims())
        client = changes.pop("client", None) or self.client()
        answer = changes.pop("answer", {"code": "code", "state": "state"})
        return await client.sign_in(
            answer, redirect_uri=REDIRECT, nonce=NONCE, verifier="v" * 43, **changes
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        path = request.url.path
        if path in self.down:
            return httpx.Response(503, text="maintenance")
        if path in self.slow:
            raise httpx.ReadTimeout("slow", request=request)
        answers = {
            "/.well-known/openid-configuration": self._discovery(),
            "/jwks": KeySet(list(self.keys)).as_dict(private=False) if self.keys else {"keys": []},
            "/token": {
                "access_token": ACCESS_TOKEN,
                "token_type": "Bearer",
                "id_token": self.id_token,
                **self.token_answer,
            },
            "/userinfo": self.userinfo,
        }
        return httpx.Response(200, json=answers[path])

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "end_session_endpoint": f"{ISSUER}/logout",
            # What a careless provider advertises must not matter to us.
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
            **self.discovery,
        }
