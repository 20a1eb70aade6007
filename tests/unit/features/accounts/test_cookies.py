"""The session cookie on https: bound to this very host and never sent in the clear."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bessai_berinta.features.accounts import cookies
from bessai_berinta.settings import Settings


@pytest.fixture
def _https(monkeypatch: pytest.MonkeyPatch) -> None:
    secure = Settings(public_url="https://bessai.example")
    monkeypatch.setattr(cookies, "settings", lambda: secure)


@pytest.mark.usefixtures("_https")
def test_every_cookie_has_the_host_prefix_and_all_that_goes_with_it() -> None:
    response = Response()
    cookies.set_session(response, "value", 60)
    cookies.set_login(response, "value")
    cookies.set_logout(response, "value")
    cookies.drop_session(response)
    sent = response.headers.getlist("set-cookie")
    assert len(sent) == 4
    for cookie in sent:
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain=") for part in parts)


@pytest.mark.usefixtures("_https")
def test_a_cookie_without_the_prefix_counts_for_nothing() -> None:
    header = b"sid=planted; login=planted; __Host-sid=ours"
    request = Request({"type": "http", "headers": [(b"cookie", header)]})
    assert cookies.session_of(request) == "ours"
    assert cookies.login_of(request) == ""


def test_plain_http_on_this_machine_has_no_prefix() -> None:
    response = Response()
    cookies.set_session(response, "value", 60)
    assert response.headers["set-cookie"].startswith("sid=value;")
