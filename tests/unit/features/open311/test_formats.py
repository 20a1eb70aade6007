"""Both languages of the interface say the same."""

import json
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.open311 import formats

SERVICES = [{"service_code": "001", "metadata": False, "group": ""}]


def test_a_list_is_a_bare_array_in_json_and_wrapped_in_xml():
    assert json.loads(formats.render("json", SERVICES, "services", "service").body) == SERVICES
    answer = formats.render("xml", SERVICES, "services", "service")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    root = fromstring(answer.body)
    assert root.tag == "services"
    assert root.find("service/service_code").text == "001"
    assert root.find("service/metadata").text == "false"


def test_errors_have_the_form_of_the_specification():
    root = fromstring(formats.errors("xml", 403, "no key").body)
    assert (root.find("error/code").text, root.find("error/description").text) == ("403", "no key")
    assert json.loads(formats.errors("json", 403, "no key").body) == [
        {"code": 403, "description": "no key"}
    ]


def test_lists_inside_an_object_get_their_own_names():
    body = {"endpoints": [{"url": "u", "formats": ["a", "b"]}]}
    root = fromstring(formats.render("xml", body, "discovery").body)
    assert [f.text for f in root.findall("endpoints/endpoint/formats/format")] == ["a", "b"]


@given(st.text())
def test_no_text_breaks_the_xml_or_escapes_from_it(text):
    body = [{"description": text}]
    root = fromstring(formats.render("xml", body, "service_requests", "request").body)
    assert len(root) == 1
    assert [child.tag for child in root[0]] == ["description"]
