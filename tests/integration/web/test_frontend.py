"""Every address answers with the right page, status, language and cache life."""

import pytest
from starlette.testclient import TestClient

from tests.factories.build import STYLE_NAME


@pytest.mark.parametrize(
    ("path", "title", "language"),
    [
        ("/", "Beranda", "id"),
        ("/en", "Home", "en"),
        ("/en/", "Home", "en"),
        ("/layanan", "Layanan", "id"),
        ("/layanan/", "Layanan", "id"),
        ("/en/layanan", "Services", "en"),
    ],
)
def test_pages_answer_at_their_plain_address(
    client: TestClient, path: str, title: str, language: str
) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.text
    assert f'<html lang="{language}">' in answer.text


def test_a_built_page_goes_before_a_route_that_would_match(client: TestClient) -> None:
    assert "<h1>Lapor</h1>" in client.get("/lapor/baru").text
    assert "Lubang di jalan" in client.get("/lapor/LAP-26-AAAAA").text


def test_pages_carry_the_address_they_are_served_under(client: TestClient) -> None:
    html = client.get("/layanan").text
    assert '<link rel="canonical" href="http://localhost:8000/layanan"/>' in html
    assert "origin.invalid" not in html


@pytest.mark.parametrize("file", ["/layanan.html", "/layanan/index.html"])
def test_the_file_name_of_a_page_leads_to_its_address(client: TestClient, file: str) -> None:
    answer = client.get(file, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/layanan")


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/tidak/ada", "id", "Halaman ini tidak ada"),
        ("/en/nowhere", "en", "This page is not here"),
        ("/layanan/7", "id", "Halaman ini tidak ada"),
        ("/__spa-fallback.html", "id", "Halaman ini tidak ada"),
        ("/..%2f..%2fetc%2fpasswd", "id", "Halaman ini tidak ada"),
    ],
)
def test_an_unknown_address_is_404_in_its_language(
    client: TestClient, path: str, language: str, words: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    assert words in answer.text
    assert "noindex" in answer.text


def test_a_page_with_parameters_gets_the_empty_shell(client: TestClient) -> None:
    answer = client.get("/akun/perangkat")
    assert answer.status_code == 200
    assert 'id="ssr"' not in answer.text
    assert "sha256-" in answer.headers["content-security-policy"]


def test_a_snapshot_stands_in_the_frame_of_the_live_page(client: TestClient) -> None:
    html = client.get("/en/lapor/LAP-26-AAAAA").text
    assert '<html lang="en">' in html
    # No English frame in this small build, so a bare one; the Indonesian page has the header.
    assert "<main><h1>Lubang di jalan</h1></main>" in html
    framed = client.get("/lapor/LAP-26-AAAAA").text
    assert (
        '<city-snapshot id="ssr"><header>Atas</header><main id="isi">'
        "<h1>Lubang di jalan</h1></main></city-snapshot>" in framed
    )
    assert "<title>Lubang di jalan · Bessai Berinta</title>" in framed


def test_hashed_files_are_kept_for_ever_and_sent_compressed(client: TestClient) -> None:
    answer = client.get("/assets/root-1a2B.js", headers={"Accept-Encoding": "br"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest", "/", "/tidak-ada"])
def test_what_decides_the_version_is_asked_for_again(client: TestClient, path: str) -> None:
    client.get("/")  # the first page brings the cookie
    assert client.get(path).headers["cache-control"] == "no-cache"


def test_the_manifest_says_what_it_is(client: TestClient) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")


def test_other_files_are_kept_for_an_hour(client: TestClient) -> None:
    assert client.get("/favicon.svg").headers["cache-control"] == "public, max-age=3600"


def test_a_missing_hashed_file_is_not_kept(client: TestClient) -> None:
    answer = client.get("/assets/gone-123.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_a_known_page_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/").headers["etag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_head_answers_like_get_without_a_body(client: TestClient) -> None:
    whole, only = client.get("/layanan"), client.head("/layanan")
    assert (only.status_code, only.content) == (200, b"")
    assert only.headers["content-length"] == whole.headers["content-length"]
    assert only.headers["etag"] == whole.headers["etag"]


def test_pages_do_not_take_posts(client: TestClient) -> None:
    assert client.post("/layanan").status_code == 405


def test_the_style_sheet_stays_reachable(client: TestClient) -> None:
    assert client.get(f"/assets/{STYLE_NAME}").status_code == 200


def test_the_sitemap_lists_public_pages_with_their_twins(client: TestClient) -> None:
    xml = client.get("/sitemap.xml").text
    assert "<loc>http://localhost:8000/layanan</loc>" in xml
    assert "<loc>http://localhost:8000/en/layanan</loc>" in xml
    assert 'hreflang="en" href="http://localhost:8000/en/layanan"' in xml
    assert "petugas" not in xml
    assert "luring" not in xml


def test_robots_are_kept_out_of_what_is_personal(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    for path in ("/petugas", "/en/petugas", "/akun", "/auth", "/api"):
        assert f"Disallow: {path}\n" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_a_share_the_worker_did_not_catch_opens_the_form(client: TestClient) -> None:
    answer = client.post(
        "/lapor/baru", files={"foto": b"x"}, headers={"Origin": "null"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/lapor/baru")
