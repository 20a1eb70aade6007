"""Reports as files for programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.reports import feeds
from bessai_berinta.features.reports.schemas import CategoryView, PublicReport, ReportLine
from bessai_berinta.features.reports.workflow import Status

ORIGIN = "https://kota.example"
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
LINE = ReportLine(
    code="LAP-26-K7QF3",
    category=CategoryView("sampah", "Sampah", "Waste", "", "", "trash-2", 3, "days"),
    title="Sampah menumpuk",
    area="Lok Tuan",
    status=Status.NEW,
    agency="Dinas Lingkungan Hidup",
    agency_code="DLH",
    due_at=datetime(2026, 11, 27, 15, 59, 59, tzinfo=UTC),
    days_left=3,
    overdue=False,
    created_at=NOW,
    thumbnail=None,
    private=False,
    demo=False,
)
REPORT = PublicReport(LINE, "Sampah menumpuk", 0.16, 117.47, "64.74.01.1003", "75314", NOW, "")


def test_a_point_becomes_a_feature_in_the_order_of_rfc_7946():
    (feature,) = feeds.geojson([REPORT], ORIGIN)["features"]
    assert feature["geometry"]["coordinates"] == [117.47, 0.16]
    assert feature["properties"]["url"] == f"{ORIGIN}/lapor/LAP-26-K7QF3"
    assert "lat" not in feature["properties"]


def test_a_report_without_a_point_is_left_off_the_map_but_not_out_of_the_table():
    without = replace(REPORT, lat=None, lon=None)
    assert feeds.geojson([without], ORIGIN)["features"] == []
    assert len(list(csv.DictReader(io.StringIO(feeds.table([without], ORIGIN))))) == 1


@given(st.text())
def test_no_text_becomes_a_formula_and_none_is_lost(text):
    written = feeds.table([replace(REPORT, description=text)], ORIGIN)
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert not row["uraian"].startswith(feeds.FORMULA)
    assert row["uraian"].removeprefix("'") == text.removeprefix("'")


@given(st.text())
def test_no_text_breaks_the_feed(text):
    body = feeds.atom(
        [replace(REPORT, description=text)], ORIGIN, "/feed/lapor.xml", "/lapor", "id"
    )
    feed = fromstring(body)
    names = {"a": feeds.ATOM}
    assert feed.find("a:entry/a:id", names).text == f"{ORIGIN}/lapor/LAP-26-K7QF3"
    assert feed.find("a:updated", names).text == NOW.isoformat()


def test_an_empty_feed_is_still_a_feed():
    assert fromstring(feeds.atom([], ORIGIN, "/feed/lapor.xml", "/lapor", "en")).tag.endswith(
        "feed"
    )


def test_geojson_is_plain_json():
    assert json.loads(json.dumps(feeds.geojson([REPORT], ORIGIN)))["type"] == "FeatureCollection"
