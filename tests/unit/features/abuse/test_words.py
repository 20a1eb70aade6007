"""Watched words are found in light disguise, and only as whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.features.abuse.service import looks_automatic
from bessai_berinta.features.abuse.words import found, normal


@pytest.mark.parametrize(
    "text",
    ["Judi di sini", "JUDI!", "jud1 online", "juuudi", "jüdi", "main judi.", "j u d i? judi"],
)
def test_a_word_is_found_in_light_disguise(text):
    assert found(text, ["judi"]) == ("judi",)


@pytest.mark.parametrize("text", ["judian", "perjudian", "jalan rusak", "", "ju di"])
def test_a_part_of_another_word_is_not_found(text):
    assert found(text, ["judi"]) == ()


def test_a_phrase_is_found_across_signs_and_lines():
    assert found("Slot...\nGACOR", [normal("slot gacor")]) == ("slot gacor",)


@given(st.text())
def test_the_normal_form_stays_as_it_is(text):
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("situs", "lama", "verdict"),
    [
        ("", "", False),
        ("", "45000", False),
        ("", "800", True),
        ("http://spam.example", "45000", True),
        ("", "abc", False),
        ("", "-5", False),
        ("", "²", False),
    ],
)
def test_what_fills_the_trap_or_is_too_fast_looks_automatic(situs, lama, verdict):
    assert looks_automatic(situs, lama) is verdict
