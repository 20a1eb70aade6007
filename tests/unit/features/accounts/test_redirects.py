"""Where a sign-in may lead. An open redirect lends the city's name to a thief."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bessai_berinta.features.accounts.redirects import local_path

ORIGIN = "https://city.example"
NASTY = st.text(alphabet="/\\:@.?#%\t\r\n\x00 hтps;evil", max_size=20)


@pytest.mark.parametrize(
    "path", ["/", "/lapor/baru", "/en/lapor?x=1&y=//a#b", "/cari?q=jalan%20rusak", "/izin/ajukan/a"]
)
def test_our_own_pages_are_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "lapor",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n//evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/lapor//evil.example",
        " /lapor",
        "/la por",
        "/lapor\r\nSet-Cookie: a=b",
        "/\x00",
        "/auth/login?next=/auth/login",
        "/" + "x" * 500,
    ],
)
def test_everything_else_leads_home(path: str) -> None:
    assert local_path(path) == "/"


def as_browser(path: str) -> str:
    """Resolve a Location the way browsers do (WHATWG): drop controls, turn ``\\`` into ``/``."""
    cleaned = path.strip("".join(map(chr, range(33))))
    for char in "\t\r\n":
        cleaned = cleaned.replace(char, "")
    return urljoin(f"{ORIGIN}/auth/callback", cleaned.replace("\\", "/"))


@given(NASTY | st.text(max_size=40) | st.builds("/{}".format, NASTY))
@example("/%09/evil.example")
@example("/.//evil.example")
@example("/..//evil.example")
def test_whatever_is_asked_for_the_browser_stays_on_our_origin(path: str) -> None:
    target = urlsplit(as_browser(local_path(path)))
    assert (target.scheme, target.netloc) == ("https", "city.example")
