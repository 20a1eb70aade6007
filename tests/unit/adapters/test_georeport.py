"""What other servers answer: as specified, wrapped, broken or hostile."""

from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.adapters.georeport import Endpoint, GeoReport, RemoteError, plain, read_xml

LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    b"<service_requests><request>&b;</request></service_requests>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><services>&y;</services>'


def server(body: bytes, status: int = 200, format: str = "json") -> GeoReport:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=body))
    return GeoReport(Endpoint("https://a.example/v2", format=format), transport)


@pytest.mark.parametrize("body", [LAUGHS, OUTSIDE, b"", b"<a>", b"\xff\xfe", b"<a/>" * 2])
async def test_xml_with_a_document_type_or_broken_is_refused(body):
    with pytest.raises(RemoteError):
        await server(body, format="xml").services()


def test_xml_says_what_json_says():
    one = b"<services><service><service_code>1</service_code></service></services>"
    assert plain(read_xml(one)) == [{"service_code": "1"}]


async def test_a_wrapped_list_and_numbers_as_codes_are_read():
    found = await server(b'{"services":[{"service_code":7,"service_name":"Jalan"}]}').services()
    assert [(one.code, one.name) for one in found] == [("7", "Jalan")]


@pytest.mark.parametrize("body", [b'"x"', b"null", b"[1,null]", b'{"a":1}', b"[" * 100_000])
async def test_json_of_another_shape_gives_no_services(body):
    with suppress(RemoteError):
        assert await server(body).services() == []


async def test_their_words_of_refusal_are_kept():
    body = b'[{"code":403,"description":"api_key was revoked"}]'
    with pytest.raises(RemoteError, match="revoked"):
        await server(body, 403).post({"description": "x"})


@given(st.binary(max_size=200), st.sampled_from(["json", "xml"]), st.integers(200, 599))
async def test_no_answer_does_more_than_raise_what_is_expected(body, format, status):
    there = server(body, status, format)
    for call in (there.services(), there.post({}), there.request("1"), there.resolve_token("1")):
        try:
            await call
        except RemoteError:
            continue
