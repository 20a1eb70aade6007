"""Names and headlines of reports."""

from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.workflow import Action, Status


def test_every_status_and_step_has_a_name():
    assert set(words.STATUS) == set(words.NEXT) == set(Status)
    assert set(words.STEP) == set(Action)


def test_a_headline_is_the_first_sentence():
    assert words.headline("Lampu padam di gang. Sudah tiga malam.") == "Lampu padam di gang"


def test_a_long_sentence_is_cut_at_a_word():
    title = words.headline("selokan " * 40)
    assert title.endswith("…")
    assert len(title) <= 73
    assert "selok…" not in title
