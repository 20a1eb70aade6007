"""Headers on every answer; posts from elsewhere are refused; visitors get their cookie."""

import pytest
from starlette.testclient import TestClient

from bessai_berinta.settings import Settings

from .conftest import ORIGIN, settings

EVIL = "http://evil.example"
PLACES = ["/", "/tidak-ada", "/api/lapor", "/assets/gone.js", "/sw.js", "/lapor/X"]


@pytest.mark.parametrize("path", PLACES)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=(self)" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_hashed_files_carry_only_what_means_something_there(client: TestClient) -> None:
    headers = client.get("/assets/root-1a2B.js").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers


def test_an_answer_may_bring_a_stricter_policy(client: TestClient) -> None:
    assert client.get("/sendiri").headers["content-security-policy"] == "default-src 'none'"


def test_answers_of_routes_are_not_kept_unless_they_say_so(client: TestClient) -> None:
    assert client.get("/api/lapor").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_change_asked_for_by_another_site_is_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/lapor", headers={"Origin": EVIL})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 403
    assert answer.json()["title"] == "Permintaan ini datang dari situs lain, jadi ditolak."


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null"},
        {"Origin": ORIGIN + ".evil.example"},
        {"Origin": "https://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": EVIL, "Sec-Fetch-Site": "same-origin"},
        {"Cookie": "sid=abc"},
    ],
)
def test_whoever_is_not_our_page_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/lapor", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ORIGIN, "Cookie": "sid=abc"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Sec-Fetch-Site": "same-origin", "Cookie": "sid=abc"},
        {},
    ],
)
def test_our_pages_and_plain_programs_may_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/lapor", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/auth/backchannel-logout", "/open311/v2/requests.json"])
def test_machines_may_post_where_they_bring_their_own_proof(client: TestClient, path: str) -> None:
    assert client.post(path, headers={"Origin": EVIL, "Cookie": "sid=abc"}).status_code == 200


def test_reading_is_open_to_every_site(client: TestClient) -> None:
    assert client.get("/api/lapor", headers={"Origin": EVIL}).status_code == 200


def test_the_first_page_brings_an_anonymous_cookie(client: TestClient) -> None:
    answer = client.get("/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("sid=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert part in cookie
    assert "Secure" not in cookie
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in client.get("/layanan").headers


def test_a_page_the_browser_knows_still_brings_the_cookie(client: TestClient) -> None:
    tag = client.get("/").headers["etag"]
    client.cookies.clear()
    answer = client.get("/", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert "sid=" in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/api/lapor", "/assets/root-1a2B.js", "/robots.txt"])
def test_only_pages_bring_a_cookie(client: TestClient, path: str) -> None:
    assert "set-cookie" not in client.get(path).headers


class TestBehindHttps:
    @pytest.fixture
    def config(self) -> Settings:
        return settings(public_url="https://kota.example")

    def test_browsers_stay_on_https(self, client: TestClient) -> None:
        headers = client.get("/").headers
        assert headers["strict-transport-security"].startswith("max-age=63072000")

    def test_the_cookie_is_bound_to_this_host_and_to_https(self, client: TestClient) -> None:
        cookie = client.get("/").headers["set-cookie"]
        assert cookie.startswith("__Host-sid=")
        assert "; Secure" in cookie

    def test_the_local_origin_is_not_ours(self, client: TestClient) -> None:
        answer = client.post("/api/lapor", headers={"Origin": "http://localhost:8001"})
        assert answer.status_code == 403


class TestInFramesOfOthers:
    @pytest.fixture
    def config(self) -> Settings:
        return settings(embed_origins="https://kelurahan.example")

    @pytest.mark.parametrize("path", ["/sematan/lapor", "/en/sematan/lapor", "/sematan/tiada"])
    def test_named_sites_may_frame_what_is_made_for_it(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors https://kelurahan.example;" in policy
        assert "x-frame-options" not in headers

    @pytest.mark.parametrize("path", [*PLACES, "/lapor/baru", "/layanan"])
    def test_and_nothing_else(self, client: TestClient, path: str) -> None:
        assert "frame-ancestors 'none'" in client.get(path).headers["content-security-policy"]

    def test_a_page_in_a_frame_sets_no_cookie(self, client: TestClient) -> None:
        assert "set-cookie" not in client.get("/sematan/lapor").headers
