"""The provider's own description (OpenID Connect Discovery 1.0), kept for an hour."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bessai_berinta.core import clock

from .errors import Refused, Unreachable
from .http import Fetch, is_safe

FRESH = timedelta(hours=1)
# While the provider is down, ask again this often and answer the others at once.
RETRY = timedelta(seconds=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Metadata:
    """The part of the description we use. An empty address means: not offered."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    sends_issuer: bool = False  # RFC 9207


def read_metadata(document: Mapping[str, Any], issuer: str) -> Metadata:
    """Check a discovery document and take what we use from it.

    Raises Refused unless its issuer is ours, character for character (Discovery 4.3), and
    every endpoint is https or loopback. The algorithms it advertises are ignored: which ones
    we accept is our decision (see :mod:`.tokens`).
    """
    if document.get("issuer") != issuer:
        raise Refused("discovery: another issuer")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    optional = ("userinfo_endpoint", "end_session_endpoint")
    endpoints = {name: document.get(name) or "" for name in (*needed, *optional)}
    for name, url in endpoints.items():
        if (url or name in needed) and not (isinstance(url, str) and is_safe(url)):
            raise Refused(f"discovery: {name} is missing or not https")
    sends_issuer = document.get("authorization_response_iss_parameter_supported") is True
    return Metadata(**endpoints, sends_issuer=sends_issuer)


class Discovery:
    """Fetches the description when first needed; serves the old one while it fails."""

    def __init__(self, issuer: str, fetch: Fetch) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._lock = asyncio.Lock()
        self._known: Metadata | None = None
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None

    async def metadata(self) -> Metadata:
        """Give the description; raise Unreachable or Refused when there never was a good one."""
        async with self._lock:
            if self._due():
                await self._refresh()
        if self._known is None:
            raise Unreachable("discovery failed a moment ago")
        return self._known

    def _due(self) -> bool:
        now = clock.now()
        fresh = self._fetched_at is not None and now - self._fetched_at < FRESH
        waiting = self._tried_at is not None and now - self._tried_at < RETRY
        return not fresh and not waiting

    async def _refresh(self) -> None:
        self._tried_at = clock.now()
        try:
            if not is_safe(self._issuer):
                raise Refused("the issuer is not https")
            url = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
            self._known = read_metadata(await self._fetch.json(url), self._issuer)
            self._fetched_at = self._tried_at
        except (Unreachable, Refused) as problem:
            if self._known is None:
                raise
            log.warning("keeping the old description of the sign-in provider: %s", problem)
