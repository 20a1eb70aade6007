"""Texts, dates and addresses in two languages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.i18n import (
    LOCALES,
    day,
    locale_of_path,
    localized,
    moment,
    number,
    translate,
    translate_count,
)

INSTANT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def test_a_moment_reads_as_the_city_writes_it():
    assert moment(INSTANT, "id") == "Selasa, 24 November 2026, 14.30 WITA"
    assert moment(INSTANT, "en") == "Tuesday, 24 November 2026, 14:30 WITA"


def test_a_day_can_be_short_or_without_its_year():
    assert day(date(2026, 11, 27), "id", year=False) == "Jumat, 27 November"
    assert day(date(2026, 11, 27), "id", short=True) == "Jum, 27 Nov"


def test_an_instant_late_in_utc_is_already_the_next_day_in_bontang():
    assert moment(datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "id").startswith("Rabu, 25")


def test_numbers_follow_the_language():
    assert (number(2000, "id"), number(2000, "en")) == ("2.000", "2,000")


@pytest.mark.parametrize("count", [0, 1, 2, 21])
def test_counted_texts_take_the_form_of_their_language(count):
    text = translate_count("en", "{count} working day left", "{count} working days left", count)
    assert text == f"{count} working day{'' if count == 1 else 's'} left"
    indonesian = translate_count(
        "id", "{count} working day left", "{count} working days left", count
    )
    assert indonesian == f"{count} hari kerja lagi"


def test_a_text_nobody_translated_comes_back_in_english():
    assert translate("id", "No such text {here}", here=1) == "No such text 1"


PATHS = st.from_regex(r"(/[a-z0-9-]{1,8}){1,3}", fullmatch=True).filter(
    lambda path: path != "/en" and not path.startswith("/en/")
)


@given(PATHS | st.just("/"), st.sampled_from(LOCALES))
def test_an_address_tells_its_language(path, locale):
    assert locale_of_path(localized(path, locale)) == locale


def test_english_is_not_guessed_from_a_word_that_starts_alike():
    assert locale_of_path("/energi") == "id"
