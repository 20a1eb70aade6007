"""Where a page stands among the others."""

import pytest

from bessai_berinta.ui.navigation import (
    EMERGENCY,
    HOME,
    ME,
    REPORT,
    REPORTS,
    TABS,
    Place,
    is_current,
    way_up,
)
from bessai_berinta.ui.page import Ctx


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", HOME),
        ("/lapor/baru", REPORT),
        ("/lapor/[kode]", REPORTS),
        ("/akun/data", ME),
        ("/darurat", EMERGENCY),
    ],
)
def test_a_page_belongs_to_one_place(path: str, place: Place) -> None:
    here = [one for one in (*TABS, REPORTS) if is_current(Ctx("id", path), one)]
    assert here == [place]


@pytest.mark.parametrize("place", TABS)
def test_the_main_places_have_no_way_up_but_a_task(place: Place) -> None:
    above = way_up(Ctx("id", place.path))
    assert above is (REPORTS if place is REPORT else None)


@pytest.mark.parametrize(
    ("path", "above"), [("/lapor/[kode]", REPORTS), ("/akun/data", ME), ("/anu/ini", HOME)]
)
def test_a_deeper_page_leads_one_step_up(path: str, above: Place) -> None:
    assert way_up(Ctx("en", path)) is above


def test_there_are_five_tabs_with_reporting_in_the_middle() -> None:
    assert len(TABS) == 5
    assert TABS[2] is REPORT
