"""Plain requests to the provider: five seconds, no redirects, JSON objects only."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from .errors import Unreachable

TIMEOUT = httpx.Timeout(5.0)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MAX_BYTES = 512 * 1024


def is_safe(url: str) -> bool:
    """Tell whether ``url`` is https, or http to this very machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


class Fetch:
    """GET of JSON documents. ``transport`` is for tests and for special networks."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.transport = transport

    async def json(self, url: str, *, bearer: str = "") -> dict[str, Any]:
        """Give the JSON object at ``url``; raise Unreachable for anything else."""
        headers = {"Accept": "application/json"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT, transport=self.transport) as http:
                answer = await http.get(url, headers=headers)
            return json_object(answer)
        except httpx.HTTPError as problem:
            raise Unreachable(f"{url}: {type(problem).__name__}") from problem


def json_object(answer: httpx.Response) -> dict[str, Any]:
    """Read an answer that must be a JSON object of sane size; raise Unreachable."""
    if answer.status_code != httpx.codes.OK or len(answer.content) > MAX_BYTES:
        raise Unreachable(f"{answer.request.url}: answered {answer.status_code}")
    try:
        body = answer.json()
    except ValueError as problem:
        raise Unreachable(f"{answer.request.url}: not JSON") from problem
    if not isinstance(body, Mapping):
        raise Unreachable(f"{answer.request.url}: not an object")
    return dict(body)
