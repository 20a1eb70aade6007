"""The seed files hold together: every name one file uses is defined in another."""

from collections import Counter

import pytest
from reflex_components_lucide.icon import LUCIDE_ICON_LIST

from bessai_berinta.adapters.images import prepare_now
from bessai_berinta.features.reports.routing import FALLBACK_AGENCY
from bessai_berinta.features.reports.workflow import CLOSED, RULES, Status, next_status
from bessai_berinta.features.wilayah import city, geometry
from bessai_berinta.features.wilayah.names import normalise
from bessai_berinta.seed.illustrations import GLYPHS, draw
from bessai_berinta.seed.schemas import (
    FOLDER,
    Agencies,
    Areas,
    Categories,
    DemoReport,
    DemoReports,
    EmergencyNumber,
    Routes,
    SeedFile,
    read,
)

AREAS = read("wilayah.json", Areas).areas
AGENCIES = read("opd.json", Agencies).agencies
CATEGORIES = read("kategori.json", Categories).categories
ROUTES = read("rute.json", Routes).routes
DEMO = read("laporan_demo.json", DemoReports).reports
KELURAHAN = {area.code: area for area in AREAS if area.kind == "kelurahan"}


def test_bontang_has_three_kecamatan_fifteen_kelurahan_and_seventeen_islands() -> None:
    assert Counter(area.kind for area in AREAS) == {"kecamatan": 3, "kelurahan": 15, "pulau": 17}


def test_every_code_is_used_once() -> None:
    for rows in (AREAS, AGENCIES, CATEGORIES):
        codes = Counter(row.code for row in rows)
        assert not [code for code, times in codes.items() if times > 1]


def test_every_area_lies_in_its_parent_and_in_the_city() -> None:
    kecamatan = {area.code for area in AREAS if area.kind == "kecamatan"}
    for area in AREAS:
        assert city.EXTENT.holds((area.lon, area.lat)), area.name
        assert area.parent == city.CODE or area.parent in kecamatan
        assert area.code.startswith(area.parent)


def test_every_kelurahan_has_a_postal_code() -> None:
    assert all(area.postal_code.startswith("753") for area in KELURAHAN.values())


def test_no_spelling_means_two_areas_of_one_kind() -> None:
    for kind in ("kecamatan", "kelurahan", "pulau"):
        spellings = Counter(
            spelling
            for area in AREAS
            if area.kind == kind
            for spelling in {normalise(name) for name in (area.name, *area.aliases)}
        )
        assert not [spelling for spelling, times in spellings.items() if times > 1]


def test_every_category_goes_to_an_agency_we_have() -> None:
    agencies = {agency.code for agency in AGENCIES}
    everywhere = {route.category for route in ROUTES if not route.area}
    assert everywhere == {category.code for category in CATEGORIES}
    assert {route.agency for route in ROUTES} <= agencies
    assert {route.area for route in ROUTES if route.area} <= set(KELURAHAN)
    assert FALLBACK_AGENCY in agencies


def test_a_category_and_area_have_one_route() -> None:
    assert len({(route.category, route.area) for route in ROUTES}) == len(ROUTES)


def test_the_form_ends_with_something_else() -> None:
    assert CATEGORIES[-1].code == "lainnya"


def test_every_icon_exists_in_lucide() -> None:
    assert not [c.icon for c in CATEGORIES if c.icon.replace("-", "_") not in LUCIDE_ICON_LIST]


@pytest.mark.parametrize(
    ("name", "form"),
    [("wilayah.json", Areas), ("kategori.json", Categories), ("rute.json", Routes)],
)
def test_files_name_their_sources(name: str, form: type[SeedFile]) -> None:
    assert read(name, form).sources


def test_only_verified_emergency_numbers_can_be_dialled() -> None:
    numbers = _emergency()
    assert numbers[0].number == "112"
    assert all(number.verified == bool(number.dial) for number in numbers)
    assert all(number.sources for number in numbers if number.verified)


def _emergency() -> list[EmergencyNumber]:
    from pydantic import TypeAdapter

    return TypeAdapter(list[EmergencyNumber]).validate_json((FOLDER / "darurat.json").read_bytes())


def test_every_kelurahan_has_demo_reports() -> None:
    assert Counter(report.area for report in DEMO) == dict.fromkeys(KELURAHAN, 4)


def test_demo_reports_show_every_category_and_status() -> None:
    assert {report.category for report in DEMO} == {category.code for category in CATEGORIES}
    assert {_status_at_end(report) for report in DEMO} == set(Status)
    assert any(report.private for report in DEMO)
    assert any(report.anonymous for report in DEMO)


def _status_at_end(report: DemoReport) -> Status:
    status, resume = Status.NEW, Status.NEW
    for step in report.steps:
        before = status
        status = next_status(before, step.do, resume=resume)
        resume = before
    return status


def test_demo_steps_follow_the_workflow_and_fit_into_the_age() -> None:
    agencies = {agency.code for agency in AGENCIES}
    for report in DEMO:
        assert _status_at_end(report) in {*CLOSED, *Status}
        assert sum(step.after for step in report.steps) <= report.age, report.text
        for step in report.steps:
            needed = {need.value for need in RULES[step.do].needs}
            assert bool(step.say) >= ("message" in needed), report.text
            assert (step.to in agencies) == ("agency" in needed), report.text


def test_demo_points_lie_where_the_nearest_centre_puts_them() -> None:
    centres = {code: (area.lon, area.lat) for code, area in KELURAHAN.items()}
    for report in DEMO:
        if report.lat is not None and report.lon is not None:
            assert geometry.nearest((report.lon, report.lat), centres) == report.area


def test_every_category_has_a_drawing_that_passes_as_a_photo() -> None:
    assert set(GLYPHS) == {category.code for category in CATEGORIES}
    sketch = draw("sampah", "Sampah", "before")
    assert prepare_now(sketch).width == 800
    assert draw("sampah", "Sampah", "after") != sketch
