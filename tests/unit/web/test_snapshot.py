"""What goes into a page cannot break out of its place."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.web import snapshot
from bessai_berinta.web.head import Head, absolute, head_tags, json_ld

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@given(st.dictionaries(st.text(), st.text()))
def test_no_text_closes_the_data_block(data: dict[str, str]) -> None:
    html = json_ld(data)
    assert html.count("<") == 2
    found = BLOCK.fullmatch(html)
    assert found
    assert json.loads(found[1]) == data


@given(st.text(), st.text())
def test_no_title_or_description_becomes_markup(title: str, description: str) -> None:
    plain = Head("a", "b", "/berita/x")
    hostile = Head(title or "x", description or "y", "/berita/x")
    tags = head_tags(hostile, "id", "https://kota.example")
    expected = head_tags(plain, "id", "https://kota.example")
    assert tags.count("<") == expected.count("<")
    assert tags.count('"') == expected.count('"')


def test_head_and_content_stand_in_their_places() -> None:
    html = snapshot.compose(
        Head("Sampah <b>", 'Kata "hati-hati"', "/lapor/X"), "<h1>Isi</h1>", "en"
    )
    assert '<html lang="en">' in html
    assert "<title>Sampah &lt;b&gt; · Bessai Berinta</title>" in html
    assert 'content="Kata &quot;hati-hati&quot;"' in html
    assert re.search(r'<body><city-snapshot id="ssr"><main[^>]*><h1>Isi</h1></main>', html)


def test_backslashes_in_content_stay_as_they_are() -> None:
    html = snapshot.compose(Head("a", "b", "/x"), r"<p>\1 \g<0></p>", "id")
    assert r"<p>\1 \g<0></p>" in html


def test_a_page_kept_from_search_engines_names_no_address() -> None:
    tags = head_tags(Head("a", "b", "/x", noindex=True), "id", "https://kota.example")
    assert tags == '<meta name="robots" content="noindex"/>'


def test_pictures_from_elsewhere_keep_their_address() -> None:
    assert absolute("https://a.example/b.jpg", "https://kota.example") == "https://a.example/b.jpg"
    assert absolute("/b.jpg", "https://kota.example") == "https://kota.example/b.jpg"
