"""Spellings of place names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.wilayah.names import normalise


@pytest.mark.parametrize(
    "spelling",
    ["Lok Tuan", "Loktuan", "LOK TUAN", "lok-tuan", " Kelurahan Lok Tuan ", "Kel. Loktuan"],
)
def test_spellings_of_one_place_are_equal(spelling: str) -> None:
    assert normalise(spelling) == "loktuan"


@pytest.mark.parametrize(
    ("spelling", "form"),
    [
        ("Api-Api", "apiapi"),
        ("Kec. Bontang Utara", "bontangutara"),
        ("Pulau Beras Basah", "berasbasah"),
        ("P. Segajah", "segajah"),
        ("Panjang", "panjang"),
        ("Kelapa", "kelapa"),
        ("", ""),
    ],
)
def test_prefixes_go_and_names_that_only_begin_like_them_stay(spelling: str, form: str) -> None:
    assert normalise(spelling) == form


@given(st.text(max_size=40))
def test_any_text_has_a_form_of_letters_and_digits(text: str) -> None:
    form = normalise(text)
    assert form == "" or (form.isascii() and form.isalnum())
