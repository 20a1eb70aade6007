"""The public pages as they are compiled: what search results show, and what may be dialled."""

import json
import re

import pytest

from bessai_berinta.bessai_berinta import PUBLIC, STAFF, app
from bessai_berinta.core.i18n import LOCALES, Locale, localized
from bessai_berinta.ui import services
from bessai_berinta.ui.emergency import CENTRAL_NUMBER, SEED, numbers
from bessai_berinta.ui.page import Page

# A page without a description is a stop on the way (a failed sign-in), not a search result.
INDEXED = [page for page in PUBLIC if page.description]
PATHS = {page.path for page in [*PUBLIC, *STAFF]}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_served_in_every_language(locale: Locale) -> None:
    routes = {"/" + route.removeprefix("/") for route in app._unevaluated_pages}
    routes = {"/" if route == "/index" else route for route in routes}
    assert {localized(path, locale) for path in PATHS} <= routes


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_and_descriptions_are_each_page_own(locale: Locale) -> None:
    titles = [page.title.text(locale) for page in INDEXED]
    descriptions = [page.description.text(locale) for page in INDEXED if page.description]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", INDEXED, ids=lambda page: page.path)
def test_a_search_result_shows_title_and_description_whole(page: Page, locale: Locale) -> None:
    assert page.description is not None
    assert len(f"{page.title.text(locale)} · Bessai Berinta") <= 65
    assert 40 <= len(page.description.text(locale)) <= 160


def test_only_verified_numbers_can_be_dialled() -> None:
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    verified = {entry["dial"] for entry in seed if entry["verified"] and entry["dial"]}
    assert {number.dial for number in numbers() if number.dial} == verified
    assert any(not number.dial for number in numbers())


def test_every_number_to_dial_is_made_of_digits_and_explained_in_both_languages() -> None:
    for number in numbers():
        assert re.fullmatch(r"[0-9+]*", number.dial)
        assert all(number.name[locale] and number.note[locale] for locale in LOCALES)


def test_the_central_number_comes_first() -> None:
    assert numbers()[0].number == CENTRAL_NUMBER


def test_a_service_that_is_linked_has_its_page() -> None:
    linked = {service.path for service in services.all_services() if service.path}
    assert linked <= PATHS


def test_every_service_is_listed_once() -> None:
    names = [service.text.msgid for service in services.all_services()]
    assert len(set(names)) == len(names)
