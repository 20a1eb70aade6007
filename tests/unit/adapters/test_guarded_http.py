"""No address a stranger names leads into the city's own network."""

import httpx
import pytest

from bessai_berinta.adapters.guarded_http import GuardedTransport, Refused, fetch, is_public

OPEN = "93.184.216.34"


def guarded(names: dict[str, str], answer=lambda request: httpx.Response(200, content=b"x")):
    async def resolver(host: str, port: int) -> list[str]:
        return names[host].split()

    return GuardedTransport(httpx.MockTransport(answer), resolver)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.5",
        "172.16.1.1",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:5",
        "2002:a00:5::",
        "no address",
    ],
)
def test_what_is_not_the_open_internet_is_told(address):
    assert not is_public(address)


def test_the_open_internet_is_told():
    assert is_public(OPEN)
    assert is_public("2606:2800:220:1::1")


@pytest.mark.parametrize(
    "url",
    [
        "http://good.example/a.jpg",
        "https://inside.example/a.jpg",
        "https://both.example/a.jpg",
        "https://user:pass@good.example/a.jpg",
        "file:///etc/passwd",
        "https://",
        "not an address",
    ],
)
async def test_other_addresses_are_refused(url):
    names = {"good.example": OPEN, "inside.example": "10.1.2.3", "both.example": f"{OPEN} ::1"}
    with pytest.raises(Refused):
        await fetch(url, most=10, transport=guarded(names))


async def test_a_redirect_into_the_house_is_refused():
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "https://inside.example/secret"})

    names = {"good.example": OPEN, "inside.example": "127.0.0.1"}
    with pytest.raises(Refused):
        await fetch("https://good.example/a.jpg", most=10, transport=guarded(names, answer))


async def test_the_connection_goes_to_the_address_that_was_checked():
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers["host"], request.extensions))
        return httpx.Response(200, content=b"x")

    transport = guarded({"good.example": OPEN}, answer)
    assert await fetch("https://good.example/a.jpg", most=10, transport=transport) == b"x"
    ((host, named, extensions),) = seen
    assert (host, named, extensions["sni_hostname"]) == (OPEN, "good.example", "good.example")


async def test_a_body_over_the_cap_is_refused():
    transport = guarded({"a.example": OPEN}, lambda _: httpx.Response(200, content=b"x" * 11))
    with pytest.raises(Refused):
        await fetch("https://a.example/", most=10, transport=transport)
