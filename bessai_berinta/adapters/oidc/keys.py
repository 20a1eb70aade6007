"""The provider's signing keys, and the algorithms we accept whatever it advertises."""

import asyncio
import logging
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from bessai_berinta.core import clock

from .discovery import Discovery
from .errors import Refused, Unreachable
from .http import Fetch

# Ours alone. Taking the provider's list would let "none" in when it advertises it.
ALGORITHMS = ("RS256", "PS256", "ES256", "ES512")
# A key the provider withdrew is refused within this time at the latest.
FRESH = timedelta(minutes=5)
# A flood of invented key ids must not become a flood of requests to the provider.
COOLDOWN = timedelta(seconds=60)

log = logging.getLogger(__name__)


class Keys:
    """Verifies signatures against the provider's key set (JWKS)."""

    def __init__(self, discovery: Discovery, fetch: Fetch) -> None:
        self._discovery = discovery
        self._fetch = fetch
        self._lock = asyncio.Lock()
        self._known: KeySet | None = None
        self._fetched_at: datetime | None = None
        self._looked_again_at: datetime | None = None

    async def verify(self, token: str) -> jwt.Token:
        """Check the signature of ``token`` and give its header and claims.

        An unknown key id makes us look once more, at most once a minute: that is how a
        provider's key rotation reaches us. Raises Refused or Unreachable.
        """
        keys = await self._current()
        try:
            return decode(token, keys)
        except InvalidKeyIdError:
            return await self._verify_with_new_keys(token)

    async def _current(self) -> KeySet:
        async with self._lock:
            now = clock.now()
            if self._known is None or not self._fetched_at or now - self._fetched_at >= FRESH:
                await self._load()
            assert self._known is not None
            return self._known

    async def _verify_with_new_keys(self, token: str) -> jwt.Token:
        async with self._lock:
            now = clock.now()
            if self._looked_again_at and now - self._looked_again_at < COOLDOWN:
                raise Refused("token: unknown key id, and we looked a moment ago")
            self._looked_again_at = now
            await self._load()
            assert self._known is not None
        try:
            return decode(token, self._known)
        except InvalidKeyIdError as problem:
            raise Refused("token: unknown key id") from problem

    async def _load(self) -> None:
        document = await self._fetch.json((await self._discovery.metadata()).jwks_uri)
        entries = document.get("keys")
        if not isinstance(entries, list):
            raise Unreachable("key set without keys")
        signing = [key for key in entries if isinstance(key, dict) and key.get("use") != "enc"]
        try:
            self._known = KeySet.import_key_set({"keys": signing})
        except (JoseError, KeyError, ValueError, TypeError) as problem:
            raise Unreachable("key set cannot be read") from problem
        self._fetched_at = clock.now()


def decode(token: str, keys: KeySet) -> jwt.Token:
    """Verify ``token`` with ``keys`` and our algorithms.

    Raises InvalidKeyIdError for an unknown key and Refused for everything else.
    """
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(token, keys, registry=registry)
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError, TypeError) as problem:
        raise Refused(f"token: {type(problem).__name__}") from problem
