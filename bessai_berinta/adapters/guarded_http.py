"""Fetching what a stranger names, without becoming their way into the city's own network.

Every address, that of each redirect too, must be https and resolve to nothing but public
addresses; the connection then goes to the very address that was checked, so that a second
answer of the name server cannot lead elsewhere.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import httpx

TIMEOUT: Final = httpx.Timeout(10.0)
TOTAL_SECONDS: Final = 30.0
MAX_REDIRECTS: Final = 3
# IPv4 inside IPv6: what such an address leads to is decided by a gateway, not by us.
TUNNELS: Final = tuple(
    ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")
)

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class Refused(Exception):
    """The address is not one we fetch from, or what came is not what we take."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Give the addresses of a host. Raises OSError when it has none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.teredo is not None or any(ip in net for net in TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast


class GuardedTransport(httpx.AsyncBaseTransport):
    """Passes on requests to public https addresses, pinned to what was resolved."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport | None = None, resolver: Resolve = resolve
    ) -> None:
        self._inner = inner or httpx.AsyncHTTPTransport(trust_env=False)
        self._resolve = resolver

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.scheme != "https" or not url.host or url.userinfo:
            raise Refused("only https addresses are fetched")
        try:
            addresses = await self._resolve(url.host, url.port or 443)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"{url.host} has no address") from error
        if not addresses or not all(is_public(address) for address in addresses):
            raise Refused("this address does not lead to the open internet")
        # The certificate is still checked against the name, not against the number.
        request.extensions = {**request.extensions, "sni_hostname": url.host}
        request.url = url.copy_with(host=addresses[0])
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


async def fetch(url: str, *, most: int, transport: httpx.AsyncBaseTransport | None = None) -> bytes:
    """Give the body at ``url``, at most ``most`` bytes of it.

    Raises Refused for what will never be fetched, httpx.HTTPError or TimeoutError for what
    another try may bring.
    """
    try:
        async with (
            asyncio.timeout(TOTAL_SECONDS),
            httpx.AsyncClient(
                transport=transport or GuardedTransport(),
                timeout=TIMEOUT,
                follow_redirects=True,
                max_redirects=MAX_REDIRECTS,
            ) as http,
            http.stream("GET", url, headers={"Accept": "image/*"}) as answer,
        ):
            return await _body(answer, most)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
        raise Refused("this is no address we can fetch from") from error


async def _body(answer: httpx.Response, most: int) -> bytes:
    if answer.status_code >= 500:
        answer.raise_for_status()
    if answer.status_code != httpx.codes.OK:
        raise Refused(f"answered {answer.status_code}")
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > most:
            raise Refused(f"larger than {most} bytes")
    return bytes(body)
