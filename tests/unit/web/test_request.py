"""What a request tells about its language and its sender."""

import pytest
from starlette.requests import Request

from bessai_berinta.settings import Settings
from bessai_berinta.web import request as told


def request(path: str = "/", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request(
        {
            "type": "http",
            "path": path,
            "headers": raw,
            "query_string": b"",
            "client": ("10.0.0.1", 1234),
            "server": ("localhost", 8000),
            "scheme": "http",
        }
    )


@pytest.mark.parametrize(
    ("path", "wish", "locale"),
    [
        ("/lapor", "en", "id"),
        ("/en/lapor", "id", "en"),
        ("/en", "", "en"),
        ("/english", "", "id"),
        ("/api/v1/kategori", "en-GB,en;q=0.9", "en"),
        ("/api/v1/kategori", "fr, id;q=0.5", "id"),
        ("/api/v1/kategori", "fr, en;q=0.5", "en"),
        ("/api/v1/kategori", "", "id"),
    ],
)
def test_the_address_decides_the_language_and_for_an_api_the_client(
    path: str, wish: str, locale: str
) -> None:
    assert told.locale_of(request(path, accept_language=wish)) == locale


@pytest.mark.parametrize(
    ("hops", "forwarded", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
    ],
)
def test_a_forwarded_address_counts_only_as_far_as_proxies_are_trusted(
    hops: int, forwarded: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Settings(trusted_proxy_hops=hops)
    monkeypatch.setattr(told, "settings", lambda: rules)
    assert told.client_ip(request(x_forwarded_for=forwarded)) == address
