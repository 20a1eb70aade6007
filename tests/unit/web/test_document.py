"""A page is sent once, small, and with the hashes of its own scripts."""

import gzip
import hashlib
from base64 import b64encode

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.web.document import Document, accepted_encoding, script_hashes

HTML = '<!DOCTYPE html><html lang="en"><body><script>let a = 1</script></body></html>'


def source(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def scope(method: str = "GET", **headers: str) -> dict[str, object]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "path": "/", "headers": raw}


def test_inline_scripts_are_hashed_once_and_in_order() -> None:
    html = "<script>b</script><script type='module'>a</script><script>b</script>"
    assert script_hashes(html) == (source("b"), source("a"))


def test_scripts_from_files_and_data_blocks_need_no_hash() -> None:
    html = (
        '<script src="/a.js" defer></script>'
        '<script type="application/ld+json">{"a": 1}</script>'
        '<script type="module" async="">let x</script>'
    )
    assert script_hashes(html) == (source("let x"),)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_smallest_encoding_the_browser_takes_is_used(header: str, expected: str) -> None:
    assert accepted_encoding(header) == expected


@given(st.text())
def test_every_encoding_holds_the_same_page(text: str) -> None:
    document = Document(text.encode("utf-8", "ignore").decode())
    raw = document.encoded("")
    assert brotli.decompress(document.encoded("br")) == raw
    assert gzip.decompress(document.encoded("gzip")) == raw


def test_a_page_carries_its_policy_language_and_tag() -> None:
    headers = Document(HTML).response(scope()).headers
    assert source("let a = 1") in headers["content-security-policy"]
    assert headers["content-language"] == "en"
    assert headers["cache-control"] == "no-cache"
    assert headers["etag"].startswith('W/"')


def test_a_browser_that_has_the_page_gets_304() -> None:
    document = Document(HTML)
    answer = document.response(scope(if_none_match=f'"x", {document.etag}'))
    assert answer.status_code == 304
    assert answer.body == b""


def test_a_missing_page_is_never_answered_304() -> None:
    document = Document(HTML)
    assert document.response(scope(if_none_match=document.etag), 404).status_code == 404


def test_head_tells_the_length_without_the_body() -> None:
    whole = Document(HTML).response(scope(accept_encoding="br"))
    only = Document(HTML).response(scope("HEAD", accept_encoding="br"))
    assert only.body == b""
    assert only.headers["content-length"] == whole.headers["content-length"]
