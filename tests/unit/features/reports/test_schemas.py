"""Reading a filed report from untrusted form fields."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.features.reports.schemas import MAX_TEXT, parse_query, parse_report
from bessai_berinta.features.reports.workflow import OPEN

GOOD = {
    "kategori": "sampah",
    "uraian": "Sampah menumpuk di tepi jalan",
    "lat": "0.13",
    "lon": "117.5",
}


def wrong(**changes) -> dict:
    with pytest.raises(InvalidInput) as refused:
        parse_report({**GOOD, **changes})
    return refused.value.field_texts("en")


def test_a_complete_report_is_read():
    report = parse_report({**GOOD, "anonim": "1", "tertutup": "0", "kelurahan": ""})
    assert (report.category, report.lat, report.lon) == ("sampah", 0.13, 117.5)
    assert report.anonymous
    assert not report.private


def test_a_kelurahan_stands_in_for_a_point():
    report = parse_report({**GOOD, "lat": "", "lon": "", "kelurahan": "64.74.01.1003"})
    assert report.area == "64.74.01.1003"
    assert report.lat is None


def test_a_report_without_a_place_says_so_beside_the_kelurahan():
    assert set(wrong(lat="", lon="")) == {"kelurahan"}
    assert set(wrong(lat="0.13", lon="")) == {"kelurahan"}


def test_each_wrong_field_gets_its_own_message():
    found = wrong(kategori="", uraian="ada", lat="utara", tertutup="mungkin")
    assert set(found) == {"kategori", "uraian", "lat", "tertutup"}
    assert found["uraian"] == "Describe the problem in 10 to 2000 characters."


def test_a_text_of_5000_characters_is_refused_with_the_limit():
    assert "2000" in wrong(uraian="x" * 5000)["uraian"]
    assert parse_report({**GOOD, "uraian": "x" * MAX_TEXT}).description == "x" * MAX_TEXT


def test_html_is_kept_as_the_text_it_is():
    text = "<script>alert(1)</script> & sampah"
    assert parse_report({**GOOD, "uraian": text}).description == text


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "91", "1e999"])
def test_numbers_that_are_no_latitude_are_refused(number):
    assert "lat" in wrong(lat=number)


FIELDS = st.sampled_from(
    [
        "kategori",
        "uraian",
        "lat",
        "lon",
        "akurasi",
        "kelurahan",
        "anonim",
        "tertutup",
        "nama",
        "kontak",
        "bahasa",
        "lain",
    ]
)


@given(st.dictionaries(FIELDS, st.text()))
def test_whatever_comes_is_read_or_refused_with_a_message_for_each_field(form):
    refused: InvalidInput | None = None
    try:
        parse_report(form)
    except InvalidInput as error:
        refused = error
    assert refused is None or all(refused.field_texts("en").values())


def test_the_filters_of_a_list_are_read_from_its_address():
    query = parse_query(
        {
            "kategori": "sampah",
            "keadaan": "open",
            "sejak": "2026-11-01",
            "sampai": "2026-11-02",
            "bbox": "117.4,0.1,117.5,0.2",
            "hal": "2",
        },
        limit=30,
    )
    assert query.categories == ("sampah",)
    assert query.statuses == OPEN
    assert query.until - query.since == timedelta(days=2)
    assert query.since.utcoffset() == timedelta(hours=8)
    assert (query.page, query.limit) == (2, 30)


def test_late_is_a_state_of_its_own():
    query = parse_query({"keadaan": "late"}, limit=30)
    assert query.late
    assert query.statuses == ()


QUERY = st.sampled_from(["kategori", "wilayah", "keadaan", "sejak", "sampai", "bbox", "hal"])


@given(st.dictionaries(QUERY, st.text(max_size=30)))
def test_any_address_of_a_list_is_read_or_refused_by_field(params):
    refused: InvalidInput | None = None
    try:
        parse_query(params, limit=30)
    except InvalidInput as error:
        refused = error
    assert refused is None or set(refused.fields) <= set(params)
